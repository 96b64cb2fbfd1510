import type { Field, FieldFault } from './fieldFault.ts';

/** The expected failures that main reports to the window. Types only. */

/** Which request failed; `page` is the sign-in page, which only a preflight asks for. */
export type Step = 'token' | 'cluster' | 'profile' | 'page';

/** Why a request to `host` brought no readable answer. `reason` is Chromium's name for it, `ERR_CERT_INVALID`. */
export type NetworkFailure =
  | { readonly code: 'offline'; readonly host: string }
  | { readonly code: 'unreachable'; readonly host: string }
  | { readonly code: 'timed-out'; readonly host: string }
  | { readonly code: 'interrupted'; readonly host: string }
  | { readonly code: 'certificate-untrusted'; readonly host: string; readonly reason: string }
  | { readonly code: 'proxy-failed'; readonly host: string }
  | { readonly code: 'redirected'; readonly host: string }
  | { readonly code: 'answer-too-large'; readonly host: string };

/**
 * A server's own words, at most 300 characters, plain text without a secret, and the host that said them. Nobody else's
 * name stands beside them.
 */
export interface Said {
  readonly says?: string;
  readonly saidBy?: string;
}

/** A provider that answers, but cannot serve the request now. `retryAfter` is in milliseconds. */
export type BusyFailure =
  | { readonly code: 'too-many-requests'; readonly step: Step; readonly retryAfter?: number }
  | ({
      readonly code: 'server-error';
      readonly step: Step;
      readonly status: number;
      readonly retryAfter?: number;
    } & Said);

/** Why an answer is no success. */
export type AnswerFailure =
  | BusyFailure
  | ({ readonly code: 'wrong-parameters'; readonly step: Step; readonly status: number } & Said)
  /** `error` as in RFC 6749 §5.2; absent from Fyle's own refusal, which does not say whether it means grant or client. */
  | ({
      readonly code: 'sign-in-rejected';
      readonly step: Step;
      readonly status: number;
      readonly error?: 'invalid_grant' | 'invalid_client';
    } & Said)
  | ({ readonly code: 'user-not-allowed'; readonly step: Step } & Said)
  | ({ readonly code: 'app-unknown'; readonly step: Step } & Said)
  | { readonly code: 'unexpected-answer'; readonly step: Step; readonly status: number; readonly reason: AnswerFault };

export type AnswerFault = 'not-json' | 'wrong-shape' | 'not-a-bearer' | 'unexpected-status';

/** Why a request brought nothing that can be used. */
export type RequestFailure = NetworkFailure | AnswerFailure;

/** The provider does not take the authorization code: it expired, was used, or belongs to another redirect URI. */
export type CodeFailure = { readonly code: 'code-not-accepted'; readonly status: number } & Said;

/** The refresh token's own end has passed (`endedAt`, Unix ms). */
export type EndedFailure = { readonly code: 'sign-in-ended'; readonly endedAt: number } & Said;

/** The provider named a cluster at a host that is not its own: nothing is sent there. */
export type ClusterFailure = { readonly code: 'cluster-untrusted'; readonly host: string };

/** Why a redirect brings no code. */
export type RedirectFailure =
  | { readonly code: 'redirect-not-ours' }
  | { readonly code: 'redirect-unreadable'; readonly reason: 'no-code' | 'doubled' | 'too-long' | 'odd-characters' }
  | { readonly code: 'redirect-holds-token' }
  | { readonly code: 'sign-in-declined' }
  | ({ readonly code: 'sign-in-refused'; readonly error: string } & Said);

/** `expected` is the redirect URI as entered, `got` the address that received the response: no query, at most 300 characters. */
export type RedirectDiffers = { readonly code: 'redirect-differs'; readonly expected: string; readonly got: string };

/** Why an address that a person pasted is not where the sign-in ended up. */
export type PasteFault =
  | 'missing'
  | 'not-an-address'
  | 'sign-in-page'
  | 'another-address'
  | 'no-answer'
  | 'another-sign-in';

/** `expected` is the redirect URI, with which the right address begins. */
export type PastedRedirectFailure =
  | { readonly code: 'paste-refused'; readonly fault: PasteFault; readonly expected: string }
  | RedirectDiffers
  /** The sign-in is over, or not in the person's own browser. */
  | { readonly code: 'sign-in-timed-out' };

/** Why the sign-in window brought no redirect. `reason` is Chromium's name for it, `ERR_CONNECTION_REFUSED`. */
export type UserAgentFailure =
  | { readonly code: 'sign-in-closed' }
  | { readonly code: 'sign-in-cancelled' }
  | RedirectDiffers
  /** Its page, or one that it led to, kept the app so busy that it would have stood still. `host` is where it began. */
  | { readonly code: 'sign-in-page-flooded'; readonly host: string }
  | { readonly code: 'sign-in-page-failed'; readonly host: string; readonly reason: string };

/**
 * Why a keychain that is there cannot serve. `no-keyring`: nobody has set it up; `cannot-set-up`: nor can anything ask the
 * person for a password to do so; `keyring-missing`: what new items should go into does not exist; `blocked`: a policy or
 * the app's confinement keeps the app from it; `nobody-asks`: it is locked, and nothing can ask for its password.
 */
export type KeychainFault = 'no-keyring' | 'cannot-set-up' | 'keyring-missing' | 'blocked' | 'nobody-asks';

