import type { Endpoints } from '../../../preload/contract.ts';
import type { KeychainFailure, PracticeFailure, RegistryFailure, UserAgentFailure } from '../../../preload/failure.ts';
import type { AuthorizationRequest, Redirect } from '../../oauth/authorization.ts';
import type { Secret } from '../../oauth/secret.ts';
import type { Result } from '../../result.ts';
import type { Connection, Grant } from './connection.ts';

export type { Http } from '../../oauth/answer.ts';

/** The page to show, where it ends and how its answer is known, and what to say above it. */
export interface SignInPage extends AuthorizationRequest {
  readonly practice: boolean;
  /** The connection's name, for the window's title. */
  readonly title: string;
}

/** Shows the consent page and brings the redirect back; `sign-in-cancelled` when the signal aborts. One page at a time. */
export interface UserAgent {
  authorize(page: SignInPage, signal: AbortSignal): Promise<Result<Redirect, UserAgentFailure>>;
  /** Brings the page that is open to the front. */
  focus(): void;
}

/** What a grant is kept under: whose it is, and the hosts that it may be sent to. */
export type KeychainPlace = Pick<Connection, 'id' | 'practice' | 'endpoints'> & {
  /** Nobody has kept anything there yet: it is a look whether that can be done. */
  readonly isTrial?: true;
};

/** Keeps one Grant for each connection. Undefined is "there is none" for this place, a failure is "could not look". */
export interface Keychain {
  read(place: KeychainPlace): Promise<Result<Grant | undefined, KeychainFailure>>;
  write(place: KeychainPlace, grant: Grant): Promise<Result<undefined, KeychainFailure>>;
  remove(place: KeychainPlace): Promise<Result<undefined, KeychainFailure>>;
}

/** What the registry keeps. */
export interface RegistryContent {
  /** In the order they were added. */
  readonly connections: readonly Connection[];
  /** Where the keychain may hold a secret that is no connection's: it is to be removed. */
  readonly orphanedItems: readonly KeychainPlace[];
}

/** Keeps the plain table of connections on disk. */
export interface Registry {
  /** Whether it was found as it was last written. Else its table may be an older one, and an orphaned item in it a connection's by now. */
  readonly isWhole: boolean;
  read(): RegistryContent;
  /** Every place that anything on disk names, what is damaged or was set aside too: for forgetting everything. */
  places(): readonly KeychainPlace[];
  write(table: RegistryContent): Result<undefined, RegistryFailure>;
  /** Deletes everything, copies and what was set aside included, but for these orphanedItems; and looks that it is gone. */
  forget(orphanedItems: readonly KeychainPlace[]): Result<undefined, RegistryFailure>;
}

export interface Clock {
  /** The wall clock, Unix milliseconds: somebody may set it, forward or back. */
  now(): number;
  /** Milliseconds since some moment, which nobody can set; it may stand still while the computer sleeps. */
  uptime(): number;
  /** Calls later, as `uptime` runs; the returned function calls it off. */
  after(delay: number, act: () => void): () => void;
}

/** The system's clipboard. Both tell whether it was done, read back from outside. */
export interface Clipboard {
  write(secret: Secret): Promise<boolean>;
  /** Empties it if it still holds exactly this. */
  clear(secret: Secret): Promise<void>;
}

/** Where the practice organisation answers in this run of the app, and the client registered there. */
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
