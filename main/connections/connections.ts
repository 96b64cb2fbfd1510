import type { Endpoints, SignInAttempt } from '../../preload/contract.ts';
import type { ConnectionFailure } from '../../preload/failure.ts';
import { fail, ok, type Result } from '../result.ts';
import type { ConnectForm, Replacement } from './form/connectForm.ts';
import type { Ledger } from './history/ledger.ts';
import { type AccessToken, newConnectionId } from './model/connection.ts';
import { PROMISED_FRESHNESS } from './model/freshness.ts';
import type { Clock, Http, Keychain, Practice, Registry, UserAgent } from './model/ports.ts';
import { RefreshTokenFamilies } from './renewal/refreshTokenFamilies.ts';
import { Renewal } from './renewal/renewal.ts';
import { AccountMismatches } from './signIn/accountMismatch.ts';
import { SignInAttempts } from './signIn/attempts.ts';
import { type PreflightResult, preflight } from './signIn/preflight.ts';
import { SignIns } from './signIn/signIns.ts';
import { ConnectionStorage } from './signIn/storeConnection.ts';
import { eraseAll, type UnerasedStore } from './storage/eraseAll.ts';
import { IndexedKeychain } from './storage/indexedKeychain.ts';
import type { TrackedKeychain } from './storage/keychainStatus.ts';
import { WriteBehindKeychain } from './storage/writeBehindKeychain.ts';
import { type ConnectionState, connectionState } from './table/connectionState.ts';
import { ConnectionTable, type Entry } from './table/connectionTable.ts';
import { type ForwardClock, forwardClock } from './timing/forwardClock.ts';
import { HostThrottle } from './timing/hostThrottle.ts';

/** The ports of `Connections`, and the ledger it writes to. */
export interface World {
  readonly userAgent: UserAgent;
  readonly http: Http;
  readonly keychain: Keychain & Pick<TrackedKeychain, 'state' | 'failure'>;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly practice: Practice;
  readonly ledger: Ledger;
}

/** The parts of `Connections`, joined by {@link openConnections}. */
interface Parts extends World {
  readonly clock: ForwardClock;
  readonly table: ConnectionTable;
  readonly throttle: HostThrottle;
  readonly index: IndexedKeychain;
  readonly grants: WriteBehindKeychain;
  readonly renewal: Renewal;
  readonly families: RefreshTokenFamilies;
  readonly mismatches: AccountMismatches;
  readonly storage: ConnectionStorage;
  readonly attempts: SignInAttempts;
  readonly signIns: SignIns;
}

type Outcome<T> = Promise<Result<T, ConnectionFailure>>;

/**
 * Reads the registry and joins the parts of {@link Connections}. Nothing is renewed before the first `recheck`.
 * @param chance 0 to 1, anew at each call: spreads background requests
 */
export function openConnections(world: World, chance: () => number = Math.random): Connections {
  const clock = forwardClock(world.clock);
  const throttle = new HostThrottle(world.http, clock, chance);
  const table = new ConnectionTable(world.registry);
  const index = new IndexedKeychain(world.keychain, table);
  const grants = new WriteBehindKeychain(index, { clock, chance, onChange: () => table.emitChange() });
  const families = new RefreshTokenFamilies();
  const shared = { ...world, clock, http: throttle.foreground, grants, families, throttle, chance };
  const renewal = new Renewal(table, shared);
  const mismatches = new AccountMismatches();
  const storage = new ConnectionStorage({ ...shared, table, renewal });
  const attempts = new SignInAttempts(shared, () => table.emitChange());
  const parts = { ...shared, table, index, renewal, mismatches, storage, attempts };
  return new Connections({ ...parts, signIns: new SignIns(parts) });
}

/**
 * The connections, and the only writer of them: every change ends in `onChange`. One token request is under way for each
 * connection at any time, whoever asks; a renewal that ends after its connection was removed writes nothing.
 */
export class Connections {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Every connection as it stands now, in the order they were added. */
  list(): readonly ConnectionState[] {
    const { clock, keychain, table, throttle, grants } = this.#parts;
    return table.all().map((entry) => {
      const hostPause = throttle.lastPauseOf(entry.connection.endpoints.token);
      const pendingGrant = grants.failureOf(entry.connection.id);
      return connectionState(entry, { clock, hostPause, pendingGrant, keychainFailure: keychain.failure });
    });
  }

  /** Why not all that is known is on disk, `ENOSPC`: it holds until the app ends, or a later write. */
  get diskError(): string | undefined {
    return this.#parts.table.diskError;
  }

  /** Whether the keychain still holds a secret of a connection that is gone. */
  get hasOrphanedItems(): boolean {
    return this.#parts.table.orphanedItems.length > 0;
  }