/** Why a grant was not read, stored or removed. */
export type KeychainFailure =
  /** No keychain on this computer answers. `reason` is the system's own sentence. */
  | { readonly code: 'keychain-unavailable'; readonly reason: string }
  /** One answers, but cannot serve in this state. */
  | { readonly code: 'keychain-unusable'; readonly reason: KeychainFault }
  | { readonly code: 'keychain-locked' }
  /** The person refused, closed or did not answer the keychain's question: for its password, or whether to give an item. */
  | { readonly code: 'keychain-denied' }
  /** It asks the person before it gives this item, and nobody has wanted it yet: only a person's act makes it ask. */
  | { readonly code: 'keychain-asks' }
  /** No answer within the deadline. */
  | { readonly code: 'keychain-silent' }
  /** It answered, but did not do it. */
  | { readonly code: 'keychain-refused' }
  /** The item is there and cannot be read: edited, or of another version. */
  | { readonly code: 'secret-unreadable' }
  /** Grants are stored behind a passphrase, and nobody has typed it yet. */
  | { readonly code: 'vault-closed' }
  | VaultFileFailure;

/**
 * The vault's file could not be read or written. `reason` is the system's code; `replaced` when another program keeps
 * putting a file in its place; `unreadable`.
 */
export type VaultFileFailure = { readonly code: 'vault-file'; readonly reason: string };

/** Why a vault was not created, opened, set aside or deleted. */
export type VaultAccessFailure =
  | VaultFileFailure
  | { readonly code: 'vault-exists' }
  | { readonly code: 'passphrase-too-short' }
  | { readonly code: 'passphrase-guessable' }
  /** Too many attempts in a minute. */
  | { readonly code: 'passphrase-too-often' }
  | VaultContentFailure;

/** Why a vault's content could not be read: it is cut off, changed or not one of ours; a newer version wrote it; the passphrase. */
export type VaultContentFailure =
  | { readonly code: 'vault-damaged' }
  | { readonly code: 'vault-newer' }
  | { readonly code: 'passphrase-wrong' };

/** The registry could not be written. `reason` is the system's code, `ENOSPC`; or `newer`, `unreachable`: it must not be. */
export type RegistryFailure = { readonly code: 'not-saved'; readonly reason: string };

export type PracticeFailure = { readonly code: 'practice-unavailable' };

/** Everything that may go wrong with a connection. */
export type ConnectionFailure =
  | RequestFailure
  | CodeFailure
  | EndedFailure
  | ClusterFailure
  | RedirectFailure
  | UserAgentFailure
  | KeychainFailure
  | RegistryFailure
  | PracticeFailure
  /** It got another client or other addresses meanwhile: what was obtained before goes nowhere else. */
  | { readonly code: 'connection-changed' }
  | { readonly code: 'connection-unknown' }
  | { readonly code: 'sign-in-already-open' }
  | { readonly code: 'sign-in-timed-out' }
  /** The keychain is open, but has nothing for this connection: it was removed there. */
  | { readonly code: 'secret-missing' }
  /**
   * The refresh token was refused after a renewal, requested at `interruptedAt` (Unix ms), of which nobody knows how it
   * ended: most likely the provider rotated it then, and the new one never arrived or was never stored.
   */
  | ({ readonly code: 'renewal-interrupted'; readonly interruptedAt: number } & Said)
  /** The new sign-in is another person's or organisation's: nothing was overwritten. Both are named. */
  | { readonly code: 'different-account'; readonly expected: string; readonly got: string };

/** Something answers there, but not as Fyle would. */
export type NotFyleFailure = { readonly code: 'not-fyle'; readonly host: string };

/** Where something is left after forgetting everything. `no-keychain`: there is no keychain now, so its content is unknown. */
export type NotForgottenFailure = {
  readonly code: 'not-forgotten';
  readonly left: readonly ('keychain' | 'no-keychain' | 'disk')[];
};

/** The history as a table, or a reminder for the calendar, was not saved. `reason` is the system's code, `ENOSPC`. */
export type NotExportedFailure = {
  readonly code: 'not-exported';
  readonly what: 'activity' | 'reminder';
  readonly reason: string;
};

/** What was typed is wrong: every field that is. */
export type FieldsFailure = { readonly code: 'fields'; readonly fields: { readonly [F in Field]?: FieldFault } };

/**
 * A token is not copied in the form that was asked for. `no-api-address`: the form needs it, and Fyle has not told it yet;
 * `not-quotable`: no line of this form can hold the token.
 */
export type CopyFormatFailure = { readonly code: 'cannot-copy-as'; readonly reason: 'no-api-address' | 'not-quotable' };

/** Every expected failure. */
export type Failure =
  | ConnectionFailure
  | VaultAccessFailure
  | NotFyleFailure
  | NotForgottenFailure
  | NotExportedFailure
  | PastedRedirectFailure
  | FieldsFailure
  | { readonly code: 'bad-request' }
  | { readonly code: 'too-many-reveals' }
  /** The person shows their screen to others, who would see this. */
  | { readonly code: 'presenting' }
  /** The app is locked: it gives nothing until it is unlocked. */
  | { readonly code: 'locked' }
  /** Main asked the person, and got no yes. */
  | { readonly code: 'not-confirmed' }
  | { readonly code: 'clipboard-failed' }
  | CopyFormatFailure
  | { readonly code: 'bug' };

/** A proxy's question for name and password. `host`: with its port. `attempt`: 1, and more when an answer was wrong. */
export interface ProxyQuestion {
  readonly host: string;
  readonly attempt: number;
}
