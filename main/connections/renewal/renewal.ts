import type { ConnectionFailure } from '../../../preload/failure.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Ledger } from '../history/ledger.ts';
import type { AccessToken } from '../model/connection.ts';
import { isFresh, renewsAt } from '../model/freshness.ts';
import type { Http, Practice } from '../model/ports.ts';
import type { WriteBehindKeychain } from '../storage/writeBehindKeychain.ts';
import type { ConnectionTable, Entry } from '../table/connectionTable.ts';
import type { ForwardClock } from '../timing/forwardClock.ts';
import type { HostThrottle } from '../timing/hostThrottle.ts';
import { dueAt, planRetry, retryAfterChange } from '../timing/retryPolicy.ts';
import { Scheduler } from '../timing/scheduler.ts';
import { AccountCheck } from './accountCheck.ts';
import { refreshGrant } from './refreshGrant.ts';
import type { RefreshTokenFamilies } from './refreshTokenFamilies.ts';

interface World {
  readonly throttle: HostThrottle;
  readonly grants: WriteBehindKeychain;
  readonly clock: ForwardClock;
  readonly practice: Practice;
  readonly ledger: Ledger;
  readonly families: RefreshTokenFamilies;
  /** 0 to 1, anew at each call. */
  readonly chance: () => number;
}

/** How many tokens are requested in one go that have ended when they arrive, because the computer fell asleep each time. */
const MOST_TRIES = 3;

type Outcome<T> = Promise<Result<T, ConnectionFailure>>;

/** Keeps access tokens fresh: on demand, before they end, and again after a transient failure. */
export class Renewal {
  readonly accounts: AccountCheck;
  readonly #table: ConnectionTable;
  readonly #world: World;
  readonly #scheduler: Scheduler<Entry>;
  #isClosed = false;

