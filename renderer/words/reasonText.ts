import type { Failure } from '../../preload/failure.ts';
import { text } from './text.ts';

/** Whether a renewal may fail with this code, so that it has a reason. */
const codes = {
  offline: true,
  unreachable: true,
  'timed-out': true,
  interrupted: true,
  'certificate-untrusted': true,
  'proxy-failed': true,
  'too-many-requests': true,
  'server-error': true,
  'unexpected-answer': true,
  'answer-too-large': true,
  redirected: true,
  'wrong-parameters': true,
  'sign-in-rejected': true,
  'sign-in-ended': true,
  'renewal-interrupted': true,
  'different-account': true,
  'user-not-allowed': true,
  'app-unknown': true,
  'cluster-untrusted': true,
  'keychain-locked': true,
  'keychain-denied': true,
  'keychain-asks': true,
  'keychain-unavailable': true,
  'keychain-unusable': true,
  'keychain-silent': true,
  'keychain-refused': true,
  'vault-closed': true,
  'vault-file': true,
  'secret-missing': true,
  'secret-unreadable': true,
  'not-saved': true,
  'practice-unavailable': true,
  fields: false,
  'bad-request': false,
  'connection-changed': false,
  'connection-unknown': false,
  'too-many-reveals': false,
  'not-confirmed': false,
  locked: false,
  presenting: false,
  'paste-refused': false,
  'sign-in-already-open': false,
  'sign-in-cancelled': false,
  'sign-in-closed': false,
  'sign-in-timed-out': false,
  'sign-in-page-failed': false,
  'sign-in-page-flooded': false,
  'sign-in-declined': false,
  'sign-in-refused': false,
  'redirect-differs': false,
  'redirect-not-ours': false,
  'redirect-unreadable': false,
  'redirect-holds-token': false,
  'code-not-accepted': false,
  'not-fyle': false,
  'passphrase-too-short': false,
  'passphrase-guessable': false,
  'passphrase-wrong': false,
  'passphrase-too-often': false,
  'vault-damaged': false,
  'vault-newer': false,
  'vault-exists': false,
  'not-forgotten': false,
  'clipboard-failed': false,
  'not-exported': false,
  'cannot-copy-as': false,
  bug: false,
} as const satisfies Readonly<Record<Failure['code'], boolean>>;

type ReasonCode = {
  [Code in keyof typeof codes]: (typeof codes)[Code] extends true ? Code : never;
}[keyof typeof codes];

/** False too for a code of another version, which the history may contain. */
function hasReason(code: string): code is ReasonCode {
  return Object.entries(codes).some(([each, has]) => has && each === code);
}

/** Why a renewal failed, in a few words; undefined where there is no reason. */
export function reasonText(code: Failure['code']): string | undefined {
  return hasReason(code) ? text(`reason.${code}`) : undefined;
}

/** The codes whose reason is wanted. */
export function codesAlike(isWanted: (reason: string) => boolean): readonly string[] {
  return Object.keys(codes)
    .filter(hasReason)
    .filter((code) => isWanted(text(`reason.${code}`)));
}
