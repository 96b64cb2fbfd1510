import { describe, expect, it } from 'vitest';
import { forwardClock } from '../../../../main/connections/timing/forwardClock.ts';
import { type BackgroundRequest, HostThrottle } from '../../../../main/connections/timing/hostThrottle.ts';
import type { Http } from '../../../../main/oauth/answer.ts';
import { fail, ok } from '../../../../main/result.ts';
import { FakeClock, settled } from '../../../fakes/clock.ts';
import { closedGate } from '../../../fakes/gate.ts';

const TOKEN = 'https://accounts.fylehq.com/api/oauth/token';
const DATA = 'https://us1.fylehq.com/platform/v1/spender/my_profile';
const HOST = 'accounts.fylehq.com';
const request = { method: 'GET', headers: {} } as const;

/** A throttle over a network that records what was requested and when, on the steady clock; `answer` may change. */
function throttled(chance: () => number = () => 0) {
  const clock = new FakeClock();
  const asked: { readonly what: string; readonly at: number }[] = [];
  const network = { answer: (): Promise<Response> => Promise.resolve(new Response('{}')) };
  const http: Http = async (url) => {
    asked.push({ what: url.slice(url.lastIndexOf('/') + 1), at: clock.uptime() });
    return ok(await network.answer());
  };
  const throttle = new HostThrottle(http, forwardClock(clock), chance);
  /** Requests `what` in the background. */
  const enqueue = (what: string, kind: BackgroundRequest = 'renewal') =>
    void throttle.inBackground(HOST, kind, async (ask) => void (await ask(`https://${HOST}/${what}`, request)));
  return { clock, asked, network, throttle, enqueue };
}

/** The most requests in any second, both its ends included. */
function mostInASecond(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at <= from + 1_000).length));
}

