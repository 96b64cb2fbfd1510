import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../../main/result.ts';
import { settled } from '../../../fakes/clock.ts';
import { type Answer, CLIENT_SECRET, json, refused, unreached } from '../../../fakes/fyleHttp.ts';
import { connectedWorld, type FakeWorld, internalDraft, must, only } from '../../../fakes/world.ts';

const MINUTE = 60_000;
const host = 'accounts.fylehq.com';

/** A world whose provider rotates refresh tokens, and has done so once. */
async function rotatingWorld() {
  const world = await connectedWorld();
  world.fyle.rotates = true;
  must(await world.connections.renew(world.id));
  world.fyle.asked.length = 0;
  return world;
}

/** Renews; the provider rotates, but this arrives in place of its answer. */
async function losing({ fyle, connections }: FakeWorld, id: string, arrives: Answer) {
  const gate = fyle.holdAnswer('token', arrives);
  const renewal = connections.renew(id);
  await gate.reached;
  gate.open();
  return renewal;
}

describe('a renewal in whose midst the app was ended', () => {
  it('is told at the next start, when the provider had rotated', async () => {
    const world = await rotatingWorld();
    const { clock, fyle, connections, id, keychain } = world;
    const gate = keychain.hold('write');
    void connections.renew(id);
    await gate.reached;
    const interruptedAt = clock.now();
    await clock.advance(3 * MINUTE);
    connections.close();
    const item = keychain.items.get(id);
    const next = world.restarted();
    next.recheck();
    await clock.advance(MINUTE);
    const failure = {
      code: 'renewal-interrupted',
      interruptedAt,
      says: 'invalid token',
      saidBy: 'accounts.fylehq.com',
    };
    expect(only(next)).toMatchObject({ status: 'sign-in-needed', failure });
    expect(only(next).retryAt).toBeUndefined();
    expect(fyle.count('token')).toBe(2);
    // The stored grant is not deleted, and every later start and renewal reports the same.
    expect(keychain.items.get(id)).toEqual(item);
    const later = world.restarted();
    expect(await later.renew(id)).toEqual(fail(failure));
    expect(await later.renew(id)).toEqual(fail(failure));
  });

  it('is told too when it was the first one, of which nobody knows whether it rotates', async () => {
    const world = await connectedWorld();
    world.fyle.rotates = true;
    const gate = world.keychain.hold('write');
    void world.connections.renew(world.id);
    await gate.reached;
    world.connections.close();
    expect(await world.restarted().renew(world.id)).toMatchObject({ failure: { code: 'renewal-interrupted' } });
  });

  it('is no matter when the request had not arrived', async () => {
    const world = await rotatingWorld();
    world.fyle.hold('token');
    void world.connections.renew(world.id);
    await settled();
    world.connections.close();
    const next = world.restarted();
    next.recheck();
    await world.clock.advance(MINUTE);
    expect(only(next).status).toBe('ready');
    world.fyle.next('token', refused(401));
    expect(await next.renew(world.id)).toMatchObject({ failure: { code: 'sign-in-rejected' } });
  });

  it('is not blamed for a refusal by a provider that does not rotate', async () => {
    const world = await connectedWorld();
    must(await world.connections.renew(world.id));
    world.fyle.hold('token');
    void world.connections.renew(world.id);
    await settled();
    world.connections.close();
    world.fyle.next('token', refused(401));
    expect(await world.restarted().renew(world.id)).toMatchObject({ failure: { code: 'sign-in-rejected' } });
  });

  it('is not blamed when the app’s own credentials are refused, or the sign-in has simply ended', async () => {
    const world = await rotatingWorld();
    const { clock, fyle, keychain, id } = world;
    const gate = keychain.hold('write');
    void world.connections.renew(id);
    await gate.reached;
    world.connections.close();
    const next = world.restarted();
    fyle.next('token', ok(json(401, { error: 'invalid_client' })));
    expect(await next.renew(id)).toMatchObject({ failure: { code: 'sign-in-rejected', error: 'invalid_client' } });
    const endedAt = clock.now() - 1_000;
    const claims = Buffer.from(JSON.stringify({ exp: endedAt / 1_000 })).toString('base64url');
    keychain.items.set(id, { refreshToken: `eyJhbGciOiJIUzI1NiJ9.${claims}.c2ln`, clientSecret: CLIENT_SECRET });
    fyle.next('token', refused(401));
    expect(await next.renew(id)).toMatchObject({ failure: { code: 'sign-in-ended', endedAt } });
  });

  it('is over with a new sign-in', async () => {
    const world = await rotatingWorld();
    const { fyle, keychain, id } = world;
    const gate = keychain.hold('write');
    void world.connections.renew(id);
    await gate.reached;
    world.connections.close();
    const next = world.restarted();
    await next.renew(id);
    const draft = internalDraft(fyle.grant());
    must(await next.signInAgain(id, draft.kind === 'internal' ? { refreshToken: draft.refreshToken } : {}));
    expect(only(next).status).toBe('ready');
    fyle.next('token', refused(401));
    expect(await next.renew(id)).toMatchObject({ failure: { code: 'sign-in-rejected' } });
  });
});

