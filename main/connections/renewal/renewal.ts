import type { ConnectionFailure } from '../../../preload/failure.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { AccessToken } from '../model/connection.ts';
import { isFresh, PROMISED_FRESHNESS, renewsAt } from '../model/freshness.ts';
import type { Http } from '../model/ports.ts';
import type { ConnectionTable, Entry } from '../table/connectionTable.ts';
import { answerInTime, Patience } from '../timing/answerInTime.ts';
import type { HostThrottle } from '../timing/hostThrottle.ts';
import { planRetry, type Retry, retryAfterChange } from '../timing/retryPolicy.ts';
import { Scheduler } from '../timing/scheduler.ts';
import { AccountCheck } from './accountCheck.ts';
import { type RefreshWorld, refreshGrant } from './refreshGrant.ts';

/** `promised`: how long a token that is handed out lives on at least, milliseconds; `chance`: a random number from 0 to 1. */
interface World extends RefreshWorld {
  readonly throttle: HostThrottle;
  readonly promised: () => number;
  readonly chance: () => number;
}

/** Failures of an open keychain after which nothing is tried again automatically; another keychain may differ. */
const NOT_GIVEN: readonly ConnectionFailure['code'][] = ['secret-missing', 'keychain-asks'];

/** How often {@link Renewal.freshToken} renews when the token has expired on arrival because the computer slept. */
const MOST_TRIES = 3;

type Outcome<T> = Promise<Result<T, ConnectionFailure>>;

/** What decides when a connection needs background work. */
interface Plan {
  readonly accessToken?: AccessToken | undefined;
  readonly renewalFailure?: Retry | undefined;
  readonly identityFailure?: Retry | undefined;
}

/**
 * When a connection next needs background work: the retry of its failed renewal, else the earlier of the identity
 * lookup's retry and the token's renewal. Zero without a token, Infinity when only a person can help.
 */
export function dueAt({ accessToken, renewalFailure, identityFailure }: Plan, promised = PROMISED_FRESHNESS): number {
  if (renewalFailure !== undefined) return renewalFailure.retryAt ?? Infinity;
  return Math.min(identityFailure?.retryAt ?? Infinity, accessToken ? renewsAt(accessToken, promised) : 0);
}

