/** So much of a secret in a row shows that it is repeated, wherever the words are cut off. */
const PIECE = 12;
/** So much of it in a row is nobody's id. */
const LONGEST_ID = 64;
/** Nobody guesses so many characters of a token. */
const UNGUESSABLE_LENGTH = 16;
/** A JWT up to its signature: what everybody knows or may know. */
const JWT_WITHOUT_SIGNATURE = /^eyJ[^.]*\.[^.]+\.(?=[^.]+$)/;

/** Whether words hold a piece of a secret, by its beginning, its end, or anything between: such words are not shown or kept. */
export function echoesSecret(words: string, secret: string): boolean {
  if (secret.length < PIECE) return secret !== '' && words.includes(secret);
  return substringsOf(words).some((piece) => secret.includes(piece));
}

/**
 * Whether several texts together give a token away: what they do not repeat of it could be guessed, or one of them is too long a
 * piece of it to be there by chance. A token may well hold an id that is known (a user's, an organisation's); of a JWT
 * the signature alone is secret.
 */
export function leaksToken(texts: readonly string[], token: string): boolean {
  if (token.length < PIECE) return texts.some((text) => echoesSecret(text, token));
  const pieces = new Set(texts.flatMap(substringsOf));
  const secretFrom = JWT_WITHOUT_SIGNATURE.exec(token)?.[0].length ?? 0;
  // Up to where it is repeated, how much in a row and in all, and how much of what is secret is not.
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

/** Everything of a length in a text that a secret is looked for in. */
function substringsOf(text: string): readonly string[] {
  return Array.from({ length: Math.max(0, text.length - PIECE + 1) }, (_, at) => text.slice(at, at + PIECE));
}
