import { describe, expect, it } from 'vitest';
import { fyle, fylePresets } from '../../../main/oauth/fyle.ts';
import { Secret } from '../../../main/oauth/secret.ts';
import { refresh } from '../../../main/oauth/token.ts';
import { jsonAnswer, scriptedHttp } from '../../fakes/http.ts';

const provider = fyle(fylePresets[0].endpoints);
const client = { clientId: 'tpaClient', clientSecret: new Secret('secret') };
const HOUR = 3_600_000;
/** Issued at nine, ends at ten. */
const hour = { iat: 1_785_747_600, exp: 1_785_751_200 };

const at = (time: string) => `Mon, 03 Aug 2026 ${time} GMT`;

/** The lifetime of a token with these claims, from an answer with these headers. */
async function lifetimeOf(claims: object, headers: Readonly<Record<string, string>>, expires_in?: number) {
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  const answer = jsonAnswer({ access_token: `eyJhbGciOiJIUzI1NiJ9.${payload}.c2ln`, expires_in }, 200, headers);
  const tokens = await refresh(scriptedHttp(answer).http, provider, client, new Secret('opaque'), 0);
  return tokens.ok ? tokens.value.lifetime : undefined;
}

describe('an access token that alone says how long it lives, and may be given a second time,', () => {
  it.each([
    ['has what is left of that by the answer’s own date', hour, { date: at('09:55:00') }, 300_000],
    ['has all of it when it has just been issued', hour, { date: at('09:00:00') }, HOUR],
    ['has no more than it when the date is before its issue', hour, { date: at('08:30:00') }, HOUR],
    ['has as much less as a cache has kept the answer', hour, { date: at('09:40:00'), age: '900' }, 300_000],
    ['has none left when a cache has kept it too long', hour, { date: at('09:55:00'), age: '600' }, 1_000],
    ['is not bent by an age that is none', hour, { date: at('09:55:00'), age: '-60' }, 300_000],
    ['is believed against a date at its end: two clocks that differ', hour, { date: at('10:00:00') }, HOUR],
    ['is believed against a date after its end', hour, { date: at('23:00:00') }, HOUR],
    ['is believed beside a date that is none', hour, { date: 'yesterday' }, HOUR],
    ['needs no time of issue for it', { exp: hour.exp }, { date: at('09:55:00') }, 300_000],
    ['lives for no more than an hour without one', { exp: hour.exp }, { date: at('01:00:00') }, HOUR],
  ])('%s', async (_, claims, headers, lifetime) => {
    expect(await lifetimeOf(claims, headers)).toBe(lifetime);
  });

  it('has no say beside expires_in', async () => {
    expect(await lifetimeOf(hour, { date: at('09:55:00') }, 900)).toBe(900_000);
  });
});
