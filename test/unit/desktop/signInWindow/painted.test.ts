import { expect, test } from 'vitest';
import { hasTwoColours } from '../../../../main/desktop/signInWindow/painted.ts';

const pixels = (...colours: readonly number[]) => Buffer.concat(colours.map((one) => Buffer.from([one, 0, 9, 255])));

test.each([
  ['nothing', pixels(), false],
  ['one pixel', pixels(1), false],
  ['one colour', pixels(1, 1, 1, 1), false],
  ['another first pixel', pixels(2, 1, 1, 1), true],
  ['another last pixel', pixels(1, 1, 1, 2), true],
  ['two halves', pixels(1, 1, 2, 2), true],
  ['one colour of different bytes', Buffer.from([1, 2, 3, 4, 1, 2, 3, 4]), false],
  ['the same bytes, shifted', Buffer.from([1, 2, 3, 4, 4, 3, 2, 1]), true],
])('%s', (_name, picture, expected) => {
  expect(hasTwoColours(picture)).toBe(expected);
});
