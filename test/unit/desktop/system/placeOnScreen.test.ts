import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastSize, placeOnScreen } from '../../../../main/desktop/system/placeOnScreen.ts';

const area = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
/** A display below a panel of 30, and others beside it. */
const MAIN = area(0, 30, 1280, 770);
const RIGHT = area(1280, 0, 1920, 1080);
const LEFT = area(-1366, -200, 1366, 768);
const AT_200 = area(0, 0, 683, 384);

const SIZE = { width: 1100, height: 720 };
const at = (x: number, y: number, width = 900, height = 600) => ({ x, y, width, height });

describe('a window', () => {
  it.each([
    ['that never stood anywhere', SIZE, [MAIN], at(90, 55, 1100, 720)],
    ['that never stood anywhere, where it is too large', SIZE, [AT_200], at(0, 0, 683, 384)],
    ['wholly on the display', at(100, 80), [MAIN], at(100, 80)],
    ['that fills it', at(0, 30, 1280, 770), [MAIN], at(0, 30, 1280, 770)],
    ['on the second display', at(1500, 100), [MAIN, RIGHT], at(1500, 100)],
    ['on one to the left and above', at(-1300, -150), [MAIN, LEFT], at(-1300, -150)],
    ['on a display that is gone', at(1500, 100), [MAIN], at(190, 115)],
    ['on one to the left that is gone', at(-1300, -150, 800, 550), [MAIN], at(240, 140, 800, 550)],
    ['beyond the right edge', at(700, 100), [MAIN], at(380, 100)],
    ['beyond the left edge', at(-300, 100), [MAIN], at(0, 100)],
    ['under the panel', at(100, 0), [MAIN], at(100, 30)],
    ['below the lower edge', at(100, 700), [MAIN], at(100, 200)],
    ['of which one pixel is left', at(1279, 799), [MAIN], at(380, 200)],
    ['that only touches the display', at(1280, 30), [MAIN], at(190, 115)],
    ['on two displays, more of it on the second', at(1000, 100), [MAIN, RIGHT], at(1280, 100)],
    ['on two displays, more of it on the first', at(700, 100), [MAIN, RIGHT], at(380, 100)],
    ['larger than its display', at(-100, -100, 4000, 3000), [MAIN], at(0, 30, 1280, 770)],
    ['larger than its display, on the larger one', at(1000, 0, 2500, 1000), [MAIN, RIGHT], at(1280, 0, 1920, 1000)],
    ['as far off as a number goes', at(2 ** 31 - 1, -(2 ** 31) + 1), [MAIN], at(190, 115)],
    ['where a minimised window of Windows is', at(-32000, -32000, 160, 28), [MAIN], at(560, 401, 160, 28)],
    ['without any display', at(100, 80), [], at(100, 80)],
  ] as const)('%s', (_case, wanted, areas, place) => {
    expect(placeOnScreen(wanted, areas)).toEqual(place);
  });

  it('is wholly on one display, whatever it was and whatever they are', () => {
    const number = fc.integer({ min: -5000, max: 5000 });
    const length = fc.integer({ min: 1, max: 5000 });
    const rectangle = fc.record({ x: number, y: number, width: length, height: length });
    fc.assert(
      fc.property(rectangle, fc.array(rectangle, { minLength: 1, maxLength: 4 }), (wanted, areas) => {
        const { x, y, width, height } = placeOnScreen(wanted, areas);
        const isOn = (one: (typeof areas)[number]) =>
          x >= one.x && y >= one.y && x + width <= one.x + one.width && y + height <= one.y + one.height;
        expect(areas.some(isOn)).toBe(true);
        // Put there again it stays.
        expect(placeOnScreen({ x, y, width, height }, areas)).toEqual({ x, y, width, height });
      }),
    );
  });

  it('may be made smaller than a display, its frame included', () => {
    expect(leastSize({ width: 720, height: 520 }, MAIN)).toEqual({ width: 720, height: 520 });
    const least = leastSize({ width: 720, height: 520 }, AT_200);
    expect(least.width).toBeLessThanOrEqual(683);
    expect(least.height).toBeLessThanOrEqual(384);
  });
});
