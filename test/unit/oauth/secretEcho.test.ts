import { describe, expect, it } from 'vitest';
import { echoesInDisguise, echoesSecret, leaksToken } from '../../../main/oauth/secretEcho.ts';

describe('words', () => {
  it.each([
    ['the whole', 'no such token at_9f8e7d6c5b4a3928!', 'at_9f8e7d6c5b4a3928', true],
    ['twelve of its characters', 'is 9f8e7d6c5b4a', 'at_9f8e7d6c5b4a3928', true],
    ['eleven of them', 'is f8e7d6c5b4a.', 'at_9f8e7d6c5b4a3928', false],
    ['all of a short one', 'a secret', 'secret', true],
    ['nothing of an empty one', 'a secret', '', false],
  ])('repeat %s', (_, words, secret, expected) => {
    expect(echoesSecret(words, secret)).toBe(expected);
  });
});

/** Forms in which a text can repeat a secret. */
const forms: readonly (readonly [string, (secret: string) => string])[] = [
  ['upper case', (secret) => secret.toUpperCase()],
  ['lower case', (secret) => secret.toLowerCase()],
  ['groups of four', (secret) => secret.replace(/.{4}/g, '$& ')],
  ['groups of four with dashes', (secret) => secret.replace(/.{4}/g, '$&-')],
  ['single letters', (secret) => [...secret].join(' ')],
  ['letters with dots between', (secret) => [...secret].join('.')],
  ['lines', (secret) => secret.replace(/.{8}/g, '$&\n')],
  [
    'full-width letters',
    (secret) => secret.replace(/[a-z0-9]/gi, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
  ],
  ['reverse', (secret) => [...secret].reverse().join('')],
  ['reverse groups', (secret) => [...secret].reverse().join('').replace(/.{4}/g, '$& ')],
  ['two halves with words between', (secret) => `${secret.slice(0, 11)} and then ${secret.slice(11)}`],
  ['parts of nine', (secret) => secret.replace(/.{9}/g, '$& (next part) ')],
  ['base64', (secret) => Buffer.from(secret).toString('base64')],
  ['base64url', (secret) => Buffer.from(secret).toString('base64url')],
  ['base64 with a client before it', (secret) => Buffer.from(`tpaAcme:${secret}`).toString('base64')],
  ['base64 with a character before it', (secret) => Buffer.from(`x${secret}`).toString('base64')],
  ['base64 with two before it', (secret) => Buffer.from(`xy${secret}z`).toString('base64')],
  ['base64 in groups', (secret) => Buffer.from(secret).toString('base64').replace(/.{5}/g, '$& ')],
  ['reversed base64', (secret) => [...Buffer.from(secret).toString('base64')].reverse().join('')],
  ['hexadecimal', (secret) => Buffer.from(secret).toString('hex')],
  [
    'upper hexadecimal with colons',
    (secret) => Buffer.from(secret).toString('hex').toUpperCase().replace(/..\B/g, '$&:'),
  ],
  ['hexadecimal with 0x', (secret) => [...Buffer.from(secret)].map((byte) => `0x${byte.toString(16)}`).join(', ')],
  ['hexadecimal with \\x', (secret) => [...Buffer.from(secret)].map((byte) => `\\x${byte.toString(16)}`).join('')],
  ['URL escapes of each letter', (secret) => [...Buffer.from(secret)].map((byte) => `%${byte.toString(16)}`).join('')],
  [
    'URL escapes of every other letter',
    (secret) => [...secret].map((one, at) => (at % 2 ? one : `%${one.charCodeAt(0).toString(16)}`)).join(''),
  ],
  ['JSON escapes', (secret) => [...secret].map((one) => `\\u00${one.charCodeAt(0).toString(16)}`).join('')],
  ['HTML escapes', (secret) => [...secret].map((one) => `&#${one.charCodeAt(0)};`).join('')],
  [
    'HTML escapes in hexadecimal',
    (secret) => [...secret].map((one) => `&#x${one.charCodeAt(0).toString(16)};`).join(''),
  ],
  ['decimal numbers', (secret) => [...Buffer.from(secret)].join(' ')],
  ['octal numbers', (secret) => [...Buffer.from(secret)].map((byte) => byte.toString(8)).join(' ')],
  ['bits', (secret) => [...Buffer.from(secret)].map((byte) => byte.toString(2).padStart(8, '0')).join(' ')],
  ['base32', base32],
  [
    'rot13',
    (secret) =>
      secret.replace(/[a-z]/gi, (one) => String.fromCharCode(((one.toLowerCase().charCodeAt(0) - 84) % 26) + 97)),
  ],
];

/** @see RFC 4648 §6 */
function base32(secret: string): string {
  const bits = [...Buffer.from(secret)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? [])
    .map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five, 2)])
    .join('');
}

