import type { About } from './about.ts';
import type { ActivityExport, ActivityPage, ActivityQuery, ActivitySummary, LedgerVerdict } from './activity.ts';
import type {
  ConnectionState,
  Copied,
  Fact,
  ListView,
  Removed,
  RevealedToken,
  SavedReminder,
  SignInAttempt,
} from './connection.ts';
import type { Failure, KeychainFault, ProxyQuestion } from './failure.ts';
import type { ConnectDraft, ConnectionChanges, FormRequests, GrantReplacement } from './form.ts';
import type { Lock, LockRequests } from './lock.ts';
import type { LostByQuitting, QuitAnswer } from './quitting.ts';
import type { DeskSettings } from './settings.ts';
import type { Act } from './shared/acts.ts';
import type { CopyFormat } from './shared/copyFormats.ts';

/**
 * The contract between main and the window: every request, every notice and every failure. Types only.
 * To add a request: a row in `Requests`, its name in `preload.ts`, a handler in `main/desktop/window/requests.ts`.
 */

/** What the window may ask of main. Each key is both the channel and the method of `window.bridge`. */
export interface Requests extends FormRequests, LockRequests {
  /** The whole state now; the `desk` notice brings every later one. */
  desk(): DeskState;
  /**
   * Signs in, or renews with the given refresh token, and adds the connection. When the list has the same account of the same
   * app already, the reply names that one too. Where even the refresh token is the same nothing is sent or added, unless
   * the draft says `again`.
   */
  connect(draft: ConnectDraft): Connected;
  /** Gives the sign-in of a connection that was just added to the one of the same account, which takes its place. */
  joinInto(id: string, existing: string): ConnectionRef;
  /** Adds a connection to the practice organisation; starts its server when needed. */
  connectPractice(): ConnectionRef;
  /** Signs in again for a connection that is already in the list. */
  signInAgain(id: string, replacement: GrantReplacement): ConnectionRef;
  /** Decides about a sign-in with another account (failure `different-account`); gives the connection that has it in the end. */
  settleAccount(id: string, choice: AccountChoice): ConnectionRef;
  /** Brings the sign-in window to the front, or opens the page in the browser once more, whichever the sign-in is in. */
  showSignIn(): null;
  /** Goes on with the sign-in in the person's own browser, if it is in the sign-in window. */
  openInBrowser(): null;
  /** Copies the address of the page that is open in the person's own browser. */
  copySignInAddress(): null;
  /** Ends the sign-in in the person's own browser with the address where that ended up; a wrong one ends nothing. */
  pasteRedirect(address: string): null;
  /** Cancels the current sign-in, if any. */
  cancelSignIn(): null;
  /** Answers the proxy's question; without a name nothing is sent to it. */
  answerProxy(name?: string, password?: string): null;
  /** Copies a fresh access token, in this form or the one chosen last, and remembers it unless it is for `once`. */
  copyToken(id: string, format?: CopyFormat, once?: boolean): Copied;
  /** Copies what main knows of a connection: no secret, so it is not cleared. It takes a token's place. */
  copyFact(id: string, fact: Fact): null;
  /** Clears the clipboard if it still holds the copied token. */
  clearClipboard(): null;
  /** Empties what a middle click would paste, if something in this window was selected: selecting is copying on Linux. */
  clearSelection(): null;
  /** Whether something is typed that quitting would lose. */
  tellTyped(isTyped: boolean): null;
  /** A secret is shown: keeps the window out of pictures of the screen, where the system can, until none is any more. */
  protectScreen(isSecretShown: boolean): null;
  /** What the page can do now, in any order: the menu greys out the rest. */
  offerActs(acts: readonly Act[]): null;
  /** Whether the program that owns the clipboard answers: Electron asks it, and waits, before a right click is told. */
  isClipboardAnswering(): boolean;
  /** Clicks there with the right button, in CSS pixels, after a click that waited for {@link isClipboardAnswering}. */
  rightClick(x: number, y: number): null;
  /** The only request that brings a token into the page; the window is kept out of pictures of the screen from then on. */
  revealToken(id: string): RevealedToken;
  /** Renews the access token now. */
  renew(id: string): null;
  /** Entries of the history of all connections, removed ones too, the newest first; at most 250 at once. */
  activity(query: ActivityQuery): ActivityPage;
  /** The renewals of the last 30 days, of one connection or of all, and every connection in the history. */
  activitySummary(id?: string): ActivitySummary;
  /** Proves the history whole, or finds where it is broken. */
  verifyActivity(): LedgerVerdict;
  /** Saves what the query wants as a table, in a file that the person names in a dialog of the system; null when they named none. */
  exportActivity(query: ActivityQuery): ActivityExport | null;
  /** Saves the end of a connection's sign-in for a calendar, in a file that the person names; null when they named none. */
  saveReminder(id: string): SavedReminder | null;
  /** Hides names, addresses, IDs and tokens, and mutes notifications, or ends that; it ends with the app too. */
  present(isOn: boolean): null;
  /** Ends a pause that was begun in the tray. */
  endPause(): null;
  /** Tries the keychain again; a locked one asks for its password in a dialog of the system. */
  tryKeychain(): null;
  /**
   * Creates the vault, a file encrypted with this passphrase, and stores every sign-in there from now on. With
   * `locksWhenIdle`, here and in `openVault`, a person decides whether it is locked while nobody uses the computer.
   */
  createVault(passphrase: string, locksWhenIdle?: boolean): null;
  /** Opens the vault until it is locked or Token Desk quits. */
  openVault(passphrase: string, locksWhenIdle?: boolean): null;
  /** Renames a vault whose passphrase is lost, and goes on without one. */
  setVaultAside(): null;
  /** Answers the question before quitting; `store` fails when a grant would still be lost. */
  answerQuit(answer: QuitAnswer): null;
  /**
   * Changes a connection: name, colour and favourite at once. A new client secret or refresh token is tried with the
   * provider first; another client ID or address needs a new sign-in, and until that has succeeded the stored one stays.
   */
  edit(id: string, changes: ConnectionChanges): ConnectionRef;
  /** What the app says of itself. */
  about(): About;
  /** Uses these settings at once and keeps them; the others stay. Fails with `not-saved` when they last only until the app ends. */
  changeSettings(change: Partial<DeskSettings>): null;
  /** Arranges the list from now on, and at the next start: its order, and which connection is chosen. */
  arrangeList(change: Partial<ListView>): null;
  /** Moves a connection in the order by hand: before another one, or with null to the end. */
  moveConnection(id: string, before: string | null): null;
  /** Removes the connection and its grant from this computer; for ten seconds it can be put back. */
  remove(id: string): null;
  /** Puts a removed connection back in its place. */
  undoRemove(id: string): ConnectionRef;
  /** Removes all connections, their grants and their history from this computer, and verifies that they are gone. */
  forgetEverything(): null;
}

