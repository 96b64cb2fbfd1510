/** The expected failures that main reports to the window. Types only; this file imports nothing. */

export type Field =
  | 'name'
  | 'clientId'
  | 'clientSecret'
  | 'refreshToken'
  | 'redirectUri'
  | 'authorization'
  | 'token'
  | 'cluster';

export type FieldFault =
  | 'missing'
  | 'too-long'
  | 'has-gap'
  | 'has-odd-characters'
  | 'has-a-label'
  | 'is-masked'
  | 'is-an-email'
  | 'is-a-web-address'
  | 'is-the-client-id'
  | 'is-the-client-secret'
  | 'looks-like-a-client-id'
  | 'looks-like-a-token'
  | 'not-an-address'
  | 'lacks-scheme'
  | 'needs-https'
  | 'has-fragment'
  | 'has-password'
  | 'has-answer-parameters'
  | 'scheme-not-allowed';

/** The request that failed: for an access token, the cluster or the profile; `page`, the sign-in page, only in a check of settings. */
export type Step = 'token' | 'cluster' | 'profile' | 'page';

/** Every expected failure. `says` is the provider's own text, at most 300 characters, without control characters. */
export type Failure =
  // what was typed, or requested
  | { readonly code: 'fields'; readonly fields: { readonly [F in Field]?: FieldFault } }
  | { readonly code: 'bad-request' }
  | { readonly code: 'connection-unknown' }
  | { readonly code: 'too-many-reveals' }
  // the sign-in window
  | { readonly code: 'sign-in-already-open' }
  | { readonly code: 'sign-in-cancelled' }
  | { readonly code: 'sign-in-closed' }
  | { readonly code: 'sign-in-timed-out' }
  | { readonly code: 'sign-in-page-failed'; readonly host: string; readonly reason: string }
  | { readonly code: 'sign-in-declined' }
  | { readonly code: 'sign-in-refused'; readonly error: string; readonly says?: string }
  // the redirect
  /** `expected` is the redirect URI as entered, `got` the address that received the response: no query, at most 300 characters. */
  | { readonly code: 'redirect-differs'; readonly expected: string; readonly got: string }
  | { readonly code: 'redirect-not-ours' }
  | { readonly code: 'redirect-unreadable'; readonly reason: 'no-code' | 'doubled' | 'too-long' | 'odd-characters' }
  | { readonly code: 'redirect-holds-token' }
  // what the provider answered
  | { readonly code: 'wrong-parameters'; readonly step: Step; readonly status: number; readonly says?: string }
  | { readonly code: 'sign-in-ended'; readonly endedAt: number; readonly says?: string }
  | {
      readonly code: 'sign-in-rejected';
      readonly step: Step;
      readonly status: number;
      readonly error?: 'invalid_grant' | 'invalid_client';
      readonly says?: string;
    }
  | { readonly code: 'renewal-interrupted'; readonly interruptedAt: number; readonly says?: string }
  | { readonly code: 'user-not-allowed'; readonly step: Step; readonly says?: string }
  | { readonly code: 'app-unknown'; readonly step: Step; readonly says?: string }
  | { readonly code: 'too-many-requests'; readonly step: Step; readonly retryAfter?: number }
  | {
      readonly code: 'server-error';
      readonly step: Step;
      readonly status: number;
      readonly retryAfter?: number;
      readonly says?: string;
    }
  | { readonly code: 'code-not-accepted'; readonly status: number; readonly says?: string }
  | { readonly code: 'unexpected-answer'; readonly step: Step; readonly status: number; readonly reason: AnswerFault }
  | { readonly code: 'cluster-untrusted'; readonly host: string }
  | { readonly code: 'different-account'; readonly expected: string; readonly got: string }
  // the network
  | { readonly code: 'offline'; readonly host: string }
  | { readonly code: 'unreachable'; readonly host: string }
  | { readonly code: 'timed-out'; readonly host: string }
  | { readonly code: 'interrupted'; readonly host: string }
  | { readonly code: 'certificate-untrusted'; readonly host: string; readonly reason: string }
  | { readonly code: 'proxy-failed'; readonly host: string }
  | { readonly code: 'redirected'; readonly host: string }
  | { readonly code: 'answer-too-large'; readonly host: string }
  | { readonly code: 'not-fyle'; readonly host: string }
  // this computer
  | { readonly code: 'keychain-unavailable'; readonly reason: string }
  | { readonly code: 'keychain-locked' }
  | { readonly code: 'keychain-denied' }
  | { readonly code: 'keychain-silent' }
  | { readonly code: 'keychain-refused' }
  | { readonly code: 'vault-closed' }
  | { readonly code: 'passphrase-too-short' }
  | { readonly code: 'passphrase-wrong' }
  /** Too many attempts in a minute. */
  | { readonly code: 'passphrase-too-often' }
  /** The vault's file is cut off, changed, or not one of ours; it is left as it is. */
  | { readonly code: 'vault-damaged' }
  /** A newer Token Desk wrote the vault's file. */
  | { readonly code: 'vault-newer' }
  | { readonly code: 'vault-exists' }
  /** The vault's file could not be read or written; `reason` is the system's code. */
  | { readonly code: 'vault-file'; readonly reason: string }
  | { readonly code: 'secret-missing' }
  | { readonly code: 'secret-unreadable' }
  | { readonly code: 'not-saved'; readonly reason: string }
  /** Where something is left after forgetting everything. `no-keychain`: there is no keychain now, so its content is unknown. */
  | { readonly code: 'not-forgotten'; readonly left: readonly ('keychain' | 'no-keychain' | 'disk')[] }
  | { readonly code: 'clipboard-failed' }
  | { readonly code: 'practice-unavailable' }
  | { readonly code: 'bug' };

export type AnswerFault = 'not-json' | 'wrong-shape' | 'not-a-bearer' | 'unexpected-status';
