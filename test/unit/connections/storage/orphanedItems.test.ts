import { describe, expect, it } from 'vitest';
import { fylePresets } from '../../../../main/oauth/fyle.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok } from '../../../../main/result.ts';
import { settled } from '../../../fakes/clock.ts';
import { CLIENT_SECRET } from '../../../fakes/fyleHttp.ts';
import { NOTHING } from '../../../fakes/registry.ts';
import { connectedWorld, fakeWorld, internalDraft, must, only } from '../../../fakes/world.ts';

const FULL = { code: 'not-saved', reason: 'ENOSPC' } as const;
const SECOND = 1_000;

/** An item of the app that no registry names: from another copy of the app, or restored with the keychain. */
const STRANGER = ['f'.repeat(32), { refreshToken: 'a', clientSecret: 'b' }] as const;

describe('a secret on its way to the keychain', () => {
  it('has its place named on disk before, and is never swept meanwhile', async () => {
    const { connections, fyle, keychain, registry, journal } = fakeWorld();
    const gate = keychain.hold('write');
    const connecting = connections.connect(internalDraft(fyle.grant()));
    await gate.reached;
    expect(registry.read()).toMatchObject({ connections: [], orphanedItems: [{ practice: false }] });
    expect(Object.keys(registry.read().orphanedItems[0] ?? {}).toSorted()).toEqual(['endpoints', 'id', 'practice']);
    connections.recheck();
    await settled();
    expect(connections.hasOrphanedItems).toBe(false);
    gate.open();
    const id = must(await connecting);
    expect(journal).not.toContain('keychain remove');
    expect(registry.read()).toMatchObject({ connections: [{ id }], orphanedItems: [] });
  });

  it('is removed by the next start when the app died before the connection was stored, and nothing else is', async () => {
    const { connections, fyle, keychain, registry, restarted } = await connectedWorld();
    const gate = keychain.hold('write');
    void connections.connect(internalDraft(fyle.grant()));
    await gate.reached;
    const [orphan] = registry.read().orphanedItems;
    keychain.items.set(orphan?.id ?? '', { refreshToken: 'orphan', clientSecret: CLIENT_SECRET });
    keychain.items.set(...STRANGER);
    const again = restarted();
    expect(again.list()).toHaveLength(1);
    again.recheck();
    await settled();
    const { id } = only(again);
    expect([...keychain.items.keys()]).toEqual([id, STRANGER[0]]);
    expect(registry.read().orphanedItems).toEqual([]);
    expect(must(await again.accessToken(id)).secret.reveal()).toMatch(/^access-/);
  });
});

describe('removing what is left over', () => {
  it('ends with the app: the one under way is done, the others wait for the next start', async () => {
    const { clock, connections, fyle, keychain, registry, journal, restarted, id } = await connectedWorld();
    const ids = [id];
    for (let more = 0; more < 2; more += 1) ids.push(must(await connections.connect(internalDraft(fyle.grant()))));
    keychain.failures.remove = { code: 'keychain-locked' };
    for (const one of ids) must(await connections.removals.disconnect(one));
    keychain.failures.remove = undefined;
    journal.length = 0;
    const gate = keychain.hold('remove');
    connections.recheck();
    await gate.reached;
    let isClosed = false;
    const closing = connections.close().then(() => {
      isClosed = true;
    });
    await settled();
    expect(isClosed).toBe(false);
    gate.open();
    await closing;
    connections.recheck();
    await settled();
    expect(journal.filter((act) => act.startsWith('keychain'))).toEqual(['keychain remove', 'keychain read']);
    expect(registry.read().orphanedItems.map((place) => place.id)).toEqual(ids.slice(1));
    restarted().recheck();
    await clock.advance(0);
    expect([keychain.items.size, registry.text]).toEqual([0, NOTHING]);
  });
});

describe('the trial of the keychain', () => {
  it.each(['keychain-refused', 'keychain-locked'] as const)(
    'that it does not pass leaves no place that nobody looks after: %s',
    async (code) => {
      const { connections, keychain, registry } = fakeWorld();
      keychain.failures.write = { code };
      const { parts } = await connections.checks.preflight(fylePresets[0].endpoints);
      expect(parts.at(-1)).toEqual({ part: 'keychain', failure: { code } });
      expect(registry.text).toBe(NOTHING);
      // The keychain stays locked: a later sweep of this run removes the item.
      keychain.failures.remove = { code };
      await connections.checks.preflight(fylePresets[0].endpoints);
      expect(connections.hasOrphanedItems).toBe(true);
      keychain.failures.remove = undefined;
      connections.recheck();
      await settled();
      expect([connections.hasOrphanedItems, registry.text]).toEqual([false, NOTHING]);
    },
  );
});

