import type { Failure } from './failure.ts';

/**
 * The door between main and the window: every request, every notice and every failure, in one place.
 * Types only; it leaves nothing behind when compiled.
 *
 * To add a request: a row in `Requests`, its name in `preload.ts`, a handler in `main/desktop/window/requests.ts`.
 */

/** What the window may ask of main. The key is both the channel and the method of `window.bridge`. */
export interface Requests {
  /** The whole state now; afterwards it comes by the `desk` notice. */
  desk(): DeskState;
  /** The providers that a person can choose from, the default first. */
  presets(): readonly Preset[];
  /** Looks, before a first sign-in, whether one with these settings can go well. Sends nothing secret, stores nothing. */
  checkSettings(settings: Settings): SettingsCheck;
  /** Signs in, or renews with the given refresh token, and stores the connection. */
  connect(draft: ConnectDraft): ConnectionRef;
  /** The same with the practice organisation; starts its server when needed. */
  connectPractice(): ConnectionRef;
  /** Signs in again for a stored connection and keeps its entry. */
  signInAgain(id: string, replacement: GrantReplacement): ConnectionRef;
  /** Says what becomes of a sign-in that was another account's (failure `different-account`); gives the connection it is about now. */
  settleAccount(id: string, choice: AccountChoice): ConnectionRef;
  /** Brings the window of the sign-in that is under way to the front, if there is one. */
  showSignIn(): null;
  /** Ends the sign-in that is under way, if any. */
  cancelSignIn(): null;
  /** Puts a fresh token on the clipboard. The token itself stays in main. */
  copyToken(id: string): Copied;
  /** Empties the clipboard if it still holds what was copied. */
  clearClipboard(): null;
  /** The only way by which a token enters the page. */
  revealToken(id: string): RevealedToken;
  /** Renews the access token now. */
  renew(id: string): null;
  /** What happened to a connection on this computer, the newest first; at most 250. */
  history(id: string): readonly Happened[];
  /** Tries the keychain once more; a locked one then asks for its password, in a window of the system's own. */
  tryKeychain(): null;
  /** Makes the vault, a file behind this passphrase, and keeps every sign-in there from now on. */
  createVault(passphrase: string): null;
  /** Opens the vault until Token Desk is closed. */
  openVault(passphrase: string): null;
  /** Puts a vault whose passphrase is lost aside, as it is, and goes on without one. */
  setVaultAside(): null;
  /** Forgets the connection and its grant on this computer. */
  remove(id: string): null;
  /** Forgets all connections, their grants and their history on this computer, and looks whether they are gone. */
  forgetEverything(): null;
}

/** What main says unasked: always a whole state, never a change of one. */
export interface Notices {
  desk: DeskState;
  /** Bring this connection on screen; it comes after the `desk` notice that holds it. */
  show: ShowRequest;
  /** Take every token off the screen: at this moment (Unix ms) it was locked, or the computer went to sleep. */
  mask: { readonly at: number };
}

export type Channel = keyof Requests;
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** `window.bridge` as the page sees it. */
export type Bridge = {
  readonly [C in Channel]: (...args: Parameters<Requests[C]>) => Promise<Reply<ReturnType<Requests[C]>>>;
} & {
  /** Calls `listener` with every later notice; the returned function stops that. */
  readonly on: <N extends keyof Notices>(notice: N, listener: (state: Notices[N]) => void) => () => void;
};

/** What main must provide: arguments are foreign until they are read. */
export type Handlers = {
  readonly [C in Channel]: (...args: unknown[]) => Promise<Reply<ReturnType<Requests[C]>>>;
};

export interface ConnectionRef {
  readonly id: string;
}

/** `keep` the stored account, `change` the connection to the new one, or `add` the new one as a connection of its own. */
export type AccountChoice = 'keep' | 'change' | 'add';

export interface ShowRequest extends ConnectionRef {
  /** What went wrong outside the window (a copy from the tray), to be told beside the connection. */
  readonly failure?: Failure;
}

export interface DeskState {
  readonly connections: readonly ConnectionState[];
  readonly keychain: KeychainState;
  /** The sign-in that is under way; `window`: its window is open and waits for the person, else the provider is asked. */
  readonly signIn?: { readonly name: string; readonly host: string; readonly window: boolean };
  /** What the clipboard holds of ours. */
  readonly clipboard?: Copied;
  /** Something about this computer that a person should know, each with its own sentence. */
  readonly notices: readonly DeskNotice[];
  /** How far the provider's clock is ahead of this computer's, milliseconds; there when it is two minutes or more either way. */
  readonly clockSkew?: number;
}

/**
 * Where sign-ins are kept, and whether that answers. `absent`: this computer has no keychain, so they are in memory alone;
 * `denied`: the question for its password was turned down; `vault-…`: they are in a file behind a passphrase.
 */
