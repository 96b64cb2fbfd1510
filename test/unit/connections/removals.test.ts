import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/oauth/secret.ts';
import { fail, ok } from '../../../main/result.ts';
import { settled } from '../../fakes/clock.ts';
import { NOTHING } from '../../fakes/registry.ts';
import { connectedWorld, internalDraft, must, only } from '../../fakes/world.ts';

const SECOND = 1_000;

describe('a removed connection', () => {
  it('is off the list at once, on disk too; its grant follows after ten seconds', async () => {
    const { connections, keychain, registry, ledgerStore, clock, journal, id } = await connectedWorld();
    const now = clock.now();
    expect(connections.removals.remove(id)).toEqual(ok(undefined));
    expect([connections.list(), journal]).toEqual([[], ['registry write']]);
    expect(registry.read()).toMatchObject({ connections: [], orphanedItems: [{ id }] });
    expect(connections.removals.undoable).toEqual([{ id, name: 'Acme Ltd', undoUntil: now + 10 * SECOND }]);
    // Before the app may be killed.
    const entries = [...ledgerStore.history(id)];
    expect(entries[0]).toMatchObject({ what: 'removed', at: now, name: 'Acme Ltd' });
    await clock.advance(10 * SECOND - 1);
    expect(keychain.items.has(id)).toBe(true);
    await clock.advance(1);
    expect([keychain.items.size, registry.text, connections.removals.undoable]).toEqual([0, NOTHING, []]);
    expect(ledgerStore.history(id)).toEqual(entries);
    expect(connections.removals.undo(id)).toEqual(fail({ code: 'connection-unknown' }));
  });

  it('comes back in its place, with its token and its grant; the history tells both', async () => {
    const { connections, fyle, registry, ledgerStore, clock, id } = await connectedWorld();
    const others = [must(await connections.connect(internalDraft(fyle.grant())))];
    others.push(must(await connections.connect(internalDraft(fyle.grant()))));
    const before = [connections.list(), registry.text];
    const told = ledgerStore.history(id);
    must(connections.removals.remove(id));
    await clock.advance(9 * SECOND);
    expect(connections.removals.undo(id)).toEqual(ok(id));
    expect([connections.list(), registry.text]).toEqual(before);
    const [restored, removed, ...earlier] = ledgerStore.history(id);
    expect([restored, removed]).toMatchObject([
      { what: 'restored', by: 'window', name: 'Acme Ltd' },
      { what: 'removed', by: 'window', name: 'Acme Ltd' },
    ]);
    expect(earlier).toEqual(told);
    await clock.advance(60 * SECOND);
    expect(connections.list().map((one) => one.id)).toEqual([id, ...others]);
    expect(must(await connections.renew(id)).secret.reveal()).toMatch(/^access-/);
  });

  it('is not renewed meanwhile, and is when it is back', async () => {
    const { connections, fyle, clock, id } = await connectedWorld();
    await clock.advance(49 * 60 * SECOND + 55 * SECOND);
    must(connections.removals.remove(id));
    expect(await connections.renew(id)).toEqual(fail({ code: 'connection-unknown' }));
    await clock.advance(9 * SECOND);
    expect(fyle.asked).toEqual([]);
    must(connections.removals.undo(id));
    await clock.advance(SECOND);
    expect(fyle.count('token')).toBe(1);
  });

  it('takes the answer to a renewal that was under way: a rotated refresh token is not lost', async () => {
    const { connections, fyle, keychain, clock, id } = await connectedWorld();
    fyle.rotates = true;
    const gate = fyle.holdAnswer('token');
    const renewing = connections.renew(id);
    await gate.reached;
    must(connections.removals.remove(id));
    gate.open();
    await clock.advance(5 * SECOND);
    must(connections.removals.undo(id));
    expect(must(await renewing).secret.reveal()).toMatch(/^access-/);
    expect(fyle.takes(keychain.items.get(id)?.refreshToken ?? '')).toBe(true);
    expect(only(connections).status).toBe('ready');
  });

  it('for good writes nothing of an answer that comes meanwhile', async () => {
    const { connections, fyle, keychain, registry, ledgerStore, clock, id } = await connectedWorld();
    fyle.rotates = true;
    const gate = fyle.holdAnswer('token');
    const renewing = connections.renew(id);
    await gate.reached;
    must(connections.removals.remove(id));
    gate.open();
    await clock.advance(10 * SECOND);
    expect(await renewing).toEqual(fail({ code: 'connection-unknown' }));
    expect([keychain.items.size, registry.text]).toEqual([0, NOTHING]);
    expect(ledgerStore.history(id)[0]).toMatchObject({ what: 'removed' });
  });

  it('stays removed when the app ends in between: the next start removes its grant', async () => {
    const { connections, keychain, registry, restarted, id } = await connectedWorld();
    must(connections.removals.remove(id));
    // Killed: nothing else happens in this run.
    expect(keychain.items.has(id)).toBe(true);
    const next = restarted();
    expect(next.list()).toEqual([]);
    next.recheck();
    await settled();
    expect([keychain.items.size, registry.text]).toEqual([0, NOTHING]);
  });

  it('is removed for good when the app quits', async () => {
    const { connections, keychain, registry, id } = await connectedWorld();
    must(connections.removals.remove(id));
    await connections.close();
    expect([keychain.items.size, registry.text]).toEqual([0, NOTHING]);
  });

  it('is not removed where the disk does not take it, and not put back where that does not', async () => {
    const { connections, keychain, registry, clock, id } = await connectedWorld();
    const full = fail({ code: 'not-saved', reason: 'ENOSPC' } as const);
    registry.failure = full.failure;
    expect(connections.removals.remove(id)).toEqual(full);
    expect([connections.list().length, connections.removals.undoable]).toEqual([1, []]);
    registry.failure = undefined;
    must(connections.removals.remove(id));
    registry.failure = full.failure;
    expect(connections.removals.undo(id)).toEqual(full);
    expect([connections.list(), connections.removals.undoable.length]).toEqual([[], 1]);
    registry.failure = undefined;
    expect(connections.removals.undo(id)).toEqual(ok(id));
    await clock.advance(60 * SECOND);
    expect(keychain.items.has(id)).toBe(true);
  });

  it('whose grant was only in memory comes back with it, and is lost with it', async () => {
    const { connections, fyle, keychain, clock, id } = await connectedWorld();
    const refreshToken = fyle.grant();
    keychain.failures.write = { code: 'keychain-locked' };
    must(await connections.signInAgain(id, { refreshToken: new Secret(refreshToken) }));
    must(connections.removals.remove(id));
    must(connections.removals.undo(id));
    fyle.asked.length = 0;
    must(await connections.renew(id));
    expect(fyle.asked[0]?.body).toMatchObject({ refresh_token: refreshToken });
    must(connections.removals.remove(id));
    keychain.failures.write = undefined;
    await clock.advance(60 * SECOND);
    connections.recheck();
    await settled();
    expect(keychain.items.size).toBe(0);
  });

  it('is forgotten with everything, and does not come back', async () => {
    const { connections, keychain, registry, clock, id } = await connectedWorld();
    must(connections.removals.remove(id));
    expect(await connections.forgetEverything(async () => true)).toEqual([]);
    expect([keychain.items.size, registry.text, connections.removals.undoable]).toEqual([0, NOTHING, []]);
    expect(connections.removals.undo(id)).toEqual(fail({ code: 'connection-unknown' }));
    await clock.advance(60 * SECOND);
    expect(connections.list()).toEqual([]);
  });

  it('can be one of several, each with its own time', async () => {
    const { connections, fyle, keychain, clock, id } = await connectedWorld();
    const other = must(await connections.connect(internalDraft(fyle.grant())));
    must(connections.removals.remove(id));
    await clock.advance(6 * SECOND);
    must(connections.removals.remove(other));
    expect(connections.removals.undoable.map((one) => one.id)).toEqual([id, other]);
    await clock.advance(5 * SECOND);
    expect([[...keychain.items.keys()], connections.removals.undoable.map((one) => one.id)]).toEqual([
      [other],
      [other],
    ]);
    must(connections.removals.undo(other));
    expect(only(connections).id).toBe(other);
  });
});
