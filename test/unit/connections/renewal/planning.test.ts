import { describe, expect, it } from 'vitest';
import { settled } from '../../../fakes/clock.ts';
import { refused, unreached } from '../../../fakes/fyleHttp.ts';
import { connectedWorld, fakeWorld, internalDraft, must, only } from '../../../fakes/world.ts';

const MINUTE = 60_000;
/** The most that chance adds to the start of a background request, milliseconds. */
const MOST_JITTER = 80;

describe('a token renews itself', () => {
  it('ten minutes before its end, again and again', async () => {
    const { clock, connections, fyle } = await connectedWorld();
    await clock.advance(50 * MINUTE - 1);
    expect(fyle.count('token')).toBe(0);
    await clock.advance(1);
    expect(fyle.count('token')).toBe(1);
    expect(only(connections).accessToken).toEqual({
      issuedAt: clock.now(),
      expiresAt: clock.now() + 60 * MINUTE,
      renewsAt: clock.now() + 50 * MINUTE,
    });
    await clock.advance(500 * MINUTE);
    expect(fyle.count('token')).toBe(11);
  });

  it('at the time that is shown', async () => {
    const { clock, connections, fyle } = await connectedWorld();
    const renewsAt = only(connections).accessToken?.renewsAt ?? 0;
    await clock.advance(renewsAt - clock.now());
    expect(fyle.asked[0]?.at).toBe(renewsAt);
  });

  it('after half of its life when that is short', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    fyle.expiresIn = 120;
    must(await connections.renew(id));
    await clock.advance(60_000 - 1);
    expect(fyle.count('token')).toBe(1);
    await clock.advance(1);
    expect(fyle.count('token')).toBe(2);
  });

  it('earlier when more is promised, at once where that is due already', async () => {
    const promise = { minutes: 10 };
    const { clock, connections, fyle, id } = await connectedWorld(0, () => promise.minutes * MINUTE);
    must(await connections.renew(id));
    await clock.advance(35 * MINUTE);
    expect(fyle.count('token')).toBe(1);
    promise.minutes = 20;
    connections.recheck();
    await clock.advance(5 * MINUTE - 1);
    expect(fyle.count('token')).toBe(1);
    await clock.advance(1);
    expect(fyle.count('token')).toBe(2);
    await clock.advance(31 * MINUTE);
    promise.minutes = 30;
    expect(only(connections).accessToken?.renewsAt).toBe(clock.now() - MINUTE);
    connections.recheck();
    await clock.advance(0);
    expect(fyle.count('token')).toBe(3);
  });

  it.each([1, 3])('no more often than every five seconds, whatever the provider says: %d s', async (expiresIn) => {
    const { clock, connections, fyle, id } = await connectedWorld();
    fyle.expiresIn = expiresIn;
    must(await connections.renew(id));
    await clock.advance(MINUTE);
    expect(fyle.count('token')).toBeLessThanOrEqual(13);
    expect(fyle.count('token')).toBeGreaterThan(1);
  });

  it.each([undefined, 0, -1, '3600s', 'soon', null])(
    'after an hour when the provider does not say how long it lives: %j',
    async (expiresIn) => {
      const { clock, connections, fyle, id } = await connectedWorld();
      fyle.expiresIn = expiresIn;
      must(await connections.renew(id));
      expect(only(connections).accessToken?.expiresAt).toBe(clock.now() + 60 * MINUTE);
    },
  );

  it('within a day however long the provider says', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    fyle.expiresIn = 1e12;
    must(await connections.renew(id));
    expect(only(connections).accessToken?.expiresAt).toBe(clock.now() + 24 * 60 * MINUTE);
  });

  it('once, although it was renewed by hand in between', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    await clock.advance(30 * MINUTE);
    must(await connections.renew(id));
    await clock.advance(50 * MINUTE - 1);
    expect(fyle.count('token')).toBe(1);
    await clock.advance(1);
    expect(fyle.count('token')).toBe(2);
  });

  it('no more when the app ends', async () => {
    const { clock, connections, fyle } = await connectedWorld();
    connections.close();
    await clock.advance(24 * 60 * MINUTE);
    expect(fyle.asked).toEqual([]);
  });
});

