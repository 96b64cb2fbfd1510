import { describe, expect, it } from 'vitest';
import type { Changes } from '../../../main/connections/form/changesForm.ts';
import { fylePresets } from '../../../main/oauth/fyle.ts';
import { Secret } from '../../../main/oauth/secret.ts';
import { fail, ok } from '../../../main/result.ts';
import { settled } from '../../fakes/clock.ts';
import { CLIENT_ID, CLIENT_SECRET, refused } from '../../fakes/fyleHttp.ts';
import { NOTHING } from '../../fakes/registry.ts';
import { connectedWorld, type FakeWorld, fakeWorld, must, oauthDraft, only } from '../../fakes/world.ts';

const own = {
  authorization: 'https://fyle.test/authorize',
  token: 'https://fyle.test/oauth/token',
  cluster: 'https://fyle.test/oauth/cluster',
};
const HOSTS = ' fyle.test fyle.test fyle.test';
const secret = { clientSecret: new Secret(CLIENT_SECRET) };

async function oauthWorld() {
  const world = fakeWorld();
  const id = must(await world.connections.connect(oauthDraft()));
  const { refreshToken } = world.keychain.items.get(id) ?? {};
  if (refreshToken === undefined) throw new Error('No grant');
  world.journal.length = 0;
  world.fyle.asked.length = 0;
  world.userAgent.pages.length = 0;
  return { ...world, id, refreshToken };
}

/** What was sent to a host other than Fyle's own. */
function sentElsewhere({ fyle }: Pick<FakeWorld, 'fyle'>): string {
  const elsewhere = fyle.asked.filter(({ url }) => !new URL(url).hostname.endsWith('fylehq.com'));
  return JSON.stringify(elsewhere.map(({ url, body }) => ({ url, body })));
}

describe('a new client secret', () => {
  it('is tried with the stored refresh token, and stored when it works: no page opens', async () => {
    const { connections, fyle, keychain, userAgent, id, refreshToken } = await oauthWorld();
    expect(await connections.edit(id, { ...secret, name: 'Acme Europe' })).toEqual(ok(id));
    expect(fyle.asked[0]?.body).toMatchObject({ refresh_token: refreshToken, client_secret: CLIENT_SECRET });
    expect(keychain.items.get(id)).toEqual({ refreshToken, clientSecret: CLIENT_SECRET });
    expect([userAgent.pages, only(connections).name]).toEqual([[], 'Acme Europe']);
  });

  it('that the provider refuses replaces nothing, and the stored one goes on working; the name is changed', async () => {
    const { connections, keychain, id, refreshToken } = await oauthWorld();
    const outcome = await connections.edit(id, { clientSecret: new Secret('wrong'), name: 'Acme Europe' });
    expect(outcome).toMatchObject(fail({ code: 'sign-in-rejected' }));
    expect(keychain.items.get(id)).toEqual({ refreshToken, clientSecret: CLIENT_SECRET });
    expect(must(await connections.renew(id)).secret.reveal()).toMatch(/^access-/);
    expect(only(connections)).toMatchObject({ name: 'Acme Europe', status: 'ready' });
  });

  it('of a connection whose sign-in has ended opens the page', async () => {
    const { connections, fyle, userAgent, keychain, id } = await oauthWorld();
    fyle.next('token', refused(401, 'invalid token'));
    expect(await connections.renew(id)).toMatchObject({ ok: false });
    expect(only(connections).status).toBe('sign-in-needed');
    expect(await connections.edit(id, secret)).toEqual(ok(id));
    expect(userAgent.pages).toHaveLength(1);
    expect([only(connections).status, keychain.items.size]).toEqual(['ready', 1]);
  });

  it('of an internal app is tried with the stored refresh token', async () => {
    const { connections, fyle, id, refreshToken } = await connectedWorld();
    expect(await connections.edit(id, secret)).toEqual(ok(id));
    expect(fyle.asked[0]?.body).toMatchObject({ refresh_token: refreshToken });
  });

  it('waits for the renewal that is under way, and sends the token that this brought', async () => {
    const { connections, fyle, keychain, id } = await connectedWorld();
    fyle.rotates = true;
    const gate = fyle.holdAnswer('token');
    const renewing = connections.renew(id);
    await gate.reached;
    const editing = connections.edit(id, secret);
    gate.open();
    must(await renewing);
    expect(await editing).toEqual(ok(id));
    expect([fyle.reused, fyle.takes(keychain.items.get(id)?.refreshToken ?? '')]).toEqual([[], true]);
  });
});

