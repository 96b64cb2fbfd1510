import type { AnswerFailure, NetworkFailure } from '../../oauth/answer.ts';
import type { RedirectFailure } from '../../oauth/authorization.ts';
import type { ClusterFailure, Endpoints, Environment, Profile } from '../../oauth/provider.ts';
import type { Secret } from '../../oauth/secret.ts';
import type { CodeFailure, EndedFailure } from '../../oauth/token.ts';
import type { KeychainFailure, PracticeFailure, RegistryFailure, UserAgentFailure } from './ports.ts';

/** How the grant was come by: given by Fyle's page for an internal app, or by signing in. */
export type ConnectionKind = 'internal' | 'oauth';

/** One account at one provider: what the registry keeps, never a secret. Times are Unix milliseconds. */
export interface Connection {
  /** 128 random bits, 32 hexadecimal digits; the keychain item's name begins with it. */
  readonly id: string;
  readonly name: string;
  readonly kind: ConnectionKind;
  readonly practice: boolean;
  readonly clientId: string;
  readonly redirectUri?: string;
  readonly endpoints: Endpoints;
  readonly cluster?: string;
  readonly profile?: Profile;
  readonly authorization: Authorization;
}

/** The long clock: since when, and until when, Fyle lets this app in. */
export interface Authorization {
  readonly signedInAt: number;
  readonly endsAt: number;
  /** The refresh token does not say its end: a year after its issue is assumed. */
  readonly estimated: boolean;
}

/** The durable half of a connection: what the keychain holds. */
export interface Grant {
  readonly refreshToken: Secret;
  readonly clientSecret: Secret;
}

/** The short clock, and the token itself; lives in main's memory alone. */
export interface AccessToken {
  readonly secret: Secret;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** `ready` nothing known against it; `renewing` a request is under way; the rest say what stops it. */
export type ConnectionStatus = 'ready' | 'renewing' | 'sign-in-needed' | 'offline' | 'problem';

/** A connection as it stands now, for whoever shows it. */
export interface ConnectionState extends Connection {
  readonly environment: Environment;
  readonly status: ConnectionStatus;
  readonly failure?: ConnectionFailure;
  /** The failure is that the sign-in could not be stored: it works from memory meanwhile. */
  readonly unkept?: true;
  /** When the next try comes by itself. */
  readonly retryAt?: number;
  readonly accessToken?: { readonly issuedAt: number; readonly expiresAt: number; readonly renewsAt: number };
}

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
