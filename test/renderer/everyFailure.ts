import type { Failure } from '../../preload/failure.ts';

type Example<C extends Failure['code']> = readonly (Failure & { readonly code: C })[];

const host = 'accounts.fylehq.com';
const step = 'token';

/** At least one example of each code, or the file does not compile. */
const examples: { readonly [C in Failure['code']]: Example<C> } = {
  fields: [{ code: 'fields', fields: { clientId: 'missing' } }],
  'bad-request': [{ code: 'bad-request' }],
  'connection-changed': [{ code: 'connection-changed' }],
  'connection-unknown': [{ code: 'connection-unknown' }],
  'too-many-reveals': [{ code: 'too-many-reveals' }],
  presenting: [{ code: 'presenting' }],
  locked: [{ code: 'locked' }],
  'not-confirmed': [{ code: 'not-confirmed' }],
  'sign-in-already-open': [{ code: 'sign-in-already-open' }],
  'sign-in-cancelled': [{ code: 'sign-in-cancelled' }],
  'sign-in-closed': [{ code: 'sign-in-closed' }],
  'sign-in-timed-out': [{ code: 'sign-in-timed-out' }],
  'sign-in-page-failed': [{ code: 'sign-in-page-failed', host, reason: 'ERR_CONNECTION_REFUSED' }],
  'sign-in-page-flooded': [{ code: 'sign-in-page-flooded', host }],
  'sign-in-declined': [{ code: 'sign-in-declined' }],
  'sign-in-refused': [
    { code: 'sign-in-refused', error: 'unauthorized_client' },
    { code: 'sign-in-refused', error: 'invalid_request', says: 'code challenge required' },
  ],
  'redirect-differs': [
    { code: 'redirect-differs', expected: 'http://127.0.0.1:5055/cb', got: 'http://127.0.0.1:5055/cb/' },
    { code: 'redirect-differs', expected: 'https://acme.example/cb?app=1', got: 'https://acme.example/cb' },
  ],
  'paste-refused': (
    ['missing', 'not-an-address', 'sign-in-page', 'another-address', 'no-answer', 'another-sign-in'] as const
  ).map((fault) => ({ code: 'paste-refused', fault, expected: 'http://127.0.0.1:5055/cb' })),
  'redirect-not-ours': [{ code: 'redirect-not-ours' }],
  'redirect-unreadable': [
    { code: 'redirect-unreadable', reason: 'no-code' },
    { code: 'redirect-unreadable', reason: 'doubled' },
    { code: 'redirect-unreadable', reason: 'too-long' },
    { code: 'redirect-unreadable', reason: 'odd-characters' },
  ],
  'redirect-holds-token': [{ code: 'redirect-holds-token' }],
  'wrong-parameters': [
    { code: 'wrong-parameters', step, status: 400 },
    { code: 'wrong-parameters', step: 'cluster', status: 400 },
    { code: 'wrong-parameters', step: 'profile', status: 400 },
  ],
  'sign-in-ended': [{ code: 'sign-in-ended', endedAt: 1_700_000_000_000 }],
  'sign-in-rejected': [
    { code: 'sign-in-rejected', step, status: 401 },
    { code: 'sign-in-rejected', step, status: 401, error: 'invalid_client' },
    { code: 'sign-in-rejected', step, status: 400, error: 'invalid_grant' },
    { code: 'sign-in-rejected', step: 'profile', status: 498 },
  ],
  'renewal-interrupted': [{ code: 'renewal-interrupted', interruptedAt: 1_700_000_000_000 }],
  'user-not-allowed': [{ code: 'user-not-allowed', step }],
  'app-unknown': [
    { code: 'app-unknown', step },
    { code: 'app-unknown', step: 'cluster' },
  ],
  'too-many-requests': [
    { code: 'too-many-requests', step },
    { code: 'too-many-requests', step, retryAfter: 1000 },
  ],
  'server-error': [{ code: 'server-error', step, status: 503 }],
  'code-not-accepted': [{ code: 'code-not-accepted', status: 500 }],
  'unexpected-answer': [
    { code: 'unexpected-answer', step, status: 200, reason: 'not-json' },
    { code: 'unexpected-answer', step, status: 200, reason: 'wrong-shape' },
    { code: 'unexpected-answer', step, status: 200, reason: 'not-a-bearer' },
    { code: 'unexpected-answer', step, status: 418, reason: 'unexpected-status' },
  ],
  'cluster-untrusted': [{ code: 'cluster-untrusted', host: 'evil.example' }],
  'not-fyle': [{ code: 'not-fyle', host: 'accounts.fylehq.com' }],
  'different-account': [{ code: 'different-account', expected: 'jane@acme.example', got: 'max@beta.example' }],
  offline: [{ code: 'offline', host }],
  unreachable: [{ code: 'unreachable', host }],
  'timed-out': [{ code: 'timed-out', host }],
  interrupted: [{ code: 'interrupted', host }],
  'certificate-untrusted': [{ code: 'certificate-untrusted', host, reason: 'ERR_CERT_AUTHORITY_INVALID' }],
  'proxy-failed': [{ code: 'proxy-failed', host }],
  redirected: [{ code: 'redirected', host }],
  'answer-too-large': [{ code: 'answer-too-large', host }],
  'keychain-unavailable': [{ code: 'keychain-unavailable', reason: 'no service' }],
  'keychain-unusable': [
    { code: 'keychain-unusable', reason: 'no-keyring' },
    { code: 'keychain-unusable', reason: 'cannot-set-up' },
    { code: 'keychain-unusable', reason: 'keyring-missing' },
    { code: 'keychain-unusable', reason: 'blocked' },
    { code: 'keychain-unusable', reason: 'nobody-asks' },
  ],
  'keychain-locked': [{ code: 'keychain-locked' }],
  'keychain-denied': [{ code: 'keychain-denied' }],
  'keychain-asks': [{ code: 'keychain-asks' }],
  'vault-closed': [{ code: 'vault-closed' }],
  'passphrase-too-short': [{ code: 'passphrase-too-short' }],
  'passphrase-guessable': [{ code: 'passphrase-guessable' }],
  'passphrase-wrong': [{ code: 'passphrase-wrong' }],
  'passphrase-too-often': [{ code: 'passphrase-too-often' }],
  'vault-damaged': [{ code: 'vault-damaged' }],
  'vault-newer': [{ code: 'vault-newer' }],
  'vault-exists': [{ code: 'vault-exists' }],
  'vault-file': [
    { code: 'vault-file', reason: 'EACCES' },
    { code: 'vault-file', reason: 'replaced' },
    { code: 'vault-file', reason: 'unreadable' },
  ],
  'keychain-silent': [{ code: 'keychain-silent' }],
  'keychain-refused': [{ code: 'keychain-refused' }],
  'secret-missing': [{ code: 'secret-missing' }],
  'secret-unreadable': [{ code: 'secret-unreadable' }],
  'not-saved': ['ENOSPC', 'EROFS', 'EIO', 'newer', 'unreachable'].map((reason) => ({ code: 'not-saved', reason })),
  'not-forgotten': [
    { code: 'not-forgotten', left: ['keychain'] },
    { code: 'not-forgotten', left: ['disk'] },
    { code: 'not-forgotten', left: ['keychain', 'disk'] },
    { code: 'not-forgotten', left: ['no-keychain'] },
    { code: 'not-forgotten', left: ['disk', 'no-keychain'] },
  ],
  'clipboard-failed': [{ code: 'clipboard-failed' }],
  'not-exported': (['activity', 'reminder'] as const).flatMap((what) =>
    ['ENOSPC', 'EACCES', 'EBUSY', 'EIO'].map((reason) => ({ code: 'not-exported', what, reason })),
  ),
  'cannot-copy-as': [
    { code: 'cannot-copy-as', reason: 'no-api-address' },
    { code: 'cannot-copy-as', reason: 'not-quotable' },
  ],
  'practice-unavailable': [{ code: 'practice-unavailable' }],
  bug: [{ code: 'bug' }],
};

/** Every expected failure, in each of its variants. */
export const everyFailure: readonly Failure[] = Object.values(examples).flat();
