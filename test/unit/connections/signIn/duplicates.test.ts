import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok } from '../../../../main/result.ts';
import { settled } from '../../../fakes/clock.ts';
import { CLIENT_SECRET } from '../../../fakes/fyleHttp.ts';
import { connectedWorld, fakeWorld, internalDraft, must, oauthDraft, only } from '../../../fakes/world.ts';

async function twice() {
  const world = fakeWorld();
  const [first, second] = [
    must(await world.connections.connect(oauthDraft())),
    must(await world.connections.connect({ ...oauthDraft(), name: 'Acme copy' })),
  ];
  return { ...world, first, second };
}

describe('a connection that the list has already', () => {
  it('is known by its client ID and refresh token, before anything is sent', async () => {
    const { connections, fyle, id, refreshToken } = await connectedWorld();
    expect(await connections.duplicates.holderOf(internalDraft(refreshToken))).toBe(id);
    expect(fyle.asked).toEqual([]);
  });

  it('is known by the first refresh token of a family too', async () => {
    const { connections, fyle, id, refreshToken } = await connectedWorld();
    fyle.rotates = true;
    must(await connections.renew(id));
    expect(await connections.duplicates.holderOf(internalDraft(refreshToken))).toBe(id);
  });

  it.each([
    ['with another refresh token', { refreshToken: new Secret('another') }],
    ['with another client ID', { clientId: 'tpaAcme00002' }],
    [
      'at another token address',
      { endpoints: { ...internalDraft('').endpoints, token: 'https://accounts.fylehq.com/oauth/token' } },
    ],
  ])('is another one %s', async (_how, changes) => {
    const { connections, refreshToken } = await connectedWorld();
    const form = { ...internalDraft(refreshToken), ...changes };
    expect(await connections.duplicates.holderOf(form)).toBeUndefined();
  });

  it('is not looked for where the keychain is locked or would ask the person', async () => {
    const { connections, keychain, refreshToken } = await connectedWorld();
    keychain.asks = true;
    expect(await connections.duplicates.holderOf(internalDraft(refreshToken))).toBeUndefined();
    keychain.asks = false;
    keychain.failures.read = { code: 'keychain-locked' };
    expect(await connections.duplicates.holderOf(internalDraft(refreshToken))).toBeUndefined();
  });

  it('is known by its account after the sign-in', async () => {
    const { connections, first, second } = await twice();
    expect(connections.duplicates.sameAs(second)).toBe(first);
  });

  it('is another one of another person or organisation, in practice, and while nobody knows whose it is', async () => {
    const { connections, fyle, first, second } = await twice();
    fyle.person = { ...fyle.person, userId: 'usBob' };
    const third = must(await connections.connect(oauthDraft()));
    fyle.person = { ...fyle.person, userId: 'usAnna', organisationId: 'orBeta' };
    const fourth = must(await connections.connect(oauthDraft()));
    const practice = must(await connections.connectPractice());
    for (const id of [third, fourth, practice, '0'.repeat(32)]) {
      expect(connections.duplicates.sameAs(id)).toBeUndefined();
      expect(await connections.duplicates.join(id, first)).toEqual(fail({ code: 'connection-unknown' }));
    }
    expect(await connections.duplicates.join(second, second)).toEqual(fail({ code: 'connection-unknown' }));
    expect(connections.list()).toHaveLength(5);
  });
});

describe('the sign-in of the newer of two', () => {
  it('becomes the older one’s, which keeps its name and place; the newer goes', async () => {
    const { connections, fyle, keychain, registry, first, second } = await twice();
    const { refreshToken } = keychain.items.get(second) ?? {};
    expect(await connections.duplicates.join(second, first)).toEqual(ok(first));
    await settled();
    expect(only(connections)).toMatchObject({ id: first, name: 'Acme Ltd', status: 'ready' });
    expect([...keychain.items]).toEqual([[first, { refreshToken, clientSecret: CLIENT_SECRET }]]);
    expect([registry.read().orphanedItems, connections.removals.undoable]).toEqual([[], []]);
    must(await connections.renew(first));
    expect(fyle.asked.findLast(({ step }) => step === 'token')?.body).toMatchObject({ refresh_token: refreshToken });
  });

  it('is the newest of its family where the provider rotates', async () => {
    const { connections, fyle, keychain, first, second } = await twice();
    fyle.rotates = true;
    void connections.renew(second);
    expect(await connections.duplicates.join(second, first)).toEqual(ok(first));
    must(await connections.renew(first));
    expect([fyle.reused, fyle.takes(keychain.items.get(first)?.refreshToken ?? '')]).toEqual([[], true]);
  });

  it('stays where it is when the keychain does not give it: both are kept', async () => {
    const { connections, keychain, first, second } = await twice();
    keychain.failures.read = { code: 'keychain-locked' };
    expect(await connections.duplicates.join(second, first)).toEqual(fail({ code: 'keychain-locked' }));
    expect([connections.list().length, keychain.items.size]).toEqual([2, 2]);
  });
});
