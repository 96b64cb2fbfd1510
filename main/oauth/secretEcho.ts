/** So many characters of a secret in a row count as an echo, wherever the text was cut. */
const PIECE = 12;
/** No id is longer: a longer match is the token itself. */
const LONGEST_ID = 64;
/** Nobody guesses this many characters of a token. */
const UNGUESSABLE_LENGTH = 16;
/** A JWT up to its signature, which others may know. */
const JWT_WITHOUT_SIGNATURE = /^eyJ[^.]*\.[^.]+\.(?=[^.]+$)/;

/** Whether a text contains any part of a secret, twelve characters or more: such a text is neither shown nor stored. */
export function echoesSecret(words: string, secret: string): boolean {
  if (secret.length < PIECE) return secret !== '' && words.includes(secret);
  return substringsOf(words).some((piece) => secret.includes(piece));
}

/**
 * Whether several texts together give a token away: what they do not contain could be guessed, or they contain a run
 * that is too long for an id, which a token may contain. Of a JWT only the signature is secret.
 */
export function leaksToken(texts: readonly string[], token: string): boolean {
  if (token.length < PIECE) return texts.some((text) => echoesSecret(text, token));
  const pieces = new Set(texts.flatMap(substringsOf));
  const secretFrom = JWT_WITHOUT_SIGNATURE.exec(token)?.[0].length ?? 0;
  // `end`: where the match ends; `row`, `longest`: its length in a row; `unsaid`: secret characters that no text contains.
  let end = 0;
  let row = 0;
  let longest = 0;
  let unsaid = 0;
  for (let at = 0; at < token.length; at += 1) {
    if (pieces.has(token.slice(at, at + PIECE))) end = at + PIECE;
    row = at < end ? row + 1 : 0;
    longest = Math.max(longest, row);
    if (at >= end && at >= secretFrom) unsaid += 1;
  }
  return longest > LONGEST_ID || (longest > 0 && unsaid < UNGUESSABLE_LENGTH);
}

/** Every run of `PIECE` characters in a text. */
function substringsOf(text: string): readonly string[] {
  return Array.from({ length: Math.max(0, text.length - PIECE + 1) }, (_, at) => text.slice(at, at + PIECE));
}
