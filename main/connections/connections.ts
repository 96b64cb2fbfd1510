import type { SignInAttempt } from '../../preload/connection.ts';
import type { AccountChoice } from '../../preload/contract.ts';
import type { ConnectionFailure } from '../../preload/failure.ts';
import { fail, ok, type Result } from '../result.ts';
import { Edits } from './edits.ts';
import type { ConnectForm, Replacement } from './form/connectForm.ts';
import type { Ledger } from './history/ledger.ts';
import type { AccessToken } from './model/connection.ts';
import type { Browser, Clock, Http, Keychain, Practice, Registry, UserAgent } from './model/ports.ts';
import { Removals } from './removals.ts';
import { RefreshTokenFamilies } from './renewal/refreshTokenFamilies.ts';
import { Renewal } from './renewal/renewal.ts';
import { AccountMismatches } from './signIn/accountMismatch.ts';
import { SignInAttempts } from './signIn/attempts.ts';
import { ConnectionWriter } from './signIn/connectionWriter.ts';
import { Duplicates } from './signIn/duplicates.ts';
import { type SettingsChecks, settingsChecks } from './signIn/preflight.ts';
import { SignIns } from './signIn/signIns.ts';
import { UserAgents } from './signIn/userAgents.ts';
import { eraseAll, type UnerasedStore } from './storage/eraseAll.ts';
import { IndexedKeychain } from './storage/indexedKeychain.ts';
import type { TrackedKeychain } from './storage/keychainStatus.ts';
import { areStored, type UnstoredGrants, unstoredGrants } from './storage/unstoredGrants.ts';
import { WriteBehindKeychain } from './storage/writeBehindKeychain.ts';
import { type Suspension, suspension } from './suspension.ts';
import { type ConnectionState, connectionState } from './table/connectionState.ts';
import { ConnectionTable, type Entry } from './table/connectionTable.ts';
import { answerInTime, Patience } from './timing/answerInTime.ts';
import { forwardClock } from './timing/forwardClock.ts';
import { HostThrottle } from './timing/hostThrottle.ts';
import { Pause } from './timing/pause.ts';

/** The ports of `Connections`, its ledger, the pause that a person may make, and how long its tokens live on, milliseconds. */
export interface World {
  readonly userAgent: UserAgent;
  readonly browser: Browser;
  readonly http: Http;
  readonly keychain: Keychain & Pick<TrackedKeychain, 'state' | 'failure'>;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly practice: Practice;
  readonly ledger: Ledger;
  readonly pause?: Pause;
  readonly promised: () => number;
}

/** How long the end of the app waits for answers before it writes pending grants once more, milliseconds. */
const LAST_WAIT = 2_000;

type Parts = ReturnType<typeof joinParts>;
type Outcome<T> = Promise<Result<T, ConnectionFailure>>;

/** Reads the registry and gives its connections. Nothing is renewed before the first `recheck`. `chance`: from 0 to 1. */
export function openConnections(world: World, chance: () => number = Math.random): Connections {
  return new Connections(joinParts(world, chance));
}

function joinParts(world: World, chance: () => number) {
  const { pause = new Pause(world.clock) } = world;
  const clock = forwardClock(world.clock);
  const throttle = new HostThrottle(world.http, clock, chance, pause);
  const table = new ConnectionTable(world.registry);
  world.ledger.nameBy((id) => table.get(id)?.connection);
  const onChange = () => table.emitChange();
  const index = new IndexedKeychain(world.keychain, table);
  const exclusively = (id: string, task: () => Promise<void>) => table.get(id)?.grantQueue.queue(task) ?? task();
  const grants = new WriteBehindKeychain(index, { clock, chance, onChange, exclusively });
  const families = new RefreshTokenFamilies();
  const shared = { ...world, clock, http: throttle.foreground, grants, families, throttle, chance, pause };
  const renewal = new Renewal(table, shared);
  const mismatches = new AccountMismatches();
  const writer = new ConnectionWriter({ ...shared, table, index, renewal });
  const userAgents = new UserAgents(world, onChange);
  const attempts = new SignInAttempts({ ...shared, userAgents }, onChange);
  const parts = { ...shared, table, index, renewal, mismatches, writer, userAgents, attempts };
  const signIns = new SignIns(parts);
  const edits = new Edits(table, world.ledger, (...change) => signIns.change(...change));
  const removals = new Removals(parts);
  const duplicates = new Duplicates(parts, (id) => removals.disconnect(id));
  return { ...parts, signIns, edits, removals, duplicates };
}

/**
 * All connections, and the only way to change them: every change ends in `onChange`. At most one token request at a
 * time for each connection; a renewal that ends after its connection was removed writes nothing.
 */
