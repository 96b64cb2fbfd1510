import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail } from '../../../../main/result.ts';
import { settled } from '../../../fakes/clock.ts';
import { refused, unreached } from '../../../fakes/fyleHttp.ts';
import { NOTHING } from '../../../fakes/registry.ts';
import { connectedWorld, fakeWorld, internalDraft, must, only } from '../../../fakes/world.ts';

/** A world in which a rotated refresh token is pending, because the keychain is locked. */
async function pendingWorld() {
  const world = await connectedWorld();
  world.fyle.rotates = true;
  world.keychain.failures.write = { code: 'keychain-locked' };
  must(await world.connections.renew(world.id));
  world.journal.length = 0;
  world.fyle.asked.length = 0;
  const stored = () => world.keychain.items.get(world.id)?.refreshToken ?? '';
  return { ...world, stored };
}

describe('a rotated refresh token that the keychain did not take', () => {
  it('is told to be in memory alone, until it is stored', async () => {
    const { connections, keychain, clock } = await pendingWorld();
    expect(connections.areGrantsStored).toBe(false);
    keychain.failures.write = undefined;
    await clock.advance(60_000);
    expect(connections.areGrantsStored).toBe(true);
  });

  it('is stored as soon as the keychain is open, without asking the provider for another', async () => {
    const { connections, fyle, keychain, clock, stored, journal } = await pendingWorld();
    expect(fyle.takes(stored())).toBe(false);
    keychain.failures.write = undefined;
    connections.recheck();
    await clock.advance(0);
    expect(fyle.takes(stored())).toBe(true);
    expect(only(connections)).toMatchObject({ status: 'ready' });
    expect(only(connections).failure).toBeUndefined();
    expect(journal).toContain('keychain write');
    expect(journal).not.toContain('ask token');
  });

  it('is offered again with growing waits while the keychain stays shut', async () => {
    const { connections, journal, clock } = await pendingWorld();
    await clock.advance(20 * 60_000);
    const offers = journal.filter((act) => act === 'keychain write').length;
    expect(offers).toBeGreaterThan(3);
    expect(offers).toBeLessThan(400);
    expect(journal.filter((act) => act === 'ask token')).toEqual([]);
    expect(connections.areGrantsStored).toBe(false);
  });

  it('is offered once more when the app is closed', async () => {
    const { connections, fyle, keychain, stored } = await pendingWorld();
    keychain.failures.write = undefined;
    await connections.close();
    expect(fyle.takes(stored())).toBe(true);
  });

  it('is not put back after its connection was removed', async () => {
    const { connections, keychain, clock, id } = await pendingWorld();
    keychain.failures.write = undefined;
    const gate = keychain.hold('write');
    connections.recheck();
    await clock.advance(0);
    await gate.reached;
    const removed = connections.removals.disconnect(id);
    gate.open();
    must(await removed);
    await clock.advance(60_000);
    await connections.close();
    expect(keychain.items.size).toBe(0);
  });

  it.each([
    ['is refused for good', refused(403), 'problem'],
    ['asks for an hour’s rest', refused(429, 'slow', { 'retry-after': '3600' }), 'problem'],
    ['cannot be reached', unreached({ code: 'offline', host: 'accounts.fylehq.com' }), 'offline'],
  ])(
    'is stored as soon as the keychain is open though its next renewal %s, which stays as it is',
    async (_what, answer, status) => {
      const { connections, fyle, keychain, clock, id, stored } = await pendingWorld();
      fyle.always('token', () => answer);
      expect((await connections.renew(id)).ok).toBe(false);
      const { failure, retryAt } = only(connections);
      expect(connections.areGrantsStored).toBe(false);
      keychain.failures.write = undefined;
      connections.recheck();
      await clock.advance(0);
      expect([connections.areGrantsStored, fyle.takes(stored())]).toEqual([true, true]);
      expect(only(connections)).toMatchObject({ status, failure });
      expect(only(connections).retryAt === undefined).toBe(retryAt === undefined);
    },
  );

  it('is offered again by itself though only a person can help its renewal', async () => {
    const { connections, fyle, keychain, clock, id, stored } = await pendingWorld();
    fyle.next('token', refused(403));
    expect((await connections.renew(id)).ok).toBe(false);
    keychain.failures.write = undefined;
    await clock.advance(60_000);
    expect([connections.areGrantsStored, fyle.takes(stored())]).toEqual([true, true]);
  });

  it('does not follow a new sign-in', async () => {
    const { connections, fyle, keychain, clock, id, stored } = await pendingWorld();
    keychain.failures.write = undefined;
    fyle.rotates = false;
    const draft = internalDraft(fyle.grant());
    if (draft.kind !== 'internal') throw new Error('an internal app was meant');
    must(await connections.signInAgain(id, { refreshToken: draft.refreshToken }));
    const fresh = stored();
    connections.recheck();
    await clock.advance(60_000);
    await connections.close();
    expect(stored()).toBe(fresh);
    expect(connections.areGrantsStored).toBe(true);
  });
});

