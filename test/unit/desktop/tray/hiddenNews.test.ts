import { describe, expect, it } from 'vitest';
import { watchHiddenNews } from '../../../../main/desktop/tray/hiddenNews.ts';
import type { Copied } from '../../../../preload/connection.ts';
import { FakeClock } from '../../../fakes/clock.ts';

const one = (id: string, status = 'sign-in-needed') => ({ id, name: `Name of ${id}`, status });

/** A watch whose first list had no failure. */
function watched() {
  const clock = new FakeClock();
  const told: (readonly string[])[] = [];
  const window = { isSeen: false };
  const kept: unknown[] = [];
  const take = watchHiddenNews(clock, () => window.isSeen, {
    onSignIns: (news) => told.push(news.map(({ id }) => id)),
    onKept: ({ keptBy }) => kept.push(keptBy),
  });
  const look = (list: readonly ReturnType<typeof one>[], copied?: Copied) => take(list, copied);
  look([one('a', 'ready'), one('b', 'ready')]);
  return { clock, told, kept, window, look };
}

describe('connections that come to need a new sign-in', () => {
  it('are told of once, while nobody sees the window', async () => {
    const { clock, told, look } = watched();
    look([one('a'), one('b', 'ready')]);
    look([one('a'), one('b', 'ready')]);
    await clock.advance(5_000);
    look([one('a'), one('b', 'ready')]);
    await clock.advance(60_000);
    expect(told).toEqual([['a']]);
  });

  it('are told of together, thirty that fail within six seconds', async () => {
    const { clock, told, look } = watched();
    const ids = Array.from({ length: 30 }, (_, index) => `c${index}`);
    for (let count = 1; count <= 30; count += 1) {
      look(ids.slice(0, count).map((id) => one(id)));
      await clock.advance(200);
    }
    await clock.advance(5_000);
    expect(told).toEqual([ids]);
  });

  it('are not told of when the window is seen, or comes to be seen before the notice', async () => {
    const { clock, told, window, look } = watched();
    window.isSeen = true;
    look([one('a'), one('b', 'ready')]);
    window.isSeen = false;
    look([one('a'), one('b')]);
    window.isSeen = true;
    await clock.advance(5_000);
    window.isSeen = false;
    look([one('a'), one('b')]);
    await clock.advance(5_000);
    expect(told).toEqual([]);
  });

  it('are told of again when they did not need one in between', async () => {
    const { clock, told, look } = watched();
    for (const status of ['sign-in-needed', 'renewing', 'sign-in-needed', 'ready', 'renewing', 'sign-in-needed']) {
      look([one('a', status)]);
      await clock.advance(5_000);
    }
    expect(told).toEqual([['a'], ['a']]);
  });

  it('are no news when they were signed in again before the notice', async () => {
    const { clock, told, look } = watched();
    look([one('a'), one('b')]);
    look([one('a', 'ready'), one('b')]);
    await clock.advance(5_000);
    expect(told).toEqual([['b']]);
  });

  it('are known when the first list has them', async () => {
    const clock = new FakeClock();
    const told: unknown[] = [];
    const acts = { onSignIns: (news: unknown) => told.push(news), onKept: () => undefined };
    watchHiddenNews(clock, () => false, acts)([one('a')], undefined);
    await clock.advance(5_000);
    expect(told).toEqual([]);
  });
});

it('a token that another program keeps is told of once, while nobody sees the window', () => {
  const { kept, window, look } = watched();
  const copied = { id: 'a', name: 'Name of a', format: 'token' as const, validUntil: 0, clearsAt: 0 };
  look([], copied);
  look([], { ...copied, keptBy: 'clipman' });
  look([], { ...copied, keptBy: 'clipman' });
  look([]);
  window.isSeen = true;
  look([], { ...copied, keptBy: 'clipman' });
  expect(kept).toEqual(['clipman']);
});
