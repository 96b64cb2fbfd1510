import { describe, expect, it } from 'vitest';
import { fail } from '../../../../main/result.ts';
import { settled } from '../../../fakes/clock.ts';
import { NOTHING } from '../../../fakes/registry.ts';
import { connectedWorld, internalDraft, must, oauthDraft } from '../../../fakes/world.ts';

/** A world with three connections, one of them signing in through the page. */
async function threeConnections() {
  const world = await connectedWorld();
  const ids = [world.id];
  for (const draft of [internalDraft(world.fyle.grant()), oauthDraft()]) {
    ids.push(must(await world.connections.connect(draft)));
  }
  world.journal.length = 0;
  return { ...world, ids };
}

describe('forgetting everything', () => {
  it('empties list, keychain and registry, and looks at each place', async () => {
    const { clock, connections, keychain, registry, journal, ids } = await threeConnections();
    expect(await connections.forgetEverything(async () => true)).toEqual([]);
    expect(connections.list()).toEqual([]);
    expect(keychain.items.size).toBe(0);
    expect(registry.text).toBe(NOTHING);
    const looked = ['keychain remove', 'keychain read'];
    expect(journal).toEqual([...looked, ...looked, ...looked, 'registry write', 'registry forget']);
    expect(clock.planned).toEqual([]);
    for (const id of ids) expect(await connections.accessToken(id)).toEqual(fail({ code: 'connection-unknown' }));
  });

  it('erases the rest before the list, which would be taken for lost without it, and tells when that is left', async () => {
    const { connections, journal } = await threeConnections();
    const eraseRest = async () => {
      journal.push('the rest');
      return false;
    };
    expect(await connections.forgetEverything(eraseRest)).toEqual(['disk']);
    expect(journal.slice(-3)).toEqual(['registry write', 'the rest', 'registry forget']);
  });

  it('of nothing leaves nothing', async () => {
    const { connections, id } = await connectedWorld();
    must(await connections.removals.disconnect(id));
    expect(await connections.forgetEverything(async () => true)).toEqual([]);
  });

  it.each([
    ['shut', { code: 'keychain-locked' }],
    ['silent', { code: 'keychain-silent' }],
    ['refusing', { code: 'keychain-refused' }],
  ] as const)(
    'keeps what a keychain that is %s does not give up as orphanedItems, and removes it later',
    async (_state, failure) => {
      const world = await threeConnections();
      const { connections, keychain, registry, clock } = world;
      keychain.failures.remove = failure;
      expect(await connections.forgetEverything(async () => true)).toEqual(['keychain']);
      expect(connections.list()).toEqual([]);
      expect(registry.text).not.toMatch(/Acme|tpa/);
      keychain.failures.remove = undefined;
      const later = world.restarted();
      later.recheck();
      await clock.advance(0);
      expect(keychain.items.size).toBe(0);
      expect(registry.text).toBe(NOTHING);
      expect(await later.forgetEverything(async () => true)).toEqual([]);
    },
  );

  it('is not done when the keychain says that it removed what is still there', async () => {
    const { connections, keychain } = await connectedWorld();
    const remove = keychain.remove.bind(keychain);
    keychain.remove = async (place) => {
      const item = keychain.items.get(place.id);
      const removed = await remove(place);
      if (item !== undefined) keychain.items.set(place.id, item);
      return removed;
    };
    expect(await connections.forgetEverything(async () => true)).toEqual(['keychain']);
  });

  it('tells when the disk does not do it; a second time does', async () => {
    const { connections, registry, keychain } = await threeConnections();
    registry.failure = { code: 'not-saved', reason: 'EROFS' };
    expect(await connections.forgetEverything(async () => true)).toEqual(['disk']);
    expect(keychain.items.size).toBe(0);
    registry.failure = undefined;
    expect(await connections.forgetEverything(async () => true)).toEqual([]);
    expect(registry.text).toBe(NOTHING);
  });

  it('killed before the registry is deleted, can be done again at the next start', async () => {
    const world = await threeConnections();
    world.registry.failure = { code: 'not-saved', reason: 'EIO' };
    await world.connections.forgetEverything(async () => true);
    world.registry.failure = undefined;
    const later = world.restarted();
    expect(later.list()).toHaveLength(3);
    expect(await later.forgetEverything(async () => true)).toEqual([]);
    expect(world.registry.text).toBe(NOTHING);
  });

  it.each([true, false])(
    'waits for a renewal that is under way, which writes nothing; the provider rotates: %s',
    async (rotates) => {
      const { connections, fyle, keychain, registry, id } = await connectedWorld();
      fyle.rotates = rotates;
      const gate = fyle.hold('token');
      const renewal = connections.renew(id);
      await gate.reached;
      const forgotten = connections.forgetEverything(async () => true);
      await settled();
      expect(connections.list()).toEqual([]);
      gate.open();
      expect(await forgotten).toEqual([]);
      expect(await renewal).toEqual(fail({ code: 'connection-unknown' }));
      expect(keychain.items.size).toBe(0);
      expect(registry.text).toBe(NOTHING);
    },
  );

  it.each([
    ['then done', undefined, 0, []],
    ['then refused', { code: 'keychain-locked' }, 1, ['keychain']],
  ] as const)('does not pass over a removal that is under way, and is %s', async (_how, failure, items, left) => {
    const { connections, keychain, id } = await connectedWorld();
    const gate = keychain.hold('remove');
    const removed = connections.removals.disconnect(id);
    await gate.reached;
    keychain.failures.remove = failure;
    expect(await connections.forgetEverything(async () => true)).toEqual(left);
    expect(keychain.items.size).toBe(items);
    gate.open();
    await removed;
    expect(connections.hasOrphanedItems).toBe(items > 0);
  });

  it('takes along what an older list, in the place of a damaged one, names as left over', async () => {
    const { connections, keychain, registry, restarted, id } = await connectedWorld();
    keychain.failures.remove = { code: 'keychain-locked' };
    must(await connections.removals.disconnect(id));
    keychain.failures.remove = undefined;
    registry.isWhole = false;
    expect(await restarted().forgetEverything(async () => true)).toEqual([]);
    expect([keychain.items.size, registry.text]).toEqual([0, NOTHING]);
  });

  it('takes along what only a damaged row of the list names, which no sweep removes', async () => {
    const { connections, fyle, keychain, registry, restarted, id } = await connectedWorld();
    must(await connections.connect(internalDraft(fyle.grant())));
    const {
      connections: [damaged, ...others],
      orphanedItems,
    } = registry.read();
    registry.damaged = damaged === undefined ? [] : [damaged];
    registry.write({ connections: others, orphanedItems });
    const again = restarted();
    again.recheck();
    await settled();
    expect([again.list().length, keychain.items.has(id)]).toEqual([1, true]);
    keychain.failures.remove = { code: 'keychain-locked' };
    expect(await again.forgetEverything(async () => true)).toEqual(['keychain']);
    registry.damaged = [];
    keychain.failures.remove = undefined;
    again.recheck();
    await settled();
    expect([keychain.items.size, registry.text]).toEqual([0, NOTHING]);
  });

  it('takes along a connection that is just being stored', async () => {
    const { connections, fyle, keychain, registry } = await connectedWorld();
    const gate = keychain.hold('write');
    const connecting = connections.connect(internalDraft(fyle.grant()));
    await gate.reached;
    const forgotten = connections.forgetEverything(async () => true);
    gate.open();
    await connecting;
    expect(await forgotten).toEqual([]);
    expect(connections.list()).toEqual([]);
    expect(keychain.items.size).toBe(0);
    expect(registry.text).toBe(NOTHING);
  });

  it('calls off a sign-in that is under way', async () => {
    const { connections, userAgent } = await connectedWorld();
    userAgent.answer = () => 'leave';
    const connecting = connections.connect(oauthDraft());
    await settled();
    expect(userAgent.pages).toHaveLength(1);
    expect(await connections.forgetEverything(async () => true)).toEqual([]);
    expect(await connecting).toEqual(fail({ code: 'sign-in-cancelled' }));
    expect(connections.list()).toEqual([]);
  });
});
