import type { AnswerFailure, NetworkFailure } from '../../oauth/answer.ts';
import type { RedirectDiffers, RedirectFailure } from '../../oauth/authorization.ts';
import type { ClusterFailure } from '../../oauth/provider.ts';
import type { CodeFailure, EndedFailure } from '../../oauth/token.ts';

export type UserAgentFailure =
  | { readonly code: 'sign-in-closed' }
  | { readonly code: 'sign-in-cancelled' }
  | RedirectDiffers
  /** `reason` is Chromium's name for it, `ERR_CONNECTION_REFUSED`. */
  | { readonly code: 'sign-in-page-failed'; readonly host: string; readonly reason: string };

export type KeychainFailure =
  /** No keychain on this computer answers. `reason` is the system's own sentence. */
  | { readonly code: 'keychain-unavailable'; readonly reason: string }
  | { readonly code: 'keychain-locked' }
  /** The question for the keychain's password was turned down. */
  | { readonly code: 'keychain-denied' }
  /** No answer within the deadline. */
  | { readonly code: 'keychain-silent' }
  /** It answered, but did not do it. */
  | { readonly code: 'keychain-refused' }
  /** The item is there and is not ours to read: edited, or of another version. */
  | { readonly code: 'secret-unreadable' }
  /** Grants are kept behind a passphrase, and nobody has given it yet. */
  | { readonly code: 'vault-closed' }
  /** The file behind it could not be read or written. `reason` is the system's code; `replaced`: somebody puts another in its place time and again; `unreadable`. */
  | { readonly code: 'vault-file'; readonly reason: string };

/** The table could not be written. `reason` is the system's code, `ENOSPC`; or `newer`, `unreachable`: it must not be. */
export type RegistryFailure = { readonly code: 'not-saved'; readonly reason: string };

export type PracticeFailure = { readonly code: 'practice-unavailable' };

/** Everything that may go wrong with a connection, as expected failures. */
export type ConnectionFailure =
  | NetworkFailure
  | AnswerFailure
  | CodeFailure
  | EndedFailure
  | ClusterFailure
  | RedirectFailure
  | UserAgentFailure
  | KeychainFailure
  | RegistryFailure
  | PracticeFailure
  | { readonly code: 'connection-unknown' }
  | { readonly code: 'sign-in-already-open' }
  | { readonly code: 'sign-in-timed-out' }
  /** The keychain is open, yet has nothing for this connection: it was removed there. */
  | { readonly code: 'secret-missing' }
  /**
   * The refresh token was refused after a renewal, asked for at `interruptedAt` (Unix ms), of which nobody knows how it
   * ended: the provider rotated it then, most likely, and the new one never arrived or was never kept.
   */
  | { readonly code: 'renewal-interrupted'; readonly interruptedAt: number; readonly says?: string }
  /** The new sign-in is another person's or organisation's: nothing was overwritten. Both are named. */
  | { readonly code: 'different-account'; readonly expected: string; readonly got: string };
