import type { Endpoints, Profile } from '../../oauth/provider.ts';
import type { Secret } from '../../oauth/secret.ts';

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

/** 128 random bits, 32 hexadecimal digits: the id of a new connection. */
export function newConnectionId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
