import type { Failure } from '../../preload/failure.ts';
import { close, type FailureAction, type FailurePlace, type FailureRow, retry, signInAgain } from './failurePhrases.ts';

type KeychainFailure = Extract<
  Failure,
  {
    readonly code:
      | 'keychain-unavailable'
      | 'keychain-locked'
      | 'keychain-denied'
      | 'keychain-silent'
      | 'keychain-refused'
      | 'secret-missing'
      | 'secret-unreadable'
      | 'vault-closed'
      | 'passphrase-too-short'
      | 'passphrase-wrong'
      | 'passphrase-too-often'
      | 'vault-damaged'
      | 'vault-newer'
      | 'vault-exists'
      | 'vault-file';
  }
>;

/** What goes wrong where sign-ins are kept: this computer's keychain, or the file behind a passphrase. */
export function keychainFailureRow(failure: KeychainFailure, place: FailurePlace): FailureRow {
  switch (failure.code) {
    case 'keychain-unavailable':
      // Where one appears Token Desk goes on by itself; where there is none only a new sign-in leads on.
      return place.at === 'connection'
        ? [
            'There is no keychain on this computer',
            'On Linux, start GNOME Keyring, KWallet or KeePassXC: what is stored there is not lost. Or sign in again, which lasts until Token Desk is closed.',
            signInAgain,
          ]
        : [
            'There is no keychain on this computer',
            'On Linux, start GNOME Keyring, KWallet or KeePassXC. Nothing that is stored there is lost.',
            retry,
          ];
    case 'keychain-locked':
      return [
        'The keychain is locked',
        'Token Desk cannot read or keep sign-ins until it is unlocked. Nothing is lost.',
        above(place, { does: 'open-keychain', label: 'Unlock' }),
        'warn',
      ];
    case 'keychain-denied':
      return [
        'The keychain stayed locked',
        'The question for its password was closed. Token Desk can ask once more; nothing is lost.',
        above(place, { does: 'open-keychain', label: 'Ask again' }),
        'warn',
      ];
    case 'keychain-silent':
      return [
        'The keychain does not answer',
        'It may be waiting for a password in another window. Nothing is lost.',
        retry,
        'warn',
      ];
    case 'keychain-refused':
      return [
        'The keychain refused',
        'It did not do what Token Desk asked. Allow it if you are asked, then try again.',
        retry,
        'warn',
      ];
    case 'secret-missing':
      return [
        'The stored sign-in is not there',
        'It was not found where sign-ins are kept on this computer. Signing in again puts it back and keeps this connection.',
        signInAgain,
      ];
    case 'secret-unreadable':
      return [
        'The stored sign-in cannot be read',
        'What the keychain holds was changed or damaged. Signing in again replaces it and keeps this connection.',
        signInAgain,
      ];
    case 'vault-closed':
      return [
        'The passphrase is needed first',
        'Sign-ins on this computer are kept behind it. Nothing is lost.',
        above(place, { does: 'enter-passphrase', label: 'Enter the passphrase' }),
        'warn',
      ];
    case 'passphrase-too-short':
      return ['This passphrase is too short', 'Use at least 12 characters.', retry];
    case 'passphrase-wrong':
      return ['This is not the passphrase', 'Look at capital letters and at the language of the keyboard.', retry];
    case 'passphrase-too-often':
      return ['Too many tries', 'Wait a minute, then try again.', retry, 'warn'];
    case 'vault-damaged':
      return [
        'The file behind the passphrase is damaged',
        'It was cut off or changed, and is left as it is. Put a good copy in its place, or put it aside and sign in again.',
        retry,
      ];
    case 'vault-newer':
      return [
        'A newer Token Desk wrote this file',
        'It is left as it is. Open it with that version, or put it aside and sign in again.',
        retry,
      ];
    case 'vault-exists':
      return ['There is a passphrase already', 'Sign-ins are kept behind it. Enter that one.', retry];
    case 'vault-file':
      return ['The file behind the passphrase could not be used', vaultFileMeaning(failure.reason), retry];
  }
}

function vaultFileMeaning(reason: string): string {
  if (reason === 'replaced') {
    return 'Another program keeps putting a different file in its place. Stop that; Token Desk goes on by itself a few minutes later.';
  }
  return reason === 'unreadable'
    ? 'It could not be read. Allow Token Desk to read it, or look after its disk, then try again. Nothing was changed.'
    : 'The disk may be full, or the folder not writable. Nothing was changed.';
}

/** The notice above the page has the one button for it; a stored connection goes on by its own. */
function above(place: FailurePlace, action: FailureAction): FailureAction {
  return place.at === 'connection' ? action : close;
}
