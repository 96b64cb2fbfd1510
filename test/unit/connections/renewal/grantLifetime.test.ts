import { describe, expect, it } from 'vitest';
import { grantLifetimeOf } from '../../../../main/connections/renewal/grantLifetime.ts';
import { Secret } from '../../../../main/oauth/secret.ts';

const NOW = Date.UTC(2026, 7, 3, 9);
const DAY = 86_400_000;
const YEAR = 365 * DAY;

/** A refresh token with these claims, in Unix milliseconds. */
function tokenWith(times: { readonly iat?: number; readonly exp?: number }): Secret {
  const claims = Object.fromEntries(Object.entries(times).map(([name, at]) => [name, at / 1000]));
  return new Secret(`eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`);
}

describe('the end of a sign-in', () => {
  it.each([
    ['is what the refresh token says itself', { iat: NOW - DAY, exp: NOW + 30 * DAY }, NOW + 30 * DAY, false],
    ['is so too when it says that it is over', { exp: NOW - DAY }, NOW - DAY, false],
    ['is estimated as a year from its issue', { iat: NOW - 30 * DAY }, NOW + YEAR - 30 * DAY, true],
    ['is estimated as a year from now when nothing is said', {}, NOW + YEAR, true],
    ['does not hang on an issue longer ago than any sign-in lasts', { iat: 1000 }, NOW + YEAR, true],
    ['does not hang on an issue in the future', { iat: NOW + 30 * DAY }, NOW + YEAR, true],
  ])('%s: %j', (_name, times, endsAt, estimated) => {
    expect(grantLifetimeOf(tokenWith(times), NOW)).toEqual({ signedInAt: NOW, endsAt, estimated });
  });
});
