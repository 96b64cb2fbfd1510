import { describe, expect, it } from 'vitest';
import { openConnections } from '../../../../main/connections/connections.ts';
import type { Http } from '../../../../main/connections/model/ports.ts';
import { measureClockSkew } from '../../../../main/connections/timing/clockSkew.ts';
import { fail, ok } from '../../../../main/result.ts';
import { FakeClock } from '../../../fakes/clock.ts';
import { connectedWorld, must, only } from '../../../fakes/world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const FYLE = 'https://accounts.fylehq.com/api/oauth/token';
const request = { method: 'POST', headers: {}, body: '{}' } as const;

/** A provider whose clock is ahead by so many milliseconds, and the round trip of each answer. */
function skewed(by: number, roundTrip = 200) {
  const clock = new FakeClock();
  const headers: Readonly<Record<string, string>> = {};
  const provider = { by, roundTrip, headers, date: (at: number): string | undefined => new Date(at).toUTCString() };
  let changes = 0;
  const http: Http = async () => {
    clock.pass(provider.roundTrip / 2);
    const date = provider.date(clock.now() + provider.by);
    clock.pass(provider.roundTrip / 2);
    return ok(new Response('{}', { headers: { ...provider.headers, ...(date !== undefined && { date }) } }));
  };
  const measured = measureClockSkew(http, clock, () => {
    changes += 1;
  });
  return { clock, provider, ...measured, changes: () => changes };
}

describe('the clock’s skew', () => {
  it.each([5 * MINUTE, -5 * MINUTE, DAY, -400 * DAY, 2 * MINUTE + 1_000])(
    'of %i ms is told, the round trip allowed for, to the second',
    async (by) => {
      for (const roundTrip of [0, 200, 4_000]) {
        const { http, skew } = skewed(by, roundTrip);
        await http(FYLE, request);
        expect(Math.abs((skew() ?? 0) - by)).toBeLessThanOrEqual(500);
      }
    },
  );

  it.each([0, MINUTE, -MINUTE, 119_000])('of %i ms is not', async (by) => {
    const { http, skew, changes } = skewed(by);
    await http(FYLE, request);
    expect([skew(), changes()]).toEqual([undefined, 0]);
  });

  it('is told once, not anew with every answer', async () => {
    const { http, clock, changes } = skewed(5 * MINUTE);
    for (let answer = 0; answer < 20; answer += 1) {
      await http(FYLE, request);
      await clock.advance(777);
    }
    expect(changes()).toBe(1);
  });

  it('is what was measured last', async () => {
    const { http, provider, skew, changes } = skewed(5 * MINUTE);
    await http(FYLE, request);
    provider.by = 0;
    await http(FYLE, request);
    expect([skew(), changes()]).toEqual([undefined, 2]);
  });

  it('is forgotten within a minute when the clock was put right, or the computer slept', async () => {
    for (const step of [5 * MINUTE, -5 * MINUTE]) {
      const { http, clock, skew, changes } = skewed(5 * MINUTE);
      await http(FYLE, request);
      clock.jump(step);
      expect(skew()).toBeUndefined();
      await clock.advance(MINUTE);
      expect(changes()).toBe(2);
      expect(clock.planned).toEqual([]);
    }
  });

  it.each([
    ['without a date', undefined],
    ['with a date that is none', 'yesterday'],
  ])('is not measured by an answer %s', async (_name, date) => {
    const { http, provider, skew } = skewed(5 * MINUTE);
    provider.date = () => date;
    await http(FYLE, request);
    expect(skew()).toBeUndefined();
  });

  it('is not measured by an answer that took too long, or while which the clock was set', async () => {
    const slow = skewed(5 * MINUTE, 12_000);
    await slow.http(FYLE, request);
    expect(slow.skew()).toBeUndefined();
    const { http, clock, provider, skew } = skewed(5 * MINUTE);
    provider.date = (at) => {
      clock.jump(-3_000);
      return new Date(at).toUTCString();
    };
    await http(FYLE, request);
    expect(skew()).toBeUndefined();
  });

  it.each(['0', '600', 'old'])('is not measured by an answer of a cache, by its age of %s', async (age) => {
    const { http, provider, skew } = skewed(-5 * MINUTE);
    provider.headers = { age };
    await http(FYLE, request);
    expect(skew()).toBeUndefined();
  });

  it('is not measured by what answers on this computer', async () => {
    const { http, skew } = skewed(5 * MINUTE);
    await http('http://127.0.0.1:40001/api/oauth/token', request);
    expect(skew()).toBeUndefined();
  });

  it('hands every answer and failure on as it came', async () => {
    const failure = fail({ code: 'offline', host: 'accounts.fylehq.com' } as const);
    const { http } = measureClockSkew(
      async () => failure,
      new FakeClock(),
      () => undefined,
    );
    expect(await http(FYLE, request)).toBe(failure);
  });

  it.each([undefined, '', 'yesterday'])(
    'counts a wait until a date from the arrival when the date is %j',
    async (date) => {
      const { clock, http, provider } = skewed(0);
      provider.date = () => date;
      for (const [wait, seconds] of [
        [10 * MINUTE, '600'],
        [-MINUTE, '0'],
      ] as const) {
        const until = clock.now() + provider.roundTrip + wait;
        provider.headers = { 'retry-after': new Date(until).toUTCString() };
        const answer = must(await http(FYLE, request));
        expect([answer.headers.get('retry-after'), answer.status, await answer.text()]).toEqual([seconds, 200, '{}']);
      }
      for (const wait of ['7', 'soon']) {
        provider.headers = { 'retry-after': wait };
        expect(must(await http(FYLE, request)).headers.get('retry-after')).toBe(wait);
      }
    },
  );

  it.each([DAY, -DAY])('of %i ms changes no token’s end', async (by) => {
    const world = await connectedWorld();
    const { clock, fyle, id } = world;
    const dated: Http = async (...asked) => {
      const answer = await fyle.http(...asked);
      if (answer.ok) answer.value.headers.set('date', new Date(clock.now() + by).toUTCString());
      return answer;
    };
    const { http, skew } = measureClockSkew(dated, clock, () => undefined);
    const connections = openConnections({ ...world, http });
    must(await connections.renew(id));
    expect(skew()).toBeDefined();
    expect(only(connections).accessToken).toMatchObject({
      issuedAt: clock.now(),
      expiresAt: clock.now() + 60 * MINUTE,
    });
  });
});
