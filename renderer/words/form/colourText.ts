import type { Colour } from '../../../preload/form.ts';
import { text } from '../text.ts';

/** A colour as a person calls it. */
export function colourName(colour: Colour): string {
  return text(`colour.${colour}`);
}

/** The order in which they stand beside each other: round the circle. */
export const colourOrder: readonly Colour[] = [0, 4, 2, 6, 1, 5, 7, 3];