/** What main sends unasked: its whole state, never a difference, or something that the page is to do now. */
export interface Notices {
  desk: DeskState;
  /** Show this connection; sent after the `desk` notice that contains it. */
  show: ShowRequest;
  /** Hide every token: at this time (Unix ms) the screen was locked, or the computer went to sleep. */
  mask: { readonly at: number };
  /** Do this, which the page has offered; the person chose it in the menu or by its keys. */
  act: Act;
}

export type Channel = keyof Requests;
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** `window.bridge` as the page sees it. */
export type Bridge = {
  readonly [C in Channel]: (...args: Parameters<Requests[C]>) => Promise<Reply<ReturnType<Requests[C]>>>;
} & {
  /** Calls `listener` with every later notice, until the returned function is called. */
  readonly on: <N extends keyof Notices>(notice: N, listener: (state: Notices[N]) => void) => () => void;
};

/** What main must provide. Arguments are `unknown`, because the page is not trusted. */
export type Handlers = {
  readonly [C in Channel]: (...args: unknown[]) => Promise<Reply<ReturnType<Requests[C]>>>;
};

export interface ConnectionRef {
  readonly id: string;
}

/** A connection that was added. `sameAs`: the one that the list had already; with the same id nothing was added. */
export interface Connected extends ConnectionRef {
  readonly sameAs?: string;
}

