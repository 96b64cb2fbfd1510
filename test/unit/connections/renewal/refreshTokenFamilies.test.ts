import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok } from '../../../../main/result.ts';
import { settled } from '../../../fakes/clock.ts';
import { json, refused, unreached } from '../../../fakes/fyleHttp.ts';
import { connectedWorld, fakeWorld, internalDraft, must, oauthDraft, only } from '../../../fakes/world.ts';

const host = 'accounts.fylehq.com';
const BEN = { userId: 'usBen', organisationId: 'orBeta', name: 'Ben Novak', organisation: 'Beta GmbH' };

/** A world whose provider rotates, with one stored connection and a refresh token of a new family to be pasted. */
async function pastingWorld() {
  const world = await connectedWorld();
  world.fyle.rotates = true;
  const pasted = world.fyle.grant();
  const again = () => world.connections.signInAgain(world.id, { refreshToken: new Secret(pasted) });
  const family = () => world.fyle.familyOf(world.keychain.items.get(world.id)?.refreshToken ?? '');
  return { ...world, pasted, again, family };
}

describe('a refresh token that was pasted, of a provider that rotates', () => {
  it.each(['cluster', 'profile'] as const)(
    'can be pasted again when nobody could tell whose it is, for %s was not answered',
    async (step) => {
      const { connections, fyle, keychain, id, refreshToken, pasted, again, family } = await pastingWorld();
      fyle.next(step, refused(503));
      expect(await again()).toMatchObject({ failure: { code: 'server-error' } });
      expect(fyle.takes(pasted)).toBe(false);
      // The stored grant is not replaced before the new one's account is known.
      expect(keychain.items.get(id)?.refreshToken).toBe(refreshToken);
      must(await again());
      expect(family()).toBe(pasted);
      must(await connections.renew(id));
      expect(fyle.reused).toEqual([]);
    },
  );

  it('is still guarded then', async () => {
    const { connections, fyle, keychain, id, refreshToken, again, family, pasted } = await pastingWorld();
    fyle.person = BEN;
    fyle.next('cluster', unreached({ code: 'timed-out', host }));
    expect((await again()).ok).toBe(false);
    expect(await connections.settleAccount(id, 'change')).toEqual(fail({ code: 'sign-in-timed-out' }));
    expect(await again()).toMatchObject({ failure: { code: 'different-account' } });
    expect(keychain.items.get(id)?.refreshToken).toBe(refreshToken);
    must(await connections.settleAccount(id, 'change'));
    expect(family()).toBe(pasted);
  });

  it('can be added when it was another account’s and the stored one was kept', async () => {
    const { connections, fyle, id, pasted, again } = await pastingWorld();
    fyle.person = BEN;
    expect((await again()).ok).toBe(false);
    must(await connections.settleAccount(id, 'keep'));
    const added = must(await connections.connect(internalDraft(pasted)));
    must(await connections.renew(added));
    expect(fyle.reused).toEqual([]);
  });

  it('can be pasted again when it was called off while its answer was on its way', async () => {
    const { connections, fyle } = fakeWorld();
    fyle.rotates = true;
    const pasted = fyle.grant();
    const gate = fyle.holdAnswer('token');
    const calledOff = connections.connect(internalDraft(pasted));
    await settled();
    connections.cancelSignIn();
    expect(await calledOff).toEqual(fail({ code: 'sign-in-cancelled' }));
    // At once: the request that is under way with this token is awaited, and its answer used.
    const again = connections.connect(internalDraft(pasted));
    await settled();
    gate.open();
    must(await connections.renew(must(await again)));
    expect(only(connections)).toMatchObject({ status: 'ready' });
    expect(fyle.reused).toEqual([]);
  });

  it.each(['token', 'cluster', 'profile'] as const)(
    'can be pasted again for its connection when that was called off while %s was asked',
    async (step) => {
      const { connections, fyle, id, pasted, again, family } = await pastingWorld();
      const gate = fyle.holdAnswer(step);
      const calledOff = again();
      await settled();
      connections.cancelSignIn();
      expect(await calledOff).toEqual(fail({ code: 'sign-in-cancelled' }));
      const once = again();
      await settled();
      gate.open();
      must(await once);
      expect(family()).toBe(pasted);
      must(await connections.renew(id));
      expect(fyle.reused).toEqual([]);
    },
  );

  it('can be pasted again when its answer was no good but for the new one', async () => {
    const { connections, fyle } = fakeWorld();
    const [pasted, newest] = [fyle.grant(), fyle.grant()];
    fyle.next('token', ok(json(200, { access_token: 'a gap', refresh_token: newest })));
    expect(await connections.connect(internalDraft(pasted))).toMatchObject({ failure: { code: 'unexpected-answer' } });
    must(await connections.connect(internalDraft(pasted)));
    expect(fyle.asked.filter(({ step }) => step === 'token').map(({ body }) => body.refresh_token)).toEqual([
      pasted,
      newest,
    ]);
  });

  it('is sent as it is once its connection is gone, after everything was forgotten, and in the next run', async () => {
    const { connections, fyle, restarted, id, pasted, again } = await pastingWorld();
    must(await again());
    must(await connections.removals.disconnect(id));
    expect((await connections.connect(internalDraft(pasted))).ok).toBe(false);
    expect(fyle.asked.at(-1)?.body.refresh_token).toBe(pasted);
    const other = fyle.grant();
    fyle.next('token', ok(json(200, { access_token: 'a gap', refresh_token: fyle.grant() })));
    expect((await connections.connect(internalDraft(other))).ok).toBe(false);
    await connections.forgetEverything(async () => true);
    must(await connections.connect(internalDraft(other)));
    expect(fyle.asked.findLast(({ step }) => step === 'token')?.body.refresh_token).toBe(other);
    await restarted().connect(internalDraft(other));
    expect(fyle.asked.findLast(({ step }) => step === 'token')?.body.refresh_token).toBe(other);
  });

  it('is not sent beside a renewal that is under way with it, where it is the stored one: what came of that is', async () => {
    const { connections, fyle, keychain, id, refreshToken } = await connectedWorld();
    fyle.rotates = true;
    const gate = fyle.holdAnswer('token');
    const renewal = connections.renew(id);
    await settled();
    // The renewal's grant is stored before the sign-in can read the keychain.
    const read = keychain.hold('read');
    const again = connections.signInAgain(id, { refreshToken: new Secret(refreshToken) });
    await settled();
    gate.open();
    must(await renewal);
    read.open();
    must(await again);
    must(await connections.renew(id));
    expect(fyle.reused).toEqual([]);
    expect(fyle.familyOf(keychain.items.get(id)?.refreshToken ?? '')).toBe(refreshToken);
  });

  it.each(['cluster', 'profile'] as const)(
    'is followed by a renewal, where it is the stored one and nobody could tell whose it is: %s was not answered',
    async (step) => {
      const { connections, fyle, keychain, id, refreshToken } = await connectedWorld();
      fyle.rotates = true;
      fyle.next(step, refused(503));
      const again = await connections.signInAgain(id, { refreshToken: new Secret(refreshToken) });
      expect(again).toMatchObject({ failure: { code: 'server-error' } });
      must(await connections.renew(id));
      expect(fyle.reused).toEqual([]);
      expect(fyle.takes(keychain.items.get(id)?.refreshToken ?? '')).toBe(true);
    },
  );

  it('is followed by a renewal, where it is the stored one and the sign-in was called off', async () => {
    const { connections, fyle, keychain, id, refreshToken } = await connectedWorld();
    fyle.rotates = true;
    const gate = fyle.holdAnswer('token');
    const again = connections.signInAgain(id, { refreshToken: new Secret(refreshToken) });
    await settled();
    connections.cancelSignIn();
    expect((await again).ok).toBe(false);
    const renewal = connections.renew(id);
    await settled();
    gate.open();
    must(await renewal);
    expect(fyle.reused).toEqual([]);
    expect(fyle.takes(keychain.items.get(id)?.refreshToken ?? '')).toBe(true);
  });

  it('can be pasted twice at once, and again after each renewal', async () => {
    const { connections, fyle, id, again, family, pasted } = await pastingWorld();
    const gate = fyle.holdAnswer('token');
    const both = [again(), again()];
    await settled();
    gate.open();
    expect((await Promise.all(both)).map(({ ok }) => ok)).toEqual([true, true]);
    for (let times = 0; times < 30; times += 1) must(await connections.renew(id));
    must(await again());
    must(await connections.renew(id));
    expect([fyle.reused, family()]).toEqual([[], pasted]);
  });

  it('can be given to a second connection, and both are renewed', async () => {
    const { connections, fyle, id, again, pasted } = await pastingWorld();
    must(await again());
    const second = must(await connections.connect(internalDraft(pasted)));
    for (const one of [id, second, id, second]) must(await connections.renew(one));
    expect(fyle.reused).toEqual([]);
  });

  it('is not sent a second time by a renewal that begins meanwhile, where it is the stored one', async () => {
    const { connections, fyle, id, refreshToken } = await connectedWorld();
    fyle.rotates = true;
    const gate = fyle.holdAnswer('profile');
    const again = connections.signInAgain(id, { refreshToken: new Secret(refreshToken) });
    await settled();
    const renewal = connections.renew(id);
    await settled();
    gate.open();
    must(await again);
    must(await renewal);
    expect(fyle.reused).toEqual([]);
  });
});

