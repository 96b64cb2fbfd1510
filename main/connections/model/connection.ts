import type { Authorization, ConnectionKind, Endpoints, Profile } from '../../../preload/contract.ts';
import type { Secret } from '../../oauth/secret.ts';

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

/** 128 random bits, 32 hexadecimal digits: the id of a new connection. */
export function newConnectionId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