describe('a new refresh token', () => {
  it('is tried, and stored when it works', async () => {
    const { connections, fyle, keychain, id } = await connectedWorld();
    const refreshToken = fyle.grant();
    expect(await connections.edit(id, { refreshToken: new Secret(refreshToken) })).toEqual(ok(id));
    expect(keychain.items.get(id)).toEqual({ refreshToken, clientSecret: CLIENT_SECRET });
  });

  it('of another account asks, and changes nothing until the person has chosen', async () => {
    const { connections, fyle, keychain, id, refreshToken } = await connectedWorld();
    fyle.person = { ...fyle.person, userId: 'usBob', name: 'Bob' };
    const other = fyle.grant();
    const outcome = await connections.edit(id, { refreshToken: new Secret(other) });
    expect(outcome).toMatchObject(fail({ code: 'different-account' }));
    expect(keychain.items.get(id)?.refreshToken).toBe(refreshToken);
    expect(await connections.settleAccount(id, 'change')).toEqual(ok(id));
    expect(keychain.items.get(id)?.refreshToken).toBe(other);
    expect(only(connections).profile?.userName).toBe('Bob');
  });
});

describe('a redirect URI', () => {
  it('is changed at once, and used by the next sign-in', async () => {
    const { connections, fyle, userAgent, id } = await oauthWorld();
    expect(await connections.edit(id, { redirectUri: 'http://localhost:1/x' })).toEqual(ok(id));
    expect([only(connections).redirectUri, fyle.asked]).toEqual(['http://localhost:1/x', []]);
    must(await connections.signInAgain(id, {}));
    expect(userAgent.pages[0]?.redirectUri).toBe('http://localhost:1/x');
  });
});

