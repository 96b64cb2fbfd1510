import type { Failure, KeychainFault } from '../../../preload/failure.ts';
import { text } from '../text.ts';
import {
  close,
  type FailureAction,
  type FailurePlace,
  type FailureRow,
  failed,
  retry,
  signInAgain,
  warning,
} from './failurePhrases.ts';

type KeychainFailure = Extract<
  Failure,
  { readonly code: `keychain-${string}` | `secret-${string}` | `vault-${string}` | `passphrase-${string}` }
>;

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
        ? failed('keychain-unavailable.connection', place, signInAgain())
        : failed('keychain-unavailable', place);
    case 'keychain-unusable':
      return unusable(failure.reason, place);
    case 'keychain-locked':
      return warning(failure.code, place, above(place, { does: 'open-keychain', label: text('act.unlock') }));
    case 'keychain-denied':
      return warning(failure.code, place, above(place, { does: 'open-keychain', label: text('act.askAgain') }));
    case 'keychain-asks':
      return warning(failure.code, place, { does: 'retry', label: text('act.askNow') });
    case 'keychain-silent':
    case 'keychain-refused':
    case 'passphrase-too-often':
      return warning(failure.code, place);
    case 'secret-missing':
    case 'secret-unreadable':
      return failed(failure.code, place, signInAgain());
    case 'vault-closed':
      return warning(failure.code, place, above(place, { does: 'enter-passphrase', label: text('vault.enter') }));
    case 'passphrase-too-short':
    case 'passphrase-guessable':
    case 'passphrase-wrong':
    case 'vault-damaged':
    case 'vault-newer':
    case 'vault-exists':
      return failed(failure.code, place);
    case 'vault-file':
      return failed('vault-file', place, retry(), { reason: failure.reason });
  }
}

/** The notice above says what to do about the keychain; a connection is helped by a sign-in until then, or by the password. */
function unusable(reason: KeychainFault, place: FailurePlace): FailureRow {
  if (reason === 'nobody-asks') {
    const action = above(place, { does: 'open-keychain', label: text('act.retry') });
    return warning('keychain-unusable.nobody-asks', place, action);
  }
  const title = text(`failure.keychain-unusable.${reason}`);
  return place.at === 'connection'
    ? [title, text('failure.keychain-unusable.notLostHere'), signInAgain()]
    : [title, text('failure.keychain-unusable.notLost'), retry()];
}

/** A connection's page tries again after the button; elsewhere the notice above already has it. */
function above(place: FailurePlace, action: FailureAction): FailureAction {
  return place.at === 'connection' ? action : close();
}
