import type { ConnectionStatus } from '../../../preload/connection.ts';
import type { ConnectionFailure } from '../../../preload/failure.ts';

/** What ends a failure: `offline` and `transient` ones pass with time, the others need a person, `asks-first` no more than a use. */
type FailureKind = 'offline' | 'transient' | 'asks-first' | 'sign-in-needed' | 'permanent';

const KINDS: Readonly<Record<ConnectionFailure['code'], FailureKind>> = {
  offline: 'offline',
  unreachable: 'offline',
  'timed-out': 'offline',
  interrupted: 'offline',
  'proxy-failed': 'offline',
  'too-many-requests': 'transient',
  'server-error': 'transient',
  'unexpected-answer': 'transient',
  'certificate-untrusted': 'transient',
  redirected: 'transient',
  'answer-too-large': 'transient',
  'keychain-unavailable': 'transient',
  'keychain-unusable': 'transient',
  'keychain-locked': 'transient',
  'keychain-denied': 'transient',
  'keychain-asks': 'asks-first',
  'vault-closed': 'transient',
  'vault-file': 'transient',
  'keychain-silent': 'transient',
  'keychain-refused': 'transient',
  'not-saved': 'transient',
  'practice-unavailable': 'transient',
  'sign-in-ended': 'sign-in-needed',
  'sign-in-rejected': 'sign-in-needed',
  'renewal-interrupted': 'sign-in-needed',
  'secret-missing': 'sign-in-needed',
  'secret-unreadable': 'sign-in-needed',
  'code-not-accepted': 'sign-in-needed',
  'wrong-parameters': 'permanent',
  'user-not-allowed': 'permanent',
  'app-unknown': 'permanent',
  'cluster-untrusted': 'permanent',
  'different-account': 'permanent',
  'connection-changed': 'permanent',
  'connection-unknown': 'permanent',
  'redirect-differs': 'permanent',
  'redirect-not-ours': 'permanent',
  'redirect-unreadable': 'permanent',
  'redirect-holds-token': 'permanent',
  'sign-in-declined': 'permanent',
  'sign-in-refused': 'permanent',
  'sign-in-closed': 'permanent',
  'sign-in-cancelled': 'permanent',
  'sign-in-page-failed': 'permanent',
  'sign-in-page-flooded': 'permanent',
  'sign-in-timed-out': 'permanent',
  'sign-in-already-open': 'permanent',
};

/** The status that is shown of a connection with this failure. */
export function statusOfFailure({ code }: ConnectionFailure): ConnectionStatus {
  const kind = KINDS[code];
  return kind === 'transient' || kind === 'permanent' ? 'problem' : kind;
}

/** Whether a later try can succeed without a person's help. */
export function isTransient({ code }: ConnectionFailure): boolean {
  return KINDS[code] === 'offline' || KINDS[code] === 'transient';
}

/** Whether there is no keychain that could store: grants are in memory then, which the keychain's state reports. */
export function isWithoutKeychain(failure: ConnectionFailure): boolean {
  // One that is locked may hold grants, and store them later.
  return (
    failure.code === 'keychain-unavailable' ||
    (failure.code === 'keychain-unusable' && failure.reason !== 'nobody-asks')
  );
}