describe('another client ID or address', () => {
  const changes: Changes = { ...secret, endpoints: own };

  it('needs a sign-in there, and then replaces the stored one, whose item goes', async () => {
    const world = await oauthWorld();
    const { connections, keychain, registry, userAgent, id, refreshToken } = world;
    expect(await connections.edit(id, { ...changes, redirectUri: 'http://localhost:1/x', colour: 2 })).toEqual(ok(id));
    await settled();
    expect(userAgent.pages[0]?.url).toMatch(/^https:\/\/fyle\.test\/authorize\?/);
    expect(only(connections)).toMatchObject({
      ...{ endpoints: own, redirectUri: 'http://localhost:1/x', environment: 'custom', status: 'ready' },
      ...{ id, name: 'Acme Ltd', colour: 2, clientId: CLIENT_ID },
    });
    expect([...keychain.items.keys()]).toEqual([id + HOSTS]);
    expect(registry.read()).toMatchObject({ connections: [{ endpoints: own }], orphanedItems: [] });
    expect(sentElsewhere(world)).not.toContain(refreshToken);
  });

  it('leaves everything as it was when the sign-in is not finished; meanwhile the old one works', async () => {
    const world = await oauthWorld();
    const { connections, keychain, registry, userAgent, id, refreshToken } = world;
    const before = registry.text;
    userAgent.answer = () => 'leave';
    const editing = connections.edit(id, changes);
    await settled();
    expect(must(await connections.renew(id)).secret.reveal()).toMatch(/^access-/);
    userAgent.finish(fail({ code: 'sign-in-closed' }));
    expect(await editing).toEqual(fail({ code: 'sign-in-closed' }));
    expect(registry.text).toBe(before);
    expect([...keychain.items]).toEqual([[id, { refreshToken, clientSecret: CLIENT_SECRET }]]);
    expect(must(await connections.renew(id)).secret.reveal()).toMatch(/^access-/);
    expect(sentElsewhere(world)).toBe('[]');
  });

  it('sends no stored secret: not the client secret, not the refresh token, and asks for nothing without a new one', async () => {
    const world = await oauthWorld();
    const { connections, userAgent, journal, id } = world;
    expect(await connections.edit(id, { endpoints: own })).toEqual(fail({ code: 'secret-missing' }));
    expect(await connections.edit(id, { clientId: 'tpaAcme00002' })).toEqual(fail({ code: 'secret-missing' }));
    expect([userAgent.pages, journal.filter((act) => act.startsWith('ask'))]).toEqual([[], []]);
    const fresh = new Secret('typed-anew');
    expect(await connections.edit(id, { endpoints: own, clientSecret: fresh })).toMatchObject({ ok: false });
    expect(sentElsewhere(world)).toContain('typed-anew');
    expect(sentElsewhere(world)).not.toContain(CLIENT_SECRET);
  });

  it('of an internal app needs its refresh token and secret anew, and sends only these', async () => {
    const world = await connectedWorld();
    const { connections, fyle, keychain, id, refreshToken } = world;
    expect(await connections.edit(id, changes)).toEqual(fail({ code: 'secret-missing' }));
    const typed = fyle.grant();
    expect(await connections.edit(id, { ...changes, refreshToken: new Secret(typed) })).toEqual(ok(id));
    await settled();
    expect(keychain.items).toEqual(new Map([[id + HOSTS, { refreshToken: typed, clientSecret: CLIENT_SECRET }]]));
    expect(sentElsewhere(world)).not.toContain(refreshToken);
  });

  it('does not get the newest of a family when the first of it is typed again', async () => {
    const world = await connectedWorld();
    const { connections, fyle, id, refreshToken } = world;
    fyle.rotates = true;
    must(await connections.renew(id));
    fyle.next('token', refused(401));
    const typed = new Secret(refreshToken);
    expect(await connections.edit(id, { ...changes, refreshToken: typed })).toMatchObject({ ok: false });
    const sent = fyle.asked.filter(({ url }) => url === own.token).map(({ body }) => body.refresh_token);
    expect(sent).toEqual([refreshToken]);
  });

  it('does not go on with a sign-in whose account could not be asked for at other addresses', async () => {
    const world = await oauthWorld();
    const { connections, fyle, userAgent, id } = world;
    fyle.next('cluster', refused(503));
    expect(await connections.edit(id, changes)).toMatchObject({ ok: false });
    const { length } = fyle.asked;
    must(await connections.signInAgain(id, {}));
    const after = fyle.asked.slice(length);
    expect(after.every(({ url }) => new URL(url).hostname.endsWith('fylehq.com'))).toBe(true);
    expect(after[0]?.body).toHaveProperty('code');
    expect(userAgent.pages).toHaveLength(2);
  });

  it('of another account asks; to change it changes the app too, to keep it leaves all', async () => {
    const { connections, fyle, keychain, id } = await oauthWorld();
    fyle.person = { ...fyle.person, userId: 'usBob', name: 'Bob' };
    expect(await connections.edit(id, changes)).toMatchObject(fail({ code: 'different-account' }));
    expect(only(connections).endpoints).toEqual(fylePresets[0].endpoints);
    expect(await connections.settleAccount(id, 'keep')).toEqual(ok(id));
    expect(only(connections).endpoints).toEqual(fylePresets[0].endpoints);
    expect(await connections.edit(id, changes)).toMatchObject(fail({ code: 'different-account' }));
    expect(await connections.settleAccount(id, 'change')).toEqual(ok(id));
    await settled();
    expect(only(connections)).toMatchObject({ endpoints: own, profile: { userName: 'Bob' } });
    expect([...keychain.items.keys()]).toEqual([id + HOSTS]);
  });

  it('keeps the item at the old addresses while the disk is full: the next start reads the old list', async () => {
    const { connections, keychain, registry, restarted, id, refreshToken } = await oauthWorld();
    registry.failure = { code: 'not-saved', reason: 'ENOSPC' };
    expect(await connections.edit(id, changes)).toEqual(ok(id));
    await settled();
    expect([...keychain.items]).toEqual([[id, { refreshToken, clientSecret: CLIENT_SECRET }]]);
    expect(must(await restarted().renew(id)).secret.reveal()).toMatch(/^access-/);
    registry.failure = undefined;
    connections.recheck();
    await settled();
    connections.recheck();
    await settled();
    expect([...keychain.items.keys()]).toEqual([id + HOSTS]);
    expect(registry.read().orphanedItems).toEqual([]);
  });

  it('that is removed afterwards leaves nothing behind', async () => {
    const { connections, keychain, registry, id } = await oauthWorld();
    keychain.failures.remove = { code: 'keychain-locked' };
    must(await connections.edit(id, changes));
    await settled();
    expect(registry.read().orphanedItems).toMatchObject([{ id }]);
    keychain.failures.remove = undefined;
    must(await connections.removals.disconnect(id));
    connections.recheck();
    await settled();
    expect([keychain.items.size, registry.text]).toEqual([0, NOTHING]);
  });

  it('whose app ends before the list is written leaves the old one working, and no secret without a row', async () => {
    const { connections, keychain, registry, restarted, id, refreshToken } = await oauthWorld();
    const gate = keychain.hold('write');
    void connections.edit(id, changes);
    await gate.reached;
    // Nothing of this run writes after its end.
    const killed = restarted();
    expect(registry.read()).toMatchObject({ connections: [{ id }], orphanedItems: [{ id, endpoints: own }] });
    keychain.items.set(id + HOSTS, { refreshToken: 'new', clientSecret: 'new' });
    killed.recheck();
    await settled();
    expect([...keychain.items]).toEqual([[id, { refreshToken, clientSecret: CLIENT_SECRET }]]);
    expect(must(await killed.renew(id)).secret.reveal()).toMatch(/^access-/);
  });
});
