import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/oauth/secret.ts';
import { settled } from '../../../fakes/clock.ts';
import { unreached } from '../../../fakes/fyleHttp.ts';
import { connectedWorld, must, only } from '../../../fakes/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const host = 'accounts.fylehq.com';

describe('a clock that is set back by a day', () => {
  it('makes no token live longer: within a minute its end is told in the new time', async () => {
    const { clock, connections, fyle } = await connectedWorld();
    await clock.advance(20 * MINUTE);
    clock.jump(-DAY);
    await clock.advance(MINUTE);
    const { accessToken } = only(connections);
    expect((accessToken?.expiresAt ?? 0) - clock.now()).toBe(39 * MINUTE);
    expect((accessToken?.renewsAt ?? 0) - clock.now()).toBe(29 * MINUTE);
    expect(fyle.asked).toEqual([]);
  });

  it('hands out no token that has less left than was promised, by less than its age set back too', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    await clock.advance(45 * MINUTE);
    clock.jump(-40 * MINUTE);
    must(await connections.accessToken(id, 20 * MINUTE));
    expect(fyle.count('token')).toBe(1);
  });

  it('renews by itself when the token really needs it', async () => {
    const { clock, fyle } = await connectedWorld();
    await clock.advance(20 * MINUTE);
    clock.jump(-DAY);
    await clock.advance(30 * MINUTE - 1);
    expect(fyle.count('token')).toBe(0);
    await clock.advance(1);
    expect(fyle.count('token')).toBe(1);
  });

  it('puts off no next try', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    fyle.next('token', unreached({ code: 'offline', host }));
    await connections.renew(id);
    clock.jump(-DAY);
    await clock.advance(MINUTE);
    expect(only(connections).status).toBe('ready');
  });

  it('while a token is on its way makes it neither older nor younger', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    const gate = fyle.hold('token');
    const renewal = connections.renew(id);
    await gate.reached;
    clock.jump(-DAY);
    gate.open();
    expect(must(await renewal).expiresAt - clock.now()).toBe(HOUR);
    await clock.advance(MINUTE);
    expect((only(connections).accessToken?.expiresAt ?? 0) - clock.now()).toBe(59 * MINUTE);
  });

  it('while the keychain takes a new refresh token makes the access token beside it neither', async () => {
    const { clock, connections, fyle, keychain, id } = await connectedWorld();
    fyle.rotates = true;
    const gate = keychain.hold('write');
    const renewal = connections.renew(id);
    await gate.reached;
    clock.jump(-DAY);
    gate.open();
    expect(must(await renewal).expiresAt - clock.now()).toBe(HOUR);
    expect((only(connections).accessToken?.expiresAt ?? 0) - clock.now()).toBe(HOUR);
    await clock.advance(50 * MINUTE);
    expect(fyle.count('token')).toBe(2);
  });

  it('while nobody has said what to do with another account’s sign-in still counts its token’s hour from its issue', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    fyle.person = { ...fyle.person, userId: 'usOther', name: 'Ben Other' };
    await connections.signInAgain(id, { refreshToken: new Secret(fyle.grant()) });
    clock.jump(-DAY);
    await clock.advance(MINUTE);
    must(await connections.settleAccount(id, 'change'));
    expect((only(connections).accessToken?.expiresAt ?? 0) - clock.now()).toBe(HOUR - MINUTE);
  });

  it('does not keep what is asked of a token’s owner from being learnt', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    const gate = fyle.hold('profile');
    must(await connections.renew(id));
    await gate.reached;
    clock.jump(-DAY);
    await clock.advance(MINUTE);
    fyle.person = { ...fyle.person, name: 'Anna Berg-Novak' };
    gate.open();
    await settled();
    expect(only(connections).profile?.userName).toBe('Anna Berg-Novak');
  });
});

describe('a clock that is set ahead by a day', () => {
  it('causes one renewal within a minute, and setting it right again none', async () => {
    const { clock, connections, fyle } = await connectedWorld();
    clock.jump(DAY);
    await clock.advance(MINUTE);
    expect(fyle.count('token')).toBe(1);
    clock.jump(-DAY);
    await clock.advance(MINUTE);
    expect(fyle.count('token')).toBe(1);
    expect((only(connections).accessToken?.expiresAt ?? 0) - clock.now()).toBeGreaterThan(57 * MINUTE);
  });

  it('while a token is on its way: its answer is taken, and renewed once for fear that it slept', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    const gate = fyle.hold('token');
    const renewal = connections.renew(id);
    await gate.reached;
    clock.jump(DAY);
    gate.open();
    must(await renewal);
    await clock.advance(MINUTE);
    expect(fyle.count('token')).toBe(2);
    expect(only(connections)).toMatchObject({ status: 'ready' });
    await clock.advance(45 * MINUTE);
    expect(fyle.count('token')).toBe(2);
  });
});

describe('a night’s sleep', () => {
  it('is noticed within a minute of waking, without being told: one renewal', async () => {
    const { clock, connections, fyle } = await connectedWorld();
    clock.jump(8 * HOUR);
    await clock.advance(MINUTE);
    expect(fyle.count('token')).toBe(1);
    expect(only(connections).accessToken?.expiresAt).toBeGreaterThan(clock.now() + 58 * MINUTE);
  });

  it('between a token’s issue and the reading of its answer makes no old token young', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    clock.jump(55 * MINUTE);
    // The provider answers, the computer sleeps, and the app reads the answer in the morning.
    const answered = fyle.holdAnswer('token');
    const token = connections.accessToken(id, 30 * MINUTE);
    await answered.reached;
    clock.jump(8 * HOUR);
    answered.open();
    const { secret } = must(await token);
    expect(fyle.ends.get(secret.reveal())).toBe(clock.now() + HOUR);
    expect(fyle.count('token')).toBe(2);
  });
});

describe('a computer that is too busy to look for five seconds', () => {
  it('renews late, yet long before the end, and never tells that a token has ended', async () => {
    const { clock, connections, fyle } = await connectedWorld();
    await clock.advance(50 * MINUTE - 1);
    clock.jump(5_000);
    expect(only(connections)).toMatchObject({ status: 'ready' });
    expect((only(connections).accessToken?.expiresAt ?? 0) - clock.now()).toBeGreaterThan(9 * MINUTE);
    await clock.advance(1);
    expect(fyle.count('token')).toBe(1);
  });
});
