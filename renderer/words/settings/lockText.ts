import type { Lock } from '../../../preload/lock.ts';
import type { LockMinutes } from '../../../preload/settings.ts';
import { text } from '../text.ts';
import { momentText } from '../timeText.ts';

/** Since when and why the app is locked. @param minutes after how long without a person it is */
export function lockedText({ at, why }: Pick<Lock, 'at' | 'why'>, minutes: number): string {
  return text(`lock.since.${why}`, { at: momentText(at, Date.now()), minutes });
}

/** After how long without a person the app may be locked. */
export function lockChoices(): readonly (readonly [LockMinutes, string])[] {
  return ([5, 15, 60] as const).map((minutes) => [minutes, text('settings.lockAfter.minutes', { minutes })]);
}
