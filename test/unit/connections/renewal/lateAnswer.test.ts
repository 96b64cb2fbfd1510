import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok } from '../../../../main/result.ts';
import { settled } from '../../../fakes/clock.ts';
import { type refused, unreached } from '../../../fakes/fyleHttp.ts';
import { connectedWorld, fakeWorld, internalDraft, must, oauthDraft, only } from '../../../fakes/world.ts';

const SECOND = 1_000;
const timedOut = fail({ code: 'timed-out', host: 'accounts.fylehq.com' });

/** A connection whose provider rotates, in a renewal that the provider has done and whose answer is on its way. */
async function slowRenewal(arrives?: ReturnType<typeof refused>) {
  const world = await connectedWorld();
  world.fyle.rotates = true;
  const gate = world.fyle.holdAnswer('token', arrives);
  const renewal = world.connections.renew(world.id);
  await gate.reached;
  const stored = () => world.keychain.items.get(world.id)?.refreshToken ?? '';
  return { ...world, gate, renewal, stored };
}

describe('a token answer that is slow', () => {
  it('is taken within a minute, and nothing is sent meanwhile', async () => {
    const { clock, connections, fyle, gate, renewal, stored } = await slowRenewal();
    await clock.advance(60 * SECOND - 1);
    expect(only(connections).status).toBe('renewing');
    gate.open();
    must(await renewal);
    expect(fyle.takes(stored())).toBe(true);
    expect(fyle.count('token')).toBe(1);
  });

  it('is told as overdue after a minute, and still taken and stored', async () => {
    const { clock, connections, fyle, gate, id, ledger, ledgerStore, renewal, stored } = await slowRenewal();
    await clock.advance(60 * SECOND);
    expect(await renewal).toEqual(timedOut);
    expect(only(connections)).toMatchObject({ status: 'offline', failure: { code: 'timed-out' } });
    await clock.advance(30 * SECOND);
    // The refresh token that was sent is worthless by now, and sending it again would look like a theft.
    expect(fyle.count('token')).toBe(1);
    gate.open();
    await settled();
    expect(only(connections).status).toBe('ready');
    expect(fyle.takes(stored())).toBe(true);
    expect([ledgerStore.history(id).at(0)?.what, ledger.rotates(id)]).toEqual(['renewed', true]);
    must(await connections.renew(id));
    expect(fyle.reused).toEqual([]);
  });

  it('lets a person who asks again wait for it, and then has one more request sent with the newest token', async () => {
    const { clock, connections, fyle, gate, id, renewal } = await slowRenewal();
    await clock.advance(60 * SECOND);
    expect(await renewal).toEqual(timedOut);
    const again = connections.renew(id);
    await settled();
    expect(fyle.count('token')).toBe(1);
    gate.open();
    must(await again);
    expect(fyle.count('token')).toBe(2);
    expect(fyle.reused).toEqual([]);
  });

  it('plans the next try when it turns out a failure', async () => {
    const { clock, connections, gate, renewal } = await slowRenewal(unreached({ code: 'timed-out', host: 'x' }));
    await clock.advance(60 * SECOND);
    expect(await renewal).toEqual(timedOut);
    expect(only(connections).retryAt).toBeUndefined();
    gate.open();
    await settled();
    expect(only(connections).retryAt).toBe(clock.now() + 5 * SECOND);
  });

  it('is not waited for to remove the connection, and leaves nothing when it comes', async () => {
    const { clock, connections, gate, id, keychain, renewal } = await slowRenewal();
    await clock.advance(60 * SECOND);
    await renewal;
    must(await connections.removals.disconnect(id));
    expect(keychain.items.size).toBe(0);
    gate.open();
    await settled();
    expect(keychain.items.size).toBe(0);
    expect(connections.list()).toEqual([]);
  });

  it('is not waited for to forget everything', async () => {
    const { connections, gate, keychain, renewal } = await slowRenewal();
    expect(await connections.forgetEverything(async () => true)).toEqual([]);
    expect(await renewal).toEqual(fail({ code: 'connection-unknown' }));
    gate.open();
    await settled();
    expect(keychain.items.size).toBe(0);
  });

  it('keeps no other sign-in from being stored when the app ends', async () => {
    const { clock, connections, fyle, keychain } = await slowRenewal();
    const other = must(await connections.connect(internalDraft(fyle.grant())));
    keychain.failures.write = { code: 'keychain-locked' };
    must(await connections.renew(other));
    keychain.failures.write = undefined;
    const closed = connections.close();
    await clock.advance(10 * SECOND);
    expect(fyle.takes(keychain.items.get(other)?.refreshToken ?? '')).toBe(true);
    // It waits for its own answer as long as it is let.
    expect(await Promise.race([closed.then(() => 'ended'), settled().then(() => 'waits')])).toBe('waits');
  });
});

