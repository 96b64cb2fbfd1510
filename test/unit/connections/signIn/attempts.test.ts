import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok } from '../../../../main/result.ts';
import { settled } from '../../../fakes/clock.ts';
import { refused } from '../../../fakes/fyleHttp.ts';
import { NOTHING } from '../../../fakes/registry.ts';
import { redirected } from '../../../fakes/userAgent.ts';
import { connectedWorld, fakeWorld, internalDraft, must, oauthDraft } from '../../../fakes/world.ts';

/** A world in which a sign-in page is open and the person has not acted yet. */
async function openPage() {
  const world = fakeWorld();
  world.userAgent.answer = () => 'leave';
  const outcome = world.connections.connect(oauthDraft());
  await settled();
  return { ...world, outcome };
}

describe('a sign-in that is under way', () => {
  it('is named with the host it asks, until it ends', async () => {
    const { connections, userAgent, outcome } = await openPage();
    expect(connections.attempt).toEqual({ name: 'Acme Ltd', host: 'accounts.fylehq.com', window: true });
    userAgent.finish(fail({ code: 'sign-in-closed' }));
    await outcome;
    expect(connections.attempt).toBeUndefined();
  });

  it('is brought to the front by a second attempt, which changes nothing else', async () => {
    const { connections, fyle, userAgent, outcome } = await openPage();
    const taken = fail({ code: 'sign-in-already-open' });
    expect(await connections.connect(oauthDraft())).toEqual(taken);
    expect(await connections.connect(internalDraft(fyle.grant()))).toEqual(taken);
    expect(await connections.connectPractice()).toEqual(taken);
    expect(userAgent.focused).toBe(3);
    expect(userAgent.pages).toHaveLength(1);
    expect(fyle.asked).toEqual([]);
    userAgent.finish(ok({ url: redirected(...onlyPage(userAgent.pages), { code: fyle.code() }) }));
    expect(must(await outcome)).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is the only one when two begin in the same moment', async () => {
    const { connections, userAgent } = fakeWorld();
    const outcomes = await Promise.all([connections.connect(oauthDraft()), connections.connect(oauthDraft())]);
    expect(outcomes.map(({ ok: went }) => went)).toEqual([true, false]);
    expect(userAgent.pages).toHaveLength(1);
    expect(userAgent.focused).toBe(1);
  });

  it('lasts for ten minutes to the millisecond, and not longer', async () => {
    const { clock, connections, outcome } = await openPage();
    await clock.advance(599_999);
    expect(connections.attempt).toBeDefined();
    await clock.advance(1);
    expect(connections.attempt).toBeUndefined();
    expect(await outcome).toEqual(fail({ code: 'sign-in-timed-out' }));
    expect(connections.list()).toEqual([]);
  });

  it('is ended by a person’s wish, and the next one begins at once', async () => {
    const { clock, connections, userAgent, fyle, outcome } = await openPage();
    connections.cancelSignIn();
    expect(await outcome).toEqual(fail({ code: 'sign-in-cancelled' }));
    expect(clock.planned).toEqual([]);
    userAgent.answer = (page) => ok({ url: redirected(page, { code: fyle.code() }) });
    expect((await connections.connect(oauthDraft())).ok).toBe(true);
  });

  it('asks nobody any more when it is ended while the keychain is asked', async () => {
    const { connections, fyle, keychain } = fakeWorld();
    const gate = keychain.hold('read');
    const outcome = connections.connect(internalDraft(fyle.grant()));
    await gate.reached;
    connections.cancelSignIn();
    gate.open();
    expect(await outcome).toEqual(fail({ code: 'sign-in-cancelled' }));
    expect(fyle.asked).toEqual([]);
  });

  it('is ended when the app ends', async () => {
    const { connections, outcome } = await openPage();
    connections.close();
    expect(await outcome).toEqual(fail({ code: 'sign-in-cancelled' }));
  });

  it('takes a redirect that comes in the last moment, and plans no end for it', async () => {
    const { clock, fyle, userAgent, outcome } = await openPage();
    await clock.advance(599_999);
    userAgent.finish(ok({ url: redirected(...onlyPage(userAgent.pages), { code: fyle.code() }) }));
    expect((await outcome).ok).toBe(true);
    // Only the renewal is planned now.
    expect(clock.planned).toHaveLength(1);
  });

  it('tells its begin, its window, and its end', async () => {
    const { connections, userAgent } = fakeWorld();
    const seen: unknown[] = [];
    connections.onChange(() => seen.push(connections.attempt?.window));
    userAgent.answer = () => fail({ code: 'sign-in-closed' });
    await connections.connect(oauthDraft());
    expect(seen).toEqual([false, true, false, undefined]);
  });

  it('is over at once when it is called off while the token is asked for', async () => {
    const { connections, fyle, keychain, registry } = fakeWorld();
    const gate = fyle.hold('token');
    const outcome = connections.connect(internalDraft(fyle.grant()));
    await gate.reached;
    connections.cancelSignIn();
    expect(await outcome).toEqual(fail({ code: 'sign-in-cancelled' }));
    expect(connections.attempt).toBeUndefined();
    gate.open();
    await settled();
    expect(connections.list()).toEqual([]);
    expect(keychain.items.size).toBe(0);
    expect(registry.text).toBe(NOTHING);
  });

  it.each(['cluster', 'profile'] as const)(
    'has ended well by the time %s is asked, and cannot be called off',
    async (step) => {
      const { connections, fyle } = fakeWorld();
      const gate = fyle.hold(step);
      const outcome = connections.connect(internalDraft(fyle.grant()));
      await gate.reached;
      expect(connections.attempt).toBeUndefined();
      connections.cancelSignIn();
      gate.open();
      must(await outcome);
      expect(connections.list()).toHaveLength(1);
    },
  );
});

