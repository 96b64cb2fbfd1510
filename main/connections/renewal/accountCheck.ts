import type { ConnectionFailure } from '../../../preload/failure.ts';
import type { AccessToken } from '../model/connection.ts';
import type { Http, Practice } from '../model/ports.ts';
import type { ConnectionTable, Entry } from '../table/connectionTable.ts';
import type { ForwardClock } from '../timing/forwardClock.ts';
import type { HostThrottle } from '../timing/hostThrottle.ts';
import { planRetry } from '../timing/retryPolicy.ts';
import { identify, otherAccount } from './identity.ts';
import { providerOf } from './providerOf.ts';

interface World {
  readonly throttle: HostThrottle;
  readonly practice: Practice;
  readonly clock: ForwardClock;
  /** 0 to 1, anew at each call. */
  readonly chance: () => number;
  /** Called when a next check was planned, or none. */
  readonly onPlan: (entry: Entry) => void;
  /** Renews a token that was refused where its data lives, as long as `isWanted` holds. */
  readonly renew: (entry: Entry, http: Http, isWanted: () => boolean) => void;
}

/** Failures of the check that a person must know although the token is valid; any other passes with the next renewal. */
const MUST_BE_REPORTED: readonly string[] = [
  'different-account',
  'cluster-untrusted',
  'sign-in-rejected',
  'user-not-allowed',
];

/**
 * Checks with each new token which account it belongs to and where its data lives, and stores what has changed.
 * @see docs/fyle.md "Cluster", "The first call"
 */
export class AccountCheck {
  readonly #table: ConnectionTable;
  readonly #world: World;
  /** Connections whose token was refused where its data lives: it is renewed and checked once more, and then no further. */
  readonly #refused = new WeakSet<Entry>();

  constructor(table: ConnectionTable, world: World) {
    this.#table = table;
    this.#world = world;
  }

  /** Checks the entry's token when its host's turn has come. */
  inBackground(entry: Entry, accessToken: AccessToken): Promise<void> {
    const { host } = new URL(entry.connection.endpoints.cluster);
    return this.#world.throttle.inBackground(host, 'identity', (http) => this.run(entry, accessToken, http));
  }

  /** Checks the entry's token, as long as it has no newer one: that is checked by whoever renewed it. */
  async run(entry: Entry, { secret }: AccessToken, http: Http): Promise<void> {
    const { connection } = entry;
    const isWanted = () =>
      this.#table.has(entry) && entry.connection === connection && entry.accessToken?.secret === secret;
    if (!isWanted()) return;
    const provider = await providerOf(this.#world.practice, connection);
    const identity = provider.ok ? await identify(http, provider.value, secret) : provider;
    if (!isWanted()) return;
    if (!identity.ok && identity.failure.code === 'sign-in-rejected' && !this.#refused.has(entry)) {
      this.#refused.add(entry);
      this.#world.renew(entry, http, isWanted);
      return;
    }
    if (identity.ok) this.#refused.delete(entry);
    const { cluster, profile } = connection;
    const failure = identity.ok ? profile && otherAccount(profile, identity.value.profile) : identity.failure;
    const isNews = identity.ok && JSON.stringify(identity.value) !== JSON.stringify({ cluster, profile });
    const before = entry.identityFailure?.failure;
    if (failure === undefined && isNews) this.#table.upsert(entry, { ...connection, ...identity.value });
    this.record(entry, failure);
    // A failed request may have brought a pause of the host, which holds up other connections too.
    if (!identity.ok || isNews || entry.identityFailure?.failure !== before) this.#table.emitChange();
  }

  /**
   * Records how a check ended; undefined when the account is the known one. The token is valid all the same. Where nothing
   * was known before, a transient failure is tried again soon, and not only with the next token.
   */
  record(entry: Entry, failure: ConnectionFailure | undefined): void {
    const { clock, chance, onPlan } = this.#world;
    const isNew = entry.connection.profile === undefined;
    if (failure === undefined) entry.identityFailure = undefined;
    // A transient failure says nothing of what was known before: another account stays another account.
    else if (isNew || MUST_BE_REPORTED.includes(failure.code)) {
      entry.identityFailure = planRetry(failure, entry.identityFailure, clock.now(), chance());
    }
    onPlan(entry);
  }
}
