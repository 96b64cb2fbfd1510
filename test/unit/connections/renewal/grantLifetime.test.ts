import { describe, expect, it } from 'vitest';
import { changedLifetime, grantLifetimeOf } from '../../../../main/connections/renewal/grantLifetime.ts';
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
    ['is what the refresh token says itself', { iat: NOW - DAY, exp: NOW + 30 * DAY }, -DAY, NOW + 30 * DAY, false],
    ['is so too when it says that it is over', { exp: NOW - DAY }, 0, NOW - DAY, false],
    ['is estimated as a year from its issue', { iat: NOW - 30 * DAY }, -30 * DAY, NOW + YEAR - 30 * DAY, true],
    ['is near for one that is pasted on its 362nd day', { iat: NOW - 362 * DAY }, -362 * DAY, NOW + 3 * DAY, true],
    ['is estimated as a year from now when nothing is said', {}, 0, NOW + YEAR, true],
    ['does not hang on an issue longer ago than any sign-in lasts', { iat: 1000 }, 0, NOW + YEAR, true],
    ['does not hang on an issue in the future', { iat: NOW + 30 * DAY }, 0, NOW + YEAR, true],
  ])('%s: %j', (_name, times, begun, endsAt, estimated) => {
    expect(grantLifetimeOf(tokenWith(times), NOW)).toEqual({ signedInAt: NOW + begun, endsAt, estimated });
  });

  it('is what the provider says beside the token, whatever the token says', () => {
    for (const times of [{}, { exp: NOW + 30 * DAY }, { iat: NOW }]) {
      const lifetime = grantLifetimeOf(tokenWith(times), NOW, 90 * DAY);
      expect(lifetime).toEqual({ signedInAt: NOW, endsAt: NOW + 90 * DAY, estimated: false });
    }
  });
});

describe('a renewal changes the end of a sign-in', () => {
  const known = { signedInAt: NOW - DAY, endsAt: NOW + 90 * DAY, estimated: false };
  it.each([
    ['when the provider says another', 100 * DAY, NOW + 100 * DAY],
    ['when it says a nearer one', DAY, NOW + DAY],
  ])('%s', (_name, told, endsAt) => {
    expect(changedLifetime(known, tokenWith({}), NOW, told)).toEqual({ ...known, endsAt });
  });

  it('not when the provider counts the same end in other seconds', () => {
    expect(changedLifetime(known, tokenWith({}), NOW, 90 * DAY - 30_000)).toBeUndefined();
  });

  // keycloak#41191: what is told gets less with each refresh, because the end stays where it is.
  it('not when the provider tells less each time, towards the same end', () => {
    for (const passed of [300_000, DAY, 89 * DAY])
      expect(changedLifetime(known, tokenWith({}), NOW + passed, 90 * DAY - passed)).toBeUndefined();
  });

  // keycloak#27201 and #48063: an offline token has no `exp`, or 0, and is told to last 0 seconds.
  it('not by a token without an end of which nothing is told', () => {
    const estimated = grantLifetimeOf(tokenWith({ iat: NOW, exp: 0 }), NOW);
    expect(estimated).toEqual({ signedInAt: NOW, endsAt: NOW + YEAR, estimated: true });
    expect(changedLifetime(estimated, tokenWith({ iat: NOW + 3_600_000 }), NOW + 3_600_000)).toBeUndefined();
  });
});
