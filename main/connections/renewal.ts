import { fyle } from '../oauth/fyle.ts';
import type { Provider } from '../oauth/provider.ts';
import { refresh } from '../oauth/token.ts';
import { fail, ok, type Result } from '../result.ts';
import type { AccessToken, Connection, ConnectionFailure } from './connection.ts';
import { type Entries, type Entry, inTurn } from './entries.ts';
import type { Clock, Http, Keychain, KeychainFailure, Practice } from './ports.ts';
import { isFresh, judge, renewsAt, waitAfter } from './schedule.ts';
import { accessTokenOf, identify, otherAccount } from './signIn.ts';

interface World {
  readonly http: Http;
  readonly keychain: Keychain;
  readonly clock: Clock;
  readonly practice: Practice;
}

/** What Fyle says of a good token that a person must know at once; anything else passes by the next renewal. */
const MUST_BE_TOLD: readonly string[] = ['cluster-untrusted', 'sign-in-rejected', 'user-not-allowed'];

type Outcome<T> = Promise<Result<T, ConnectionFailure>>;

/** Keeps access tokens fresh: on demand, before they end, and again after a failure that passes. */
export class Renewal {
  readonly #entries: Entries;
  readonly #world: World;

  constructor(entries: Entries, world: World) {
    this.#entries = entries;
    this.#world = world;
  }

  /** The token in memory when it lives long enough, else a renewed one. `promised` in milliseconds. */
  async fresh(entry: Entry, promised: number): Outcome<AccessToken> {
    const { accessToken } = entry;
    if (accessToken !== undefined && isFresh(accessToken, this.#world.clock.now(), promised)) return ok(accessToken);
    const renewed = await this.renew(entry);
    // The machine may have slept while the token was on its way.
    if (!renewed.ok || isFresh(renewed.value, this.#world.clock.now(), promised)) return renewed;
    return this.renew(entry);
  }

  /** Renews now, or joins the renewal that is under way: one request for each connection at any time. */
  renew(entry: Entry): Outcome<AccessToken> {
    if (entry.renewal === undefined) {
      entry.renewal = inTurn(entry, () => this.#renew(entry)).finally(() => {
        entry.renewal = undefined;
        this.#entries.changed();
      });
      this.#entries.changed();
    }
    return entry.renewal;
  }

  /** Takes a token as the entry's own and plans its renewal. */
  take(entry: Entry, accessToken: AccessToken): void {
    entry.accessToken = accessToken;
    entry.failures = 0;
    entry.failure = undefined;
    entry.retryAt = undefined;
    this.#plan(entry, renewsAt(accessToken));
  }

  /** The provider of a connection; the practice organisation is started for it when needed. */
  async providerOf({ practice, endpoints }: Connection): Outcome<Provider> {
    if (!practice) return ok(fyle(endpoints));
    const place = await this.#world.practice.open();
    return place.ok ? ok(fyle(place.value.endpoints, 'practice')) : place;
  }

  async #renew(entry: Entry): Outcome<AccessToken> {
    const renewed = await this.#refreshed(entry);
    if (!this.#entries.has(entry)) return fail({ code: 'connection-unknown' });
    const { failures } = entry;
    if (!renewed.ok) {
      this.#fail(entry, renewed.failure, failures + 1);
      return renewed;
    }
    const { accessToken, provider, unkept } = renewed.value;
    this.take(entry, accessToken);
    if (unkept !== undefined) this.#fail(entry, unkept, failures + 1);
    // Behind the token, so that nobody who wants to paste it waits for whose it is.
    void this.#identifyAgain(entry, provider, accessToken);
    return ok(accessToken);
  }

  /** The new token, and why the keychain did not take a new refresh token, if so: the token is good all the same. */
  async #refreshed(
    entry: Entry,
  ): Outcome<{ readonly accessToken: AccessToken; readonly provider: Provider; readonly unkept?: KeychainFailure }> {
    const { keychain, http, clock } = this.#world;
    const { connection } = entry;
    const { clientId } = connection;
    const stored = entry.unsaved ? ok(entry.unsaved) : await keychain.read(connection);
    if (!stored.ok) return stored;
    if (stored.value === undefined) return fail({ code: 'secret-missing' });
    const { refreshToken, clientSecret } = stored.value;
    const provider = await this.providerOf(connection);
    if (!provider.ok) return provider;
    const tokens = await refresh(http, provider.value, { clientId, clientSecret }, refreshToken, clock.now());
    if (!tokens.ok) return tokens;
    // Now, before the keychain takes its time: a lifetime runs from the answer's arrival.
    const accessToken = accessTokenOf(tokens.value, clock.now());
    const rotated = tokens.value.refreshToken;
    if ((rotated !== undefined || entry.unsaved !== undefined) && this.#entries.has(entry)) {
      const grant = { refreshToken: rotated ?? refreshToken, clientSecret };
      // Until the keychain has it, this is the only copy: the old one may be worthless already.
      entry.unsaved = grant;
      const kept = await keychain.write(connection, grant);
      if (!kept.ok) return ok({ accessToken, provider: provider.value, unkept: kept.failure });
      entry.unsaved = undefined;
    }
    return ok({ accessToken, provider: provider.value });
  }

  /** Asks again whose token it is and where its data lives (fyle.md: "ask again at every refresh"). */
  async #identifyAgain(entry: Entry, provider: Provider, accessToken: AccessToken): Promise<void> {
    const { connection } = entry;
    const identity = await identify(this.#world.http, provider, accessToken.secret);
    if (!this.#entries.has(entry) || entry.connection !== connection) return;
    const { cluster, profile } = connection;
    if (identity.ok) {
      const other = profile && otherAccount(profile, identity.value.profile);
      if (other !== undefined) entry.failure = other;
      else if (JSON.stringify(identity.value) === JSON.stringify({ cluster, profile })) return;
      else this.#entries.put(entry, { ...connection, ...identity.value });
    } else if (profile === undefined || MUST_BE_TOLD.includes(identity.failure.code)) {
      entry.failure = identity.failure;
    }
    this.#entries.changed();
  }

  /** Tells a failure, the n-th in a row, and plans the next try if one can help. */
  #fail(entry: Entry, failure: ConnectionFailure, failures: number): void {
    entry.failure = failure;
    entry.failures = failures;
    entry.callOff?.();
    entry.retryAt = undefined;
    if (!judge(failure).passes) return;
    entry.retryAt = this.#world.clock.now() + waitAfter(failure, entry.failures, Math.random());
    this.#plan(entry, entry.retryAt);
  }

  #plan(entry: Entry, at: number): void {
    const { clock } = this.#world;
    entry.callOff?.();
    entry.callOff = clock.after(Math.max(0, at - clock.now()), () => void this.renew(entry));
  }
}
