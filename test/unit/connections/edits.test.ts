import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/oauth/secret.ts';
import { fail, ok } from '../../../main/result.ts';
import { settled } from '../../fakes/clock.ts';
import { CLIENT_SECRET, refused } from '../../fakes/fyleHttp.ts';
import { connectedWorld, must, only } from '../../fakes/world.ts';

const NOBODY = '0'.repeat(32);

describe('name, colour and favourite', () => {
  it('are changed at once, without a request, on disk too', async () => {
    const { connections, restarted, fyle, journal, id } = await connectedWorld();
    let told = 0;
    connections.onChange(() => {
      told += 1;
    });
    expect(await connections.edit(id, { name: 'Acme Europe', colour: 4, favourite: true })).toEqual(ok(id));
    const changed = { id, name: 'Acme Europe', colour: 4, favourite: true };
    expect(only(connections)).toMatchObject(changed);
    expect(only(restarted())).toMatchObject(changed);
    expect([fyle.asked, journal, told]).toEqual([[], ['registry write'], 1]);
  });

  it('stay as they are where nothing is said of them', async () => {
    const { connections, id } = await connectedWorld();
    must(await connections.edit(id, { colour: 0, favourite: true }));
    must(await connections.edit(id, { name: 'Acme Europe' }));
    expect(only(connections)).toMatchObject({ name: 'Acme Europe', colour: 0, favourite: true });
    must(await connections.edit(id, { favourite: false }));
    expect(only(connections)).toMatchObject({ name: 'Acme Europe', colour: 0 });
    expect(only(connections)).not.toHaveProperty('favourite');
  });

  it('are no one’s without a connection', async () => {
    const { connections, journal } = await connectedWorld();
    expect(await connections.edit(NOBODY, { name: 'x' })).toEqual(fail({ code: 'connection-unknown' }));
    expect(journal).toEqual([]);
  });

  it('are changed in memory while the disk is full, and written later', async () => {
    const { connections, registry, restarted, id } = await connectedWorld();
    registry.failure = { code: 'not-saved', reason: 'ENOSPC' };
    expect(await connections.edit(id, { name: 'Acme Europe' })).toEqual(ok(id));
    expect([only(connections).name, connections.diskError]).toEqual(['Acme Europe', 'ENOSPC']);
    registry.failure = undefined;
    connections.save();
    expect(only(restarted()).name).toBe('Acme Europe');
  });
});

describe('the history of an edited connection', () => {
  it('tells that its name was changed, under its new one, and nothing of how the list shows it', async () => {
    const { connections, ledgerStore, id } = await connectedWorld();
    const before = ledgerStore.history(id).length;
    must(await connections.edit(id, { colour: 4, favourite: true }));
    must(await connections.edit(id, { name: only(connections).name }));
    expect(ledgerStore.history(id)).toHaveLength(before);
    must(await connections.edit(id, { name: 'Acme Europe', colour: 2 }));
    expect(ledgerStore.history(id)).toHaveLength(before + 1);
    expect(ledgerStore.history(id)[0]).toMatchObject({ what: 'edited', by: 'window', name: 'Acme Europe' });
  });

  it('tells that it got other addresses or another client once the provider has taken them', async () => {
    const { connections, fyle, ledgerStore, id } = await connectedWorld();
    const typed = { refreshToken: new Secret(fyle.grant()), clientSecret: new Secret(CLIENT_SECRET) };
    const [authorization, token] = ['https://fyle.test/authorize', 'https://fyle.test/oauth/token'];
    const endpoints = { authorization, token, cluster: 'https://fyle.test/oauth/cluster' };
    const whats = () => ledgerStore.history(id).map(({ what }) => what);
    fyle.next('token', refused(401, 'invalid token'));
    expect(await connections.edit(id, { ...typed, endpoints })).toMatchObject({ ok: false });
    expect(whats()).toEqual(['connected']);
    must(await connections.edit(id, { ...typed, endpoints }));
    expect(whats()).toEqual(['signed-in-again', 'edited', 'connected']);
  });
});

describe('the order by hand', () => {
  it('is kept on disk, and survives that one is added or removed', async () => {
    const { connections, restarted, id } = await connectedWorld();
    const second = must(await connections.connectPractice());
    const third = must(await connections.connectPractice());
    const order = (from: Pick<typeof connections, 'list'>) => from.list().map((one) => one.id);
    must(connections.move(third, id));
    expect([order(connections), order(restarted())]).toEqual([
      [third, id, second],
      [third, id, second],
    ]);
    must(await connections.removals.disconnect(id));
    const fourth = must(await connections.connectPractice());
    expect([order(connections), order(restarted())]).toEqual([
      [third, second, fourth],
      [third, second, fourth],
    ]);
    must(connections.move(second, second));
    must(connections.move(third, null));
    expect(order(connections)).toEqual([second, fourth, third]);
  });

  it('is written and told when it changes, and not when one is put where it stands', async () => {
    const { connections, journal, id } = await connectedWorld();
    const [second, third] = [must(await connections.connectPractice()), must(await connections.connectPractice())];
    journal.length = 0;
    let told = 0;
    connections.onChange(() => {
      told += 1;
    });
    for (const [one, before] of [
      [id, second],
      [second, third],
      [third, null],
      [id, id],
      [third, third],
    ] as const)
      must(connections.move(one, before));
    expect([journal, told]).toEqual([[], 0]);
    must(connections.move(id, third));
    expect([journal, told]).toEqual([['registry write'], 1]);
  });

  it('is not changed by who is not there', async () => {
    const { connections, journal, id } = await connectedWorld();
    expect(connections.move(NOBODY, id)).toEqual(fail({ code: 'connection-unknown' }));
    expect(connections.move(id, NOBODY)).toEqual(fail({ code: 'connection-unknown' }));
    expect(journal).toEqual([]);
  });
});

describe('a connection that is renamed while', () => {
  const rename = { name: 'Acme Europe', colour: 6, favourite: true } as const;

  it('its sign-in is being stored keeps its new name', async () => {
    const { connections, keychain, fyle, id } = await connectedWorld();
    const gate = keychain.hold('write');
    const signingIn = connections.signInAgain(id, {
      refreshToken: new Secret(fyle.grant()),
      clientSecret: new Secret(CLIENT_SECRET),
    });
    await gate.reached;
    must(await connections.edit(id, rename));
    gate.open();
    must(await signingIn);
    expect(only(connections)).toMatchObject(rename);
  });

  it('its account is asked for keeps both', async () => {
    const { connections, fyle, id } = await connectedWorld();
    fyle.person = { ...fyle.person, name: 'Anna Berg-Holm' };
    const gate = fyle.hold('profile');
    must(await connections.renew(id));
    await gate.reached;
    must(await connections.edit(id, rename));
    gate.open();
    await settled();
    expect(only(connections)).toMatchObject({ ...rename, profile: { userName: 'Anna Berg-Holm' } });
  });
});