describe('a renewal that failed', () => {
  it('is tried again with waits that double from ten seconds at the most to a quarter of an hour', async () => {
    const { clock, connections, fyle, id } = await connectedWorld(1);
    fyle.always('token', () => unreached({ code: 'offline', host: 'accounts.fylehq.com' }));
    await connections.renew(id);
    const waits: number[] = [];
    for (let failures = 1; failures <= 10; failures += 1) {
      const wait = (only(connections).retryAt ?? 0) - clock.now();
      waits.push(wait / 1000);
      await clock.advance(wait);
      expect(fyle.count('token')).toBe(failures);
      await clock.advance(MOST_JITTER);
      expect(fyle.count('token')).toBe(failures + 1);
    }
    expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640, 900, 900, 900]);
  });

  it('waits for a time that chance spreads, so that a hundred apps do not come at once', async () => {
    const waits: number[] = [];
    for (const by of [0, 0.5, 1]) {
      const { clock, connections, fyle, id } = await connectedWorld(by);
      fyle.next('token', refused(503));
      await connections.renew(id);
      waits.push((only(connections).retryAt ?? 0) - clock.now());
    }
    expect(waits).toEqual([5_000, 7_500, 10_000]);
  });

  it('is ready at the first try that goes well, and waits as at first when it fails anew', async () => {
    const { clock, connections, fyle, id } = await connectedWorld(1);
    fyle.next('token', refused(503), refused(503), refused(503));
    await connections.renew(id);
    await clock.advance(10_000 + 20_000 + 40_000 + 3 * MOST_JITTER);
    expect(only(connections).status).toBe('ready');
    expect(only(connections).retryAt).toBeUndefined();
    fyle.next('token', refused(503));
    await connections.renew(id);
    expect((only(connections).retryAt ?? 0) - clock.now()).toBe(10_000);
  });

  it.each([
    ['7', 7_000, 10_000],
    ['120', 120_000, 120_000],
    ['99999999', 3_600_000, 3_600_000],
    ['-1', 5_000, 10_000],
    ['soon', 5_000, 10_000],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 600_000, 600_000],
    ['Thu, 22 Oct 2026 07:28:00 GMT', 3_600_000, 3_600_000],
    ['Wed, 21 Oct 2026 07:08:00 GMT', 5_000, 10_000],
  ])('waits for what the provider asks, an hour at the most: Retry-After %s', async (retryAfter, least, most) => {
    const { clock, connections, fyle, id } = await connectedWorld();
    const date = 'Wed, 21 Oct 2026 07:18:00 GMT';
    fyle.next('token', refused(429, 'slow down', { 'retry-after': retryAfter, date }));
    await connections.renew(id);
    const wait = (only(connections).retryAt ?? 0) - clock.now();
    expect(wait).toBeGreaterThanOrEqual(least);
    expect(wait).toBeLessThanOrEqual(most);
  });

  it('is not tried again by itself when only a person can help', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    fyle.next('token', refused(401));
    await connections.renew(id);
    await clock.advance(24 * 60 * MINUTE);
    expect(fyle.count('token')).toBe(1);
    expect(only(connections).status).toBe('sign-in-needed');
  });

  it('is tried again by a person’s wish, whatever stopped it', async () => {
    const { connections, fyle, id } = await connectedWorld();
    fyle.next('token', refused(401));
    await connections.renew(id);
    must(await connections.renew(id));
    expect(only(connections).status).toBe('ready');
  });
});

describe('a restart', () => {
  it('brings every connection back, and asks nobody before it is told to look', async () => {
    const world = fakeWorld();
    const [one, two] = [
      must(await world.connections.connect(internalDraft(world.fyle.grant()))),
      must(await world.connections.connect(internalDraft(world.fyle.grant()))),
    ];
    world.connections.close();
    world.journal.length = 0;
    const connections = world.restarted();
    expect(connections.list().map(({ id, status }) => [id, status])).toEqual([
      [one, 'unchecked'],
      [two, 'unchecked'],
    ]);
    expect(connections.list()[0]).toMatchObject({
      profile: { userName: 'Anna Berg' },
      cluster: 'https://us1.fylehq.com',
    });
    expect(connections.list()[0]?.accessToken).toBeUndefined();
    await world.clock.advance(24 * 60 * MINUTE);
    expect(world.journal).toEqual([]);
    must(await connections.accessToken(two));
    await settled();
    expect(world.journal).toEqual(['keychain read', 'ask token', 'ask cluster', 'ask profile']);
    expect(world.userAgent.pages).toEqual([]);
  });

  it('asks for the practice organisation where it is in this run', async () => {
    const world = fakeWorld();
    const id = must(await world.connections.connectPractice());
    world.connections.close();
    world.practice.port = 40_777;
    world.fyle.asked.length = 0;
    const { opened } = world.practice;
    const connections = world.restarted();
    expect(world.practice.opened).toBe(opened);
    must(await connections.accessToken(id));
    await settled();
    expect(world.fyle.asked.map(({ url }) => new URL(url).port)).toEqual(['40777', '40777', '40777']);
    expect(only(connections)).toMatchObject({ environment: 'practice', cluster: 'http://127.0.0.1:40777' });
  });

  it('tells when the practice organisation cannot be started, and tries again', async () => {
    const world = fakeWorld();
    const id = must(await world.connections.connectPractice());
    const connections = world.restarted();
    world.practice.isUnavailable = true;
    expect(await connections.accessToken(id)).toMatchObject({ failure: { code: 'practice-unavailable' } });
    world.practice.isUnavailable = false;
    await world.clock.advance(10_000);
    expect(only(connections).status).toBe('ready');
  });
});