describe('removing a connection while the keychain does not let go of its secret', () => {
  it.each([
    { code: 'keychain-locked' },
    { code: 'keychain-silent' },
    { code: 'keychain-unavailable', reason: 'none' },
    { code: 'keychain-refused' },
  ] as const)('takes it off the list at once, and removes the secret when it can: $code', async (failure) => {
    const { connections, keychain, registry, clock, id } = await connectedWorld();
    keychain.failures.read = keychain.failures.remove = failure;
    expect(await connections.removals.disconnect(id)).toEqual(ok(undefined));
    expect([connections.list(), connections.hasOrphanedItems, clock.planned]).toEqual([[], true, []]);
    expect(registry.read()).toMatchObject({ connections: [], orphanedItems: [{ id }] });
    connections.recheck();
    await settled();
    expect([keychain.items.has(id), connections.hasOrphanedItems]).toEqual([true, true]);
    keychain.failures.read = keychain.failures.remove = undefined;
    connections.recheck();
    await settled();
    expect([keychain.items.has(id), connections.hasOrphanedItems]).toEqual([false, false]);
    expect(registry.text).toBe(NOTHING);
  });

  it('removes it in a later run of the app', async () => {
    const { connections, keychain, registry, restarted, id } = await connectedWorld();
    keychain.failures.remove = { code: 'keychain-locked' };
    must(await connections.removals.disconnect(id));
    keychain.failures.remove = undefined;
    const again = restarted();
    expect([again.list(), again.hasOrphanedItems]).toEqual([[], true]);
    again.recheck();
    await settled();
    expect([keychain.items.size, registry.text]).toEqual([0, NOTHING]);
  });

  it('asks a keychain that is shut no more than once, and passes over a secret that is refused', async () => {
    const { connections, fyle, keychain, journal, id } = await connectedWorld();
    const other = must(await connections.connect(internalDraft(fyle.grant())));
    keychain.failures.remove = { code: 'keychain-locked' };
    for (const one of [id, other]) must(await connections.removals.disconnect(one));
    journal.length = 0;
    connections.recheck();
    connections.recheck();
    await settled();
    expect(journal.filter((line) => line === 'keychain remove')).toHaveLength(1);
    keychain.failures.remove = { code: 'keychain-refused' };
    const gate = keychain.hold('remove');
    connections.recheck();
    await gate.reached;
    gate.open();
    await settled();
    expect(journal.filter((line) => line === 'keychain remove')).toHaveLength(3);
    expect(connections.hasOrphanedItems).toBe(true);
  });

  it('tells one that is not there of each: what memory holds in its stead is let go', async () => {
    const { connections, keychain, fyle, journal, id } = await connectedWorld();
    must(await connections.connect(internalDraft(fyle.grant())));
    keychain.failures.remove = { code: 'keychain-unavailable', reason: 'none' };
    for (const { id } of connections.list()) must(await connections.removals.disconnect(id));
    journal.length = 0;
    connections.recheck();
    await settled();
    expect(journal.filter((act) => act === 'keychain remove')).toHaveLength(2);
    expect(keychain.items.has(id)).toBe(true);
  });

  it('removes none by an older list that was put in the place of a damaged one, until a later run', async () => {
    const { connections, fyle, keychain, registry, restarted } = fakeWorld();
    const gate = keychain.hold('write');
    const connecting = connections.connect(internalDraft(fyle.grant()));
    await gate.reached;
    const older = registry.read();
    gate.open();
    const id = must(await connecting);
    registry.write(older);
    registry.isWhole = false;
    const repaired = restarted();
    repaired.recheck();
    await settled();
    expect([keychain.items.has(id), repaired.hasOrphanedItems]).toEqual([true, false]);
    registry.isWhole = true;
    restarted().recheck();
    await settled();
    expect([keychain.items.size, registry.text]).toEqual([0, NOTHING]);
  });

  it('never removes the secret of a connection that is there, whatever the registry says', async () => {
    const { keychain, registry, restarted, journal, id } = await connectedWorld();
    const { connections } = registry.read();
    registry.write({ connections, orphanedItems: connections });
    const again = restarted();
    again.recheck();
    await settled();
    expect([again.hasOrphanedItems, keychain.items.has(id)]).toEqual([false, true]);
    expect(journal).not.toContain('keychain remove');
  });
});

