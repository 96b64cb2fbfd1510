import { text } from './text.ts';
import { clockText } from './timeText.ts';

/** Says that the background is paused, and what still works. `until`: Unix ms. */
export function pausedText(until: number): string {
  return text('mode.paused', { until: clockText(until) });
}
