import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../../main/result.ts';
import { settled } from '../../../fakes/clock.ts';
import { json, refused, unreached } from '../../../fakes/fyleHttp.ts';
import { connectedWorld, fakeWorld, internalDraft, must, only } from '../../../fakes/world.ts';

const MINUTE = 60_000;
const host = 'accounts.fylehq.com';

/** A world with one stored connection whose account is unknown: so many checks have failed. */
async function unidentifiedWorld(tries: number, step: 'cluster' | 'profile' = 'profile') {
  const world = fakeWorld(0.9);
  world.fyle.next(step, ...Array.from({ length: tries }, () => refused(503)));
  const id = must(await world.connections.connect(internalDraft(world.fyle.grant())));
  world.fyle.asked.length = 0;
  return { ...world, id };
}

describe('whose a new token is', () => {
  it.each(['cluster', 'profile'] as const)(
    'is asked again within seconds when it could not be told, without a new token: %s',
    async (step) => {
      const { clock, connections, fyle } = await unidentifiedWorld(2, step);
      expect(only(connections)).toMatchObject({ status: 'problem', failure: { code: 'server-error', step } });
      const { retryAt = Infinity } = only(connections);
      expect(retryAt - clock.now()).toBeLessThanOrEqual(10_000);
      await clock.advance(10_000);
      expect(only(connections).profile).toBeUndefined();
      await clock.advance(20_000);
      expect(only(connections)).toMatchObject({ status: 'ready', profile: { userName: 'Anna Berg' } });
      expect(only(connections).retryAt).toBeUndefined();
      expect(fyle.count('token')).toBe(0);
      expect(clock.planned).toHaveLength(1);
      await clock.advance(50 * MINUTE);
      expect(fyle.count('token')).toBe(1);
    },
  );

  it('stays told until it is known, also while tokens are renewed', async () => {
    const { clock, connections, id } = await unidentifiedWorld(100);
    const seen = new Set<string>();
    connections.onChange(() => seen.add(only(connections).status));
    await clock.advance(120 * MINUTE);
    must(await connections.renew(id));
    await settled();
    expect([...seen].toSorted()).toEqual(['problem', 'renewing']);
  });

  it('does not keep a token that is good from being used', async () => {
    const { connections, fyle, id } = await unidentifiedWorld(100);
    must(await connections.accessToken(id));
    expect(fyle.count('token')).toBe(0);
  });

  it('is not asked again by itself when only a person can help', async () => {
    const { clock, connections, fyle } = fakeWorld();
    fyle.next('profile', refused(403));
    must(await connections.connect(internalDraft(fyle.grant())));
    await clock.advance(40 * MINUTE);
    expect(fyle.count('profile')).toBe(1);
    expect(only(connections)).toMatchObject({ status: 'problem', failure: { code: 'user-not-allowed' } });
  });

  it('is asked no more of a connection that was removed', async () => {
    const { clock, connections, fyle, id } = await unidentifiedWorld(100);
    must(await connections.removals.disconnect(id));
    await clock.advance(24 * 60 * MINUTE);
    expect(fyle.asked).toEqual([]);
    expect(clock.planned).toEqual([]);
  });

  it('stands back behind a renewal that failed, whose next try asks for both', async () => {
    const { clock, connections, fyle, id } = await unidentifiedWorld(1);
    fyle.next('token', unreached({ code: 'offline', host }));
    await connections.renew(id);
    expect(only(connections)).toMatchObject({ status: 'offline', failure: { code: 'offline' } });
    await clock.advance(20_000);
    expect(only(connections)).toMatchObject({ status: 'ready', profile: { userName: 'Anna Berg' } });
  });
});