export class Connections {
  readonly unstored: UnstoredGrants;
  readonly suspension: Suspension;
  readonly duplicates: Duplicates;
  readonly removals: Pick<Removals, 'remove' | 'undo' | 'undoable' | 'disconnect'>;
  readonly edit: Edits['edit'];
  readonly move: Edits['move'];
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.duplicates = parts.duplicates;
    this.removals = parts.removals;
    this.suspension = suspension(parts.table, parts.pause);
    this.unstored = unstoredGrants(parts.table, parts.grants);
    this.edit = (...change) => parts.edits.edit(...change);
    this.move = (...place) => parts.edits.move(...place);
  }

  /** The state of every connection now, in the order they were added. */
  list(): readonly ConnectionState[] {
    const { clock, pause, keychain, table, throttle, grants, promised } = this.#parts;
    const around = { clock, pause, promised: promised(), keychainFailure: keychain.failure };
    return table.all().map((entry) => {
      const hostPause = throttle.lastPauseOf(entry.connection.endpoints.token);
      const pendingGrant = grants.failureOf(entry.connection.id);
      return connectionState(entry, { ...around, hostPause, pendingGrant });
    });
  }

  /** Why the list is not on disk, the system's code (`ENOSPC`): changes are in memory until a later write succeeds. */
  get diskError(): string | undefined {
    return this.#parts.table.diskError;
  }

  /** Whether the keychain may hold orphaned items. */
  get hasOrphanedItems(): boolean {
    return this.#parts.table.orphanedItems.length > 0;
  }

  /** Whether every grant is stored, or pending only for what `diskError` or the keychain's state reports already. */
  get areGrantsStored(): boolean {
    const { grants, keychain } = this.#parts;
    return areStored(grants, keychain.state, this.diskError);
  }

  /** The sign-in that is under way, if any. */
  get attempt(): SignInAttempt | undefined {
    return this.#parts.attempts.current;
  }

  /** Calls `listener` after every change, until the returned function is called. */
  onChange(listener: () => void): () => void {
    return this.#parts.table.onChange(listener);
  }

  /** Checks that come before a sign-in and store nothing. */
  get checks(): SettingsChecks {
    const { http, index } = this.#parts;
    return settingsChecks({ http, keychain: index });
  }

  /** @see SignIns.connect */
  connect(form: ConnectForm): Outcome<string> {
    return this.#parts.signIns.connect(form);
  }

  /** @see SignIns.connectPractice */
  connectPractice(): Outcome<string> {
    return this.#parts.signIns.connectPractice();
  }

  /** @see SignIns.signInAgain */
  signInAgain(id: string, typed: Replacement): Outcome<string> {
    return this.#parts.signIns.signInAgain(id, typed);
  }

  /** @see SignIns.settleAccount */
  settleAccount(id: string, choice: AccountChoice): Outcome<string> {
    return this.#parts.signIns.settleAccount(id, choice);
  }

  /** Where the consent page of the sign-in is, and how it is shown or ended there. */
  get signInPage(): Omit<UserAgents, 'authorize'> {
    return this.#parts.userAgents;
  }

  /** Cancels the sign-in that is under way, if any. */
  cancelSignIn(): void {
    this.#parts.attempts.cancel();
  }

  /**
   * A token that stays valid for at least the promised time, milliseconds, renewed first if need be. Its times are Unix
   * milliseconds. Failures: `connection-unknown`, and those of {@link Renewal.freshToken}.
   */
  accessToken(id: string, promised = this.#parts.promised()): Outcome<AccessToken> {
    return this.#withEntry(id, (entry) => this.#parts.renewal.freshToken(entry, promised));
  }

  /** @see Renewal.renew */
  renew(id: string): Outcome<AccessToken> {
    return this.#withEntry(id, (entry) => this.#parts.renewal.renew(entry, 'person'));
  }

  /** Writes the registry once more, after a write that failed. */
  save(): void {
    this.#parts.table.save();
    this.#parts.table.emitChange();
  }

  /**
   * Does at once what is due or failed because of network, keychain or disk; called at the start, when the computer woke or
   * is online again, and when tokens are to be fresh for longer. Renews, offers pending grants, removes orphaned items, and
   * writes the registry, to notice a full disk. After a change of the `keychain`, missing grants are read again.
   */
  recheck(after?: 'keychain'): void {
    const { table, index, grants, renewal } = this.#parts;
    table.save();
    void index.sweep().then(() => table.emitChange());
    grants.recheck();
    renewal.recheck(after);
  }

  /** Cancels a sign-in that is under way, removes every connection, and gives the stores that are not empty: {@link eraseAll}. */
  async forgetEverything(eraseRest: () => Promise<boolean>): Promise<readonly UnerasedStore[]> {
    const { table, index, grants, renewal, mismatches, families, writer, removals } = this.#parts;
    this.cancelSignIn();
    removals.clear();
    mismatches.clear();
    families.clear();
    await writer.idle();
    const left = await eraseAll(table, index, grants, eraseRest);
    renewal.runDue();
    table.emitChange();
    return left;
  }

  /** For the end of the app: starts nothing more, awaits renewals and writes, and offers pending grants once more. */
  async close(): Promise<void> {
    const { clock, table, index, grants, renewal, mismatches, writer, removals } = this.#parts;
    this.cancelSignIn();
    mismatches.clear();
    renewal.close();
    const ended = Promise.all([
      removals.close(),
      writer.idle(),
      ...table.all().map(({ grantQueue }) => grantQueue.idle()),
    ]);
    // An answer that does not come must not keep the pending grants of others from being written.
    const stored = grants.close(answerInTime(ended, new Patience(clock, LAST_WAIT)));
    await Promise.all([index.close(), stored, ended]);
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
