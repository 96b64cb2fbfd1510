import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../../main/result.ts';
import { refused } from '../../../fakes/fyleHttp.ts';
import { fakeWorld, internalDraft, must, oauthDraft, only } from '../../../fakes/world.ts';

const BEN = { userId: 'usBen', organisationId: 'orBeta', name: 'Ben Novak', organisation: 'Beta GmbH' };

/** A world in which Ben signed in again for Anna's connection, and nobody has decided about it yet. */
async function mismatchWorld() {
  const world = fakeWorld();
  const id = must(await world.connections.connect(oauthDraft()));
  const before = { item: world.keychain.items.get(id), text: world.registry.text };
  world.fyle.person = BEN;
  expect(await world.connections.signInAgain(id, {})).toMatchObject({
    failure: { code: 'different-account' },
  });
  world.fyle.asked.length = 0;
  return { ...world, id, before };
}

describe('a new sign-in that is another account’s', () => {
  it('changes nothing when the stored one is kept', async () => {
    const { connections, keychain, registry, fyle, before, id } = await mismatchWorld();
    expect(await connections.settleAccount(id, 'keep')).toEqual(ok(id));
    expect(keychain.items.get(id)).toEqual(before.item);
    expect(registry.text).toBe(before.text);
    expect(fyle.asked).toEqual([]);
    expect(await connections.settleAccount(id, 'change')).toEqual(fail({ code: 'sign-in-timed-out' }));
  });

  it('is told from the stored one although that became known only while the sign-in was under way', async () => {
    const { clock, connections, fyle, keychain } = fakeWorld();
    fyle.next('cluster', refused(503));
    const id = must(await connections.connect(oauthDraft()));
    expect(only(connections).profile).toBeUndefined();
    const item = keychain.items.get(id);
    const gate = fyle.hold('token');
    const again = connections.signInAgain(id, {});
    await clock.advance(50_000);
    expect(only(connections).profile).toMatchObject({ userName: 'Anna Berg' });
    fyle.person = BEN;
    gate.open();
    expect(await again).toMatchObject({ failure: { code: 'different-account' } });
    expect(only(connections).profile).toMatchObject({ userName: 'Anna Berg' });
    expect(keychain.items.get(id)).toEqual(item);
  });

  it('changes the connection without another sign-in, and keeps its place, name and history', async () => {
    const { connections, keychain, fyle, ledgerStore, userAgent, before, id } = await mismatchWorld();
    expect(await connections.settleAccount(id, 'change')).toEqual(ok(id));
    expect(only(connections)).toMatchObject({
      id,
      name: 'Acme Ltd',
      status: 'ready',
      profile: { userName: 'Ben Novak' },
    });
    expect(keychain.items.get(id)).not.toEqual(before.item);
    expect(userAgent.pages).toHaveLength(2);
    expect(fyle.asked).toEqual([]);
    expect(ledgerStore.history(id).map(({ what }) => what)).toEqual(['account-changed', 'connected']);
  });

  it('adds a connection of its own, named after its organisation, and leaves the stored one', async () => {
    const { connections, keychain, before, id } = await mismatchWorld();
    const added = must(await connections.settleAccount(id, 'add'));
    expect(added).not.toBe(id);
    expect(connections.list().map(({ name, profile }) => [name, profile?.userName])).toEqual([
      ['Acme Ltd', 'Anna Berg'],
      ['Beta GmbH', 'Ben Novak'],
    ]);
    expect(keychain.items.get(id)).toEqual(before.item);
    must(await connections.renew(added));
  });

  it('waits as long as the app runs, whatever is done meanwhile, and is settled once', async () => {
    const { clock, connections, fyle, id, userAgent } = await mismatchWorld();
    await clock.advance(24 * 3_600_000);
    must(await connections.connect(internalDraft(fyle.grant())));
    userAgent.answer = () => fail({ code: 'sign-in-closed' });
    expect((await connections.signInAgain(id, {})).ok).toBe(false);
    const both = [connections.settleAccount(id, 'change'), connections.settleAccount(id, 'add')];
    expect(await Promise.all(both)).toEqual([ok(id), fail({ code: 'sign-in-timed-out' })]);
    await clock.advance(1_000);
    expect(connections.list()[0]).toMatchObject({ id, status: 'ready', profile: { userName: 'Ben Novak' } });
    must(await connections.accessToken(id));
  });

  it('is gone when everything is forgotten, when the app ends, and with a sign-in of the right account', async () => {
    const gone = fail({ code: 'sign-in-timed-out' });
    const first = await mismatchWorld();
    await first.connections.forgetEverything(async () => true);
    expect((await first.connections.settleAccount(first.id, 'add')).ok).toBe(false);
    const second = await mismatchWorld();
    await second.connections.close();
    expect(await second.connections.settleAccount(second.id, 'add')).toEqual(gone);
    const third = await mismatchWorld();
    third.fyle.person = { userId: 'usAnna', organisationId: 'orAcme', name: 'Anna Berg', organisation: 'Acme Ltd' };
    must(await third.connections.signInAgain(third.id, {}));
    expect(await third.connections.settleAccount(third.id, 'change')).toEqual(gone);
  });

  it('is not given to another connection; when its own was removed it can still be added', async () => {
    const { connections, fyle, id } = await mismatchWorld();
    const other = must(await connections.connect(internalDraft(fyle.grant())));
    expect(await connections.settleAccount(other, 'change')).toEqual(fail({ code: 'sign-in-timed-out' }));
    must(await connections.removals.disconnect(id));
    expect(await connections.settleAccount(id, 'change')).toEqual(fail({ code: 'connection-unknown' }));
    must(await connections.renew(must(await connections.settleAccount(id, 'add'))));
    expect(await connections.settleAccount(id, 'add')).toEqual(fail({ code: 'connection-unknown' }));
  });

  it.each(['change', 'add'] as const)(
    'is not lost when the keychain is locked as it is settled: %s',
    async (choice) => {
      const { connections, keychain, clock, id } = await mismatchWorld();
      keychain.failures.write = { code: 'keychain-locked' };
      const settledId = must(await connections.settleAccount(id, choice));
      expect(connections.areGrantsStored).toBe(false);
      keychain.failures.write = undefined;
      await clock.advance(60_000);
      expect(connections.areGrantsStored).toBe(true);
      must(await connections.renew(settledId));
    },
  );
});