describe('a data call that is refused with 401 or 498 after a sign-in', () => {
  it.each([401, 498])('renews once and asks once more: %i', async (status) => {
    const { clock, connections, fyle, keychain } = fakeWorld();
    fyle.rotates = true;
    fyle.next('profile', refused(status));
    const id = must(await connections.connect(internalDraft(fyle.grant())));
    await clock.advance(5_000);
    expect(fyle.asked.map(({ step }) => step)).toEqual(['token', 'cluster', 'profile', 'token', 'cluster', 'profile']);
    expect(connections.list()[0]).toMatchObject({ status: 'ready', profile: { userId: 'usAnna' } });
    // The second answer rotated the refresh token again: that one is stored.
    expect(fyle.takes(keychain.items.get(id)?.refreshToken ?? '')).toBe(true);
    expect(fyle.reused).toEqual([]);
  });

  it.each([401, 498])('renews once and asks once more before anything stored is overwritten: %i', async (status) => {
    const { connections, fyle, keychain, id } = await connectedWorld();
    fyle.rotates = true;
    fyle.next('profile', refused(status));
    const refreshToken = new Secret(fyle.grant());
    must(await connections.signInAgain(id, { refreshToken }));
    expect(fyle.asked.map(({ step }) => step)).toEqual(['token', 'cluster', 'profile', 'token', 'cluster', 'profile']);
    expect(fyle.takes(keychain.items.get(id)?.refreshToken ?? '')).toBe(true);
    expect(fyle.reused).toEqual([]);
  });

  it('stops after that, keeps the connection, and tells', async () => {
    const { clock, connections, fyle } = fakeWorld();
    fyle.always('profile', () => refused(401, 'expired'));
    must(await connections.connect(internalDraft(fyle.grant())));
    await clock.advance(5_000);
    expect(fyle.count('token')).toBe(2);
    expect(fyle.count('profile')).toBe(2);
    const failure = { code: 'sign-in-rejected', step: 'profile', status: 401, says: 'expired' };
    expect(connections.list()[0]).toMatchObject({ status: 'sign-in-needed', failure });
  });

  it('keeps what the first answer gave when the renewal fails', async () => {
    const { connections, fyle } = fakeWorld();
    fyle.next('cluster', refused(401));
    const gate = fyle.hold('cluster');
    const outcome = connections.connect(internalDraft(fyle.grant()));
    await gate.reached;
    fyle.next('token', refused(503));
    gate.open();
    const id = must(await outcome);
    await settled();
    expect(fyle.count('token')).toBe(2);
    expect(must(await connections.accessToken(id)).secret.reveal()).toMatch(/^access-/);
    expect(connections.list()[0]?.failure).toMatchObject({ code: 'server-error', step: 'token' });
  });
});

describe('the end that a sign-in shows', () => {
  it('of the access token is counted from the answer, however long whose it is takes to be told', async () => {
    const { clock, connections, fyle } = fakeWorld();
    const gate = fyle.hold('profile');
    const outcome = connections.connect(internalDraft(fyle.grant()));
    await gate.reached;
    await clock.advance(20_000);
    gate.open();
    const token = must(await connections.accessToken(must(await outcome)));
    expect(token.expiresAt).toBe(fyle.ends.get(token.secret.reveal()));
  });

  it('of the authorization is the refresh token’s own when it says one', async () => {
    const { clock, connections, fyle } = fakeWorld();
    const endsAt = clock.now() + 86_400_000;
    const claims = Buffer.from(JSON.stringify({ iat: 1_700_000_000, exp: endsAt / 1000 })).toString('base64url');
    must(await connections.connect(internalDraft(fyle.grant(`eyJhbGciOiJIUzI1NiJ9.${claims}.c2ln`))));
    expect(connections.list()[0]?.authorization).toEqual({ signedInAt: clock.now(), endsAt, estimated: false });
  });

  it('of the authorization is an estimate a year after the issue when it says none', async () => {
    const { connections, fyle } = fakeWorld();
    const claims = Buffer.from(JSON.stringify({ iat: 1_780_000_000 })).toString('base64url');
    must(await connections.connect(internalDraft(fyle.grant(`eyJhbGciOiJIUzI1NiJ9.${claims}.c2ln`))));
    expect(connections.list()[0]?.authorization).toEqual({
      signedInAt: 1_780_000_000_000,
      endsAt: (1_780_000_000 + 365 * 86_400) * 1000,
      estimated: true,
    });
  });
});

describe('two connections', () => {
  it('stand in the order they were added, each with its own token', async () => {
    const { connections, fyle, id } = await connectedWorld();
    const other = must(await connections.connect(internalDraft(fyle.grant())));
    expect(connections.list().map((state) => state.id)).toEqual([id, other]);
    const [one, two] = [must(await connections.accessToken(id)), must(await connections.accessToken(other))];
    expect(one.secret.reveal()).not.toBe(two.secret.reveal());
  });
});

function onlyPage<T>(pages: readonly T[]): [T] {
  const [page] = pages;
  if (page === undefined) throw new Error('No page was shown');
  return [page];
}