describe('words in which a secret is disguised', () => {
  const secrets = ['at_9f8e7d6c5b4a39281706f5e4', 'Zm9vYmFy-kQ7vXw2pLr9TnYbHs3d', 'wordsAndMoreWordsOfASecret'];

  it.each(forms)('repeat it: %s', (_form, disguise) => {
    for (const secret of secrets) expect(echoesSecret(`refused: ${disguise(secret)}`, secret), secret).toBe(true);
  });

  it.each([
    'invalid token',
    'The client secret is not valid for this client. Ask your admin, or create a new app under Settings.',
    'request 0b1f2c3d-5e6f-4a7b-8c9d-0e1f2a3b4c5d at 2026-12-01T01:02:03.456Z failed with 0x80070005',
    'ungültiges Token für Müller & Söhne, siehe https://help.fylehq.com/en/articles/1234567-custom-apps',
    'トークンが無効です',
    '0000000000000000000000000000000000000000000000',
    '01101001 01101110 01110110',
  ])('do not when they only refuse: %s', (words) => {
    for (const secret of [...secrets, jwt, uuid, opaque]) expect(echoesSecret(words, secret), secret).toBe(false);
  });

  it('are looked through at once, however long the secret is', () => {
    const long = Array.from({ length: 65_536 }, (_, at) => String.fromCharCode(97 + ((at * 7 + (at >> 5)) % 26))).join(
      '',
    );
    const words = 'lorem ipsum dolor sit '.repeat(14);
    const start = performance.now();
    expect(echoesSecret(words, long)).toBe(false);
    expect(echoesInDisguise(words.repeat(56), long)).toBe(false);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

const random = '9f8e7d6c5b4a39281706f5e4d3c2b1a0';
const organisation = 'orNVthTo2Zyo';
const uuid = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const opaque = `at_${organisation}_${random}`;
const claims = 'eyJ1c2VyX2lkIjoidXNBbm4iLCJvcmdfaWQiOiJvckFjbWUiLCJleHAiOjE3ODU3NTEyMDB9';
const signature = 'SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c';
const jwt = `eyJhbGciOiJIUzI1NiJ9.${claims}.${signature}`;
const long = Array.from({ length: 40 }, (_, at) => `${at}-${random}`).join('');

describe('the texts of a profile', () => {
  it.each([
    ['an id that stands in the token', [organisation], opaque],
    ['a long id at its beginning', [uuid], `${uuid}:${random}`],
    ['two of its ids, one of them in it twice', [uuid, organisation], `${uuid}.${organisation}.${uuid}.${random}`],
    ['an id between the dots of an opaque token', [organisation], `v1.${organisation}.${random}`],
    ['an e-mail address that stands in it', ['anna@acme.example'], `anna@acme.example/${random}`],
    ['a known piece of a JWT', [claims.slice(0, 40)], jwt],
    ['eleven characters of its signature', [signature.slice(0, 11)], jwt],
    ['nothing of it', ['Anna Berg', 'Acme Ltd', ''], opaque],
    ['nothing at all', [], opaque],
  ])('do not give it away by %s', (_, texts, token) => {
    expect(leaksToken(texts, token)).toBe(false);
  });

  it.each([
    ['the whole', [`Anna ${opaque}`], opaque],
    ['a whole JWT', [jwt], jwt],
    ['its secret part, for they name the rest too', [organisation, `Anna ${random}`], opaque],
    ['so much of its secret part that what is left could be guessed', [organisation, random.slice(0, 21)], opaque],
    ['all but what every token has', [random], `at_${random}`],
    ['halves in two texts', [opaque.slice(0, 24), opaque.slice(24)], opaque],
    ['the signature of a JWT', [signature], jwt],
    ['most of a signature', [signature.slice(8, 36)], jwt],
    ['a piece too long for an id', [long.slice(300, 365)], long],
    ['as much as is shown of a long one', [long.slice(0, 300)], long],
    ['the end of a short one', ['of-the-token'], 'end-of-the-token'],
    ['all of a very short one', ['my abc'], 'abc'],
  ])('give the token away by %s', (_, texts, token) => {
    expect(leaksToken(texts, token)).toBe(true);
  });

  it('are looked through at once, however long they and the token are', () => {
    const texts = Array.from({ length: 56 }, () => 'a'.repeat(300));
    expect(leaksToken(texts, 'ab'.repeat(32_768))).toBe(false);
  });
});