/** `keep` the stored account, `change` the connection to the new one, or `add` the new one as another connection. */
export type AccountChoice = 'keep' | 'change' | 'add';

export interface ShowRequest extends ConnectionRef {
  /** What failed outside the window, such as a copy from the tray: shown with the connection. */
  readonly failure?: Failure;
}

export interface DeskState {
  readonly connections: readonly ConnectionState[];
  readonly list: ListView;
  /** Grows with each entry of the history, of which more can be asked for then; absent while there is none. */
  readonly activity?: number;
  readonly keychain: KeychainState;
  /** Whether a passphrase is offered instead: the keychain cannot store. */
  readonly mayCreateVault: boolean;
  readonly settings: DeskSettings;
  /** By whose customs words, times and numbers are written: `de-AT`, `en-GB-u-hc-h12`. */
  readonly locale: string;
  /** The app is locked, and all else here is empty. */
  readonly lock?: Lock;
  readonly signIn?: SignInAttempt;
  /** A quit waits for an answer. */
  readonly lostByQuitting?: LostByQuitting;
  readonly clipboard?: Copied;
  /** Connections that can be put back, the last removed last. */
  readonly removed?: readonly Removed[];
  /** The person shows their screen to others: what tells whose the connections are is hidden here. */
  readonly presenting?: true;
  /** Until then nothing is requested in the background, at the person's wish; Unix ms. */
  readonly pausedUntil?: number;
  /** The forms in which a token can be copied on this computer, in their order. */
  readonly copyFormats: readonly CopyFormat[];
  /** What a person should know about this computer, one sentence each. */
  readonly notices: readonly DeskNotice[];
  /** A proxy of this network wants to know who asks. */
  readonly proxy?: ProxyQuestion;
  /** How far the provider's clock is ahead of this computer's, milliseconds; absent when they differ by less than two minutes. */
  readonly clockSkew?: number;
}

/**
 * Where sign-ins are stored, and whether it answers. `unproven`: it is open, or not asked yet, and has neither stored nor
 * given one in this run; `absent`: this computer has no keychain, so they are only in memory; `refusing`: it did not store
 * the last one; `asking`: its question is on the screen; `denied`: the person refused or closed it; `silent`: no answer in
 * time; `vault-…`: they are in the vault's file.
 */
export type KeychainState =
  | 'ready'
  | 'unproven'
  | 'refusing'
  | KeychainFault
  | 'asking'
  | 'locked'
  | 'absent'
  | 'denied'
  | 'silent'
  | 'vault-closed'
  | 'vault-open';
/**
 * `registry-…`: how the start found the list: restored from its last good copy, damaged (the unreadable file is set aside),
 * missing though there is a history, written by a newer version, or unreachable; the last two are never overwritten. `disk-…` and `not-saved`: why the last
 * change is not on disk. `grant-pending`: a refresh token is pending. `secret-left`: the keychain still holds an orphaned item.
 * `vault-not-last`: the vault's file is an older copy of the one that was used last, or another.
 * `no-tray`: this desktop shows no tray icons, so closing the window quits the app.
 */
export type DeskNotice =
  | 'registry-restored'
  | 'registry-damaged'
  | 'registry-missing'
  | 'registry-newer'
  | 'registry-unreachable'
  | 'disk-full'
  | 'disk-read-only'
  | 'file-in-use'
  | 'not-saved'
  | 'grant-pending'
  | 'secret-left'
  | 'files-changed'
  | 'vault-not-last'
  | 'no-tray';
