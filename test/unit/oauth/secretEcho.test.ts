import { describe, expect, it } from 'vitest';
import { echoesSecret, leaksToken } from '../../../main/oauth/secretEcho.ts';

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
