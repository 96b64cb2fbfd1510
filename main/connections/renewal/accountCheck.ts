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
  /** A random number from 0 to 1. */
  readonly chance: () => number;
  /** Called when the time of an entry's next check has changed. */
  readonly onPlan: (entry: Entry) => void;
  /** Renews a token that the cluster refused, unless `isWanted` is false by then. */
  readonly renew: (entry: Entry, http: Http, isWanted: () => boolean) => void;
}

/** Failures that a person must know of although the token is valid; any other is gone with the next renewal. */
const MUST_BE_REPORTED: readonly string[] = [
  'different-account',
  'cluster-untrusted',
  'sign-in-rejected',
  'user-not-allowed',
];

/**
 * Asks with each new token which account and cluster it belongs to, and stores what has changed.
 * @see docs/fyle.md "Cluster", "The first call"
 */
export class AccountCheck {
  readonly #table: ConnectionTable;
  readonly #world: World;
  /** Connections whose last token was refused by the cluster and renewed: a second refusal in a row is reported. */
  readonly #renewedOnce = new WeakSet<Entry>();

  constructor(table: ConnectionTable, world: World) {
    this.#table = table;
    this.#world = world;
  }

  /** Checks the entry's token when the throttle admits it. */
  runInBackground(entry: Entry, accessToken: AccessToken): Promise<void> {
    const { host } = new URL(entry.connection.endpoints.cluster);
    // What waits in the queue holds no token: the app may be locked meanwhile, which forgets them all.
    const { issuedAt } = accessToken;
    return this.#world.throttle.inBackground(host, 'identity', async (http) => {
      if (entry.accessToken?.issuedAt === issuedAt) await this.run(entry, entry.accessToken, http);
    });
  }

  /** Checks the entry's token, unless it has a newer one: whoever renewed that checks it. */
  async run(entry: Entry, { secret }: AccessToken, http: Http): Promise<void> {
    const isWanted = () => this.#table.has(entry) && entry.accessToken?.secret === secret;
    if (!isWanted()) return;
    const provider = await providerOf(this.#world.practice, entry.connection);
    const identity = provider.ok ? await identify(http, provider.value, secret) : provider;
    if (!isWanted()) return;
    if (!identity.ok && identity.failure.code === 'sign-in-rejected' && !this.#renewedOnce.has(entry)) {
      this.#renewedOnce.add(entry);
      this.#world.renew(entry, http, isWanted);
      return;
    }
    if (identity.ok) this.#renewedOnce.delete(entry);
    // As it is now: it may have been renamed meanwhile.
    const { connection } = entry;
    const { cluster, profile } = connection;
    const failure = identity.ok ? profile && otherAccount(profile, identity.value.profile) : identity.failure;
    const isNew = identity.ok && JSON.stringify(identity.value) !== JSON.stringify({ cluster, profile });
    const before = entry.identityFailure?.failure;
    if (failure === undefined && isNew) this.#table.upsert(entry, { ...connection, ...identity.value });
    this.record(entry, failure);
    // A failed request may have started a host pause, which changes the state of other connections too.
    if (!identity.ok || isNew || entry.identityFailure?.failure !== before) this.#table.emitChange();
  }

  /**
   * Records how a check ended; without a `failure` the account is the known one. While no account is known every
   * failure is recorded, so that a transient one is retried; later only one that must be reported.
   */
  record(entry: Entry, failure: ConnectionFailure | undefined): void {
    const { clock, chance, onPlan } = this.#world;
    if (failure === undefined) entry.identityFailure = undefined;
    // Any other failure leaves the earlier result: a different account stays reported while the cluster is unreachable.
    else if (entry.connection.profile === undefined || MUST_BE_REPORTED.includes(failure.code)) {
      entry.identityFailure = planRetry(failure, entry.identityFailure, clock.now(), chance());
    }
    onPlan(entry);
  }
}
