/** So many characters of a secret in a row count as an echo, wherever the text was cut. */
const PIECE = 12;
/** Shorter pieces count together: a text may hold a secret in parts, with words between them. */
const SMALL_PIECE = 6;
const MOST_IN_PARTS = 18;
/** No id is longer: a longer match is the token itself. */
const LONGEST_ID = 64;
/** Nobody guesses this many characters of a token. */
const UNGUESSABLE_LENGTH = 16;
/** Of a longer secret the beginning and the end are looked for in disguise, so that this takes no time. */
const LONGEST_DISGUISED = 1_024;
/** A JWT up to its signature, which others may know. */
const JWT_WITHOUT_SIGNATURE = /^eyJ[^.]*\.[^.]+\.(?=[^.]+$)/;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * Whether a text contains any part of a secret, twelve characters or more, or shorter parts that are as much: as it is,
 * in other case, grouped, reversed, or in disguise. Such a text is neither shown nor stored.
 */
export function echoesSecret(words: string, secret: string): boolean {
  if (secret.length < PIECE && secret !== '' && words.includes(secret)) return true;
  const bare = bareOf(secret);
  if (bare.length < PIECE)
    return bare.length >= SMALL_PIECE && readingsOf(words).some(({ text }) => text.includes(bare));
  return readingsOf(words).some((one) => holdsPieces(one, bare)) || echoesInDisguise(words, secret);
}

/** Whether a text contains part of a secret reversed, or in base64, base32, hexadecimal or decimal numbers. */
export function echoesInDisguise(words: string, secret: string): boolean {
  const readings = readingsOf(words);
  return partsOf(secret).some((part) =>
    disguisesOf(part).some((form) => {
      // How many characters stand for one of the secret.
      const width = Math.max(1, Math.floor(form.length / part.length));
      return form.length >= PIECE * width && readings.some((one) => holdsPieces(one, form, width));
    }),
  );
}

/**
 * Whether several texts together give a token away: what they do not contain could be guessed, or they contain a run
 * that is too long for an id, which a token may contain. Of a JWT only the signature is secret.
 */
export function leaksToken(texts: readonly string[], token: string): boolean {
  if (token.length < PIECE) return texts.some((text) => echoesSecret(text, token));
  const pieces = new Set(texts.flatMap((text) => substringsOf(text, PIECE)));
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

/** A bare text, and its runs of so many characters. */
interface Reading {
  readonly text: string;
  readonly runsOf: (length: number) => ReadonlySet<string>;
}

/** Whether a bare text has a piece of a bare secret, or several small ones, in a form so many times as long as the secret. */
function holdsPieces({ text, runsOf }: Reading, secret: string, width = 1): boolean {
  const small = SMALL_PIECE * width;
  const pieces = runsOf(small);
  let end = 0;
  let row = 0;
  let all = 0;
  for (let at = 0; at < secret.length; at += 1) {
    if (pieces.has(secret.slice(at, at + small))) end = at + small;
    row = at < end ? row + 1 : 0;
    if (at < end) all += 1;
    const isInRow = row >= PIECE * width && text.includes(secret.slice(at + 1 - PIECE * width, at + 1));
    if (all >= MOST_IN_PARTS * width || isInRow) return true;
  }
  return false;
}

/** A text bare of everything but letters and digits, as it is and with its escapes read: `%41`, `&#65;`, `\\u0041`. */
function readingsOf(words: string): readonly Reading[] {
  const unescaped = words
    .replace(/%([0-9a-f]{2})/gi, (_, code: string) => characterOf(code, 16))
    .replace(/&#x([0-9a-f]{1,6});?/gi, (_, code: string) => characterOf(code, 16))
    .replace(/&#(\d{1,7});?/g, (_, code: string) => characterOf(code, 10))
    .replace(/(?:\\u\{?|\\x|U\+|0x)([0-9a-f]{2,6})\}?/gi, (_, code: string) => characterOf(code, 16));
  // Of numbers alone no prefix is left: `0x41 0x42`.
  const numbers = words.replace(/0x|\\x|\\u|U\+|&#x?/gi, '');
  return [...new Set([words, unescaped, numbers].map(bareOf))].map((text) => {
    const runs = new Map<number, ReadonlySet<string>>();
    const runsOf = (length: number) => {
      const known = runs.get(length) ?? new Set(substringsOf(text, length));
      runs.set(length, known);
      return known;
    };
    return { text, runsOf };
  });
}

function characterOf(code: string, radix: number): string {
  const point = Number.parseInt(code, radix);
  return point <= 0x10_ff_ff ? String.fromCodePoint(point) : '';
}

/** Lower-case letters and digits; full-width and other written forms of them as the plain ones. */
function bareOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

function partsOf(secret: string): readonly string[] {
  return secret.length <= 2 * LONGEST_DISGUISED
    ? [secret]
    : [secret.slice(0, LONGEST_DISGUISED), secret.slice(-LONGEST_DISGUISED)];
}

/** A secret in the forms that programs give it, bare; base64 and base32 also as part of a longer text. */
function disguisesOf(secret: string): readonly string[] {
  const codes = Array.from(new TextEncoder().encode(secret));
  const reversed = [...bareOf(secret)].reverse().join('');
  const numbers = [16, 10, 8].map((radix) => codes.map((code) => code.toString(radix).padStart(2, '0')).join(''));
  const bits = codes.map((code) => code.toString(2).padStart(8, '0')).join('');
  const base64 = [0, 1, 2].map((before) => insideBase64(secret, before));
  const base32 = [0, 1, 2, 3, 4].map((shift) => (bits.slice(shift).match(/.{5}/g) ?? []).map(letterOf).join(''));
  const rotated = bareOf(secret).replace(/[a-z]/g, (letter) =>
    String.fromCharCode(((letter.charCodeAt(0) - 84) % 26) + 97),
  );
  return [reversed, ...numbers, bits, ...base64, ...base64.map(reverse), ...base32, rotated];
}

/** What base64 makes of a secret behind so many other bytes, without the characters that they have a part in. */
function insideBase64(secret: string, before: number): string {
  const bytes = new TextEncoder().encode(`${'\0'.repeat(before)}${secret}`);
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return bareOf(text.slice(before === 0 ? 0 : before + 1));
}

function letterOf(five: string): string {
  return BASE32[Number.parseInt(five, 2)] ?? '';
}

function reverse(text: string): string {
  return [...text].reverse().join('');
}

/** Every run of so many characters in a text. */
function substringsOf(text: string, length: number): readonly string[] {
  return Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length));
}
