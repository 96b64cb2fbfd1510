import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { equalInConstantTime, readJwt, signJwt } from '../../../main/practice/jwt.ts';

const KEY = 'key';
const GOOD = signJwt({ exp: 10, a: 'é' }, KEY);

function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

function signed(header: unknown, claims: unknown): string {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${createHmac('sha256', KEY).update(text).digest('base64url')}`;
}

describe('a JWT', () => {
  it('is read with the key that signed it, until the second in which it expires', () => {
    expect(readJwt(GOOD, KEY, 9_999)).toEqual({ exp: 10, a: 'é' });
    expect(readJwt(GOOD, KEY, 10_000)).toBeUndefined();
  });

  it('carries the signature that RFC 7515 §3.1 describes', () => {
    expect(GOOD).toBe(signed({ alg: 'HS256', typ: 'JWT' }, { exp: 10, a: 'é' }));
  });

  it.each([
    ['an empty text', ''],
    ['one part', 'a'],
    ['two parts', 'a.b'],
    ['four parts', `${GOOD}.a`],
    ['a gap', `${GOOD} `],
    ['no signature', `${GOOD.split('.').slice(0, 2).join('.')}.`],
    ['another signature', `${GOOD.slice(0, -2)}AA`],
    ['a padded signature', `${GOOD}=`],
    ['another key', signJwt({ exp: 10 }, 'other')],
    ['the algorithm none, unsigned', `${encode({ alg: 'none' })}.${encode({ exp: 10 })}.`],
    ['the algorithm none, signed', signed({ alg: 'none' }, { exp: 10 })],
    ['another algorithm', signed({ alg: 'HS512' }, { exp: 10 })],
    ['no algorithm', signed({}, { exp: 10 })],
    ['a header that is no object', signed('[]', { exp: 10 })],
    ['a header that is no JSON', signed('{', { exp: 10 })],
    ['claims that are a list', signed({ alg: 'HS256' }, [])],
    ['claims that are null', signed({ alg: 'HS256' }, 'null')],
    ['no end', signed({ alg: 'HS256' }, {})],
    ['an end that is a text', signed({ alg: 'HS256' }, { exp: '10' })],
    ['too great a length', signJwt({ exp: 10, a: 'x'.repeat(9_000) }, KEY)],
  ])('is refused with %s', (_, token) => {
    expect(readJwt(token, KEY, 0)).toBeUndefined();
  });
});

it.each([
  ['a', 'a', true],
  ['', '', true],
  ['a', 'b', false],
  ['a', 'aa', false],
  ['a', '', false],
])('finds %j and %j the same: %s', (one, other, same) => {
  expect(equalInConstantTime(one, other)).toBe(same);
});
