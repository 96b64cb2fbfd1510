import { describe, expect, it } from 'vitest';
import { rowHeight, rowsInSight } from '../../renderer/sidebar/rowsInSight.ts';

describe('the rows of a list that are there', () => {
  it.each([
    [0, 720, 1000, { from: 0, to: 29 }],
    [0, 720, 5, { from: 0, to: 5 }],
    [0, 720, 0, { from: 0, to: 0 }],
    [8 * rowHeight - 1, 720, 1000, { from: 0, to: 29 }],
    [8 * rowHeight, 720, 1000, { from: 0, to: 37 }],
    [1000 * rowHeight, 720, 1000, { from: 992, to: 1000 }],
    [-200, 720, 1000, { from: 0, to: 29 }],
    // Fewer than before, while the list still stands where it was scrolled to.
    [1000 * rowHeight, 720, 3, { from: 3, to: 3 }],
  ])('scrolled by %d in a window of %d with %d rows: %j', (scrollTop, height, count, rows) => {
    expect(rowsInSight(scrollTop, height, count)).toEqual(rows);
  });

  it('hold all that is in sight, wherever it is scrolled to', () => {
    for (let scrollTop = 0; scrollTop < 3_000; scrollTop += 13) {
      const { from, to } = rowsInSight(scrollTop, 720, 1000);
      expect(from * rowHeight).toBeLessThanOrEqual(scrollTop);
      expect(to * rowHeight).toBeGreaterThanOrEqual(scrollTop + 720);
    }
  });
});
