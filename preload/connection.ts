import type { Failure } from './failure.ts';
import type { Colour, Endpoints } from './form.ts';
import type { CopyFormat } from './shared/copyFormats.ts';

/** A connection and its history as main shows them. Types only: a part of the contract. */

/**
 * `ready`: it has a valid access token; `unchecked`: it has none yet, and no problem is known; `asks-first`: it has none, and
 * the keychain asks the person before it gives the grant, at the next use; `renewing`: a request is
 * under way; the others say what stops it.
 */
export type ConnectionStatus =
  | 'ready'
  | 'unchecked'
  | 'asks-first'
  | 'renewing'
  | 'sign-in-needed'
  | 'offline'
  | 'problem';
/** How the grant was obtained: given by Fyle's page for an internal app, or by signing in. */
export type ConnectionKind = 'internal' | 'oauth';
/** `production` is Fyle itself, `staging` Fyle's own test servers, `custom` any other host. */
export type Environment = 'production' | 'staging' | 'custom' | 'practice';

/** One account at one provider as the user sees it. All times are Unix milliseconds. */
export interface ConnectionState {
  readonly id: string;
  readonly name: string;
  /** The colour that the person chose; without one it is its organisation's. */
  readonly colour?: Colour;
  /** The person wants it at the top. */
  readonly favourite?: true;
  readonly kind: ConnectionKind;
  readonly environment: Environment;
  readonly clientId: string;
  readonly redirectUri?: string;
  readonly endpoints: Endpoints;
  readonly supportsPkce?: true;
  /** Absent until the provider has answered with it. */
  readonly profile?: Profile;
  /** An origin, `https://us1.fylehq.com`. */
  readonly cluster?: string;
  readonly status: ConnectionStatus;
  /** Why the status is not `ready`; with `ready`, a failure that stops nothing. */
  readonly failure?: Failure;
  /** The failure is that the keychain did not store the sign-in: it works from memory until then. */
  readonly isGrantPending?: true;
  /** When the app retries automatically. */
  readonly retryAt?: number;
  /** Absent when none is in memory: the next use renews it. */
  readonly accessToken?: { readonly issuedAt: number; readonly expiresAt: number; readonly renewsAt: number };
  /** When its token was last copied or revealed; absent when it never was. */
  readonly usedAt?: number;
  /** Grows with each line of its history, which must then be requested again. */
  readonly newest: number;
  readonly authorization: Authorization;
  /** The form in which its token was copied last by choice; absent before the first. */
  readonly copyFormat?: CopyFormat;
}

/** Since when, and until when, the provider lets this app in: from the refresh token's issue, where it says that, to its end. */
export interface Authorization {
  readonly signedInAt: number;
  readonly endsAt: number;
  /** Neither the provider nor the refresh token says the end: a year after its issue is assumed. */
  readonly estimated: boolean;
}

/** A reminder that was saved for a calendar, by its file's name. */
export interface SavedReminder {
  readonly file: string;
}

/** Who wanted it: the app `itself`, or a `person`; in this `window` or in the `tray`, where that is known. */
export type Who = 'itself' | 'person' | 'window' | 'tray';

/** Something that happened to a connection, with its time (Unix ms). */
export type Happened = { readonly at: number; readonly by: Who } & (
  | {
      readonly what: 'connected' | 'signed-in-again' | 'account-changed' | 'renewed' | 'revealed';
    }
  | {
      /** `edited`: its name, its client or an address. `restored`: put back after it was removed. */
      readonly what: 'edited' | 'removed' | 'restored';
    }
  | { readonly what: 'renewal-failed'; readonly code: Failure['code'] }
  /** `as`: in which form, absent for the token itself. */
  | { readonly what: 'copied'; readonly as?: Exclude<CopyFormat, 'token'> }
);

/** What a person can copy of a connection beside its token: no secret. */
export type Fact = 'organisation' | 'organisation-id' | 'user-id' | 'api-address' | 'client-id';

/** The person and the organisation that a token belongs to. */
export interface Profile {
  readonly userId: string;
  readonly userName: string;
  readonly email: string;
  readonly organisationId: string;
  readonly organisationName: string;
  /** ISO 4217, `EUR`. */
  readonly currency?: string;
  /** Fyle's names, `ADMIN`. */
  readonly roles: readonly string[];
}

/** A connection that was removed, and until when (Unix ms) it can be put back. */
export interface Removed {
  readonly id: string;
  readonly name: string;
  readonly undoUntil: number;
}

/** An access token for the screen, and its end (Unix ms). */
export interface RevealedToken {
  readonly token: string;
  readonly expiresAt: number;
}

/** A running sign-in: the connection's name, empty where the organisation gives it, and the provider's host; without a `window` that waits, a request is sent. */
export interface SignInAttempt {
  readonly name: string;
  readonly host: string;
  readonly window: boolean;
  /** The sign-in page is in the person's own browser. */
  readonly browser?: BrowserSignIn;
}

/** What became of opening the sign-in page in the person's own browser. */
export interface BrowserSignIn {
  /**
   * `listening`: the browser brings the answer by itself; `port-taken`: another program would get it, so nothing was
   * opened; `port-refused` and `none`, for a redirect URI that is not on this computer: the person pastes it.
   */
  readonly listener: 'listening' | 'port-taken' | 'port-refused' | 'none';
  readonly isOpen: boolean;
  /** The redirect URI, with which the address to paste begins. */
  readonly redirectUri: string;
}

/** How the list of connections is shown. */
export interface ListView {
  /** By name, by the last use of each token, or as the person put them, which is the order of main's own. */
  readonly order: 'name' | 'used' | 'hand';
  /** The connection chosen last; absent when there was none, or it was removed. */
  readonly selectedId?: string;
}

/** The token that is on the clipboard, and in which form. Times are Unix milliseconds. */
export interface Copied {
  readonly id: string;
  readonly name: string;
  readonly format: CopyFormat;
  readonly validUntil: number;
  readonly clearsAt: number;
  /** The program that keeps it there though it was cleared, empty when nobody can tell which. */
  readonly keptBy?: string;
}
