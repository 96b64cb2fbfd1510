import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/oauth/secret.ts';
import { ok } from '../../../../main/result.ts';
import { settled } from '../../../fakes/clock.ts';
import { refused, unreached } from '../../../fakes/fyleHttp.ts';
import { connectedWorld, fakeWorld, internalDraft, must, only } from '../../../fakes/world.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const host = 'accounts.fylehq.com';

/** A restarted world with so many connections, none of which has a token in memory. */
async function restartedWorld(count: number) {
  const world = fakeWorld();
  const ids: string[] = [];
  for (let one = 0; one < count; one += 1) {
    ids.push(must(await world.connections.connect(internalDraft(world.fyle.grant()))));
  }
  world.connections.close();
  world.fyle.asked.length = 0;
  world.journal.length = 0;
  return { ...world, ids, connections: world.restarted() };
}

describe('after a start', () => {
  it('every connection gets a token by itself, one after another, and no page is shown', async () => {
    const { clock, connections, fyle, journal, userAgent } = await restartedWorld(20);
    connections.recheck();
    await clock.advance(SECOND);
    expect(fyle.count('token')).toBe(5);
    expect(journal.filter((act) => act === 'keychain read')).toHaveLength(5);
    await clock.advance(10 * SECOND);
    expect(fyle.count('token')).toBe(20);
    expect(connections.list().every(({ status, accessToken }) => status === 'ready' && accessToken)).toBe(true);
    expect(userAgent.pages).toEqual([]);
  });

  it('one that waits for its turn is not shown as being renewed', async () => {
    const { clock, connections } = await restartedWorld(20);
    const seen = new Set<number>();
    connections.onChange(() => seen.add(connections.list().filter(({ status }) => status === 'renewing').length));
    connections.recheck();
    await clock.advance(10 * SECOND);
    expect(Math.max(...seen)).toBe(1);
  });

  it('one that a person wants while it waits goes at once, and is not asked twice', async () => {
    const { connections, clock, fyle, ids } = await restartedWorld(20);
    connections.recheck();
    must(await connections.accessToken(ids[19] ?? ''));
    expect(clock.uptime()).toBe(0);
    expect(fyle.count('token')).toBe(1);
    await clock.advance(10 * SECOND);
    expect(fyle.count('token')).toBe(20);
  });

  it('one that is signed in again while it waits is not held up, and not asked for with the old grant', async () => {
    const { connections, clock, fyle, ids } = await restartedWorld(20);
    connections.recheck();
    const refreshToken = fyle.grant('refresh-newest');
    must(await connections.signInAgain(ids[19] ?? '', { refreshToken: new Secret(refreshToken) }));
    expect(clock.uptime()).toBe(0);
    await clock.advance(10 * SECOND);
    const sent = fyle.asked.filter(({ step }) => step === 'token').map(({ body }) => body.refresh_token);
    expect(sent).toHaveLength(20);
    expect(sent[0]).toBe(refreshToken);
  });

  it('one that is removed while it waits is not asked for', async () => {
    const { connections, clock, fyle, ids } = await restartedWorld(3);
    connections.recheck();
    must(await connections.removals.disconnect(ids[2] ?? ''));
    await clock.advance(10 * SECOND);
    expect(fyle.count('token')).toBe(2);
  });

  it('what is wrong with a sign-in is known, and not asked again by itself', async () => {
    const { connections, clock, fyle, ids } = await restartedWorld(1);
    fyle.always('token', () => refused(401, 'invalid token'));
    connections.recheck();
    await clock.advance(SECOND);
    expect(only(connections).status).toBe('sign-in-needed');
    connections.recheck();
    await clock.advance(24 * HOUR);
    connections.recheck();
    await clock.advance(SECOND);
    expect(fyle.count('token')).toBe(1);
    await connections.renew(ids[0] ?? '');
    expect(fyle.count('token')).toBe(2);
  });

  it('the practice organisation is started in its turn, and only for one of its own', async () => {
    const without = await restartedWorld(2);
    without.connections.recheck();
    await without.clock.advance(10 * SECOND);
    expect(without.practice.opened).toBe(0);

    const world = fakeWorld();
    must(await world.connections.connectPractice());
    world.connections.close();
    world.practice.opened = 0;
    const connections = world.restarted();
    connections.recheck();
    expect(world.practice.opened).toBe(0);
    await world.clock.advance(SECOND);
    expect(world.practice.opened).toBeGreaterThan(0);
    expect(only(connections).accessToken).toBeDefined();
  });
});

