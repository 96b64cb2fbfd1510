import { describe, expect, it } from 'vitest';
import { needingYou, needsYou, signInEndsSoon } from '../../../../preload/shared/needsYou.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const noon = Date.UTC(2026, 10, 20, 12);

describe('the end of a sign-in', () => {
  it.each([
    ['a year, with two weeks left', 365 * day, 14 * day, false],
    ['a year, in its last two weeks', 365 * day, 14 * day - 1, true],
    ['a year, over', 365 * day, 0, false],
    ['a year, over by an estimate', 365 * day, 0, true, true],
    ['a year, long over by an estimate', 365 * day, -90 * day, true, true],
    ['thirty days, with three left', 30 * day, 3 * day, false],
    ['thirty days, in its last three', 30 * day, 3 * day - 1, true],
    ['eight hours, in its first', 8 * 60 * minute, 7 * 60 * minute, false],
  ])('a sign-in of %s, should be made again soon or not', (_which, length, left, isSoon, estimated = false) => {
    expect(signInEndsSoon({ signedInAt: noon + left - length, endsAt: noon + left, estimated }, noon)).toBe(isSoon);
  });
});

/** A connection with a year's sign-in. */
function one(id: string, status: string, daysLeft = 300) {
  const authorization = { signedInAt: noon - (365 - daysLeft) * day, endsAt: noon + daysLeft * day, estimated: false };
  return { id, status, authorization };
}

describe('a connection needs a person', () => {
  it.each([
    ['ready', 300, false],
    ['ready', 3, true],
    ['renewing', 300, false],
    ['unchecked', 300, false],
    ['asks-first', 300, false],
    ['offline', 300, false],
    ['problem', 300, true],
    ['sign-in-needed', 300, true],
  ])('that is %s with %d days left: %s', (status, daysLeft, isNeeding) => {
    expect(needsYou(one('a', status, daysLeft), noon)).toBe(isNeeding);
  });

  it('also while it is tried again, and no longer once that has helped', () => {
    const first = needingYou([one('a', 'problem'), one('b', 'ready')], noon, new Set());
    expect([...first]).toEqual(['a']);
    const again = needingYou([one('a', 'renewing'), one('b', 'renewing')], noon, first);
    expect(again).toBe(first);
    expect([...needingYou([one('a', 'ready'), one('b', 'ready')], noon, again)]).toEqual([]);
    expect([...needingYou([], noon, again)]).toEqual([]);
  });
});