/** Renews access tokens: on demand, before they expire, and again after a transient failure. */
export class Renewal {
  readonly accountCheck: AccountCheck;
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
      dueAt: (entry) => dueAt(entry, world.promised()),
      run: (entry) => this.#runEntry(entry),
      // During a host pause nothing is sent, and the connection is no longer shown as ready.
      onDue: () => table.emitChange(),
      alsoAt: ({ accessToken }) => (accessToken === undefined ? 0 : renewsAt(accessToken, world.promised())),
    });
    this.accountCheck = new AccountCheck(table, {
      ...world,
      onPlan: (entry) => this.#scheduler.plan(entry),
      // After a person's request the renewal does not queue either.
      renew: (entry, http, isWanted) =>
        void (http === world.throttle.foreground
          ? this.renew(entry, 'itself', http)
          : this.#inBackground(entry, isWanted)),
    });
  }

  /** Starts what is due now, and plans the next start. */
  runDue(): void {
    this.#scheduler.runDue();
  }

  /**
   * Retries at once what failed because of the network or the keychain: the computer woke, was unlocked or is online
   * again. After a change of the `keychain` a grant that it did not give is read again: the one that is there now may give it.
   */
  recheck(after?: 'keychain'): void {
    for (const entry of this.#table.all()) {
      const { renewalFailure, identityFailure } = entry;
      const mayBeFound = after === 'keychain' && renewalFailure && NOT_GIVEN.includes(renewalFailure.failure.code);
      if (mayBeFound) entry.renewalFailure = { ...renewalFailure, retryAt: renewalFailure.failedAt };
      else if (renewalFailure) entry.renewalFailure = retryAfterChange(renewalFailure);
      if (identityFailure) entry.identityFailure = retryAfterChange(identityFailure);
    }
    this.runDue();
    this.#table.emitChange();
  }

  /** For the end of the app: starts no renewal any more, because a rotated refresh token might not be stored. */
  close(): void {
    this.#isClosed = true;
    this.#scheduler.close();
    this.#world.throttle.close();
  }

  /**
   * The token in memory when it is still valid for so many milliseconds, else a renewed one. Failures: `different-account`
   * (a person would paste the token where the known account's is expected), `timed-out` when each renewed token had
   * expired on arrival, and those of {@link renew}.
   */
  async freshToken(entry: Entry, promised: number): Outcome<AccessToken> {
    const { clock } = this.#world;
    const { accessToken, identityFailure } = entry;
    if (identityFailure?.failure.code === 'different-account') return fail(identityFailure.failure);
    if (accessToken !== undefined && isFresh(accessToken, clock.now(), promised)) return ok(accessToken);
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const renewed = await this.renew(entry, 'person');
      if (!renewed.ok || isFresh(renewed.value, clock.now(), promised)) return renewed;
    }
    return fail({ code: 'timed-out', host: tokenHost(entry) });
  }

  /**
   * Renews now, or joins the renewal that is under way: one request for each connection at any time. A person's request
   * does not queue behind background requests. Failures: those of keychain, provider and practice organisation;
   * `connection-unknown` when the connection was removed meanwhile; `interrupted` when the app ends; `timed-out` when the
   * provider takes more than a minute: the renewal goes on then, and no other is sent before it has ended.
   */
  renew(entry: Entry, by: 'itself' | 'person', http = this.#world.throttle.foreground): Outcome<AccessToken> {
    if (entry.renewal === undefined) {
      const patience = new Patience(this.#world.clock);
      const renewing = entry.grantQueue.queue(() => {
        patience.pause();
        return this.#renew(entry, by, patience.timing(http));
      });
      entry.renewal = answerInTime(renewing, patience)
        .then((outcome) => outcome ?? this.#giveUp(entry, renewing))
        .finally(() => {
          entry.renewal = undefined;
          this.#table.emitChange();
        });
      this.#table.emitChange();
      return entry.renewal;
    }
    if (by === 'itself') return entry.renewal;
    // One in the background does not let the keychain ask; a person does.
    return entry.renewal.then((outcome) =>
      !outcome.ok && outcome.failure.code === 'keychain-asks' ? this.renew(entry, by, http) : outcome,
    );
  }

  /** Sets the entry's token and plans its renewal. The caller checks which account the token belongs to. */
  setToken(entry: Entry, accessToken: AccessToken): void {
    entry.accessToken = accessToken;
    entry.renewalFailure = undefined;
    // The planned check is off; the failure stays until the new token's check has ended.
    if (entry.identityFailure) {
      const { failure, failedAt } = entry.identityFailure;
      entry.identityFailure = { failure, failedAt, count: 0 };
    }
    this.#scheduler.plan(entry);
  }

  /** Checks at once, for a person who waits, which account the entry's token belongs to. */
  async checkAccount(entry: Entry): Promise<void> {
    const { accessToken } = entry;
    if (accessToken !== undefined) await this.accountCheck.run(entry, accessToken, this.#world.throttle.foreground);
  }

  /** Reports a renewal whose answer is overdue. It plans the next one itself, when it ends. */
  #giveUp(entry: Entry, renewing: Outcome<AccessToken>): Result<AccessToken, ConnectionFailure> {
    const failure = { code: 'timed-out', host: tokenHost(entry) } as const;
    const count = entry.renewalFailure?.count ?? 0;
    entry.renewalFailure = { failure, count, failedAt: this.#world.clock.now() };
    void renewing.finally(() => this.#table.emitChange());
    return fail(failure);
  }

  async #renew(entry: Entry, by: 'itself' | 'person', http: Http): Outcome<AccessToken> {
    if (this.#isClosed) return fail({ code: 'interrupted', host: tokenHost(entry) });
    const { ledger, clock, chance } = this.#world;
    const { connection } = entry;
    const isWanted = () => this.#table.has(entry);
    const refreshed = await refreshGrant(this.#world, connection, by, this.#untilRemoved(entry, http), isWanted);
    if (!isWanted()) return fail({ code: 'connection-unknown' });
    if (!refreshed.ok) {
      const { failure, answer } = refreshed.failure;
      // A renewal that waits for a person has not failed.
      if (failure.code !== 'keychain-asks')
        ledger.record(connection.id, { what: 'renewal-failed', by, code: failure.code, ...(answer && { answer }) });
      entry.renewalFailure = planRetry(failure, entry.renewalFailure, clock.now(), chance());
      this.#scheduler.plan(entry);
      return fail(failure);
    }
    const { accessToken, rotated, authorization } = refreshed.value;
    ledger.record(connection.id, { what: 'renewed', by, ...(rotated && { rotated }) }, { token: accessToken.secret });
    this.setToken(entry, accessToken);
    if (authorization !== undefined) this.#table.upsert(entry, { ...entry.connection, authorization });
    // Not awaited: the caller gets the token first.
    if (by === 'person') void this.accountCheck.run(entry, accessToken, http);
    else void this.accountCheck.runInBackground(entry, accessToken);
    return ok(accessToken);
  }

  /**
   * Ends the wait for an answer when the entry's connection is removed for good: the removal waits for the renewal to end.
   * An answer that comes while it may be put back waits as well: it may hold the only valid refresh token.
   */
  #untilRemoved(entry: Entry, http: Http): Http {
    return (url, request) =>
      new Promise((resolve, reject) => {
        const stop = this.#table.onChange(async () => {
          if (this.#table.has(entry)) return;
          await this.#table.untilCertain(entry);
          if (!this.#table.has(entry)) resolve(fail({ code: 'interrupted', host: tokenHost(entry) }));
        });
        const answer = http(url, request).finally(() => this.#table.untilCertain(entry));
        void answer.then(resolve, reject).finally(stop);
      });
  }

  /** Repeats a failed account check when that is all that is due, else renews. */
  #runEntry(entry: Entry): Promise<void> {
    const { accessToken, renewalFailure, identityFailure } = entry;
    const now = this.#world.clock.now();
    const isStillFresh = accessToken !== undefined && now < renewsAt(accessToken, this.#world.promised());
    return renewalFailure === undefined && identityFailure !== undefined && isStillFresh
      ? this.accountCheck.runInBackground(entry, accessToken)
      : this.#inBackground(entry, () => dueAt(entry, this.#world.promised()) <= this.#world.clock.now());
  }

  /** Renews when the throttle admits it, unless the connection was removed or renewed by then. */
  #inBackground(entry: Entry, isDue: () => boolean): Promise<void> {
    return this.#world.throttle.inBackground(tokenHost(entry), 'renewal', async (http) => {
      const isWanted = this.#table.has(entry) && entry.renewal === undefined && isDue();
      if (isWanted) await this.renew(entry, 'itself', http);
    });
  }
}

/** Orders entries by the end of their token; those without a token come last, because they cannot expire. */
function bySoonestEnd(one: Entry, other: Entry): number {
  return (one.accessToken?.expiresAt ?? Infinity) - (other.accessToken?.expiresAt ?? Infinity) || 0;
}

function tokenHost({ connection }: Entry): string {
  return new URL(connection.endpoints.token).host;
}