describe('a renewal whose answer was lost', () => {
  it.each([
    unreached({ code: 'interrupted', host }),
    unreached({ code: 'timed-out', host }),
    unreached({ code: 'answer-too-large', host }),
    ok(new Response('{"access_token":"abc')),
    ok(new Response('{"access_token":"abc', { status: 203 })),
    refused(504),
  ])('is tried once more by itself, and then told: %j', async (arrives) => {
    const world = await rotatingWorld();
    const { clock, connections, fyle, id } = world;
    const interruptedAt = clock.now();
    await losing(world, id, arrives);
    expect(only(connections).retryAt).toBeGreaterThanOrEqual(clock.now() + 5_000);
    await clock.advance(MINUTE);
    const failure = {
      code: 'renewal-interrupted',
      interruptedAt,
      says: 'invalid token',
      saidBy: 'accounts.fylehq.com',
    };
    expect(only(connections)).toMatchObject({ status: 'sign-in-needed', failure });
    await clock.advance(24 * 60 * MINUTE);
    expect(fyle.count('token')).toBe(2);
    expect(fyle.reused).toHaveLength(1);
  });

  it('is no matter when the provider had not rotated', async () => {
    const { clock, connections, fyle, id } = await rotatingWorld();
    fyle.next('token', unreached({ code: 'interrupted', host }));
    await connections.renew(id);
    await clock.advance(MINUTE);
    expect(only(connections).status).toBe('ready');
    expect(fyle.reused).toEqual([]);
  });

  it('stays in doubt while the next tries do not get through', async () => {
    const world = await rotatingWorld();
    const { clock, connections, fyle, keychain, id } = world;
    const interruptedAt = clock.now();
    await losing(world, id, unreached({ code: 'interrupted', host }));
    for (const answer of [unreached({ code: 'offline', host }), refused(503), refused(429)]) {
      fyle.next('token', answer);
      await connections.renew(id);
    }
    keychain.failures.read = { code: 'keychain-locked' };
    await connections.renew(id);
    keychain.failures.read = undefined;
    expect(await connections.renew(id)).toMatchObject({ failure: { code: 'renewal-interrupted', interruptedAt } });
  });

  it.each([unreached({ code: 'offline', host }), unreached({ code: 'unreachable', host }), refused(500), refused(429)])(
    'is none when it was surely not granted: a refusal after it is a plain one: %j',
    async (answer) => {
      const { connections, fyle, id } = await rotatingWorld();
      fyle.next('token', answer, refused(401));
      await connections.renew(id);
      expect(await connections.renew(id)).toMatchObject({ failure: { code: 'sign-in-rejected' } });
    },
  );
});

describe('a rotated refresh token that the keychain did not take', () => {
  it('is in doubt until it did: ended before that, the app tells so at the next start', async () => {
    const world = await rotatingWorld();
    const { clock, keychain, id } = world;
    const interruptedAt = clock.now();
    keychain.failures.write = { code: 'keychain-locked' };
    must(await world.connections.renew(id));
    await world.connections.close();
    keychain.failures.write = undefined;
    const failure = { code: 'renewal-interrupted', interruptedAt };
    expect(await world.restarted().renew(id)).toMatchObject({ failure });
  });

  it('is out of doubt once it did', async () => {
    const { connections, fyle, keychain, ledger, id } = await rotatingWorld();
    keychain.failures.write = { code: 'keychain-locked' };
    must(await connections.renew(id));
    keychain.failures.write = undefined;
    must(await connections.renew(id));
    expect(ledger.interruptedAt(id)).toBeUndefined();
    expect(fyle.reused).toEqual([]);
  });
});

describe('a refusal', () => {
  it('is asked about once more when the keychain holds another grant by then', async () => {
    const { connections, fyle, keychain, id } = await connectedWorld();
    const newer = fyle.grant();
    const gate = fyle.hold('token');
    fyle.next('token', refused(401));
    const renewal = connections.renew(id);
    await gate.reached;
    keychain.items.set(id, { refreshToken: newer, clientSecret: CLIENT_SECRET });
    gate.open();
    must(await renewal);
    expect(fyle.asked.filter(({ step }) => step === 'token').map(({ body }) => body.refresh_token)).toEqual([
      expect.any(String),
      newer,
    ]);
  });

  it.each([400, 401, 403, 404])('is asked about no more when it holds the same: %i', async (status) => {
    const { connections, fyle, id } = await connectedWorld();
    fyle.always('token', () => refused(status));
    await connections.renew(id);
    expect(fyle.count('token')).toBe(1);
  });

  it('is asked about once more at the most', async () => {
    const { connections, fyle, keychain, id } = await connectedWorld();
    fyle.always('token', () => {
      keychain.items.set(id, { refreshToken: fyle.grant(), clientSecret: CLIENT_SECRET });
      return refused(401);
    });
    await connections.renew(id);
    expect(fyle.count('token')).toBe(2);
  });

  it('of a refresh token that only we have is not followed by the older one in the keychain', async () => {
    const { connections, fyle, keychain, id } = await rotatingWorld();
    keychain.failures.write = { code: 'keychain-locked' };
    must(await connections.renew(id));
    fyle.next('token', refused(401));
    await connections.renew(id);
    expect(fyle.count('token')).toBe(2);
    expect(fyle.reused).toEqual([]);
  });
});
