import type { Colour } from '../../../preload/form.ts';

/** The colours as a person calls them. */
export const colourName: Readonly<Record<Colour, string>> = {
  0: 'Blue',
  4: 'Teal',
  2: 'Green',
  6: 'Gold',
  1: 'Orange',
  5: 'Red',
  7: 'Pink',
  3: 'Purple',
};

/** The order in which they stand beside each other: round the circle. */
export const colourOrder: readonly Colour[] = [0, 4, 2, 6, 1, 5, 7, 3];
