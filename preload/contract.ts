/**
 * The door between main and the window: every request, every notice and every failure, in one place.
 * Types only; this file imports nothing and leaves nothing behind when compiled.
 *
 * To add a request: a row in `Requests`, its name in `preload.ts`, a handler in `main/desktop/requests.ts`.
 */

/** What the window may ask of main. The key is both the channel and the method of `window.bridge`. */
export interface Requests {
  /** The whole state now; afterwards it comes by the `desk` notice. */
  desk(): DeskState;
  /** The providers that a person can choose from, the default first. */
  presets(): readonly Preset[];
  /** Signs in, or renews with the given refresh token, and stores the connection. */
  connect(draft: ConnectDraft): ConnectionRef;
  /** The same with the practice organisation; starts its server when needed. */
  connectPractice(): ConnectionRef;
  /** Signs in again for a stored connection and keeps its entry. */
  signInAgain(id: string, replacement: GrantReplacement): ConnectionRef;
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
  /** Forgets the connection and its grant on this computer. */
  remove(id: string): null;
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
}

export type KeychainState = 'ready' | 'locked' | 'unavailable' | 'silent';
/** `registry-repaired`: the list was restored from its last good copy or begun anew. `not-saved`: something that was learnt could not be written to disk. */
export type DeskNotice = 'registry-repaired' | 'not-saved';

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
  /** When the next try comes by itself. */
  readonly retryAt?: number;
  /** Absent when none is in memory: the next use renews. */
  readonly accessToken?: { readonly issuedAt: number; readonly expiresAt: number; readonly renewsAt: number };
  readonly authorization: { readonly signedInAt: number; readonly endsAt: number; readonly estimated: boolean };
}

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

export type Field =
  | 'name'
  | 'clientId'
  | 'clientSecret'
  | 'refreshToken'
  | 'redirectUri'
  | 'authorization'
  | 'token'
  | 'cluster';

export type FieldFault =
  | 'missing'
  | 'too-long'
  | 'has-gap'
  | 'has-odd-characters'
  | 'is-the-client-id'
  | 'is-the-client-secret'
  | 'looks-like-a-client-id'
  | 'looks-like-a-token'
  | 'not-an-address'
  | 'needs-https'
  | 'has-fragment'
  | 'has-password'
  | 'has-answer-parameters'
  | 'scheme-not-allowed';

/** Which of the three requests failed: for a new access token, for the cluster, or for whose token it is. */
export type Step = 'token' | 'cluster' | 'profile';

/** Every expected failure. `says` is the provider's own text: plain, at most 300 characters, shown folded. */
export type Failure =
  // what was typed, or asked
  | { readonly code: 'fields'; readonly fields: { readonly [F in Field]?: FieldFault } }
  | { readonly code: 'bad-request' }
  | { readonly code: 'connection-unknown' }
  | { readonly code: 'too-many-reveals' }
  // the sign-in window
  | { readonly code: 'sign-in-already-open' }
  | { readonly code: 'sign-in-cancelled' }
  | { readonly code: 'sign-in-closed' }
  | { readonly code: 'sign-in-timed-out' }
  | { readonly code: 'sign-in-page-failed'; readonly host: string; readonly reason: string }
  | { readonly code: 'sign-in-declined' }
  | { readonly code: 'sign-in-refused'; readonly error: string; readonly says?: string }
  // the redirect
  | { readonly code: 'redirect-not-ours' }
  | { readonly code: 'redirect-unreadable'; readonly reason: 'no-code' | 'doubled' | 'too-long' | 'odd-characters' }
  | { readonly code: 'redirect-holds-token' }
  // what the provider answered
  | { readonly code: 'wrong-parameters'; readonly step: Step; readonly status: number; readonly says?: string }
  | { readonly code: 'sign-in-ended'; readonly endedAt: number; readonly says?: string }
  | { readonly code: 'sign-in-rejected'; readonly step: Step; readonly status: number; readonly says?: string }
  | { readonly code: 'user-not-allowed'; readonly step: Step; readonly says?: string }
  | { readonly code: 'app-unknown'; readonly step: Step; readonly says?: string }
  | { readonly code: 'too-many-requests'; readonly step: Step; readonly retryAfter?: number }
  | { readonly code: 'server-error'; readonly step: Step; readonly status: number; readonly says?: string }
  | { readonly code: 'code-not-accepted'; readonly status: number; readonly says?: string }
  | { readonly code: 'unexpected-answer'; readonly step: Step; readonly status: number; readonly reason: AnswerFault }
  | { readonly code: 'cluster-untrusted'; readonly host: string }
  | { readonly code: 'different-account'; readonly expected: string; readonly got: string }
  // the way there
  | { readonly code: 'offline'; readonly host: string }
  | { readonly code: 'unreachable'; readonly host: string }
  | { readonly code: 'timed-out'; readonly host: string }
  | { readonly code: 'interrupted'; readonly host: string }
  | { readonly code: 'certificate-untrusted'; readonly host: string; readonly reason: string }
  | { readonly code: 'proxy-failed'; readonly host: string }
  | { readonly code: 'redirected'; readonly host: string }
  | { readonly code: 'answer-too-large'; readonly host: string }
  // this computer
  | { readonly code: 'keychain-unavailable'; readonly reason: string }
  | { readonly code: 'keychain-locked' }
  | { readonly code: 'keychain-silent' }
  | { readonly code: 'keychain-refused' }
  | { readonly code: 'secret-missing' }
  | { readonly code: 'secret-unreadable' }
  | { readonly code: 'not-saved'; readonly reason: string }
  | { readonly code: 'clipboard-failed' }
  | { readonly code: 'practice-unavailable' }
  | { readonly code: 'bug' };

export type AnswerFault = 'not-json' | 'wrong-shape' | 'not-a-bearer' | 'unexpected-status';

/** The bar above the sign-in page: a document of our own, with this and nothing else. */
export interface BarRequests {
  back(): null;
  reload(): null;
  state(): BarState;
}

export interface BarState {
  /** `accounts.fylehq.com`, with the port when it is not the scheme's own; empty before the first page. */
  readonly host: string;
  readonly security: 'encrypted' | 'this-computer' | 'blank';
  readonly practice: boolean;
  readonly loading: boolean;
  readonly canGoBack: boolean;
  /** What the page tried and was refused, last. */
  readonly refused?: 'window' | 'download' | 'address' | 'permission';
}

export interface BarBridge {
  readonly back: () => Promise<null>;
  readonly reload: () => Promise<null>;
  readonly state: () => Promise<BarState>;
  readonly onState: (listener: (state: BarState) => void) => () => void;
}