describe('a new sign-in of which nobody could tell whose it is', () => {
  /** A world with Anna's connection, signed in again while the profile could not be fetched. */
  async function unsettledWorld() {
    const world = fakeWorld();
    const id = must(await world.connections.connect(oauthDraft()));
    const before = world.keychain.items.get(id);
    world.fyle.rotates = true;
    world.fyle.next('profile', refused(503));
    expect(await world.connections.signInAgain(id, {})).toMatchObject({ failure: { code: 'server-error' } });
    expect(world.keychain.items.get(id)).toEqual(before);
    return { ...world, id, before };
  }

  it('goes on where it stands, without another page', async () => {
    const { connections, fyle, keychain, userAgent, id, before } = await unsettledWorld();
    must(await connections.signInAgain(id, {}));
    expect(userAgent.pages).toHaveLength(2);
    expect(keychain.items.get(id)).not.toEqual(before);
    expect(only(connections)).toMatchObject({ id, kind: 'oauth', status: 'ready' });
    must(await connections.renew(id));
    expect(fyle.reused).toEqual([]);
    must(await connections.signInAgain(id, {}));
    expect(userAgent.pages).toHaveLength(3);
  });

  it('waits on when it fails again, or is called off', async () => {
    const { connections, fyle, userAgent, id } = await unsettledWorld();
    fyle.next('token', unreached({ code: 'offline', host }));
    expect((await connections.signInAgain(id, {})).ok).toBe(false);
    fyle.next('cluster', refused(503));
    expect((await connections.signInAgain(id, {})).ok).toBe(false);
    const gate = fyle.holdAnswer('token');
    const calledOff = connections.signInAgain(id, {});
    await settled();
    connections.cancelSignIn();
    expect(await calledOff).toEqual(fail({ code: 'sign-in-cancelled' }));
    gate.open();
    must(await connections.signInAgain(id, {}));
    expect(userAgent.pages).toHaveLength(2);
    must(await connections.renew(id));
    expect(fyle.reused).toEqual([]);
  });

  it('is another account’s: what to do is asked, and it is added as what it is', async () => {
    const { connections, fyle, id, before, keychain } = await unsettledWorld();
    fyle.person = BEN;
    expect(await connections.signInAgain(id, {})).toMatchObject({ failure: { code: 'different-account' } });
    expect(keychain.items.get(id)).toEqual(before);
    const added = must(await connections.settleAccount(id, 'add'));
    expect(connections.list().find((one) => one.id === added)).toMatchObject({ kind: 'oauth', name: 'Beta GmbH' });
    must(await connections.renew(added));
  });

  it('is given up when the provider takes it no more: then the page is shown', async () => {
    const { connections, fyle, userAgent, id } = await unsettledWorld();
    fyle.next('token', refused(401));
    expect(await connections.signInAgain(id, {})).toMatchObject({ failure: { code: 'sign-in-rejected' } });
    expect(userAgent.pages).toHaveLength(2);
    must(await connections.signInAgain(id, {}));
    expect(userAgent.pages).toHaveLength(3);
  });
});