describe('waking from a night’s sleep', () => {
  it('renews each once, not all at once, however often it is told', async () => {
    const { clock, connections, fyle } = await restartedWorld(20);
    connections.recheck();
    await clock.advance(MINUTE);
    fyle.asked.length = 0;
    clock.jump(8 * HOUR);
    connections.recheck();
    connections.recheck();
    await clock.advance(SECOND);
    connections.recheck();
    expect(fyle.count('token')).toBe(5);
    await clock.advance(MINUTE);
    expect(fyle.count('token')).toBe(20);
  });

  it('asks nothing of a token that is still fresh', async () => {
    const { clock, connections, fyle } = await connectedWorld();
    connections.recheck();
    await clock.advance(MINUTE);
    expect(fyle.asked).toEqual([]);
  });
});

describe('what failed for want of a network or of the keychain', () => {
  it.each([
    unreached({ code: 'offline', host }),
    unreached({ code: 'unreachable', host }),
    unreached({ code: 'timed-out', host }),
    unreached({ code: 'proxy-failed', host }),
    unreached({ code: 'certificate-untrusted', host, reason: 'ERR_CERT_AUTHORITY_INVALID' }),
    ok(new Response('<html>Sign in to the Wi-Fi')),
  ])('is tried at once when told to look, and not again when told twice: %j', async (failure) => {
    const { clock, connections, fyle, id } = await connectedWorld(1);
    fyle.next('token', failure);
    await connections.renew(id);
    for (let failures = 0; failures < 6; failures += 1) {
      fyle.next('token', unreached({ code: 'offline', host }));
      await clock.advance((only(connections).retryAt ?? 0) - clock.now() + SECOND);
    }
    // The next retry is planned in more than ten minutes.
    await clock.advance(MINUTE);
    fyle.asked.length = 0;
    connections.recheck();
    connections.recheck();
    await clock.advance(SECOND);
    expect(fyle.count('token')).toBe(1);
    expect(only(connections).status).toBe('ready');
  });

  it('is tried no more often than every five seconds, however often it is told to look', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    fyle.always('token', () => unreached({ code: 'offline', host }));
    await connections.renew(id);
    fyle.asked.length = 0;
    for (let tenth = 0; tenth < 600; tenth += 1) {
      connections.recheck();
      await clock.advance(100);
    }
    expect(fyle.count('token')).toBeLessThanOrEqual(12);
    expect(fyle.count('token')).toBeGreaterThan(10);
  });

  it('is tried at once when the keychain is unlocked with the screen', async () => {
    const { clock, connections, keychain, id } = await connectedWorld(1);
    keychain.failures.read = { code: 'keychain-locked' };
    await connections.renew(id);
    await clock.advance(9 * SECOND);
    keychain.failures.read = undefined;
    connections.recheck();
    await clock.advance(100);
    expect(only(connections).status).toBe('ready');
  });

  it('whose it is, too', async () => {
    const world = fakeWorld(1);
    world.fyle.next('profile', unreached({ code: 'offline', host }));
    must(await world.connections.connect(internalDraft(world.fyle.grant())));
    await world.clock.advance(6 * SECOND);
    world.connections.recheck();
    await world.clock.advance(500);
    expect(only(world.connections)).toMatchObject({ status: 'ready', profile: { userName: 'Anna Berg' } });
    expect(world.fyle.count('token')).toBe(1);
  });
});

describe('what the provider wants to be left in peace with', () => {
  it.each([refused(429, 'slow down', { 'retry-after': '300' }), refused(503)])(
    'is not tried sooner for being told to look: %j',
    async (answer) => {
      const { clock, connections, fyle, id } = await connectedWorld(1);
      fyle.next('token', answer);
      await connections.renew(id);
      const { retryAt } = only(connections);
      await clock.advance(6 * SECOND);
      connections.recheck();
      await settled();
      expect(only(connections).retryAt).toBe(retryAt);
      await clock.advance((retryAt ?? 0) - clock.now() - 1);
      expect(fyle.count('token')).toBe(1);
      await clock.advance(SECOND);
      expect(fyle.count('token')).toBe(2);
    },
  );
});
