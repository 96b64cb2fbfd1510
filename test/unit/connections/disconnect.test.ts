import { describe, expect, it } from 'vitest';
import type { Connections } from '../../../main/connections/connections.ts';
import { Secret } from '../../../main/oauth/secret.ts';
import { fail, ok } from '../../../main/result.ts';
import { settled } from '../../fakes/clock.ts';
import { CLIENT_SECRET, refused } from '../../fakes/fyleHttp.ts';
import type { Gate } from '../../fakes/gate.ts';
import { NOTHING } from '../../fakes/registry.ts';
import { connectedWorld, type FakeWorld, must } from '../../fakes/world.ts';

describe('removing a connection', () => {
  it('forgets the entry, then the grant, and plans nothing more', async () => {
    const { clock, connections, keychain, registry, journal, id } = await connectedWorld();
    expect(await connections.removals.disconnect(id)).toEqual(ok(undefined));
    expect(journal).toEqual(['registry write', 'keychain remove', 'registry write']);
    expect(keychain.items.size).toBe(0);
    expect(registry.text).toBe(NOTHING);
    expect(connections.list()).toEqual([]);
    expect(clock.planned).toEqual([]);
  });

  it('leaves the others alone', async () => {
    const { connections, fyle, keychain, id } = await connectedWorld();
    const refreshToken = new Secret(fyle.grant());
    const draft = { name: 'Other', clientId: 'tpaAcme00001', clientSecret: new Secret(CLIENT_SECRET), refreshToken };
    const endpoints = connections.list()[0]?.endpoints;
    if (endpoints === undefined) throw new Error('No connection');
    const other = must(await connections.connect({ ...draft, kind: 'internal', endpoints }));
    must(await connections.removals.disconnect(id));
    expect(connections.list().map((state) => state.id)).toEqual([other]);
    expect([...keychain.items.keys()]).toEqual([other]);
    expect(must(await connections.accessToken(other)).secret.reveal()).toMatch(/^access-/);
  });

  it('that the registry refuses removes nothing', async () => {
    const { clock, connections, keychain, registry, id } = await connectedWorld();
    registry.failure = { code: 'not-saved', reason: 'EROFS' };
    expect(await connections.removals.disconnect(id)).toEqual(fail({ code: 'not-saved', reason: 'EROFS' }));
    expect(connections.list()).toHaveLength(1);
    expect(keychain.items.has(id)).toBe(true);
    expect(clock.planned).toHaveLength(1);
  });

  it('is refused when it is not there', async () => {
    const { connections, id } = await connectedWorld();
    must(await connections.removals.disconnect(id));
    expect(await connections.removals.disconnect(id)).toEqual(fail({ code: 'connection-unknown' }));
  });

  it('gives what is asked for afterwards no token', async () => {
    const { connections, id } = await connectedWorld();
    must(await connections.removals.disconnect(id));
    expect(await connections.accessToken(id)).toEqual(fail({ code: 'connection-unknown' }));
  });
});

/** Removes a connection while `underWay` waits at the gate; the gate opens after the removal has begun. */
async function removedDuring(
  underWay: Promise<unknown>,
  gate: Gate,
  connections: Connections,
  id: string,
): Promise<void> {
  await gate.reached;
  const removal = connections.removals.disconnect(id);
  await settled();
  gate.open();
  expect(await underWay).toEqual(fail({ code: 'connection-unknown' }));
  must(await removal);
}

describe('removing a connection while it is renewed', () => {
  it.each([true, false])('discards the late answer and writes nothing; the provider rotates: %s', async (rotates) => {
    const { connections, fyle, keychain, registry, journal, clock, restarted, id } = await connectedWorld();
    fyle.rotates = rotates;
    const gate = fyle.hold('token');
    await removedDuring(connections.renew(id), gate, connections, id);
    await settled();
    expect(journal).toEqual(['keychain read', 'ask token', 'registry write', 'keychain remove', 'registry write']);
    expectGone({ connections, keychain, registry, clock, restarted });
  });

  it('writes a pending grant no more, though the renewal lasts until its next write was due', async () => {
    const { clock, connections, fyle, keychain, id } = await connectedWorld();
    fyle.rotates = true;
    keychain.failures.write = { code: 'keychain-locked' };
    must(await connections.renew(id));
    keychain.failures.write = undefined;
    const gate = fyle.hold('token');
    const renewal = connections.renew(id);
    await gate.reached;
    const removal = connections.removals.disconnect(id);
    // A write that began now would end after the removal, and leave the secret behind.
    const write = keychain.hold('write');
    await clock.advance(30_000);
    gate.open();
    expect(await renewal).toEqual(fail({ code: 'connection-unknown' }));
    must(await removal);
    write.open();
    await settled();
    expect(keychain.items.size).toBe(0);
  });

  it('sends no older refresh token when a pending one is refused meanwhile', async () => {
    const { connections, fyle, keychain, id } = await connectedWorld();
    fyle.rotates = true;
    keychain.failures.write = { code: 'keychain-locked' };
    must(await connections.renew(id));
    fyle.next('token', refused(401));
    await removedDuring(connections.renew(id), fyle.hold('token'), connections, id);
    expect(fyle.asked.filter(({ step }) => step === 'token')).toHaveLength(2);
    expect(fyle.reused).toEqual([]);
  });

  it('asks the provider nothing once its grant has been read, and notes nothing after the end', async () => {
    const { connections, fyle, keychain, ledgerStore, id } = await connectedWorld();
    const gate = keychain.hold('read');
    await removedDuring(connections.renew(id), gate, connections, id);
    expect(fyle.asked).toEqual([]);
    expect(ledgerStore.entries.at(-1)).toMatchObject({ what: 'removed' });
  });

  it('removes the rotated grant that is being written at that moment', async () => {
    const { connections, fyle, keychain, registry, clock, restarted, id } = await connectedWorld();
    fyle.rotates = true;
    const gate = keychain.hold('write');
    await removedDuring(connections.renew(id), gate, connections, id);
    await settled();
    expectGone({ connections, keychain, registry, clock, restarted });
  });

  it('is not undone by the answer to whose token it is', async () => {
    const { connections, fyle, keychain, registry, clock, restarted, id } = await connectedWorld();
    const gate = fyle.hold('profile');
    fyle.person = { ...fyle.person, name: 'Anna Novak' };
    must(await connections.renew(id));
    await gate.reached;
    must(await connections.removals.disconnect(id));
    gate.open();
    await settled();
    expectGone({ connections, keychain, registry, clock, restarted });
  });
});

describe('removing a connection while it is signed in again', () => {
  it.each(['provider', 'keychain'] as const)('is not undone: the sign-in waits for the %s', async (where) => {
    const { connections, fyle, keychain, registry, clock, restarted, id } = await connectedWorld();
    const typed = { clientSecret: new Secret(CLIENT_SECRET), refreshToken: new Secret(fyle.grant()) };
    const gate = where === 'provider' ? fyle.hold('profile') : keychain.hold('write');
    await removedDuring(connections.signInAgain(id, typed), gate, connections, id);
    await settled();
    expectGone({ connections, keychain, registry, clock, restarted });
  });
});

function expectGone({
  connections,
  keychain,
  registry,
  clock,
  restarted,
}: Pick<FakeWorld, 'connections' | 'keychain' | 'registry' | 'clock' | 'restarted'>) {
  expect(connections.list()).toEqual([]);
  expect(restarted().list()).toEqual([]);
  expect(keychain.items.size).toBe(0);
  expect(registry.text).toBe(NOTHING);
  expect(clock.planned).toEqual([]);
}
