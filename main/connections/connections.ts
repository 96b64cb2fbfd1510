import { fyle } from '../oauth/fyle.ts';
import type { Endpoints, Provider } from '../oauth/provider.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Draft, Replacement } from './form/connectForm.ts';
import type { Ledger } from './history/ledger.ts';
import type { AccessToken } from './model/connection.ts';
import type { ConnectionFailure } from './model/failure.ts';
import { PROMISED_FRESHNESS } from './model/freshness.ts';
import type { Clock, Http, Keychain, Practice, Registry, UserAgent } from './model/ports.ts';
import { providerOf } from './renewal/providerOf.ts';
import { Families } from './renewal/refreshTokenFamilies.ts';
import { Renewal } from './renewal/renewal.ts';
import { Offers } from './signIn/accountMismatch.ts';
import { type Attempt, Attempts, newId } from './signIn/attempts.ts';
import { checkSettings, type SettingsCheck } from './signIn/preflight.ts';
import { type Account, getGrant, type SignedIn } from './signIn/signIn.ts';
import { Storing } from './signIn/storeConnection.ts';
import { forgetAll, type Left } from './storage/eraseAll.ts';
import { NamedKeychain } from './storage/indexedKeychain.ts';
import type { WatchedKeychain } from './storage/keychainStatus.ts';
import { WriteBehindKeychain } from './storage/writeBehindKeychain.ts';
import { type ConnectionState, connectionState } from './table/connectionState.ts';
import { Entries, type Entry } from './table/connectionTable.ts';
import { type ForwardClock, forwardClock } from './timing/forwardClock.ts';
import { Pace } from './timing/hostThrottle.ts';

/** What `Connections` needs of the world. */
export interface World {
  readonly userAgent: UserAgent;
  readonly http: Http;
  readonly keychain: Keychain & Pick<WatchedKeychain, 'state' | 'failure'>;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly practice: Practice;
  readonly ledger: Ledger;
}

type Outcome<T> = Promise<Result<T, ConnectionFailure>>;

/**
 * The connections, and the only writer of them: every change ends in `onChange`. One request for a token is under way
 * for each connection at any time, whoever asks; a renewal that ends after its connection was removed writes nothing.
 */
export class Connections {
  readonly #world: World & { readonly clock: ForwardClock };
  readonly #pace: Pace;
  readonly #entries: Entries;
  readonly #keychain: NamedKeychain;
  readonly #grants: WriteBehindKeychain;
  readonly #renewal: Renewal;
  readonly #offers = new Offers();
  readonly #families = new Families();
  readonly #storing: Storing;
  readonly #attempts: Attempts;

