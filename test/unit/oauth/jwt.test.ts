import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTokenTimes } from '../../../main/oauth/jwt.ts';

const LATEST = Date.UTC(2100, 0, 1);

/** A token with these claims, in the form of a JWT. */
function tokenWith(claims: unknown): string {
  return tokenOf(JSON.stringify(claims));
}

function tokenOf(payload: string | Uint8Array): string {
  return `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(payload).toString('base64url')}.c2lnbmF0dXJl`;
}

/** RFC 7519 §3.1: a line break stands within its claims. */
const RFC_7519_EXAMPLE =
  'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.' +
  'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.' +
  'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

describe('the times of a token', () => {
  it('are read from the example of RFC 7519', () => {
    expect(readTokenTimes(RFC_7519_EXAMPLE)).toEqual({ endsAt: 1_300_819_380_000 });
  });

  it("are read from claims as Fyle's, lists written as text included", () => {
    const claims = { iat: 1_785_747_600, iss: 'FyleApp', roles: '["ADMIN"]', version: '3', exp: 1_785_751_200 };
    expect(readTokenTimes(tokenWith(claims))).toEqual({ issuedAt: 1_785_747_600_000, endsAt: 1_785_751_200_000 });
  });

  it('are read one without the other', () => {
    expect(readTokenTimes(tokenWith({ iat: 100 }))).toEqual({ issuedAt: 100_000 });
    expect(readTokenTimes(tokenWith({ iat: 'soon', exp: 100 }))).toEqual({ endsAt: 100_000 });
  });

  it('are read whatever else the claims say, in any script', () => {
    // Their base64url contains both characters that differ from base64.
    const token = tokenWith({ name: 'Zoë 财务 ÿÿÿ???>>>', exp: 100 });
    expect(token).toMatch(/-/);
    expect(token).toMatch(/_/);
    expect(readTokenTimes(token)).toEqual({ endsAt: 100_000 });
  });

  it('lose the part of a second', () => {
    expect(readTokenTimes(tokenWith({ exp: 1_785_751_200.999 }))).toEqual({ endsAt: 1_785_751_200_000 });
  });

  it('may be the last second that is plausible', () => {
    expect(readTokenTimes(tokenWith({ exp: LATEST / 1000 }))).toEqual({ endsAt: LATEST });
  });

  it.each([0, -1, 0.5, LATEST / 1000 + 1, 1_785_751_200_000, 1e308, '1785751200', '', null, true, [100], { s: 100 }])(
    'are absent when the claim is %j',
    (value) => {
      expect(readTokenTimes(tokenWith({ iat: value, exp: value }))).toEqual({});
    },
  );

  it.each([
    ['nothing', ''],
    ['an opaque token', 'b0f2c6e4a1'],
    ['two parts', RFC_7519_EXAMPLE.slice(0, RFC_7519_EXAMPLE.lastIndexOf('.'))],
    ['four parts', `${RFC_7519_EXAMPLE}.more`],
    ['an encrypted token of five parts', 'a.b.c.d.e'],
    ['dots alone', '..'],
    ['a payload that is no base64', 'a.%%%.c'],
    ['a payload with a letter outside Latin-1', 'a.财务.c'],
    ['a payload of a length that base64 cannot have', 'a.abcde.c'],
    ['a payload that is no JSON', tokenOf('{"exp":100')],
    ['a payload in UTF-16', tokenOf(Buffer.from('{"exp":100}', 'utf16le'))],
    ['claims that are null', tokenWith(null)],
    ['claims that are a list', tokenWith([{ exp: 100 }])],
    ['claims that are a number', tokenWith(100)],
    ['a number of infinite size', tokenOf('{"exp":1e999}')],
    ['claims that inherit their times', tokenOf('{"__proto__":{"exp":100},"iat":-1}')],
    ['claims nested 100,000 deep', tokenOf(`${'['.repeat(1e5)}${']'.repeat(1e5)}`)],
  ])('are none in %s', (_, token) => {
    expect(readTokenTimes(token)).toEqual({});
  });

  it('are plausible whole seconds or absent, and never an error, whatever the token is', () => {
    const claim = fc.oneof(fc.double(), fc.integer(), fc.constant(LATEST / 1000), fc.jsonValue());
    const token = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.base64String(), fc.base64String(), fc.base64String()).map((parts) => parts.join('.')),
      fc.uint8Array().map(tokenOf),
      fc.jsonValue().map(tokenWith),
      fc.record({ iat: claim, exp: claim }, { requiredKeys: [] }).map(tokenWith),
    );
    fc.assert(
      fc.property(token, (text) => {
        const times = readTokenTimes(text);
        for (const moment of Object.values(times)) {
          expect(moment).toBeGreaterThan(0);
          expect(moment).toBeLessThanOrEqual(LATEST);
          expect(moment % 1000).toBe(0);
        }
        expect(Object.keys(times)).toEqual(Object.keys(times).filter((name) => /^(issuedAt|endsAt)$/.test(name)));
      }),
      { numRuns: 500 },
    );
  });
});
