import type { BrowserSignIn } from '../../../preload/connection.ts';
import type { KeychainFailure, PracticeFailure, RegistryFailure, UserAgentFailure } from '../../../preload/failure.ts';
import type { Endpoints } from '../../../preload/form.ts';
import type { AuthorizationRequest, Redirect } from '../../oauth/authorization.ts';
import type { Secret } from '../../oauth/secret.ts';
import type { Result } from '../../result.ts';
import type { Connection, Grant } from './connection.ts';

export type { Http } from '../../oauth/answer.ts';

/** The consent page to show, the redirect that ends it, and what the window says about it. */
export interface SignInPage extends Omit<AuthorizationRequest, 'codeVerifier'> {
  readonly practice: boolean;
  /** The connection's name. */
  readonly title: string;
  /** Goes on in the person's own browser, at the person's wish: this page is then cancelled. */
  readonly openInBrowser: () => void;
}

/** How long a sign-in waits for a person who does nothing. */
export interface IdleTime {
  /** The person did something: the time begins anew. */
  restart(): void;
  /** Calls `listener` a minute before the time is over, each time. */
  onEnding(listener: () => void): void;
}

/**
 * Shows one consent page at a time and returns its redirect. It restarts the idle time when it sees that the person is at
 * work, and asks before that time is over. Fails with `sign-in-cancelled` when the signal aborts.
 */
export interface UserAgent {
  authorize(page: SignInPage, signal: AbortSignal, idle: IdleTime): Promise<Result<Redirect, UserAgentFailure>>;
  /** Brings the open page to the front, if there is one. */
  focus(): void;
}

/** What became of opening a page in the person's own browser. */
export type BrowserState = Omit<BrowserSignIn, 'redirectUri'>;

/** The person's own browser, for one sign-in at a time. */
export interface Browser {
  /**
   * Opens the page and returns its redirect, if that leads to a port of this computer that is free; otherwise only the
   * person can bring it. Fails with `sign-in-cancelled` when the signal aborts.
   * @param onChange told what became of it, after each {@link open}
   */
  authorize(
    request: AuthorizationRequest,
    signal: AbortSignal,
    onChange: (state: BrowserState) => void,
  ): Promise<Result<Redirect, UserAgentFailure>>;
  /** Opens the page once more, if there is one. */
  open(): void;
}

/** Names a keychain item: the connection it belongs to, and the endpoints that its grant may be sent to. */
export type KeychainPlace = Pick<Connection, 'id' | 'practice' | 'endpoints'> & {
  /** The item of a connection that never existed: only to check whether the keychain can be used. */
  readonly isTrial?: true;
};

/**
 * Stores one grant for each connection. `read` gives undefined when there is none; it fails when it could not look. A
 * keychain that asks before it gives or removes an item asks only for a `person`; else that fails with `keychain-asks`.
 */
export interface Keychain {
  read(place: KeychainPlace, by?: 'person'): Promise<Result<Grant | undefined, KeychainFailure>>;
  write(place: KeychainPlace, grant: Grant): Promise<Result<undefined, KeychainFailure>>;
  remove(place: KeychainPlace, by?: 'person'): Promise<Result<undefined, KeychainFailure>>;
}

/** What the registry stores. */
export interface RegistryContent {
  /** In the order they were added. */
  readonly connections: readonly Connection[];
  /** Keychain items that belong to no connection any more and are to be removed; some may be gone already. */
  readonly orphanedItems: readonly KeychainPlace[];
}

/** Stores the table of connections on disk. */
export interface Registry {
  /** False when the file was damaged or is an older copy: an item that it lists as orphaned may be in use. */
  readonly isWhole: boolean;
  read(): RegistryContent;
  /** Every keychain item that a file on disk names, damaged files and backups included. */
  places(): readonly KeychainPlace[];
  write(table: RegistryContent): Result<undefined, RegistryFailure>;
  /** Deletes every file, backups included, and verifies that. These orphaned items, if any, stay listed. */
  forget(orphanedItems: readonly KeychainPlace[]): Result<undefined, RegistryFailure>;
}

/** The system's clock and timers. */
export interface Clock {
  /** The wall clock, Unix milliseconds; it may be set forward or back. */
  now(): number;
  /** The steady clock: milliseconds since a fixed moment; it may stand still while the computer sleeps. */
  uptime(): number;
  /** Calls `act` after so many milliseconds of `uptime`; the returned function cancels that. */
  after(delay: number, act: () => void): () => void;
}

/** The system's clipboard. */
export interface Clipboard {
  /** Writes the secret, and gives whether other programs get it. */
  write(secret: Secret): Promise<boolean>;
  /** Writes what is no secret, and gives whether other programs get it. */
  writePlain(text: string): Promise<boolean>;
  /** Takes the secret off the clipboard, if that holds exactly this. */
  clear(secret: Secret): Promise<void>;
  /** The program that has exactly this secret on the clipboard, empty when nobody can tell; undefined when none has. */
  holder(secret: Secret): Promise<string | undefined>;
}

/** The practice organisation's endpoints in this run of the app, and the client that is registered there. */
export interface PracticePlace {
  readonly endpoints: Endpoints;
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly redirectUri: string;
}

/** The practice organisation, started on first use. */
export interface Practice {
  open(): Promise<Result<PracticePlace, PracticeFailure>>;
}