  /** @param chance 0 to 1, anew at each call: spreads what the app does by itself */
  constructor(world: World, chance: () => number = Math.random) {
    const clock = forwardClock(world.clock);
    const pace = new Pace(world.http, clock, chance);
    this.#pace = pace;
    this.#world = { ...world, clock, http: pace.atOnce };
    this.#entries = new Entries(world.registry);
    this.#keychain = new NamedKeychain(world.keychain, this.#entries);
    const keychain = this.#keychain;
    this.#grants = new WriteBehindKeychain(keychain, { clock, chance, onChange: () => this.#entries.changed() });
    const grants = this.#grants;
    this.#renewal = new Renewal(this.#entries, {
      ...this.#world,
      grants,
      families: this.#families,
      throttle: pace,
      chance,
    });
    this.#storing = new Storing({
      entries: this.#entries,
      grants,
      renewal: this.#renewal,
      ledger: world.ledger,
      families: this.#families,
    });
    this.#attempts = new Attempts({ ...this.#world, families: this.#families }, () => this.#entries.changed());
  }

  /** Every connection as it stands now, in the order they were added. */
  list(): readonly ConnectionState[] {
    const { clock, keychain } = this.#world;
    return this.#entries.all().map((entry) => {
      const hostPause = this.#pace.pauseOf(entry.connection.endpoints.token);
      const pendingGrant = this.#grants.failureOf(entry.connection.id);
      return connectionState(entry, { clock, hostPause, pendingGrant, keychainFailure: keychain.failure });
    });
  }

  /** Why not all that is known is on disk, `ENOSPC`: it holds until the app ends, or a later write. */
  get unsaved(): string | undefined {
    return this.#entries.unsaved;
  }

  /** Whether the keychain still holds a secret of a connection that is gone. */
  get hasLeftovers(): boolean {
    return this.#entries.leftovers.length > 0;
  }

  /** Whether the keychain took every refresh token that it was given, or a full disk that `unsaved` tells is all that hinders it. */
  get isKept(): boolean {
    const isReported = ({ code }: ConnectionFailure) =>
      (code === 'not-saved' && this.unsaved !== undefined) ||
      (code === 'keychain-unavailable' && this.#world.keychain.state === 'absent');
    return this.#grants.failures.every(isReported);
  }

  /** The sign-in that is under way, if any. */
  get attempt(): Attempt | undefined {
    return this.#attempts.current;
  }

  /** Calls `listener` after every change; the returned function stops that. */
  onChange(listener: () => void): () => void {
    return this.#entries.onChange(listener);
  }

  /** Looks whether a sign-in with these addresses can go well; stores nothing. */
  async check(endpoints: Endpoints): Promise<SettingsCheck> {
    return checkSettings({ http: this.#world.http, keychain: this.#keychain }, endpoints, newId());
  }

  /** Gets in by the form's own way and stores the connection: keychain, then registry. Gives its id. */
  async connect(draft: Draft): Outcome<string> {
    const { name, clientId, clientSecret, endpoints } = draft;
    const by = draft.kind === 'internal' ? { refreshToken: draft.refreshToken } : { redirectUri: draft.redirectUri };
    return this.#connect(fyle(endpoints), { name, clientId, clientSecret, practice: false, by });
  }

  /** The same with the practice organisation, whose client is known. */
  async connectPractice(): Outcome<string> {
    const place = await this.#world.practice.open();
    if (!place.ok) return place;
    const { endpoints, clientId, clientSecret, redirectUri } = place.value;
    const account = { name: 'Practice organisation', clientId, clientSecret, practice: true, by: { redirectUri } };
    return this.#connect(fyle(endpoints, 'practice'), account);
  }

  /** Gets a new grant for a stored connection and keeps its entry. A secret not typed anew is taken from the keychain. */
  async signInAgain(id: string, typed: Replacement): Outcome<string> {
    const entry = this.#entries.get(id);
    if (entry === undefined) return fail({ code: 'connection-unknown' });
    const { connection } = entry;
    const provider = await providerOf(this.#world.practice, connection);
    if (!provider.ok) return provider;
    // Read only where it matters: a keychain may ask the person each time.
    const stored = typed.clientSecret === undefined ? await this.#grants.read(connection) : ok(undefined);
    const clientSecret = typed.clientSecret ?? (stored.ok ? stored.value?.clientSecret : undefined);
    if (clientSecret === undefined) return stored.ok ? fail({ code: 'secret-missing' }) : stored;
    const { name, clientId, practice, redirectUri } = connection;
    const by = redirectUri === undefined ? typed.refreshToken && { refreshToken: typed.refreshToken } : { redirectUri };
    if (by === undefined) return fail({ code: 'secret-missing' });
    const account = { name, clientId, practice, by, clientSecret };
    const getIn = () => this.#offers.getIn(this.#attempts, entry, provider.value, account);
    // What was typed may be what is stored: a renewal that is about to send it waits for its turn.
    if ('refreshToken' in by) return entry.grantQueue.queue(async () => this.#storeAgain(entry, await getIn()));
    const signedIn = await getIn();
    return entry.grantQueue.queue(() => this.#storeAgain(entry, signedIn));
  }

  /**
   * Says what to do with the sign-in that was another account's: `keep` the stored one, `change` the connection to the
   * new one, or `add` the new one as a connection of its own. Gives the id of the connection that it is about now.
   * Failure `sign-in-timed-out`: it was said before.
   */
  async settleAccount(id: string, choice: 'keep' | 'change' | 'add'): Outcome<string> {
    const entry = this.#entries.get(id);
    if (choice === 'change' && entry === undefined) return fail({ code: 'connection-unknown' });
    const offer = this.#offers.take(id);
    if (choice === 'keep') return ok(id);
    if (offer === undefined) return fail({ code: entry === undefined ? 'connection-unknown' : 'sign-in-timed-out' });
    const { provider, account, signedIn } = offer;
    if (choice === 'change' && entry !== undefined) {
      return entry.grantQueue.queue(() => this.#storeAgain(entry, ok(signedIn)));
    }
    const name = signedIn.identity.ok ? signedIn.identity.value.profile.organisationName : account.name;
    return this.#storing.asNew(provider, { ...account, name }, signedIn);
  }

  /** Brings the window of the sign-in that is under way to the front, if there is one. */
  showSignIn(): void {
    this.#world.userAgent.focus();
  }

  /** Ends the sign-in that is under way, if any. */
  cancelSignIn(): void {
    this.#attempts.cancel();
  }

  /** A token that lives at least the promised time (milliseconds, default ten minutes), renewed first when it must be. */
  async accessToken(id: string, promised = PROMISED_FRESHNESS): Outcome<AccessToken> {
    const entry = this.#entries.get(id);
    return entry === undefined
      ? fail({ code: 'connection-unknown' })
      : this.#inWallTime(this.#renewal.fresh(entry, promised));
  }

  /** Renews the access token now, or joins the renewal that is under way. */
  async renew(id: string): Outcome<AccessToken> {
    const entry = this.#entries.get(id);
    return entry === undefined
      ? fail({ code: 'connection-unknown' })
      : this.#inWallTime(this.#renewal.renew(entry, 'person'));
  }

  /**
   * Looks at every connection now: after the start, a sleep, a lock, or a time without a network. Those that are due are
   * renewed, and what failed for want of the network or the keychain is tried at once; doubled calls do it once. The table
   * is written, so that a disk that takes nothing is known before it matters, and what is left over in the keychain is removed.
   * After a change of the `keychain` what was not found there is looked for again.
   */
  recheck(after?: 'keychain'): void {
    this.#entries.save();
    void this.#keychain.sweep().then(() => this.#entries.changed());
    this.#grants.recheck();
    this.#renewal.recheck(after);
  }

  /** Forgets a connection: registry, then keychain. What a keychain that is shut keeps is removed when it opens. */
  async disconnect(id: string): Outcome<undefined> {
    const entry = this.#entries.get(id);
    if (entry === undefined) return fail({ code: 'connection-unknown' });
    const removed = this.#entries.remove(entry);
    if (!removed.ok) return removed;
    this.#renewal.look();
    this.#world.ledger.note(id, { what: 'removed' });
    this.#entries.changed();
    this.#families.drop(id);
    await entry.grantQueue.queue(() => this.#grants.remove(entry.connection));
    this.#entries.changed();
    return ok(undefined);
  }

  /** Forgets every connection, calls off a sign-in that is under way, and gives where something is left all the same. */
  async forgetEverything(): Promise<readonly Left[]> {
    this.cancelSignIn();
    this.#offers.clear();
    this.#families.clear();
    await this.#storing.idle();
    const left = await forgetAll(this.#entries, this.#keychain, this.#grants);
    this.#renewal.look();
    this.#entries.changed();
    return left;
  }

  /** For the end of the app: nothing is begun any more, what is being kept is waited for, what was not is offered again. */
  async close(): Promise<void> {
    this.cancelSignIn();
    this.#offers.clear();
    this.#renewal.close();
    const renewed = this.#entries.all().map(({ grantQueue }) => grantQueue.idle());
    const stored = this.#grants.close(Promise.all([this.#storing.idle(), ...renewed]));
    await Promise.all([this.#keychain.close(), stored]);
  }

  async #connect(provider: Provider, account: Account): Outcome<string> {
    const granted = await this.#attempts.getIn(getGrant, provider, account);
    if (!granted.ok) return granted;
    const stored = await this.#storing.asNew(provider, account, granted.value);
    // A new refresh token is stored before anything else is asked: it may be the only one that is good.
    const entry = stored.ok && this.#entries.get(stored.value);
    if (entry) await this.#renewal.checkAccount(entry);
    return stored;
  }

  async #inWallTime(token: Outcome<AccessToken>): Outcome<AccessToken> {
    const outcome = await token;
    if (!outcome.ok) return outcome;
    const { toWall } = this.#world.clock;
    const { secret, issuedAt, expiresAt } = outcome.value;
    return ok({ secret, issuedAt: toWall(issuedAt), expiresAt: toWall(expiresAt) });
  }

  /** In the entry's turn. */
  async #storeAgain(entry: Entry, signedIn: Result<SignedIn, ConnectionFailure>): Outcome<string> {
    if (!signedIn.ok) return signedIn;
    const stored = await this.#storing.again(entry, signedIn.value);
    this.#offers.drop(entry.connection.id);
    return stored;
  }
}
