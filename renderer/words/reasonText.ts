import type { Failure } from '../../preload/failure.ts';

const reasons: Readonly<Record<Failure['code'], string>> = {
  offline: 'no network',
  unreachable: 'Fyle could not be reached',
  'timed-out': 'no answer in time',
  interrupted: 'the answer was cut off',
  'certificate-untrusted': 'the certificate was not trusted',
  'proxy-failed': 'the proxy blocked the request',
  'too-many-requests': 'Fyle asked us to slow down',
  'server-error': 'Fyle had problems',
  'unexpected-answer': 'Fyle’s answer could not be understood',
  'answer-too-large': 'Fyle’s answer could not be understood',
  redirected: 'Fyle pointed to another address',
  'wrong-parameters': 'Fyle did not understand the request',
  'sign-in-rejected': 'Fyle no longer accepts the sign-in',
  'sign-in-ended': 'the sign-in has ended',
  'renewal-interrupted': 'the previous renewal was interrupted',
  'different-account': 'the token belonged to another account',
  'user-not-allowed': 'this person has no access to Fyle’s data',
  'app-unknown': 'Fyle does not know the app',
  'cluster-untrusted': 'Fyle named an address that is not its own',
  'keychain-locked': 'the keychain was locked',
  'keychain-denied': 'the keychain’s question was not allowed',
  'keychain-asks': 'the keychain wanted to ask first',
  'keychain-unavailable': 'there was no keychain',
  'keychain-unusable': 'the keychain could not be used',
  'keychain-silent': 'the keychain did not answer',
  'keychain-refused': 'the keychain refused',
  'vault-closed': 'the passphrase had not been entered',
  'vault-file': 'the encrypted file could not be used',
  'secret-missing': 'the stored sign-in was missing',
  'secret-unreadable': 'the stored sign-in could not be read',
  'not-saved': 'the change could not be saved',
  'practice-unavailable': 'the practice organisation did not start',
  // A renewal never fails with these.
  fields: '',
  'bad-request': '',
  'connection-unknown': '',
  'too-many-reveals': '',
  'not-confirmed': '',
  'paste-refused': '',
  'sign-in-already-open': '',
  'sign-in-cancelled': '',
  'sign-in-closed': '',
  'sign-in-timed-out': '',
  'sign-in-page-failed': '',
  'sign-in-page-flooded': '',
  'sign-in-declined': '',
  'sign-in-refused': '',
  'redirect-differs': '',
  'redirect-not-ours': '',
  'redirect-unreadable': '',
  'redirect-holds-token': '',
  'code-not-accepted': '',
  'not-fyle': '',
  'passphrase-too-short': '',
  'passphrase-guessable': '',
  'passphrase-wrong': '',
  'passphrase-too-often': '',
  'vault-damaged': '',
  'vault-newer': '',
  'vault-exists': '',
  'not-forgotten': '',
  'clipboard-failed': '',
  'not-exported': '',
  'cannot-copy-as': '',
  bug: '',
};

/** Why a renewal failed, in a few words; undefined for a code of another version, which the history may contain. */
export function reasonText(code: Failure['code']): string | undefined {
  return Object.hasOwn(reasons, code) ? reasons[code] : undefined;
}

/** The codes whose reason holds a text, which is in lower case. */
export function codesAlike(text: string): readonly string[] {
  return Object.entries(reasons).flatMap(([code, reason]) => (reason.toLowerCase().includes(text) ? [code] : []));
}
