import type { ConnectionFailure } from '../../../preload/failure.ts';
import { fyle } from '../../oauth/fyle.ts';
import type { Provider } from '../../oauth/provider.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { ConnectForm, Replacement } from '../form/connectForm.ts';
import type { Practice } from '../model/ports.ts';
import { providerOf } from '../renewal/providerOf.ts';
import type { Renewal } from '../renewal/renewal.ts';
import type { WriteBehindKeychain } from '../storage/writeBehindKeychain.ts';
import type { ConnectionTable, Entry } from '../table/connectionTable.ts';
import type { AccountMismatches } from './accountMismatch.ts';
import type { SignInAttempts } from './attempts.ts';
import { type Account, getGrant, type SignedIn } from './signIn.ts';
import type { ConnectionStorage } from './storeConnection.ts';

interface Parts {
  readonly practice: Practice;
  readonly table: ConnectionTable;
  readonly grants: WriteBehindKeychain;
  readonly renewal: Renewal;
  readonly attempts: SignInAttempts;
  readonly mismatches: AccountMismatches;
  readonly storage: ConnectionStorage;
}

type Outcome<T> = Promise<Result<T, ConnectionFailure>>;

/** Signs in for new and stored connections, from the person's wish to the stored grant. */
export class SignIns {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Signs in as the form says and stores the connection. Gives its id. */
  connect(form: ConnectForm): Outcome<string> {
    const { name, clientId, clientSecret, endpoints } = form;
    const by = form.kind === 'internal' ? { refreshToken: form.refreshToken } : { redirectUri: form.redirectUri };
    return this.#connect(fyle(endpoints), { name, clientId, clientSecret, practice: false, by });
  }

  /** The same with the practice organisation, whose client is known. */
  async connectPractice(): Outcome<string> {
    const place = await this.#parts.practice.open();
    if (!place.ok) return place;
    const { endpoints, clientId, clientSecret, redirectUri } = place.value;
    const account = { name: 'Practice organisation', clientId, clientSecret, practice: true, by: { redirectUri } };
    return this.#connect(fyle(endpoints, 'practice'), account);
  }

  /**
   * Gets a new grant for a stored connection and keeps its entry. Failures: `connection-unknown`; `secret-missing` when a
   * secret was neither typed nor is stored; `different-account`, which {@link settleAccount} settles; the sign-in's own.
   */
  async again(id: string, typed: Replacement): Outcome<string> {
    const { table, practice, grants, mismatches, attempts } = this.#parts;
    const entry = table.get(id);
    if (entry === undefined) return fail({ code: 'connection-unknown' });
    const { connection } = entry;
    const provider = await providerOf(practice, connection);
    if (!provider.ok) return provider;
    // Read only where it matters: a keychain may ask the person each time.
    const stored = typed.clientSecret === undefined ? await grants.read(connection) : ok(undefined);
    const clientSecret = typed.clientSecret ?? (stored.ok ? stored.value?.clientSecret : undefined);
    if (clientSecret === undefined) return stored.ok ? fail({ code: 'secret-missing' }) : stored;
    const { name, clientId, redirectUri } = connection;
    const by = redirectUri === undefined ? typed.refreshToken && { refreshToken: typed.refreshToken } : { redirectUri };
    if (by === undefined) return fail({ code: 'secret-missing' });
    const account = { name, clientId, practice: connection.practice, by, clientSecret };
    const signIn = () => mismatches.signIn(attempts, entry, provider.value, account);
    // The typed refresh token may be the stored one: a renewal that is about to send that one comes before or after.
    if ('refreshToken' in by) return entry.grantQueue.queue(async () => this.#replaceGrant(entry, await signIn()));
    const signedIn = await signIn();
    return entry.grantQueue.queue(() => this.#replaceGrant(entry, signedIn));
  }

  /**
   * Settles a sign-in that was another account's: `keep` the stored account, `change` the connection to the new one, or
   * `add` the new one as a connection of its own. Gives the id of the connection that it is about now. Failures:
   * `connection-unknown`; `sign-in-timed-out` when it was settled before.
   */
  async settleAccount(id: string, choice: 'keep' | 'change' | 'add'): Outcome<string> {
    const { table, mismatches, storage } = this.#parts;
    const entry = table.get(id);
    if (choice === 'change' && entry === undefined) return fail({ code: 'connection-unknown' });
    const mismatch = mismatches.take(id);
    if (choice === 'keep') return ok(id);
    if (mismatch === undefined) return fail({ code: entry === undefined ? 'connection-unknown' : 'sign-in-timed-out' });
    const { provider, account, signedIn } = mismatch;
    if (choice === 'change' && entry !== undefined) {
      return entry.grantQueue.queue(() => this.#replaceGrant(entry, ok(signedIn)));
    }
    const name = signedIn.identity.ok ? signedIn.identity.value.profile.organisationName : account.name;
    return storage.addNew(provider, { ...account, name }, signedIn);
  }

  async #connect(provider: Provider, account: Account): Outcome<string> {
    const { table, attempts, storage, renewal } = this.#parts;
    const granted = await attempts.run(getGrant, provider, account);
    if (!granted.ok) return granted;
    // Stored before the account is asked for: a new refresh token may be the only one that is valid.
    const stored = await storage.addNew(provider, account, granted.value);
    const entry = stored.ok && table.get(stored.value);
    if (entry) await renewal.checkAccount(entry);
    return stored;
  }

  /** Runs within the entry's grant queue. */
  async #replaceGrant(entry: Entry, signedIn: Result<SignedIn, ConnectionFailure>): Outcome<string> {
    if (!signedIn.ok) return signedIn;
    const stored = await this.#parts.storage.replaceGrant(entry, signedIn.value);
    this.#parts.mismatches.drop(entry.connection.id);
    return stored;
  }
}
