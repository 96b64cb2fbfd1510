import { describe, expect, it } from 'vitest';
import { ok } from '../../../../main/result.ts';
import { json, refused } from '../../../fakes/fyleHttp.ts';
import { connectedWorld, fakeWorld, must, oauthDraft, only } from '../../../fakes/world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const bearer = { access_token: 'access', token_type: 'Bearer', expires_in: 3600 };

/** A world whose provider rotates: the next answer has a new refresh token beside the given rest. */
async function rotatingWorld(status: number, rest: object) {
  const world = await connectedWorld();
  const newest = world.fyle.grant();
  world.fyle.next('token', ok(json(status, { ...rest, refresh_token: newest })));
  const stored = () => world.keychain.items.get(world.id)?.refreshToken;
  return { ...world, newest, stored };
}

describe('the same refresh token, given again with every renewal', () => {
  const echoing = async () => {
    const world = await connectedWorld();
    world.fyle.always('token', () => ok(json(200, { ...bearer, refresh_token: world.refreshToken })));
    return world;
  };

  it('is no new one: the keychain is left alone, and the sign-in ends when it did', async () => {
    const { clock, connections, journal, ledger, id } = await echoing();
    const before = only(connections).authorization;
    clock.jump(30 * DAY);
    must(await connections.renew(id));
    expect(only(connections).authorization).toEqual(before);
    expect(journal).not.toContain('keychain write');
    expect(ledger.rotates(id)).toBe(false);
  });

  it('needs no keychain that takes it', async () => {
    const { connections, keychain, id } = await echoing();
    keychain.failures.write = { code: 'keychain-locked' };
    must(await connections.renew(id));
    expect(only(connections).status).toBe('ready');
    expect(connections.areGrantsStored).toBe(true);
  });
});

describe('a lifetime that the provider tells', () => {
  it.each(['refresh_token_expires_in', 'x_refresh_token_expires_in', 'refresh_expires_in'])(
    'is the end of the sign-in, with the same refresh token too: %s',
    async (field) => {
      const { clock, connections, fyle, id, refreshToken } = await connectedWorld();
      const told = { ...bearer, refresh_token: refreshToken, [field]: 100 * 86_400 };
      fyle.next('token', ok(json(200, told)));
      const { signedInAt } = only(connections).authorization;
      must(await connections.renew(id));
      const end = { signedInAt, endsAt: clock.now() + 100 * DAY, estimated: false };
      expect(only(connections).authorization).toEqual(end);
      clock.jump(101 * DAY);
      fyle.always('token', () => ok(json(200, { ...bearer, refresh_token: refreshToken })));
      // What was said once stays said.
      must(await connections.renew(id));
      expect(only(connections).authorization).toEqual(end);
    },
  );

  it('is the end of a first sign-in', async () => {
    const { clock, connections, fyle } = fakeWorld();
    fyle.next('token', ok(json(200, { ...bearer, refresh_token: fyle.grant(), refresh_expires_in: 1800 })));
    must(await connections.connect(oauthDraft()));
    const { authorization } = only(connections);
    expect(authorization).toEqual({ signedInAt: clock.now(), endsAt: clock.now() + 1_800_000, estimated: false });
  });
});

describe('a new refresh token', () => {
  it.each([
    ['an error that is no word', 200, { ...bearer, error: '' }],
    ['the status 201', 201, bearer],
    ['the status 203', 203, bearer],
  ])('is kept, and the access token taken, with %s', async (_name, status, rest) => {
    const { connections, id, newest, stored } = await rotatingWorld(status, rest);
    expect(must(await connections.renew(id)).secret.reveal()).toBe('access');
    expect(stored()).toBe(newest);
  });

  it.each([
    ['of another type', { ...bearer, token_type: 'mac' }],
    ['of a type with a space', { ...bearer, token_type: ' Bearer' }],
    ['with a gap', { ...bearer, access_token: 'a b' }],
    ['that is missing', {}],
  ])('is kept beside an access token %s, and used for the next try', async (_name, rest) => {
    const { clock, connections, fyle, id, newest, stored } = await rotatingWorld(200, rest);
    const failure = { code: 'unexpected-answer', step: 'token', status: 200 };
    expect(await connections.renew(id)).toMatchObject({ failure });
    expect(JSON.stringify(only(connections).failure)).not.toContain('refreshToken');
    expect(stored()).toBe(newest);
    await clock.advance(MINUTE);
    expect(fyle.asked.findLast(({ step }) => step === 'token')?.body.refresh_token).toBe(newest);
    expect(only(connections).status).toBe('ready');
  });

  it('that came so leaves no doubt: a refusal after it is a plain one', async () => {
    const { connections, fyle, id } = await rotatingWorld(200, { token_type: 'mac' });
    await connections.renew(id);
    fyle.next('token', refused(401));
    expect(await connections.renew(id)).toMatchObject({ failure: { code: 'sign-in-rejected' } });
  });

  it('that came so and that the keychain did not take is in memory alone, and in doubt until it did', async () => {
    const { clock, connections, fyle, keychain, ledger, id, newest, stored } = await rotatingWorld(200, {});
    keychain.failures.write = { code: 'keychain-locked' };
    await connections.renew(id);
    expect(connections.areGrantsStored).toBe(false);
    expect(ledger.interruptedAt(id)).toBeDefined();
    keychain.failures.write = undefined;
    await clock.advance(MINUTE);
    expect(stored()).toBe(newest);
    expect(connections.areGrantsStored).toBe(true);
    expect(fyle.takes(newest)).toBe(true);
    must(await connections.renew(id));
    expect(ledger.interruptedAt(id)).toBeUndefined();
  });
});
