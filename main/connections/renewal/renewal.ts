import { fyle } from '../../oauth/fyle.ts';
import type { Provider } from '../../oauth/provider.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Ledger } from '../history/ledger.ts';
import type { AccessToken, Connection } from '../model/connection.ts';
import type { ConnectionFailure } from '../model/failure.ts';
import { isTransient } from '../model/failureStatus.ts';
import { isFresh, renewsAt } from '../model/freshness.ts';
import type { Clock, Http, Practice } from '../model/ports.ts';
import type { NamedKeychain } from '../storage/indexedKeychain.ts';
import type { UnkeptGrants } from '../storage/pendingGrants.ts';
import type { Entries, Entry } from '../table/connectionTable.ts';
import type { Pace } from '../timing/hostThrottle.ts';
import { dueAt, retryAfterChange, waitAfter } from '../timing/retryPolicy.ts';
import { Agenda } from '../timing/wakeTimer.ts';
import { identify, otherAccount } from './identity.ts';
import { refreshGrant } from './refreshGrant.ts';
import type { Families } from './refreshTokenFamilies.ts';

interface World {
  readonly pace: Pace;
  readonly keychain: NamedKeychain;
  readonly clock: Clock;
  readonly practice: Practice;
  readonly ledger: Ledger;
  readonly unkept: UnkeptGrants;
  readonly families: Families;
  /** 0 to 1, anew at each call. */
  readonly chance: () => number;
}

/** What a person must know at once of a token that is good; anything else passes by the next renewal. */
const MUST_BE_TOLD: readonly string[] = [
  'different-account',
  'cluster-untrusted',
  'sign-in-rejected',
  'user-not-allowed',
];

/** How many tokens are asked for in one go that are over when they come: the computer falls asleep each time. */
const MOST_TRIES = 3;

type Outcome<T> = Promise<Result<T, ConnectionFailure>>;

/** Keeps access tokens fresh: on demand, before they end, and again after a failure that passes. */
export class Renewal {
  readonly #entries: Entries;
  readonly #world: World;
  readonly #agenda: Agenda;
  /** For whom something is done by itself, or waits for its turn. */
  readonly #busy = new Set<Entry>();
  /** Whose token was refused where its data lives: the next is asked about, and then that is all (docs/fyle.md "The first call"). */
  readonly #refused = new WeakSet<Entry>();
  #isClosed = false;

  constructor(entries: Entries, world: World) {
    this.#entries = entries;
    this.#world = world;
    this.#agenda = new Agenda(world.clock, () => this.#look());
  }

  /** Looks now at what is due. */
  look(): void {
    this.#agenda.look();
  }

  /** The same after a sleep, a lock or a time without a network: what failed for want of them is tried at once. */
  recheck(after?: 'keychain'): void {
    for (const entry of this.#entries.all()) {
      const { failedAt } = entry;
      const failure = entry.failure ?? entry.unidentified;
      // It may be in one that was not there.
      const isSought = after === 'keychain' && failure?.code === 'secret-missing';
      const retryAt = isSought ? failedAt : entry.retryAt;
      if (failure === undefined || failedAt === undefined || retryAt === undefined) continue;
      entry.retryAt = retryAfterChange(failure, failedAt, retryAt);
    }
    this.look();
    this.#entries.changed();
  }

  /** What was noted before the clock was set back moves with it: it means the same moment as before. */
  moveBack(by: number): void {
    for (const entry of this.#entries.all()) {
      const { accessToken: token, failedAt, retryAt } = entry;
      if (token) entry.accessToken = { ...token, issuedAt: token.issuedAt - by, expiresAt: token.expiresAt - by };
      if (failedAt !== undefined) entry.failedAt = failedAt - by;
      if (retryAt !== undefined) entry.retryAt = retryAt - by;
    }
    this.#entries.changed();
  }

  /** Asks no provider any more, for the end of the app: a refresh token that it rotated then might not be kept. */
  close(): void {
    this.#isClosed = true;
    this.#agenda.close();
    this.#world.pace.close();
  }

