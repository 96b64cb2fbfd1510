import type { Failure } from '../../preload/failure.ts';

/** Why a renewal failed, in a few words; undefined for a code of another version, which the history may contain. */
export function reasonText(code: Failure['code']): string | undefined {
  switch (code) {
    case 'offline':
      return 'no network';
    case 'unreachable':
      return 'Fyle could not be reached';
    case 'timed-out':
      return 'no answer in time';
    case 'interrupted':
      return 'the answer was cut off';
    case 'certificate-untrusted':
      return 'the certificate was not trusted';
    case 'proxy-failed':
      return 'the proxy blocked the request';
    case 'too-many-requests':
      return 'Fyle asked us to slow down';
    case 'server-error':
      return 'Fyle had problems';
    case 'unexpected-answer':
    case 'answer-too-large':
      return 'Fyle’s answer could not be understood';
    case 'redirected':
      return 'Fyle pointed to another address';
    case 'wrong-parameters':
      return 'Fyle did not understand the request';
    case 'sign-in-rejected':
      return 'Fyle no longer accepts the sign-in';
    case 'sign-in-ended':
      return 'the sign-in has ended';
    case 'renewal-interrupted':
      return 'the previous renewal was interrupted';
    case 'different-account':
      return 'the token belonged to another account';
    case 'user-not-allowed':
      return 'this person has no access to Fyle’s data';
    case 'app-unknown':
      return 'Fyle does not know the app';
    case 'cluster-untrusted':
      return 'Fyle named an address that is not its own';
    case 'keychain-locked':
      return 'the keychain was locked';
    case 'keychain-denied':
      return 'the keychain was not unlocked';
    case 'keychain-unavailable':
      return 'there was no keychain';
    case 'keychain-silent':
      return 'the keychain did not answer';
    case 'keychain-refused':
      return 'the keychain refused';
    case 'vault-closed':
      return 'the passphrase had not been entered';
    case 'vault-file':
      return 'the encrypted file could not be used';
    case 'secret-missing':
      return 'the stored sign-in was missing';
    case 'secret-unreadable':
      return 'the stored sign-in could not be read';
    case 'not-saved':
      return 'the change could not be saved';
    case 'practice-unavailable':
      return 'the practice organisation did not start';
    // A renewal never fails with these.
    case 'fields':
    case 'bad-request':
    case 'connection-unknown':
    case 'too-many-reveals':
    case 'sign-in-already-open':
    case 'sign-in-cancelled':
    case 'sign-in-closed':
    case 'sign-in-timed-out':
    case 'sign-in-page-failed':
    case 'sign-in-declined':
    case 'sign-in-refused':
    case 'redirect-differs':
    case 'redirect-not-ours':
    case 'redirect-unreadable':
    case 'redirect-holds-token':
    case 'code-not-accepted':
    case 'not-fyle':
    case 'passphrase-too-short':
    case 'passphrase-wrong':
    case 'passphrase-too-often':
    case 'vault-damaged':
    case 'vault-newer':
    case 'vault-exists':
    case 'not-forgotten':
    case 'clipboard-failed':
    case 'bug':
      return '';
  }
}
