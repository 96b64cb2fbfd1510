import { describe, expect, it } from 'vitest';
import { endsToTell, reachedMark, type ToldEnds } from '../../../../main/desktop/tray/endMarks.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MARKS = [30, 7, 1];
/** 20 September 2027, 14:05, local time. */
const end = new Date(2027, 8, 20, 14, 5).getTime();
const year = { signedInAt: end - 365 * DAY, endsAt: end };

describe('the mark before an end that is reached', () => {
  it.each([
    ['31 days before', end - 31 * DAY, undefined],
    ['a moment before 30 days', end - 30 * DAY - 1, undefined],
    ['30 days before', end - 30 * DAY, 30],
    ['8 days before', end - 8 * DAY, 30],
    ['7 days before', end - 7 * DAY, 7],
    ['on its 362nd day, as when it is pasted late', end - 3 * DAY, 7],
    ['a day before', end - DAY, 1],
    ['late on the day before', new Date(2027, 8, 19, 23, 59).getTime(), 1],
    ['on the day', new Date(2027, 8, 20).getTime(), 0],
    ['a moment before the end', end - 1, 0],
    ['at the end', end, undefined],
    ['long after it', end + 30 * DAY, undefined],
  ])('%s', (_when, now, mark) => {
    expect(reachedMark(year, MARKS, now)).toBe(mark);
  });

  it.each([
    ['a month', 30, 20, undefined],
    ['a month', 30, 6, 7],
    ['a week', 7, 6, undefined],
    ['a week', 7, 1, 1],
    ['a day', 1, 0.01, undefined],
    ['60 days', 60, 30, undefined],
    ['61 days', 61, 30, 30],
  ])('of a sign-in that lives for %s: none in its first half', (_life, days, left, mark) => {
    expect(reachedMark({ signedInAt: end - days * DAY, endsAt: end }, MARKS, end - left * DAY)).toBe(mark);
  });

  it('is one of those that are wanted, or the day itself', () => {
    expect(reachedMark(year, [7], end - 20 * DAY)).toBeUndefined();
    expect(reachedMark(year, [30], end - 2 * DAY)).toBe(30);
    expect(reachedMark(year, [], end - HOUR)).toBe(0);
  });
});

describe('what is told of the ends', () => {
  const acme = { id: 'a', status: 'ready', authorization: year };
  const tell = (now: number, before: ToldEnds = {}, list = [acme]) => endsToTell(list, before, MARKS, now);

  it('is each mark once, over restarts too', () => {
    let told: ToldEnds = {};
    const days: number[] = [];
    for (let left = 40; left >= -1; left -= 0.25) {
      const now = end - left * DAY;
      const next = tell(now, JSON.parse(JSON.stringify(told)));
      if (next.news.length > 0) days.push(left);
      told = next.told;
    }
    expect(days).toEqual([30, 7, 1, 0.5]);
  });

  it('is the nearest mark alone after a long absence', () => {
    const { news, told } = tell(end - 2 * HOUR, { a: { endsAt: end, days: 30 } });
    expect(news).toEqual([acme]);
    expect(tell(end - HOUR, told).news).toEqual([]);
  });

  it('begins anew with a new sign-in, and does not with an end that is reckoned anew', () => {
    const told = { a: { endsAt: end, days: 7 } };
    const later = { ...acme, authorization: { signedInAt: end, endsAt: end + 365 * DAY } };
    expect(tell(end + 335 * DAY, told, [later]).news).toEqual([later]);
    const moved = { ...acme, authorization: { ...year, endsAt: end + HOUR } };
    expect(tell(end - 5 * DAY, told, [moved]).news).toEqual([]);
  });

  it('is nothing when no day was chosen, and what was told of others is forgotten all the same', () => {
    const told = { a: { endsAt: end, days: 7 }, gone: { endsAt: end, days: 1 } };
    expect(endsToTell([acme], told, [], end - HOUR)).toEqual({ news: [], told: { a: told.a } });
    expect(endsToTell([], told, [], end - HOUR)).toEqual({ news: [], told: {} });
  });

  it('is the soonest first, and nothing of one that needs a sign-in already', () => {
    const beta = { id: 'b', status: 'ready', authorization: { ...year, endsAt: end - 5 * DAY } };
    const dead = { id: 'c', status: 'sign-in-needed', authorization: year };
    expect(tell(end - 6 * DAY, {}, [acme, dead, beta]).news.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('forgets what is no longer in the list, so that what is kept is bounded', () => {
    expect(
      Object.keys(tell(end - 40 * DAY, { gone: { endsAt: end, days: 7 }, a: { endsAt: end, days: 30 } }).told),
    ).toEqual(['a']);
    expect(tell(end - 8 * DAY, JSON.parse('{"__proto__":{"endsAt":1,"days":0}}')).news).toEqual([acme]);
  });

  it('keeps what was told of one that can be put back, so that it is not told again', () => {
    const told = { a: { endsAt: end, days: 7 } };
    const removed = endsToTell([], told, MARKS, end - 5 * DAY, ['a']);
    expect(removed).toEqual({ news: [], told });
    expect(tell(end - 5 * DAY, removed.told).news).toEqual([]);
  });
});
