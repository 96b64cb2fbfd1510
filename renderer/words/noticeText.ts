import type { DeskNotice, KeychainState } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { failureText } from './failureText.ts';

/** One sentence or two on something about this computer. */
export function noticeText(notice: DeskNotice): string {
  switch (notice) {
    case 'registry-restored':
      return 'The list of connections was damaged and has been put right from its last good copy. Check that none is missing.';
    case 'registry-damaged':
      return 'The list of connections was damaged. What could be read of it is here, and the damaged file is kept. Add the connections that are missing again.';
    case 'registry-newer':
      return 'The list of connections was last saved by a newer Token Desk. This version shows it and changes nothing in it: install the newer one again.';
    case 'registry-unreachable':
      return 'Your connections are not lost: their list could not be read, and nothing in it is changed. Check that its disk can be read, then start Token Desk again.';
    case 'disk-full':
      return 'The disk is full. What changes now lasts until Token Desk is closed. Free some space; then it is saved.';
    case 'disk-read-only':
      return 'Token Desk may not write to its folder. What changes now lasts until Token Desk is closed. Allow it to write there; then it is saved.';
    case 'not-saved':
      return 'The last change could not be saved. It lasts until Token Desk is closed. Check the disk; Token Desk tries again.';
    case 'secret-left':
      return 'This computer’s keychain still holds a sign-in that is no longer wanted. Token Desk removes it as soon as the keychain opens.';
    case 'not-kept':
      return 'A sign-in could not be stored yet. Keep Token Desk open until this notice is gone, or you will have to sign in again.';
    case 'no-tray':
      return 'Token Desk found no place for its tray icon on this computer, so copy from this window. Closing the window ends Token Desk.';
  }
}

/** That everything was forgotten, and looked for; a keychain that is not there nobody could look into. */
export function forgottenText(keychain: KeychainState): string {
  const places = keychain === 'absent' ? 'on this disk' : 'in the keychain or on this disk';
  return `Everything is forgotten. Token Desk looked again: nothing of it is left ${places}.`;
}

/** That this computer's clock is wrong, by so many milliseconds that the provider's is ahead of it; no harm comes of it. */
export function clockNotice(skew: number): string {
  const side = skew > 0 ? 'behind' : 'ahead of';
  return `This computer’s clock is ${lengthOf(Math.abs(skew))} ${side} Fyle’s. Tokens work all the same; set it right in the system’s settings.`;
}

function lengthOf(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

/** That a copy from the tray failed, where there is no room for more than a line. */
export function copyFailedText(name: string, failure: Failure): string {
  return `${name} was not copied: ${failureText(failure, { at: 'window' }).title}`;
}

/** What a keychain that is not ready means for the person; undefined when sign-ins are kept and can be read. */
export function keychainNotice(keychain: KeychainState): string | undefined {
  switch (keychain) {
    case 'ready':
    case 'vault-open':
      return undefined;
    case 'locked':
      return 'This computer’s keychain is locked. Unlock it, and Token Desk works as before; nothing is lost.';
    case 'denied':
      return 'The keychain stayed locked, for the question for its password was closed. Nothing is lost.';
    case 'absent':
      return 'Token Desk found no keychain on this computer. New sign-ins last only until you close it.';
    case 'silent':
      return 'This computer’s keychain is not answering. Token Desk keeps asking; nothing is lost.';
    case 'vault-closed':
      return 'Your sign-ins are kept behind a passphrase, and it has not been entered yet.';
  }
}

/** The one thing to do about it, as the words of a button; undefined when that is more than a button. */
export function keychainActionLabel(keychain: KeychainState): string | undefined {
  switch (keychain) {
    case 'ready':
    case 'vault-open':
    case 'vault-closed':
      return undefined;
    case 'locked':
      return 'Unlock';
    case 'denied':
      return 'Ask again';
    case 'absent':
    case 'silent':
      return 'Try again';
  }
}
