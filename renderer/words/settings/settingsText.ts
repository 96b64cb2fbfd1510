import type { KeychainState } from '../../../preload/contract.ts';
import type { Failure } from '../../../preload/failure.ts';
import type { ClipboardSeconds, FreshMinutes, WarningDays } from '../../../preload/settings.ts';
import { diskErrorText } from '../failures/diskErrorText.ts';
import { failureText } from '../failures/failureText.ts';
import { isKeychainMissing } from '../noticeText.ts';

/** How long a token may stay on the clipboard. */
export const clipboardChoices: readonly (readonly [ClipboardSeconds, string])[] = [
  [10, '10 seconds'],
  [20, '20 seconds'],
  [30, '30 seconds'],
  [60, '1 minute'],
  [120, '2 minutes'],
  [300, '5 minutes'],
];

/** How long a copied token may live on at least. */
export const freshChoices: readonly (readonly [FreshMinutes, string])[] = [
  [5, '5 minutes'],
  [10, '10 minutes'],
  [20, '20 minutes'],
  [30, '30 minutes'],
];

/** How many days before its end a sign-in may be told of. */
export const warningChoices: readonly { readonly value: WarningDays; readonly text: string }[] = [
  { value: 30, text: '30 days' },
  { value: 7, text: '7 days' },
  { value: 1, text: '1 day' },
];

/** Where sign-ins are stored now, in a sentence without its full stop. */
export function storeText(keychain: KeychainState): string {
  if (keychain === 'vault-open') return 'In an encrypted file, protected by your passphrase';
  if (keychain === 'vault-closed') return 'In an encrypted file; enter your passphrase to use them';
  if (keychain === 'unproven') return 'They go into this computer’s keychain, which has not been needed yet';
  if (isKeychainMissing(keychain) || keychain === 'refusing')
    return 'New ones are in memory only, and lost when you quit';
  return 'In this computer’s keychain';
}

/** Says that a setting was not kept, and what to do. `isLogin`: it is the start at login. */
export function notKeptText(failure: Failure, isLogin: boolean): string {
  if (failure.code !== 'not-saved') {
    const { title, meaning } = failureText(failure, { at: 'window' });
    return `${title}. ${meaning}`;
  }
  const what = isLogin
    ? 'Start at login could not be changed.'
    : 'This setting could not be saved and lasts until you quit.';
  return `${what} ${diskErrorText(failure.reason)}`;
}
