import type { ConnectionStatus } from '../../../preload/contract.ts';
import type { ConnectionFailure } from '../../../preload/failure.ts';

interface Kind {
  readonly status: ConnectionStatus;
  readonly isTransient: boolean;
}

const OFFLINE: Kind = { status: 'offline', isTransient: true };
const TRANSIENT: Kind = { status: 'problem', isTransient: true };
const SIGN_IN_NEEDED: Kind = { status: 'sign-in-needed', isTransient: false };
const LASTING: Kind = { status: 'problem', isTransient: false };

/** What each failure means for the connection that has it. */
const KINDS: Readonly<Record<ConnectionFailure['code'], Kind>> = {
  offline: OFFLINE,
  unreachable: OFFLINE,
  'timed-out': OFFLINE,
  interrupted: OFFLINE,
  'proxy-failed': OFFLINE,
  'too-many-requests': TRANSIENT,
  'server-error': TRANSIENT,
  'unexpected-answer': TRANSIENT,
  'certificate-untrusted': TRANSIENT,
  redirected: TRANSIENT,
  'answer-too-large': TRANSIENT,
  'keychain-unavailable': TRANSIENT,
  'keychain-locked': TRANSIENT,
  'keychain-denied': TRANSIENT,
  'vault-closed': TRANSIENT,
  'vault-file': TRANSIENT,
  'keychain-silent': TRANSIENT,
  'keychain-refused': TRANSIENT,
  'not-saved': TRANSIENT,
  'practice-unavailable': TRANSIENT,
  'sign-in-ended': SIGN_IN_NEEDED,
  'sign-in-rejected': SIGN_IN_NEEDED,
  'renewal-interrupted': SIGN_IN_NEEDED,
  'secret-missing': SIGN_IN_NEEDED,
  'secret-unreadable': SIGN_IN_NEEDED,
  'code-not-accepted': SIGN_IN_NEEDED,
  'wrong-parameters': LASTING,
  'user-not-allowed': LASTING,
  'app-unknown': LASTING,
  'cluster-untrusted': LASTING,
  'different-account': LASTING,
  'connection-unknown': LASTING,
  'redirect-differs': LASTING,
  'redirect-not-ours': LASTING,
  'redirect-unreadable': LASTING,
  'redirect-holds-token': LASTING,
  'sign-in-declined': LASTING,
  'sign-in-refused': LASTING,
  'sign-in-closed': LASTING,
  'sign-in-cancelled': LASTING,
  'sign-in-page-failed': LASTING,
  'sign-in-timed-out': LASTING,
  'sign-in-already-open': LASTING,
};

/** The status word of a connection that has this failure. */
export function statusOfFailure({ code }: ConnectionFailure): ConnectionStatus {
  return KINDS[code].status;
}

/** Whether trying again later, without a person's help, can succeed. */
export function isTransient({ code }: ConnectionFailure): boolean {
  return KINDS[code].isTransient;
}
