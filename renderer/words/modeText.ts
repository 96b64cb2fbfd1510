import { clockText } from './timeText.ts';

/** Says that the background is paused, and what still works. `until`: Unix ms. */
export function pausedText(until: number): string {
  return `Paused until ${clockText(until)}. Nothing is renewed automatically until then; copying a token still renews it when needed.`;
}
