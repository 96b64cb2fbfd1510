import type { Authorization, ConnectionKind, Profile } from '../../../preload/connection.ts';
import type { Colour, Endpoints } from '../../../preload/form.ts';
import type { CopyFormat } from '../../../preload/shared/copyFormats.ts';
import type { Secret } from '../../oauth/secret.ts';

/** One account at one provider, as the registry stores it: never a secret. Times are Unix milliseconds. */
export interface Connection {
  /** {@link newConnectionId}; the name of the keychain item begins with it. */
  readonly id: string;
  readonly name: string;
  readonly colour?: Colour;
  readonly favourite?: true;
  readonly kind: ConnectionKind;
  readonly practice: boolean;
  readonly clientId: string;
  readonly redirectUri?: string;
  readonly endpoints: Endpoints;
  /** Sign-ins use PKCE. */
  readonly supportsPkce?: true;
  readonly cluster?: string;
  readonly profile?: Profile;
  readonly authorization: Authorization;
  /** The form in which its token was copied last by choice. */
  readonly copyFormat?: CopyFormat;
}

/** What may be changed of a connection that is in the list. */
export interface ConnectionEdit
  extends Partial<Pick<Connection, 'name' | 'colour' | 'clientId' | 'redirectUri' | 'endpoints' | 'copyFormat'>> {
  readonly favourite?: boolean;
  readonly supportsPkce?: boolean;
}

/** A connection with changes. */
export function edited(connection: Connection, { favourite, supportsPkce, ...changes }: ConnectionEdit): Connection {
  const { favourite: isFavourite, supportsPkce: hasPkce, ...rest } = connection;
  return {
    ...{ ...rest, ...changes },
    ...((favourite ?? isFavourite) && { favourite: true }),
    ...((supportsPkce ?? hasPkce) && { supportsPkce: true }),
  };
}

/** What a grant is issued for: a client, and the addresses that it may be sent to. */
export type ClientPlace = Pick<Connection, 'clientId' | 'endpoints'>;

/** Whether both are the same client at the same three addresses. */
export function isSamePlace(one: ClientPlace, other: ClientPlace): boolean {
  const steps = ['authorization', 'token', 'cluster'] as const;
  return one.clientId === other.clientId && steps.every((step) => one.endpoints[step] === other.endpoints[step]);
}

/** Whether a person has entered something else for it since; not how the list shows it. */
export function isEdited(before: Connection, now: Connection): boolean {
  const isSame = before.name === now.name && before.redirectUri === now.redirectUri;
  return !isSame || before.supportsPkce !== now.supportsPkce || !isSamePlace(before, now);
}

/** The lasting half of a connection's credentials: what the keychain stores. */
export interface Grant {
  readonly refreshToken: Secret;
  readonly clientSecret: Secret;
}

/** An access token: in main's memory alone. Times are the forward clock's, unless a function says otherwise. */
export interface AccessToken {
  readonly secret: Secret;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** The id of a new connection: 128 random bits as 32 hexadecimal digits. */
export function newConnectionId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