describe('on a disk that takes nothing', () => {
  it('a new connection works, keeps its grant out of the keychain, and is told', async () => {
    const { connections, fyle, keychain, registry, restarted } = fakeWorld();
    registry.failure = FULL;
    const id = must(await connections.connect(internalDraft(fyle.grant())));
    expect(must(await connections.accessToken(id)).secret.reveal()).toMatch(/^access-/);
    expect(only(connections)).toMatchObject({ status: 'problem', failure: FULL });
    expect([connections.diskError, keychain.items.size, registry.text]).toEqual(['ENOSPC', 0, NOTHING]);
    expect(restarted().list()).toEqual([]);
  });

  it('a new connection that rotates loses no refresh token, and all of it is stored once the disk takes it', async () => {
    const { clock, connections, fyle, keychain, registry, restarted } = fakeWorld();
    fyle.rotates = true;
    registry.failure = FULL;
    const id = must(await connections.connect(internalDraft(fyle.grant())));
    must(await connections.renew(id));
    expect(keychain.items.size).toBe(0);
    registry.failure = undefined;
    connections.recheck();
    await clock.advance(10 * SECOND);
    expect(connections.diskError).toBeUndefined();
    expect(only(connections)).toMatchObject({ id, status: 'ready' });
    expect(fyle.takes(keychain.items.get(id)?.refreshToken ?? '')).toBe(true);
    const again = restarted();
    must(await again.renew(id));
    expect(fyle.reused).toEqual([]);
  });

  it('a new connection can be signed in again and removed, and leaves nothing behind', async () => {
    const { connections, fyle, keychain, registry } = fakeWorld();
    registry.failure = FULL;
    const id = must(await connections.connect(internalDraft(fyle.grant())));
    must(await connections.signInAgain(id, { refreshToken: new Secret(fyle.grant()) }));
    expect(await connections.removals.disconnect(id)).toEqual(ok(undefined));
    registry.failure = undefined;
    connections.recheck();
    await settled();
    expect([connections.list(), keychain.items.size, registry.text]).toEqual([[], 0, NOTHING]);
  });

  it('a stored connection is signed in again as ever; what else was learnt of it waits', async () => {
    const { connections, fyle, keychain, registry, restarted, id } = await connectedWorld();
    const before = registry.text;
    registry.failure = FULL;
    const typed = fyle.grant();
    must(await connections.signInAgain(id, { refreshToken: new Secret(typed) }));
    expect(keychain.items.get(id)?.refreshToken).toBe(typed);
    expect([connections.diskError, registry.text]).toEqual(['ENOSPC', before]);
    must(await restarted().renew(id));
  });

  it('is known from the first look, and no look is needed to see that it is better', async () => {
    const { connections, fyle, registry } = await connectedWorld();
    registry.failure = FULL;
    connections.recheck();
    expect(connections.diskError).toBe('ENOSPC');
    registry.failure = undefined;
    must(await connections.connect(internalDraft(fyle.grant())));
    expect(connections.diskError).toBeUndefined();
  });
});

describe('a connection whose secret is gone', () => {
  it('needs a sign-in after a start with an open keychain', async () => {
    const { keychain, restarted, clock } = await connectedWorld();
    keychain.items.clear();
    const again = restarted();
    again.recheck();
    await clock.advance(SECOND);
    expect(only(again)).toMatchObject({ status: 'sign-in-needed', failure: { code: 'secret-missing' } });
  });

  it('is looked for once more when the keychain has changed, and not for any other reason', async () => {
    const { keychain, restarted, clock, journal, fyle } = await connectedWorld();
    const items = [...keychain.items];
    keychain.items.clear();
    const again = restarted();
    again.recheck();
    await clock.advance(SECOND);
    journal.length = 0;
    again.recheck();
    await clock.advance(SECOND);
    expect(journal).not.toContain('keychain read');
    // Not in this keychain either: it is read once, and not again until it changes.
    again.recheck('keychain');
    again.recheck('keychain');
    await clock.advance(1_800 * SECOND);
    expect(journal.filter((act) => act === 'keychain read')).toHaveLength(1);
    expect(only(again)).toMatchObject({ status: 'sign-in-needed', failure: { code: 'secret-missing' } });
    expect(fyle.asked).toEqual([]);
    for (const [id, grant] of items) keychain.items.set(id, grant);
    again.recheck('keychain');
    await clock.advance(SECOND);
    expect(only(again)).toMatchObject({ status: 'ready' });
  });

  it('is not said to be gone while the keychain is shut, and works again when it opens', async () => {
    const { keychain, restarted, clock, id } = await connectedWorld();
    keychain.failures.read = { code: 'keychain-locked' };
    const again = restarted();
    again.recheck();
    await clock.advance(SECOND);
    expect(only(again)).toMatchObject({ status: 'problem', failure: { code: 'keychain-locked' } });
    expect(await again.renew(id)).toEqual(fail({ code: 'keychain-locked' }));
    keychain.failures.read = undefined;
    again.recheck();
    await clock.advance(10 * SECOND);
    expect(only(again)).toMatchObject({ status: 'ready' });
  });
});

describe('a trial of the keychain', () => {
  it('leaves nothing behind, also when the app is ended in its midst', async () => {
    const { connections, keychain, registry, restarted, clock } = await connectedWorld();
    const before = registry.text;
    const gate = keychain.hold('remove');
    void connections.checks.preflight(fylePresets[0].endpoints);
    await gate.reached;
    expect(keychain.items.size).toBe(2);
    const later = restarted();
    later.recheck();
    await clock.advance(0);
    expect([keychain.items.size, registry.text]).toEqual([1, before]);
  });
});
