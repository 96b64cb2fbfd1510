import type { Failure, KeychainFault } from '../../../preload/failure.ts';
import {
  close,
  type FailureAction,
  type FailurePlace,
  type FailureRow,
  retry,
  signInAgain,
  warning,
} from './failurePhrases.ts';

type KeychainFailure = Extract<
  Failure,
  { readonly code: `keychain-${string}` | `secret-${string}` | `vault-${string}` | `passphrase-${string}` }
>;

const unusableTitles: Readonly<Record<Exclude<KeychainFault, 'nobody-asks'>, string>> = {
  'no-keyring': 'The keychain is not set up',
  'cannot-set-up': 'The keychain is not set up',
  'keyring-missing': 'A part of the keychain does not exist',
  blocked: 'Token Desk may not use the keychain',
};

/** Whether the credential store failed: the keychain or the vault. */
export function isKeychainFailure(failure: Failure): failure is KeychainFailure {
  return /^(keychain|secret|vault|passphrase)-/.test(failure.code);
}

/** The credential store failed: the keychain or the vault. */
export function keychainFailureRow(failure: KeychainFailure, place: FailurePlace): FailureRow {
  switch (failure.code) {
    case 'keychain-unavailable':
      // Token Desk continues when a keychain appears. Until then only a new sign-in helps a connection.
      return place.at === 'connection'
        ? [
            'Token Desk found no keychain',
            'On Linux, start GNOME Keyring, KWallet or KeePassXC: what is stored there is not lost. Or sign in again, which lasts until you quit Token Desk.',
            signInAgain,
          ]
        : [
            'Token Desk found no keychain',
            'On Linux, start GNOME Keyring, KWallet or KeePassXC. Nothing stored there is lost.',
            retry,
          ];
    case 'keychain-unusable':
      return unusable(failure.reason, place);
    case 'keychain-locked':
      return warning(
        'The keychain is locked',
        'Token Desk cannot read or store sign-ins until you unlock it. Nothing is lost.',
        above(place, { does: 'open-keychain', label: 'Unlock' }),
      );
    case 'keychain-denied':
      return warning(
        'The keychain has not let Token Desk in',
        'Its question was refused, closed or not answered in time. Nothing is lost.',
        above(place, { does: 'open-keychain', label: 'Ask again' }),
      );
    case 'keychain-asks':
      return warning(
        'Your keychain asks first',
        'Copy the token when you need it, and allow Token Desk to use this sign-in in your keychain’s own window.',
        { does: 'retry', label: 'Ask now' },
      );
    case 'keychain-silent':
      return warning('The keychain does not answer', 'It may have stopped working. Nothing is lost.');
    case 'keychain-refused':
      return warning(
        'The keychain refused the request',
        'If you are asked whether Token Desk may use the keychain, allow it. Then try again.',
      );
    case 'secret-missing':
      return [
        'The stored sign-in is missing',
        'Token Desk could not find it on this computer. Signing in again replaces it and keeps this connection.',
        signInAgain,
      ];
    case 'secret-unreadable':
      return [
        'The stored sign-in cannot be read',
        'It was changed or damaged. Signing in again replaces it and keeps this connection.',
        signInAgain,
      ];
    case 'vault-closed':
      return warning(
        'Your passphrase is needed',
        'It protects the sign-ins on this computer. Nothing is lost.',
        above(place, { does: 'enter-passphrase', label: 'Enter your passphrase' }),
      );
    case 'passphrase-too-short':
      return ['This passphrase is too short', 'Use at least 12 characters.', retry];
    case 'passphrase-guessable':
      return [
        'This is easy to guess',
        'Four or five words that have nothing to do with each other are hard to guess and easy to remember.',
        retry,
      ];
    case 'passphrase-wrong':
      return ['This passphrase is wrong', 'Check capital letters and the keyboard language.', retry];
    case 'passphrase-too-often':
      return warning('Too many attempts', 'Wait a minute, then try again.');
    case 'vault-damaged':
      return [
        'The encrypted file is damaged',
        'It was changed or is incomplete. Replace it with a good copy, or set it aside and sign in again.',
        retry,
      ];
    case 'vault-newer':
      return [
        'A newer version of Token Desk saved this file',
        'Open it with that version, or set it aside and sign in again.',
        retry,
      ];
    case 'vault-exists':
      return ['There is already a passphrase', 'It protects the stored sign-ins. Enter that one.', retry];
    case 'vault-file':
      return ['The encrypted file could not be used', vaultFileMeaning(failure.reason), retry];
  }
}

/** The notice above says what to do about the keychain; a connection is helped by a sign-in until then, or by the password. */
function unusable(reason: KeychainFault, place: FailurePlace): FailureRow {
  if (reason === 'nobody-asks') {
    return warning(
      'The keychain is locked',
      'Nothing on this computer can ask you for its password. Unlock it in your password app. Nothing is lost.',
      above(place, { does: 'open-keychain', label: 'Try again' }),
    );
  }
  const now = place.at === 'connection' ? ' Or sign in again, which lasts until you quit Token Desk.' : '';
  return [
    unusableTitles[reason],
    `What is stored there is not lost.${now}`,
    place.at === 'connection' ? signInAgain : retry,
  ];
}

function vaultFileMeaning(reason: string): string {
  if (reason === 'replaced') {
    return 'Another program keeps replacing it. Stop that program; Token Desk continues automatically a few minutes later.';
  }
  return reason === 'unreadable'
    ? 'It could not be read. Check its disk and whether Token Desk may read it, then try again. Nothing was changed.'
    : 'The disk may be full, or the folder read-only. Nothing was changed.';
}

/** A connection's page tries again after the button; elsewhere the notice above already has it. */
function above(place: FailurePlace, action: FailureAction): FailureAction {
  return place.at === 'connection' ? action : close;
}
