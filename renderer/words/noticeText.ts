import type { DeskNotice, KeychainState } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { failureText } from './failureText.ts';

/** A notice in one or two sentences. */
export function noticeText(notice: DeskNotice): string {
  switch (notice) {
    case 'registry-restored':
      return 'The list of connections was damaged and has been restored from its last good copy. Check that no connection is missing.';
    case 'registry-damaged':
      return 'The list of connections was damaged. Token Desk shows what it could read and kept the damaged file. Add the missing connections again.';
    case 'registry-newer':
      return 'The list of connections was saved by a newer version of Token Desk. This version can only show it: install the newer one again.';
    case 'registry-unreachable':
      return 'Your connections are not lost: their list could not be read, and it was not changed. Check the disk, then start Token Desk again.';
    case 'disk-full':
      return 'The disk is full. Changes last only until you quit Token Desk. Free some space, and they are saved.';
    case 'disk-read-only':
      return 'Token Desk may not write to its folder. Changes last only until you quit. Allow it to write there, and they are saved.';
    case 'not-saved':
      return 'The last change could not be saved and lasts only until you quit. Check the disk; Token Desk tries again automatically.';
    case 'secret-left':
      return 'The keychain still holds a sign-in that is no longer needed. Token Desk removes it as soon as the keychain is unlocked.';
    case 'not-kept':
      return 'A sign-in could not be stored yet. Keep Token Desk open until this notice is gone, or you will have to sign in again.';
    case 'no-tray':
      return 'This computer shows no tray icons, so copy from this window. Closing the window quits Token Desk.';
  }
}

/** Says that everything was erased, and where main checked it: it cannot check an absent keychain. */
export function forgottenText(keychain: KeychainState): string {
  const places = keychain === 'absent' ? 'on this disk' : 'in the keychain or on this disk';
  return `Everything is forgotten. Token Desk checked: nothing is left ${places}.`;
}

/** Says that this computer's clock is wrong. `skew`: how far the provider's clock is ahead of it, milliseconds. */
export function clockNotice(skew: number): string {
  const side = skew > 0 ? 'behind' : 'ahead of';
  return `This computer’s clock is ${lengthOf(Math.abs(skew))} ${side} Fyle’s. Tokens still work; correct the clock in the system settings.`;
}

function lengthOf(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

/** Says in one line that a copy from the tray failed. */
export function copyFailedText(name: string, failure: Failure): string {
  return `${name} was not copied: ${failureText(failure, { at: 'window' }).title}`;
}

/** What a credential store that is not ready means for the person; undefined when it is ready. */
export function keychainNotice(keychain: KeychainState): string | undefined {
  switch (keychain) {
    case 'ready':
    case 'vault-open':
      return undefined;
    case 'locked':
      return 'This computer’s keychain is locked. Unlock it to use your sign-ins; nothing is lost.';
    case 'denied':
      return 'The keychain is still locked, since its password was not entered. Nothing is lost.';
    case 'absent':
      return 'Token Desk found no keychain on this computer. New sign-ins last only until you quit.';
    case 'silent':
      return 'This computer’s keychain is not answering. Token Desk keeps trying; nothing is lost.';
    case 'vault-closed':
      return 'Your sign-ins are protected by a passphrase. Enter it to use them.';
  }
}

/** The label of the one button that helps; undefined when there is none, or more than a button is needed. */
export function keychainActionLabel(keychain: KeychainState): string | undefined {
  switch (keychain) {
    case 'ready':
    case 'vault-open':
    case 'vault-closed':
      return undefined;
    case 'locked':
    case 'denied':
      return 'Unlock';
    case 'absent':
    case 'silent':
      return 'Try again';
  }
}
