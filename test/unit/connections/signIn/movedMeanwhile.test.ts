import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok } from '../../../../main/result.ts';
import { settled } from '../../../fakes/clock.ts';
import { CLIENT_SECRET } from '../../../fakes/fyleHttp.ts';
import { redirected } from '../../../fakes/userAgent.ts';
import { type FakeWorld, fakeWorld, must, oauthDraft } from '../../../fakes/world.ts';

const endpoints = {
  authorization: 'https://evil.test/authorize',
  token: 'https://evil.test/oauth/token',
  cluster: 'https://evil.test/oauth/cluster',
};
const moved = fail({ code: 'connection-changed' });
const clientSecret = new Secret(CLIENT_SECRET);

async function oauthWorld() {
  const world = fakeWorld();
  const id = must(await world.connections.connect(oauthDraft()));
  const refreshToken = world.keychain.items.get(id)?.refreshToken ?? '';
  world.fyle.asked.length = 0;
  world.userAgent.pages.length = 0;
  return { ...world, id, refreshToken, evils: world.fyle.grant('of-evil') };
}

/** The changes that move a connection to the other addresses, with a grant that is good there. */
function move(refreshToken: string) {
  return { endpoints, clientSecret, refreshToken: new Secret(refreshToken) };
}

/** The refresh tokens that the other addresses received. */
function refreshTokensElsewhere({ fyle }: Pick<FakeWorld, 'fyle'>): readonly unknown[] {
  const bodies = fyle.asked.filter(({ url }) => url === endpoints.token).map(({ body }) => body);
  return [...new Set(bodies.flatMap(({ refresh_token: token }) => token ?? []))];
}

describe('a grant goes to no other addresses than it was obtained at', () => {
  it.each([
    ['all addresses', endpoints],
    ['the sign-in page', { authorization: endpoints.authorization }],
    ['the token address', { token: endpoints.token }],
    ['the cluster address', { cluster: endpoints.cluster }],
  ])('when an answer moved the connection while its sign-in page was open: %s', async (_what, to) => {
    const world = await oauthWorld();
    const { connections, fyle, keychain, userAgent, id, evils } = world;
    fyle.person = { ...fyle.person, userId: 'usBob', name: 'Bob' };
    const changes = { ...move(evils), endpoints: { ...oauthDraft().endpoints, ...to } };
    expect(await connections.edit(id, changes)).toMatchObject(fail({ code: 'different-account' }));
    userAgent.answer = () => 'leave';
    const again = connections.signInAgain(id, {});
    await settled();
    expect(await connections.settleAccount(id, 'change')).toEqual(ok(id));
    const [page] = userAgent.pages;
    if (page === undefined) throw new Error('No page');
    expect(page.url).toContain('fylehq.com');
    fyle.person = { ...fyle.person, userId: 'usAnna', name: 'Anna Berg' };
    userAgent.finish(ok({ url: redirected(page, { code: fyle.code() }) }));
    expect(await again).toMatchObject(fail({ code: 'different-account' }));
    expect(await connections.settleAccount(id, 'change')).toEqual(moved);
    must(await connections.renew(id));
    expect(refreshTokensElsewhere(world)).toEqual('token' in to ? [evils] : []);
    expect([...keychain.items.values()]).toEqual([{ refreshToken: evils, clientSecret: CLIENT_SECRET }]);
    expect(connections.list()[0]?.profile?.userName).toBe('Bob');
  });

  it('when it is joined into a connection that is just moving', async () => {
    const world = await oauthWorld();
    const { connections, fyle, id, evils } = world;
    const newer = must(await connections.connect(oauthDraft()));
    const gate = fyle.hold('token');
    const moving = connections.edit(id, move(evils));
    await gate.reached;
    const joining = connections.duplicates.join(newer, id);
    await settled();
    gate.open();
    expect(await moving).toEqual(ok(id));
    expect(await joining).toEqual(fail({ code: 'connection-unknown' }));
    must(await connections.renew(id));
    expect(refreshTokensElsewhere(world)).toEqual([evils]);
    expect(connections.list()).toHaveLength(2);
  });

  it('when a new client secret is tried with it behind a change that moves the connection', async () => {
    const world = await oauthWorld();
    const { connections, fyle, id, evils, refreshToken } = world;
    const gate = fyle.hold('token');
    const moving = connections.edit(id, move(evils));
    await gate.reached;
    fyle.asked.length = 0;
    const trying = connections.edit(id, { clientSecret });
    await settled();
    gate.open();
    expect([await moving, await trying]).toEqual([ok(id), moved]);
    must(await connections.renew(id));
    expect(refreshTokensElsewhere(world)).toEqual([evils]);
    expect(JSON.stringify(fyle.asked)).not.toContain(refreshToken);
  });

  it('when the connection moved while the keychain was asked for it', async () => {
    const world = await oauthWorld();
    const { connections, keychain, id, evils } = world;
    // The item stays for a while.
    keychain.failures.remove = { code: 'keychain-locked' };
    const gate = keychain.hold('read');
    const trying = connections.edit(id, { clientSecret });
    await gate.reached;
    expect(await connections.edit(id, move(evils))).toEqual(ok(id));
    gate.open();
    expect(await trying).toEqual(moved);
    must(await connections.renew(id));
    expect(refreshTokensElsewhere(world)).toEqual([evils]);
  });
});