describe('a first token answer that is slow', () => {
  /** A sign-in whose answer is on its way for more than a minute. */
  const overdue = async (draft: (world: ReturnType<typeof fakeWorld>) => ReturnType<typeof oauthDraft>) => {
    const world = fakeWorld();
    world.fyle.rotates = true;
    const gate = world.fyle.holdAnswer('token');
    const outcome = world.connections.connect(draft(world));
    await gate.reached;
    await world.clock.advance(60 * SECOND);
    expect(await outcome).toEqual(timedOut);
    expect(world.connections.attempt).toBeUndefined();
    return { ...world, gate };
  };
  const drafts = {
    'an internal app': ({ fyle }: ReturnType<typeof fakeWorld>) => internalDraft(fyle.grant()),
    'an OAuth 2.0 app': () => oauthDraft(),
  };

  for (const [kind, draft] of Object.entries(drafts)) {
    it(`is told as overdue, and makes the connection when it comes: ${kind}`, async () => {
      const { connections, fyle, gate, keychain } = await overdue(draft);
      expect(connections.list()).toEqual([]);
      gate.open();
      await settled();
      expect(only(connections)).toMatchObject({ status: 'ready', profile: { userName: 'Anna Berg' } });
      expect(fyle.takes([...keychain.items.values()][0]?.refreshToken ?? '')).toBe(true);
    });

    it(`makes none once everything was forgotten: ${kind}`, async () => {
      const { connections, gate, keychain } = await overdue(draft);
      expect(await connections.forgetEverything(async () => true)).toEqual([]);
      gate.open();
      await settled();
      expect(connections.list()).toEqual([]);
      expect(keychain.items.size).toBe(0);
    });
  }

  it('makes none beside the one that the person has begun since, which uses the newest refresh token', async () => {
    const world = fakeWorld();
    world.fyle.rotates = true;
    const draft = internalDraft(world.fyle.grant());
    const gate = world.fyle.holdAnswer('token');
    const first = world.connections.connect(draft);
    await gate.reached;
    await world.clock.advance(60 * SECOND);
    expect(await first).toEqual(timedOut);
    const again = world.connections.connect(draft);
    await settled();
    gate.open();
    must(await again);
    await settled();
    expect(world.connections.list()).toHaveLength(1);
    expect(world.fyle.reused).toEqual([]);
  });

  it('is taken for a stored connection that is signed in again', async () => {
    const { clock, connections, fyle, id, keychain, ledgerStore } = await connectedWorld();
    const typed = fyle.grant();
    fyle.rotates = true;
    const gate = fyle.holdAnswer('token');
    const before = keychain.items.get(id);
    const outcome = connections.signInAgain(id, { refreshToken: new Secret(typed) });
    await gate.reached;
    await clock.advance(60 * SECOND);
    expect(await outcome).toEqual(timedOut);
    expect(keychain.items.get(id)).toEqual(before);
    gate.open();
    await settled();
    expect(fyle.familyOf(keychain.items.get(id)?.refreshToken ?? '')).toBe(fyle.familyOf(typed));
    expect(ledgerStore.history(id).at(0)).toMatchObject({ what: 'signed-in-again' });
    expect(await connections.renew(id)).toEqual(ok(expect.anything()));
  });
});
