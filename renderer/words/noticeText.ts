import type { DeskNotice, KeychainState } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { isolated } from '../../preload/shared/names.ts';
import { failureText } from './failures/failureText.ts';

const notices: Readonly<Record<DeskNotice, string>> = {
  'registry-restored':
    'The list of connections was damaged and has been restored from its last good copy. Check that no connection is missing.',
  'registry-damaged':
    'The list of connections was damaged. Token Desk shows what it could read and kept the damaged file. Add the missing connections again.',
  'registry-missing':
    'The list of your connections is missing: its files were deleted. Restore registry.json from a backup and start Token Desk again, or add your connections again.',
  'registry-newer':
    'The list of connections was saved by a newer version of Token Desk. This version can only show it: install the newer one again.',
  'registry-unreachable':
    'Your connections are not lost: their list could not be read, and it was not changed. Check the disk, then start Token Desk again.',
  'disk-full': 'The disk is full. Changes last only until you quit Token Desk. Free some space, and they are saved.',
  'disk-read-only':
    'Token Desk may not write to its folder. Changes last only until you quit. Allow it to write there, and they are saved.',
  'file-in-use':
    'Another program keeps the list’s file open, perhaps a virus scanner. Changes last only until you quit. Token Desk tries again automatically.',
  'not-saved':
    'The last change could not be saved and lasts only until you quit. Check the disk; Token Desk tries again automatically.',
  'secret-left':
    'The keychain still holds a sign-in that is no longer needed. Token Desk removes it as soon as the keychain is open.',
  'grant-pending':
    'A sign-in could not be stored yet. Keep Token Desk open until this notice is gone, or you will have to sign in again.',
  'files-changed':
    'Files of Token Desk itself are not as they were made: they are damaged, or somebody has changed them. Install it again before you sign in anywhere.',
  'vault-not-last':
    'The file with your sign-ins is an older copy of the one used last, or another. Newer sign-ins may be missing: put the newer file back, or sign in again.',
  'no-tray': 'This computer shows no tray icons, so copy from this window. Closing the window quits Token Desk.',
};

const keychainNotices: Readonly<Record<KeychainState, string | undefined>> = {
  ready: undefined,
  unproven: undefined,
  'vault-open': undefined,
  'no-keyring':
    'This computer’s keychain is not set up yet. Until it is, new sign-ins last only until you quit, unless you choose a passphrase.',
  'cannot-set-up':
    'This computer’s keychain is not set up, and nothing here can ask you for its password. New sign-ins last only until you quit, unless you choose a passphrase.',
  'keyring-missing':
    'The part of this computer’s keychain that new sign-ins go to does not exist. New sign-ins last only until you quit, unless you choose a passphrase.',
  blocked:
    'This computer does not let Token Desk use the keychain. Allow it in the app’s permissions; without it, new sign-ins last only until you quit, unless you choose a passphrase.',
  'nobody-asks':
    'The keychain is locked, and nothing here can ask you for its password. Unlock it in your password app, or use a passphrase for new sign-ins.',
  refusing:
    'The keychain does not store new sign-ins; it may be read-only. They last only until you quit, unless you choose a passphrase.',
  locked: 'This computer’s keychain is locked. Unlock it to use your sign-ins; nothing is lost.',
  asking: 'Your keychain is asking. Answer its question; its window may be behind this one or in the taskbar.',
  denied: 'The keychain has not let Token Desk in: its question was refused, closed or not answered. Nothing is lost.',
  absent: 'Token Desk found no keychain on this computer. New sign-ins last only until you quit.',
  silent: 'This computer’s keychain is not answering. Token Desk keeps trying; nothing is lost.',
  'vault-closed': 'Your sign-ins are protected by a passphrase. Enter it to use them.',
};

const keychainActions: Readonly<Record<KeychainState, string | undefined>> = {
  ready: undefined,
  unproven: undefined,
  'vault-open': undefined,
  'vault-closed': undefined,
  'no-keyring': 'Set it up',
  'cannot-set-up': 'Try again',
  'keyring-missing': 'Set up another',
  blocked: 'Try again',
  'nobody-asks': 'Try again',
  refusing: 'Try again',
  asking: undefined,
  locked: 'Unlock',
  denied: 'Ask again',
  absent: 'Try again',
  silent: 'Try again',
};

/** A notice in one or two sentences. */
export function noticeText(notice: DeskNotice): string {
  return notices[notice];
}

const missing: readonly KeychainState[] = ['absent', 'no-keyring', 'cannot-set-up', 'keyring-missing', 'blocked'];

/** Whether there is no keychain that main could look into. */
export function isKeychainMissing(keychain: KeychainState): boolean {
  return missing.includes(keychain);
}

/** Says that everything was erased, and where main checked it: it cannot check a missing keychain. */
export function forgottenText(keychain: KeychainState): string {
  const places = isKeychainMissing(keychain) ? 'on this disk' : 'in the keychain or on this disk';
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
  return `${isolated(name)} was not copied: ${failureText(failure, { at: 'window' }).title}`;
}

/** What a credential store that is not ready means for the person; undefined when it is ready. */
export function keychainNotice(keychain: KeychainState): string | undefined {
  return keychainNotices[keychain];
}

/** The label of the one button that helps; undefined when there is none, or more than a button is needed. */
export function keychainActionLabel(keychain: KeychainState): string | undefined {
  return keychainActions[keychain];
}