  /** Whether the keychain took every refresh token that it was given, or a full disk that `diskError` tells is all that hinders it. */
  get areGrantsStored(): boolean {
    const isReported = ({ code }: ConnectionFailure) =>
      (code === 'not-saved' && this.diskError !== undefined) ||
      (code === 'keychain-unavailable' && this.#parts.keychain.state === 'absent');
    return this.#parts.grants.failures.every(isReported);
  }

  /** The sign-in that is under way, if any. */
  get attempt(): SignInAttempt | undefined {
    return this.#parts.attempts.current;
  }

  /** Calls `listener` after every change; the returned function stops that. */
  onChange(listener: () => void): () => void {
    return this.#parts.table.onChange(listener);
  }

  /** Checks whether a sign-in with these addresses can succeed; stores nothing. */
  preflight(endpoints: Endpoints): Promise<PreflightResult> {
    const { http, index } = this.#parts;
    return preflight({ http, keychain: index }, endpoints, newConnectionId());
  }

  /** Signs in as the form says and stores the connection: keychain, then registry. Gives its id. */
  connect(form: ConnectForm): Outcome<string> {
    return this.#parts.signIns.connect(form);
  }

  /** The same with the practice organisation, which is started when needed. */
  connectPractice(): Outcome<string> {
    return this.#parts.signIns.connectPractice();
  }

  /** Gets a new grant for a stored connection. A secret that is not typed anew is taken from the keychain. Gives its id. */
  signInAgain(id: string, typed: Replacement): Outcome<string> {
    return this.#parts.signIns.again(id, typed);
  }

  /** Settles a sign-in that was another account's. Gives the id of the connection that it is about now. */
  settleAccount(id: string, choice: 'keep' | 'change' | 'add'): Outcome<string> {
    return this.#parts.signIns.settleAccount(id, choice);
  }

  /** Brings the window of the sign-in that is under way to the front, if there is one. */
  showSignIn(): void {
    this.#parts.userAgent.focus();
  }

  /** Cancels the sign-in that is under way, if any. */
  cancelSignIn(): void {
    this.#parts.attempts.cancel();
  }

  /**
   * A token that stays valid for at least the promised time, renewed first when it must be. Its times are the wall clock's.
   * @param promised milliseconds, ten minutes by default
   */
  accessToken(id: string, promised = PROMISED_FRESHNESS): Outcome<AccessToken> {
    return this.#withEntry(id, (entry) => this.#parts.renewal.fresh(entry, promised));
  }

  /** Renews the access token now, or joins the renewal that is under way. */
  renew(id: string): Outcome<AccessToken> {
    return this.#withEntry(id, (entry) => this.#parts.renewal.renew(entry, 'person'));
  }

  /**
   * Looks at every connection now: after the start, a sleep, a lock, or a time without a network. What is due is renewed,
   * and what failed for want of the network or the keychain is tried at once; a second call changes nothing. The registry is
   * written, so that a disk that takes nothing is known before it matters, and orphaned items are removed. After a change of
   * the `keychain`, grants that were missing are looked for again.
   */
  recheck(after?: 'keychain'): void {
    const { table, index, grants, renewal } = this.#parts;
    table.save();
    void index.sweep().then(() => table.emitChange());
    grants.recheck();
    renewal.recheck(after);
  }

  /** Forgets a connection: registry, then keychain. What a locked keychain keeps is removed when it opens. */
  async disconnect(id: string): Outcome<undefined> {
    const { table, renewal, ledger, families, grants } = this.#parts;
    const entry = table.get(id);
    if (entry === undefined) return fail({ code: 'connection-unknown' });
    const removed = table.remove(entry);
    if (!removed.ok) return removed;
    renewal.look();
    ledger.record(id, { what: 'removed' });
    table.emitChange();
    families.drop(id);
    await entry.grantQueue.queue(() => grants.remove(entry.connection));
    table.emitChange();
    return ok(undefined);
  }

  /** Forgets every connection and cancels a sign-in that is under way. Gives where something is left all the same. */
  async forgetEverything(): Promise<readonly UnerasedStore[]> {
    const { table, index, grants, renewal, mismatches, families, storage } = this.#parts;
    this.cancelSignIn();
    mismatches.clear();
    families.clear();
    await storage.idle();
    const left = await eraseAll(table, index, grants);
    renewal.look();
    table.emitChange();
    return left;
  }

  /** For the end of the app: begins nothing any more, waits for what is being stored, and offers pending grants once more. */
  async close(): Promise<void> {
    const { table, index, grants, renewal, mismatches, storage } = this.#parts;
    this.cancelSignIn();
    mismatches.clear();
    renewal.close();
    const renewed = table.all().map(({ grantQueue }) => grantQueue.idle());
    const stored = grants.close(Promise.all([storage.idle(), ...renewed]));
    await Promise.all([index.close(), stored]);
  }

  async #withEntry(id: string, act: (entry: Entry) => Outcome<AccessToken>): Outcome<AccessToken> {
    const { table, clock } = this.#parts;
    const entry = table.get(id);
    if (entry === undefined) return fail({ code: 'connection-unknown' });
    const token = await act(entry);
    if (!token.ok) return token;
    const { secret, issuedAt, expiresAt } = token.value;
    return ok({ secret, issuedAt: clock.toWall(issuedAt), expiresAt: clock.toWall(expiresAt) });
  }
}