describe('what is asked by itself', () => {
  it.each([0, 0.5, 1])('is asked at most five times in any second, however many wait: by chance %d', async (by) => {
    const { clock, asked, enqueue } = throttled(() => by);
    for (let one = 0; one < 50; one += 1) enqueue(String(one));
    await clock.advance(20_000);
    expect(asked.map(({ what }) => what)).toEqual(Array.from({ length: 50 }, (_, one) => String(one)));
    expect(mostInASecond(asked.map(({ at }) => at))).toBeLessThanOrEqual(5);
  });

  it('does not go in step with other apps: chance adds up to 80 ms', async () => {
    const chances = [0.25, 1, 0, 0.5];
    const { clock, asked, enqueue } = throttled(() => chances.shift() ?? 0);
    for (const what of ['a', 'b', 'c', 'd']) enqueue(what);
    await clock.advance(5_000);
    expect(asked.map(({ at }) => at)).toEqual([20, 310, 520, 770]);
  });

  it('is a new token before whose a token is', async () => {
    const { clock, asked, enqueue } = throttled();
    enqueue('a');
    enqueue('whose', 'identity');
    enqueue('b');
    enqueue('c');
    await clock.advance(5_000);
    expect(asked.map(({ what }) => what)).toEqual(['a', 'b', 'c', 'whose']);
  });

  it('of one host does not wait for another', async () => {
    const { clock, asked, throttle, enqueue } = throttled();
    enqueue('a');
    enqueue('b');
    void throttle.inBackground('us1.fylehq.com', 'identity', async (ask) => void (await ask(DATA, request)));
    await clock.advance(0);
    expect(asked.map(({ what }) => what).toSorted()).toEqual(['a', 'my_profile']);
  });

  it('does not wait for the answer to what was asked before', async () => {
    const { clock, asked, network, enqueue } = throttled();
    network.answer = () => new Promise(() => undefined);
    enqueue('a');
    enqueue('b');
    await clock.advance(500);
    expect(asked.map(({ what }) => what)).toEqual(['a', 'b']);
  });

  it('is under way five at a time at the most: the next goes when one has come back', async () => {
    const { clock, asked, network, throttle, enqueue } = throttled();
    const gate = closedGate();
    network.answer = () => gate.pass().then(() => new Response('{}'));
    for (let one = 1; one <= 7; one += 1) enqueue(String(one));
    await clock.advance(9_000);
    expect(asked.map(({ what }) => what)).toEqual(['1', '2', '3', '4', '5']);
    // A person's request does not queue.
    void throttle.foreground(TOKEN, request);
    expect(asked.at(-1)).toEqual({ what: 'token', at: 9_000 });
    gate.open();
    await clock.advance(1_000);
    expect(asked.slice(6).map(({ what }) => what)).toEqual(['6', '7']);
  });

  it('is prepared for one at a time, and the pace runs from the request', async () => {
    const { clock, asked, throttle, enqueue } = throttled();
    const gate = closedGate();
    void throttle.inBackground(HOST, 'renewal', async (ask) => {
      await gate.pass();
      await ask(TOKEN, request);
    });
    enqueue('b');
    await clock.advance(5_000);
    expect(asked).toEqual([]);
    gate.open();
    await clock.advance(209);
    expect(asked.map(({ what }) => what)).toEqual(['token']);
    await clock.advance(1);
    expect(asked.map(({ what }) => what)).toEqual(['token', 'b']);
  });

  it('is passed over at no cost when it need not be asked any more', async () => {
    const { clock, asked, throttle, enqueue } = throttled();
    for (let one = 0; one < 100; one += 1) void throttle.inBackground(HOST, 'renewal', async () => undefined);
    enqueue('a');
    await clock.advance(0);
    expect(asked.map(({ what }) => what)).toEqual(['a']);
  });

  it('asks further in turns of its own, before those that have not begun', async () => {
    const { clock, asked, throttle, enqueue } = throttled();
    void throttle.inBackground(HOST, 'identity', async (ask) => {
      await ask(`https://${HOST}/first`, request);
      await ask(`https://${HOST}/second`, request);
    });
    await clock.advance(0);
    enqueue('a', 'identity');
    enqueue('b', 'identity');
    await clock.advance(2_000);
    expect(asked).toEqual([
      { what: 'first', at: 0 },
      { what: 'second', at: 210 },
      { what: 'a', at: 420 },
      { what: 'b', at: 630 },
    ]);
  });

  it('asks further at once for a renewal, since its connection is held until it ends, and the pace runs from there', async () => {
    const { clock, asked, network, throttle, enqueue } = throttled();
    void throttle.inBackground(HOST, 'renewal', async (ask) => {
      await ask(`https://${HOST}/first`, request);
      network.answer = async () => new Response('{}');
      await ask(`https://${HOST}/second`, request);
    });
    enqueue('a');
    network.answer = async () => new Response('{}', { status: 429, headers: { 'retry-after': '7' } });
    await clock.advance(0);
    expect(asked.map(({ what }) => what)).toEqual(['first', 'second']);
    await clock.advance(6_999);
    expect(asked).toHaveLength(2);
    await clock.advance(1);
    expect(asked.map(({ what }) => what)).toEqual(['first', 'second', 'a']);
  });

  it('goes on after what failed with a bug, which is told where it was asked', async () => {
    const { clock, asked, throttle, enqueue } = throttled();
    const rejection = expect(
      throttle.inBackground(HOST, 'renewal', () => Promise.reject(new Error('bug'))),
    ).rejects.toThrow('bug');
    enqueue('a');
    await clock.advance(0);
    await rejection;
    expect(asked.map(({ what }) => what)).toEqual(['a']);
  });

  it.each([
    [429, '7', 7_000],
    [429, '1800', 1_800_000],
    [429, '99999999', 3_600_000],
    [429, 'soon', 1_000],
    [503, '7', 7_000],
    [503, 'soon', 210],
    [500, '7', 210],
  ])(
    'leaves a host alone that asks for it, for as long as it says and an hour at the most: %d, %s',
    async (status, says, pause) => {
      const { clock, asked, network, enqueue } = throttled();
      network.answer = async () => new Response('{}', { status, headers: { 'retry-after': says } });
      enqueue('a');
      enqueue('b');
      await clock.advance(pause - 1);
      expect(asked.map(({ what }) => what)).toEqual(['a']);
      await clock.advance(1);
      expect(asked.map(({ what }) => what)).toEqual(['a', 'b']);
    },
  );

  it('goes on when the wall clock is set back or ahead by a day', async () => {
    const { clock, asked, enqueue } = throttled();
    enqueue('a');
    enqueue('b');
    await clock.advance(0);
    clock.jump(-86_400_000);
    await clock.advance(210);
    enqueue('c');
    clock.jump(2 * 86_400_000);
    await clock.advance(209);
    expect(asked.map(({ what }) => what)).toEqual(['a', 'b']);
    await clock.advance(1);
    expect(asked.map(({ what }) => what)).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['over before the wall clock says so, which was set back', -86_400_000, 3_599_790],
    ['over within a minute when the wall clock is past it: after a night’s sleep', 8 * 3_600_000, 60_000],
    ['not over sooner for a sleep that was shorter', 600_000, 2_999_790],
  ])('is left in a pause that is %s', async (_name, jump, left) => {
    const { clock, asked, network, enqueue } = throttled();
    network.answer = async () => new Response('{}', { status: 429, headers: { 'retry-after': '3600' } });
    enqueue('a');
    enqueue('b');
    await clock.advance(210);
    clock.jump(jump);
    await clock.advance(left - 1);
    expect(asked.map(({ what }) => what)).toEqual(['a']);
    await clock.advance(1);
    expect(asked.map(({ what }) => what)).toEqual(['a', 'b']);
  });

  it('waits for the longest pause that was asked for', async () => {
    const { clock, asked, network, throttle, enqueue } = throttled();
    for (const says of ['60', '7']) {
      network.answer = async () => new Response('{}', { status: 429, headers: { 'retry-after': says } });
      await throttle.foreground(TOKEN, request);
    }
    enqueue('a');
    await clock.advance(59_999);
    expect(asked).toHaveLength(2);
    await clock.advance(1);
    expect(asked).toHaveLength(3);
  });

  it('is not asked any more when the app ends', async () => {
    const { clock, asked, throttle, enqueue } = throttled();
    enqueue('a');
    enqueue('b');
    await clock.advance(0);
    throttle.close();
    enqueue('c');
    await clock.advance(60_000);
    expect(asked.map(({ what }) => what)).toEqual(['a']);
  });

  it.each(['waits for it', 'comes to it'])(
    'asks on at once when the app ends while it %s: its end is waited for',
    async (when) => {
      const { clock, asked, throttle } = throttled();
      const gate = closedGate();
      const whole = throttle.inBackground(HOST, 'identity', async (ask) => {
        await ask(`https://${HOST}/first`, request);
        if (when === 'comes to it') await gate.pass();
        await ask(`https://${HOST}/second`, request);
      });
      // The first request is sent; the second waits, because the interval after the first is not over.
      await clock.advance(0);
      throttle.close();
      gate.open();
      await whole;
      expect(asked.map(({ what }) => what)).toEqual(['first', 'second']);
    },
  );
});

describe('what a person waits for', () => {
  it('is asked at once, and what goes by itself stands back for it', async () => {
    const { clock, asked, throttle, enqueue } = throttled();
    for (const what of ['a', 'b', 'c']) enqueue(what);
    await clock.advance(100);
    void throttle.foreground(TOKEN, request);
    void throttle.foreground(TOKEN, request);
    await settled();
    await clock.advance(5_000);
    expect(asked).toEqual([
      { what: 'a', at: 0 },
      { what: 'token', at: 100 },
      { what: 'token', at: 100 },
      { what: 'b', at: 630 },
      { what: 'c', at: 840 },
    ]);
  });

  it('brings back what the network brought', async () => {
    const http: Http = async () => fail({ code: 'offline', host: HOST });
    const throttle = new HostThrottle(http, new FakeClock(), () => 0);
    expect(await throttle.foreground(TOKEN, request)).toEqual(fail({ code: 'offline', host: HOST }));
  });
});