  constructor(table: ConnectionTable, world: World) {
    this.#table = table;
    this.#world = world;
    this.#scheduler = new Scheduler(world.clock, {
      items: () =>
        table
          .all()
          .filter(({ renewal }) => renewal === undefined)
          .toSorted(bySoonestEnd),
      has: (entry) => table.has(entry),
      dueAt,
      run: (entry) => this.#runDue(entry),
      // The host may ask for a pause, and then the connection is no longer shown as ready.
      onDue: () => table.emitChange(),
      alsoAt: ({ accessToken }) => (accessToken === undefined ? 0 : renewsAt(accessToken)),
    });
    this.accounts = new AccountCheck(table, {
      ...world,
      onPlan: (entry) => this.#scheduler.plan(entry),
      // A check within a person's request, or in its host's turn: waiting for a turn there would hold up the person.
      renew: (entry, http, isWanted) =>
        void (http === world.throttle.foreground
          ? this.renew(entry, 'itself', http)
          : this.#inBackground(entry, isWanted)),
    });
  }

  /** Runs now what is due. */
  look(): void {
    this.#scheduler.runDue();
  }

  /**
   * Tries at once what failed for want of the network or the keychain, for the computer is back from a sleep, a lock or a
   * time without a network. After a change of the `keychain`, a grant that was missing is looked for again: it may lie in
   * the keychain that is there now.
   */
  recheck(after?: 'keychain'): void {
    for (const entry of this.#table.all()) {
      const { renewalFailure, identityFailure } = entry;
      if (renewalFailure) {
        const isSought = after === 'keychain' && renewalFailure.failure.code === 'secret-missing';
        entry.renewalFailure = isSought
          ? { ...renewalFailure, retryAt: renewalFailure.failedAt }
          : retryAfterChange(renewalFailure);
      }
      if (identityFailure) entry.identityFailure = retryAfterChange(identityFailure);
    }
    this.look();
    this.#table.emitChange();
  }

  /** Sends no request any more, for the end of the app: a refresh token rotated then might not be stored. */
  close(): void {
    this.#isClosed = true;
    this.#scheduler.close();
    this.#world.throttle.close();
  }

  /**
   * The token in memory when it lives long enough, else a renewed one. One that turned out to be another account's is not
   * given: a person would paste it where the known account's is expected.
   * @param promised milliseconds
   */
  async fresh(entry: Entry, promised: number): Outcome<AccessToken> {
    const { clock } = this.#world;
    const { accessToken, identityFailure } = entry;
    if (identityFailure?.failure.code === 'different-account') return fail(identityFailure.failure);
    if (accessToken !== undefined && isFresh(accessToken, clock.now(), promised)) return ok(accessToken);
    // The computer may have slept while the token was on its way, or while the one was that is joined here.
    for (let times = 0; times < MOST_TRIES; times += 1) {
      const renewed = await this.renew(entry, 'person');
      if (!renewed.ok || isFresh(renewed.value, clock.now(), promised)) return renewed;
    }
    return fail({ code: 'timed-out', host: tokenHost(entry) });
  }

  /**
   * Renews now, or joins the renewal that is under way: one request for each connection at any time. A person's request
   * does not wait behind background requests.
   */
  renew(entry: Entry, by: 'itself' | 'person', http = this.#world.throttle.foreground): Outcome<AccessToken> {
    if (entry.renewal === undefined) {
      entry.renewal = entry.grantQueue
        .queue(() => this.#renew(entry, by, http))
        .finally(() => {
          entry.renewal = undefined;
          this.#table.emitChange();
        });
      this.#table.emitChange();
    }
    return entry.renewal;
  }

  /** Takes a token as the entry's own and plans its renewal. */
  take(entry: Entry, accessToken: AccessToken): void {
    entry.accessToken = accessToken;
    entry.renewalFailure = undefined;
    // It is checked with the new token; whoever brought that does so.
    if (entry.identityFailure) {
      const { failure, failedAt } = entry.identityFailure;
      entry.identityFailure = { failure, failedAt, count: 0 };
    }
    this.#scheduler.plan(entry);
  }

  /** Checks which account the entry's token belongs to, where a person waits for it. */
  async checkAccount(entry: Entry): Promise<void> {
    const { accessToken } = entry;
    if (accessToken !== undefined) await this.accounts.run(entry, accessToken, this.#world.throttle.foreground);
  }

  async #renew(entry: Entry, by: 'itself' | 'person', http: Http): Outcome<AccessToken> {
    if (this.#isClosed) return fail({ code: 'interrupted', host: tokenHost(entry) });
    const { ledger, clock, chance } = this.#world;
    const { connection } = entry;
    const isWanted = () => this.#table.has(entry);
    const refreshed = await refreshGrant({ ...this.#world, isWanted }, connection, http);
    if (!isWanted()) return fail({ code: 'connection-unknown' });
    if (!refreshed.ok) {
      const { failure, answer } = refreshed.failure;
      ledger.record(connection.id, { what: 'renewal-failed', code: failure.code, ...(answer && { answer }) });
      entry.renewalFailure = planRetry(failure, entry.renewalFailure, clock.now(), chance());
      this.#scheduler.plan(entry);
      return fail(failure);
    }
    const { accessToken, rotated, authorization } = refreshed.value;
    ledger.record(connection.id, { what: 'renewed', by, ...(rotated && { rotated }) });
    this.take(entry, accessToken);
    if (authorization !== undefined) this.#table.upsert(entry, { ...entry.connection, authorization });
    // Not awaited: the caller gets the token first.
    void (by === 'person'
      ? this.accounts.run(entry, accessToken, http)
      : this.accounts.inBackground(entry, accessToken));
    return ok(accessToken);
  }

  /** Does what is due for one connection. A token that is still fresh is only checked, where the check is what failed. */
  #runDue(entry: Entry): Promise<void> {
    const { accessToken, renewalFailure, identityFailure } = entry;
    const now = this.#world.clock.now();
    const isStillFresh = accessToken !== undefined && now < renewsAt(accessToken);
    return renewalFailure === undefined && identityFailure !== undefined && isStillFresh
      ? this.accounts.inBackground(entry, accessToken)
      : this.#inBackground(entry, () => dueAt(entry) <= this.#world.clock.now());
  }

  /** Renews when the host's turn has come, unless the connection was removed or renewed by then. */
  #inBackground(entry: Entry, isDue: () => boolean): Promise<void> {
    return this.#world.throttle.inBackground(tokenHost(entry), 'renewal', async (http) => {
      const isWanted = this.#table.has(entry) && entry.renewal === undefined && isDue();
      if (isWanted) await this.renew(entry, 'itself', http);
    });
  }
}

/** The token that ends first comes first; a connection without a token loses nothing by waiting. */
function bySoonestEnd(one: Entry, other: Entry): number {
  return (one.accessToken?.expiresAt ?? Infinity) - (other.accessToken?.expiresAt ?? Infinity) || 0;
}

function tokenHost({ connection }: Entry): string {
  return new URL(connection.endpoints.token).host;
}
