import type { KeychainState } from '../../../preload/contract.ts';
import type { Failure } from '../../../preload/failure.ts';
import type { ClipboardSeconds, FreshMinutes, WarningDays } from '../../../preload/settings.ts';
import { diskErrorText } from '../failures/diskErrorText.ts';
import { failureText } from '../failures/failureText.ts';
import { isKeychainMissing } from '../noticeText.ts';
import { text } from '../text.ts';

const CLIPBOARD_SECONDS: readonly ClipboardSeconds[] = [10, 20, 30, 60, 120, 300];
const FRESH_MINUTES: readonly FreshMinutes[] = [5, 10, 20, 30];
const WARNING_DAYS: readonly WarningDays[] = [30, 7, 1];

/** How long a token may stay on the clipboard. */
export function clipboardChoices(): readonly (readonly [ClipboardSeconds, string])[] {
  return CLIPBOARD_SECONDS.map((seconds) => [seconds, secondsText(seconds)]);
}

function secondsText(seconds: number): string {
  return seconds < 60
    ? text('settings.seconds', { count: seconds })
    : text('settings.minutes', { count: seconds / 60 });
}

/** How long a copied token may live on at least. */
export function freshChoices(): readonly (readonly [FreshMinutes, string])[] {
  return FRESH_MINUTES.map((minutes) => [minutes, text('settings.minutes', { count: minutes })]);
}

/** How many days before its end a sign-in may be told of. */
export function warningChoices(): readonly { readonly value: WarningDays; readonly text: string }[] {
  return WARNING_DAYS.map((days) => ({ value: days, text: text('settings.days', { count: days }) }));
}

/** Where sign-ins are stored now, in a sentence without its full stop. */
export function storeText(keychain: KeychainState): string {
  if (keychain === 'vault-open' || keychain === 'vault-closed' || keychain === 'unproven')
    return text(`settings.store.${keychain}`);
  return text(
    isKeychainMissing(keychain) || keychain === 'refusing' ? 'settings.store.memory' : 'settings.store.keychain',
  );
}

/** Says that a setting was not kept, and what to do. `isLogin`: it is the start at login. */
export function notKeptText(failure: Failure, isLogin: boolean): string {
  if (failure.code !== 'not-saved') {
    const { title, meaning } = failureText(failure, { at: 'window' });
    return `${title}. ${meaning}`;
  }
  return `${text(isLogin ? 'settings.startNotChanged' : 'settings.notSaved')} ${diskErrorText(failure.reason)}`;
}