describe('a new token that is refused where its data lives', () => {
  /** Renews while the endpoint `step` refuses the new token so many times; gives the statuses seen since. */
  async function refusedAfterRenewal(status: number, step: 'cluster' | 'profile', times: number) {
    const world = await connectedWorld();
    const { connections, fyle, id } = world;
    fyle.next(step, ...Array.from({ length: times }, () => refused(status)));
    const seen = new Set<string>();
    connections.onChange(() => seen.add(only(connections).status));
    must(await connections.renew(id));
    await settled();
    await world.clock.advance(5_000);
    return { ...world, seen };
  }

  it.each([
    [401, 'profile'],
    [401, 'cluster'],
    [498, 'profile'],
  ] as const)('is renewed once more, and no more is said of it: %i of the %s', async (status, step) => {
    const { connections, fyle, seen, ledgerStore, id } = await refusedAfterRenewal(status, step, 1);
    expect(only(connections).status).toBe('ready');
    expect([...seen]).toEqual(['renewing', 'ready']);
    expect(fyle.count('token')).toBe(2);
    expect(ledgerStore.history(id).map(({ by }) => by)).toEqual(['itself', 'person', 'window']);
  });

  it('is renewed once only, also when the next renewals bring no better', async () => {
    const { clock, connections, fyle } = await refusedAfterRenewal(401, 'profile', 4);
    const failure = { code: 'sign-in-rejected', step: 'profile' };
    expect(only(connections)).toMatchObject({ status: 'sign-in-needed', failure });
    expect(fyle.count('token')).toBe(2);
    await clock.advance(105 * MINUTE);
    expect(fyle.count('token')).toBe(4);
    expect(only(connections)).toMatchObject({ status: 'sign-in-needed', failure });
    await clock.advance(50 * MINUTE);
    expect(only(connections).status).toBe('ready');
  });

  it('is renewed once more too when it came by itself', async () => {
    const { clock, connections, fyle } = await connectedWorld();
    fyle.next('profile', refused(401));
    await clock.advance(51 * MINUTE);
    expect(fyle.count('token')).toBe(2);
    expect(only(connections).status).toBe('ready');
  });
});

describe('a token that turns out to be another account’s', () => {
  it('is not handed out, until somebody signs in again', async () => {
    const { connections, fyle, id } = await connectedWorld();
    const mine = fyle.person;
    fyle.person = { ...mine, userId: 'usOther', name: 'Ben Other' };
    must(await connections.renew(id));
    await settled();
    const failure = only(connections).failure;
    expect(failure).toMatchObject({ code: 'different-account', got: expect.stringContaining('Ben Other') });
    expect(await connections.accessToken(id)).toEqual(fail(failure));
    fyle.person = mine;
    must(await connections.renew(id));
    await settled();
    must(await connections.accessToken(id));
  });

  it.each(['cluster', 'profile'] as const)('stays one when nobody can say whose the next is: %s', async (step) => {
    const { connections, fyle, id } = await connectedWorld();
    fyle.person = { ...fyle.person, userId: 'usOther', name: 'Ben Other' };
    must(await connections.renew(id));
    await settled();
    fyle.next(step, refused(503));
    must(await connections.renew(id));
    await settled();
    expect(only(connections)).toMatchObject({ status: 'problem', failure: { code: 'different-account' } });
    expect(await connections.accessToken(id)).toMatchObject({ failure: { code: 'different-account' } });
  });
});

describe('a cluster that is not the provider’s own', () => {
  it('stays told until one that is has been named', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    fyle.next('cluster', ok(json(200, { cluster_domain: 'https://evil.example' })), refused(503));
    must(await connections.renew(id));
    await settled();
    must(await connections.renew(id));
    await settled();
    expect(only(connections)).toMatchObject({ status: 'problem', failure: { code: 'cluster-untrusted' } });
    await clock.advance(55 * MINUTE);
    expect(only(connections).status).toBe('ready');
  });
});

describe('what is learnt of a connection', () => {
  it('holds although it could not be written, is told, and is written with the next change', async () => {
    const { connections, fyle, registry, id } = await connectedWorld();
    const before = registry.text;
    registry.failure = { code: 'not-saved', reason: 'ENOSPC' };
    fyle.next('cluster', ok(json(200, { cluster_domain: 'https://in1.fylehq.com' })));
    must(await connections.renew(id));
    await settled();
    expect(only(connections)).toMatchObject({ status: 'ready', cluster: 'https://in1.fylehq.com' });
    expect(registry.text).toBe(before);
    expect(connections.diskError).toBe('ENOSPC');
    registry.failure = undefined;
    must(await connections.connect(internalDraft(fyle.grant())));
    expect(connections.diskError).toBeUndefined();
    expect(registry.text).toContain('https://in1.fylehq.com');
  });
});