export type KeychainState = 'ready' | 'locked' | 'absent' | 'denied' | 'silent' | 'vault-closed' | 'vault-open';
/**
 * `registry-…`: how the list was found at the start: put right from its last good copy, damaged (what cannot be read is
 * kept aside), written by a newer version, or out of reach; in the last two nothing is written over it. `disk-…` and
 * `not-saved`: why what changed last is not on disk. `not-kept`: a refresh token is in memory alone
 * until the keychain takes it. `secret-left`: the keychain did not yet let go of a secret that is no connection's any more.
 * `no-tray`: nothing here shows tray icons, so closing the window ends the app.
 */
export type DeskNotice =
  | 'registry-restored'
  | 'registry-damaged'
  | 'registry-newer'
  | 'registry-unreachable'
  | 'disk-full'
  | 'disk-read-only'
  | 'not-saved'
  | 'not-kept'
  | 'secret-left'
  | 'no-tray';

/** `ready` nothing known against it; `renewing` a request is under way; the rest say what stops it. */
export type ConnectionStatus = 'ready' | 'renewing' | 'sign-in-needed' | 'offline' | 'problem';
export type ConnectionKind = 'internal' | 'oauth';
export type Environment = 'production' | 'staging' | 'custom' | 'practice';

/** One account at one provider as the user sees it. All times are Unix milliseconds. */
export interface ConnectionState {
  readonly id: string;
  /** As the person typed it. */
  readonly name: string;
  readonly kind: ConnectionKind;
  readonly environment: Environment;
  readonly clientId: string;
  readonly redirectUri?: string;
  readonly endpoints: Endpoints;
  /** Absent until the provider has said whose token it is. */
  readonly profile?: Profile;
  /** An origin, `https://us1.fylehq.com`. */
  readonly cluster?: string;
  readonly status: ConnectionStatus;
  /** Why the status is not `ready`; a failure beside `ready` is told but stops nothing. */
  readonly failure?: Failure;
  /** The failure is that the sign-in could not be stored: it works from memory meanwhile. */
  readonly unkept?: true;
  /** When the next try comes by itself. */
  readonly retryAt?: number;
  /** Absent when none is in memory: the next use renews. */
  readonly accessToken?: { readonly issuedAt: number; readonly expiresAt: number; readonly renewsAt: number };
  /** Grows whenever something happened to it: its history is then to be asked for anew. */
  readonly newest: number;
  readonly authorization: { readonly signedInAt: number; readonly endsAt: number; readonly estimated: boolean };
}

/** Something that happened to a connection, and when (Unix ms). `itself`: before it was needed; `person`: by somebody's wish. */
export type Happened = { readonly at: number } & (
  | { readonly what: 'connected' }
  | { readonly what: 'signed-in-again' }
  | { readonly what: 'renewed'; readonly by: 'itself' | 'person' }
  | { readonly what: 'renewal-failed'; readonly code: Failure['code'] }
  | { readonly what: 'copied'; readonly from: 'window' | 'tray' }
  | { readonly what: 'revealed' }
  | { readonly what: 'removed' }
);

export interface Profile {
  readonly userId: string;
  readonly userName: string;
  readonly email: string;
  readonly organisationId: string;
  readonly organisationName: string;
  /** ISO 4217, `EUR`. */
  readonly currency?: string;
  /** Fyle's words, `ADMIN`. */
  readonly roles: readonly string[];
}

export interface Endpoints {
  readonly authorization: string;
  readonly token: string;
  readonly cluster: string;
}

export interface Preset {
  readonly id: 'fyle' | 'fyle-2026';
  readonly name: string;
  readonly endpoints: Endpoints;
}

/** The form as typed; main trims it and judges every field. */
export type ConnectDraft = {
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly endpoints: Endpoints;
} & (
  | { readonly kind: 'internal'; readonly refreshToken: string }
  | { readonly kind: 'oauth'; readonly redirectUri: string }
);

/** The part of the form that can be looked at without a secret; the redirect URI for an OAuth 2.0 app alone. */
export interface Settings {
  readonly endpoints: Endpoints;
  readonly redirectUri?: string;
}

/** `page` the sign-in page, `token` and `cluster` Fyle's other two addresses, `keychain` this computer's. */
export type CheckedPart = 'page' | 'token' | 'cluster' | 'keychain';

/** Each part, with why it would not do. `other`: the preset that answers where the chosen addresses do not. */
export interface SettingsCheck {
  readonly parts: readonly { readonly part: CheckedPart; readonly failure?: Failure }[];
  readonly other?: Preset['id'];
}

/** What a person typed anew; what is left empty stays as stored. An internal app needs its refresh token. */
export interface GrantReplacement {
  readonly clientSecret?: string;
  readonly refreshToken?: string;
}

export interface Copied {
  readonly id: string;
  readonly name: string;
  readonly validUntil: number;
  readonly clearsAt: number;
}

export interface RevealedToken {
  readonly token: string;
  readonly expiresAt: number;
}