describe('a sign-in that the keychain did not take', () => {
  it.each([
    { code: 'keychain-locked' },
    { code: 'keychain-denied' },
    { code: 'keychain-silent' },
    { code: 'keychain-refused' },
    { code: 'vault-closed' },
    { code: 'vault-file', reason: 'ENOSPC' },
  ] as const)('works, is told, and is stored when it can be: $code', async (failure) => {
    const { connections, fyle, keychain, clock, restarted } = fakeWorld();
    fyle.rotates = true;
    const pasted = fyle.grant();
    keychain.failures.write = failure;
    const id = must(await connections.connect(internalDraft(pasted)));
    expect(fyle.takes(pasted)).toBe(false);
    expect(only(connections)).toMatchObject({
      id,
      status: 'problem',
      failure,
      isGrantPending: true,
      profile: { userId: 'usAnna' },
    });
    expect(connections.areGrantsStored).toBe(false);
    must(await connections.accessToken(id));
    keychain.failures.write = undefined;
    await clock.advance(60_000);
    expect(connections.areGrantsStored).toBe(true);
    expect(only(connections)).toMatchObject({ status: 'ready' });
    expect(fyle.count('token')).toBe(1);
    must(await restarted().renew(id));
    expect(fyle.reused).toEqual([]);
  });

  it('is told as the full disk’s as long as the disk is full, and as its own until it is stored', async () => {
    const { connections, fyle, registry, keychain, clock } = fakeWorld();
    registry.failure = { code: 'not-saved', reason: 'ENOSPC' };
    must(await connections.connect(internalDraft(fyle.grant())));
    expect([connections.areGrantsStored, connections.diskError]).toEqual([true, 'ENOSPC']);
    registry.failure = undefined;
    const gate = keychain.hold('write');
    connections.recheck();
    await clock.advance(0);
    await gate.reached;
    expect([connections.areGrantsStored, connections.diskError]).toEqual([false, undefined]);
    gate.open();
    await clock.advance(0);
    expect(connections.areGrantsStored).toBe(true);
    expect(keychain.items.size).toBe(1);
  });

  it('is asked whose it is soon after it was stored, when that had failed too', async () => {
    const { connections, fyle, keychain, clock } = fakeWorld();
    keychain.failures.write = { code: 'keychain-locked' };
    fyle.next('cluster', refused(503));
    must(await connections.connect(internalDraft(fyle.grant())));
    keychain.failures.write = undefined;
    connections.recheck();
    await clock.advance(60_000);
    expect(only(connections)).toMatchObject({ status: 'ready', profile: { userId: 'usAnna' } });
    expect(fyle.count('token')).toBe(1);
  });

  it('stands in for the one before it when one signs in again', async () => {
    const { connections, fyle, keychain, clock, id, refreshToken } = await connectedWorld();
    fyle.rotates = true;
    keychain.failures.write = { code: 'keychain-silent' };
    const pasted = fyle.grant();
    must(await connections.signInAgain(id, { refreshToken: new Secret(pasted) }));
    expect(keychain.items.get(id)?.refreshToken).toBe(refreshToken);
    // A renewal uses the pending grant, not the stored one.
    must(await connections.renew(id));
    expect(connections.areGrantsStored).toBe(false);
    keychain.failures.write = undefined;
    await clock.advance(60_000);
    expect(connections.areGrantsStored).toBe(true);
    expect(fyle.familyOf(keychain.items.get(id)?.refreshToken ?? '')).toBe(pasted);
    expect(fyle.takes(keychain.items.get(id)?.refreshToken ?? '')).toBe(true);
    expect(fyle.reused).toEqual([]);
  });

  it('is gone with the app, and then a new one is needed', async () => {
    const { connections, fyle, keychain, restarted } = fakeWorld();
    keychain.failures.write = { code: 'keychain-locked' };
    const id = must(await connections.connect(internalDraft(fyle.grant())));
    await connections.close();
    keychain.failures.write = undefined;
    expect(await restarted().renew(id)).toEqual(fail({ code: 'secret-missing' }));
  });

  it('leaves nothing when its connection is removed', async () => {
    const { connections, fyle, keychain, registry, clock } = fakeWorld();
    keychain.failures.write = { code: 'keychain-refused' };
    const id = must(await connections.connect(internalDraft(fyle.grant())));
    keychain.failures.write = undefined;
    must(await connections.removals.disconnect(id));
    await clock.advance(60_000);
    await connections.close();
    expect(keychain.items.size).toBe(0);
    expect(registry.text).toBe(NOTHING);
  });
});

describe('the end of the app', () => {
  it('waits for a sign-in that is being kept', async () => {
    const { connections, fyle, keychain, registry } = await connectedWorld();
    const gate = keychain.hold('write');
    const connecting = connections.connect(internalDraft(fyle.grant()));
    await gate.reached;
    const closed = connections.close().then(() => registry.read());
    await settled();
    gate.open();
    const id = must(await connecting);
    expect((await closed).connections.map((one) => one.id)).toContain(id);
  });

  it('begins no renewal whose refresh token might not be kept any more; a token in memory is still given', async () => {
    const { connections, fyle, id } = await connectedWorld();
    fyle.rotates = true;
    await connections.close();
    fyle.asked.length = 0;
    must(await connections.accessToken(id));
    expect((await connections.renew(id)).ok).toBe(false);
    expect(fyle.asked).toEqual([]);
  });
});