  /**
   * The token in memory when it lives long enough, else a renewed one. `promised` in milliseconds. One that turned out to
   * be another account's is not handed out: a person would paste it where the known account's is wanted.
   */
  async fresh(entry: Entry, promised: number): Outcome<AccessToken> {
    // First of all: a clock that was set back moves the token's end.
    const now = this.#world.clock.now();
    const { accessToken, unidentified } = entry;
    if (unidentified?.code === 'different-account') return fail(unidentified);
    if (accessToken !== undefined && isFresh(accessToken, now, promised)) return ok(accessToken);
    // The computer may have slept while the token was on its way, or while the one was that is joined here.
    for (let times = 0; times < MOST_TRIES; times += 1) {
      const renewed = await this.renew(entry, 'person');
      if (!renewed.ok || isFresh(renewed.value, this.#world.clock.now(), promised)) return renewed;
    }
    return fail({ code: 'timed-out', host: hostOf(entry.connection.endpoints.token) });
  }

  /**
   * Renews now, or joins the renewal that is under way: one request for each connection at any time. A person does not
   * wait for the turn of what the app does by itself.
   */
  renew(entry: Entry, by: 'itself' | 'person', http = this.#world.pace.atOnce): Outcome<AccessToken> {
    if (entry.renewal === undefined) {
      entry.renewal = entry.grantQueue
        .queue(() => this.#renew(entry, by, http))
        .finally(() => {
          entry.renewal = undefined;
          this.#entries.changed();
        });
      this.#entries.changed();
    }
    return entry.renewal;
  }

  /** Takes a token as the entry's own, plans its renewal, and gives it as it is from now on. */
  take(entry: Entry, arrived: AccessToken): AccessToken {
    // Issued in what is the future now: the clock was set back while it was on its way here, where nothing moves it.
    const ahead = Math.max(0, arrived.issuedAt - this.#world.clock.now());
    const token = { ...arrived, issuedAt: arrived.issuedAt - ahead, expiresAt: arrived.expiresAt - ahead };
    entry.accessToken = token;
    this.#settle(entry, undefined, 0);
    return token;
  }

  /**
   * Takes what came of asking whose the entry's token is. The token is good all the same; where nothing was known before
   * and the failure passes, it is asked again soon, and not only with the next token.
   */
  identified(entry: Entry, failure: ConnectionFailure | undefined): void {
    const isNew = entry.connection.profile === undefined;
    // One that passes says nothing of what was known before it: another account's stays another account's.
    if (failure === undefined || isNew || MUST_BE_TOLD.includes(failure.code)) entry.unidentified = failure;
    // A renewal that failed has a next try of its own, which asks this too.
    if (entry.failure !== undefined) return;
    this.#plan(entry, entry.unidentified, entry.unidentified === undefined ? 0 : entry.failures + 1);
  }

  /** The provider of a connection; the practice organisation is started for it when needed. */
  async providerOf({ practice, endpoints }: Connection): Outcome<Provider> {
    if (!practice) return ok(fyle(endpoints));
    const place = await this.#world.practice.open();
    return place.ok ? ok(fyle(place.value.endpoints, 'practice')) : place;
  }

  async #renew(entry: Entry, by: 'itself' | 'person', http: Http): Outcome<AccessToken> {
    if (this.#isClosed) return fail({ code: 'interrupted', host: hostOf(entry.connection.endpoints.token) });
    const { ledger } = this.#world;
    const { id } = entry.connection;
    const isWanted = () => this.#entries.has(entry);
    const providerOf = (connection: Connection) => this.providerOf(connection);
    const renewed = await refreshGrant({ ...this.#world, providerOf, isWanted }, entry, http);
    if (!isWanted()) return fail({ code: 'connection-unknown' });
    if (!renewed.ok) {
      const { failure, answer } = renewed.failure;
      ledger.note(id, { what: 'renewal-failed', code: failure.code, ...(answer && { answer }) });
      this.#settle(entry, failure, entry.failures + 1);
      return fail(failure);
    }
    const { rotated, authorization } = renewed.value;
    ledger.note(id, { what: 'renewed', by, ...(rotated && { rotated }) });
    const accessToken = this.take(entry, renewed.value.accessToken);
    if (authorization !== undefined) this.#entries.put(entry, { ...entry.connection, authorization });
    // Behind the token, so that nobody who wants to paste it waits for whose it is.
    void (by === 'person' ? this.#identify(entry, accessToken, http) : this.#identifyInTurn(entry, accessToken));
    return ok(accessToken);
  }

  /** Asks whose the entry's token is, where a person waits for it. */
  async identify(entry: Entry): Promise<void> {
    if (entry.accessToken !== undefined) await this.#identify(entry, entry.accessToken, this.#world.pace.atOnce);
  }

  #identifyInTurn(entry: Entry, accessToken: AccessToken): Promise<void> {
    const host = hostOf(entry.connection.endpoints.cluster);
    return this.#world.pace.turn(host, 'identification', (http) => this.#identify(entry, accessToken, http));
  }

  /** Asks again whose token it is and where its data lives (docs/fyle.md "Cluster": ask again at every refresh). */
  async #identify(entry: Entry, { secret }: AccessToken, http: Http): Promise<void> {
    const { connection } = entry;
    // A newer token is asked about by whoever brought it.
    const isWanted = () =>
      this.#entries.has(entry) && entry.connection === connection && entry.accessToken?.secret === secret;
    if (!isWanted()) return;
    const provider = await this.providerOf(connection);
    const identity = provider.ok ? await identify(http, provider.value, secret) : provider;
    if (!isWanted()) return;
    if (!identity.ok && identity.failure.code === 'sign-in-rejected' && !this.#refused.has(entry)) {
      this.#refused.add(entry);
      // What began with a request and waits for the turn of its next one would hold up whoever wants this connection.
      void (http === this.#world.pace.atOnce ? this.renew(entry, 'itself', http) : this.#renewInTurn(entry, isWanted));
      return;
    }
    if (identity.ok) this.#refused.delete(entry);
    const { cluster, profile } = connection;
    const failure = identity.ok ? profile && otherAccount(profile, identity.value.profile) : identity.failure;
    const isNews = identity.ok && JSON.stringify(identity.value) !== JSON.stringify({ cluster, profile });
    const before = entry.unidentified;
    if (failure === undefined && isNews) this.#entries.put(entry, { ...connection, ...identity.value });
    this.identified(entry, failure);
    // A host that wants a pause holds others up too.
    if (!identity.ok || isNews || entry.unidentified !== before) this.#entries.changed();
  }

  /** Tells a failure, the n-th in a row, or that there is none. */
  #settle(entry: Entry, failure: ConnectionFailure | undefined, failures: number): void {
    entry.failure = failure;
    this.#plan(entry, failure, failures);
  }

  /** Plans what comes next by itself after the n-th failure in a row, or after none. */
  #plan(entry: Entry, failure: ConnectionFailure | undefined, failures: number): void {
    const now = this.#world.clock.now();
    entry.failures = failures;
    entry.failedAt = failure && now;
    entry.retryAt =
      failure && isTransient(failure) ? now + waitAfter(failure, failures, this.#world.chance()) : undefined;
    this.#agenda.lookAt(dueAt(entry));
  }

  /** Does what is due for every connection, and gives when the next is. */
  #look(): number {
    const now = this.#world.clock.now();
    const idle = this.#entries.all().filter(({ renewal }) => renewal === undefined);
    const due = idle.filter((entry) => dueAt(entry) <= now);
    for (const entry of due.filter((one) => !this.#busy.has(one)).toSorted(bySoonestEnd)) {
      this.#busy.add(entry);
      void this.#next(entry).finally(() => {
        this.#busy.delete(entry);
        if (this.#entries.has(entry)) this.#agenda.lookAt(dueAt(entry));
      });
    }
    // Its host may want a pause, and then it is not ready any more.
    if (due.length > 0) this.#entries.changed();
    // What waits to be asked about may become due for renewal meanwhile.
    const times = idle.flatMap((one) => [dueAt(one), one.accessToken === undefined ? 0 : renewsAt(one.accessToken)]);
    return times.reduce((soonest, at) => (at > now ? Math.min(soonest, at) : soonest), Infinity);
  }

  /** Does what is due for one connection in its provider's turn. A token that is still fresh is only asked about, when that is what failed. */
  #next(entry: Entry): Promise<void> {
    const { accessToken, failure, unidentified } = entry;
    const isFreshYet = accessToken !== undefined && this.#world.clock.now() < renewsAt(accessToken);
    if (failure === undefined && unidentified !== undefined && isFreshYet) {
      return this.#identifyInTurn(entry, accessToken);
    }
    return this.#renewInTurn(entry, () => dueAt(entry) <= this.#world.clock.now());
  }

  /** Renews in its provider's turn, unless somebody has removed the connection by then or did not wait. */
  #renewInTurn(entry: Entry, isDue: () => boolean): Promise<void> {
    return this.#world.pace.turn(hostOf(entry.connection.endpoints.token), 'renewal', async (http) => {
      const isWanted = this.#entries.has(entry) && entry.renewal === undefined && isDue();
      if (isWanted) await this.renew(entry, 'itself', http);
    });
  }
}

/** Whose token ends first comes first; who has none has nothing to lose by waiting. */
function bySoonestEnd(one: Entry, other: Entry): number {
  return (one.accessToken?.expiresAt ?? Infinity) - (other.accessToken?.expiresAt ?? Infinity) || 0;
}

function hostOf(address: string): string {
  return new URL(address).host;
}
