import { expect, test } from 'vitest';
import { COST, isTooLong, LONGEST_ADDRESS, pageBudget } from '../../../../main/desktop/foreignPage/pageBudget.ts';

/** A budget with a clock by hand. */
function begin() {
  const seen = { now: 0, stops: 0 };
  const spend = pageBudget(
    () => {
      seen.stops += 1;
    },
    () => seen.now,
  );
  const times = (count: number, cost: number, characters?: number) => {
    for (let done = 0; done < count; done += 1) spend(cost, characters);
  };
  return { seen, times };
}

test('two hundred acts at once are too much, and stopped once', () => {
  const { seen, times } = begin();
  times(199, COST.act);
  expect(seen.stops).toBe(0);
  times(300, COST.act);
  expect(seen.stops).toBe(1);
});

test('five hundred requests at once are too much', () => {
  const { seen, times } = begin();
  times(490, COST.request);
  expect(seen.stops).toBe(0);
  times(20, COST.request);
  expect(seen.stops).toBe(1);
});

test('what a page does now and then is never too much', () => {
  const { seen, times } = begin();
  for (let minute = 0; minute < 1_000; minute += 1) {
    seen.now += 10_000;
    times(150, COST.act);
  }
  expect(seen.stops).toBe(0);
});

test('the length of an address counts once it is longer than any that signs in', () => {
  expect(isTooLong('x'.repeat(LONGEST_ADDRESS))).toBe(false);
  expect(isTooLong('x'.repeat(LONGEST_ADDRESS + 1))).toBe(true);
  const usual = begin();
  usual.times(150, COST.act, LONGEST_ADDRESS);
  expect(usual.seen.stops).toBe(0);
  const long = begin();
  long.times(1, COST.act, 2_000_000);
  expect(long.seen.stops).toBe(1);
});
