import type { AccountChoice } from '../../../preload/contract.ts';
import type { ConnectionFailure } from '../../../preload/failure.ts';
import { fyle } from '../../oauth/fyle.ts';
import type { Provider } from '../../oauth/provider.ts';
import type { Secret } from '../../oauth/secret.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { ConnectForm, Replacement } from '../form/connectForm.ts';
import { type ConnectionEdit, edited, isSamePlace } from '../model/connection.ts';
import { statusOfFailure } from '../model/failureStatus.ts';
import type { Practice } from '../model/ports.ts';
import { providerOf } from '../renewal/providerOf.ts';
import type { Renewal } from '../renewal/renewal.ts';
import type { WriteBehindKeychain } from '../storage/writeBehindKeychain.ts';
import type { ConnectionTable, Entry } from '../table/connectionTable.ts';
import type { AccountMismatches } from './accountMismatch.ts';
import type { SignInAttempts } from './attempts.ts';
import type { ConnectionWriter } from './connectionWriter.ts';
import {
  identifyGrant,
  type ObtainedGrant,
  obtainGrant,
  type SignedIn,
  type SignInRequest,
  type SignInWorld,
  signIn,
} from './signIn.ts';

interface Parts extends Pick<SignInWorld, 'http' | 'clock' | 'families'> {
  readonly practice: Practice;
  readonly table: ConnectionTable;
  readonly grants: WriteBehindKeychain;
  readonly renewal: Renewal;
  readonly attempts: SignInAttempts;
  readonly mismatches: AccountMismatches;
  readonly writer: ConnectionWriter;
}

/** What a grant is obtained with. */
interface Method {
  readonly refreshToken: Secret;
  readonly redirectUri: string;
}

type Outcome<T> = Promise<Result<T, ConnectionFailure>>;

/** Signs in for new and stored connections, and stores the grant. */
export class SignIns {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Signs in as the form says, adds the connection and gives its id. Failures: the sign-in's. */
  connect(form: ConnectForm): Outcome<string> {
    const { name, clientId, clientSecret, endpoints } = form;
    const method = form.kind === 'internal' ? { refreshToken: form.refreshToken } : { redirectUri: form.redirectUri };
    const supportsPkce = form.kind === 'oauth' && form.supportsPkce;
    return this.#connect(fyle(endpoints, { supportsPkce }), { name, clientId, clientSecret, practice: false, method });
  }

  /** {@link connect} to the practice organisation. Failures: `practice-unavailable`; the sign-in's. */
  async connectPractice(): Outcome<string> {
    const opened = await this.#parts.practice.open();
    if (!opened.ok) return opened;
    const { endpoints, clientId, clientSecret, redirectUri } = opened.value;
    const client = { name: 'Practice organisation', clientId, clientSecret };
    return this.#connect(fyle(endpoints, { environment: 'practice' }), {
      ...client,
      practice: true,
      method: { redirectUri },
    });
  }

  /**
   * Obtains a new grant for a stored connection and gives the connection's id. Failures: `connection-unknown`;
   * `connection-changed` when it got another client or other addresses meanwhile;
   * `secret-missing` when a secret was neither typed nor is stored; `different-account`, which {@link settleAccount}
   * settles; the sign-in's.
   */
  async signInAgain(id: string, typed: Replacement): Outcome<string> {
    const entry = this.#parts.table.get(id);
    if (entry === undefined) return fail({ code: 'connection-unknown' });
    const { redirectUri } = entry.connection;
    return this.#replace(entry, {}, typed, redirectUri === undefined ? typed : { redirectUri });
  }

  /**
   * Changes a connection once a grant for it as `edit` makes it has been obtained: with the refresh token that was typed,
   * by a sign-in where client or addresses are others, else with the stored refresh token. Until then everything stays
   * as it is. Failures: those of {@link signInAgain}.
   */
  async change(entry: Entry, edit: ConnectionEdit, typed: Replacement): Outcome<string> {
    const { connection } = entry;
    const { redirectUri } = edited(connection, edit);
    const isNewApp = edit.clientId !== undefined || edit.endpoints !== undefined;
    const isOver = entry.renewalFailure && statusOfFailure(entry.renewalFailure.failure) === 'sign-in-needed';
    const mustSignIn = redirectUri !== undefined && (isNewApp || isOver);
    if (typed.refreshToken === undefined && mustSignIn) return this.#replace(entry, edit, typed, { redirectUri });
    const stored = isNewApp || typed.refreshToken ? ok(undefined) : await this.#stored(entry);
    if (!stored.ok) return stored;
    // The keychain may have asked the person; what it gave was for the connection as it was.
    if (!isSamePlace(connection, entry.connection)) return fail({ code: 'connection-changed' });
    return this.#replace(entry, edit, { ...stored.value, ...typed }, { ...stored.value, ...typed });
  }

  /**
   * Obtains a grant for a connection as `edit` makes it. The stored client secret goes to the client and the token
   * address that it was given for, and nowhere else.
   */
  async #replace(entry: Entry, edit: ConnectionEdit, typed: Replacement, by: Partial<Method>): Outcome<string> {
    const { practice, mismatches, attempts } = this.#parts;
    const connection = edited(entry.connection, edit);
    const provider = await providerOf(practice, connection);
    if (!provider.ok) return provider;
    const isSameClient = connection.clientId === entry.connection.clientId;
    const mayReuse = isSameClient && connection.endpoints.token === entry.connection.endpoints.token;
    // Not read needlessly, because a keychain may ask the person each time.
    const stored = typed.clientSecret === undefined && mayReuse ? await this.#stored(entry) : ok(undefined);
    const clientSecret = typed.clientSecret ?? (stored.ok ? stored.value?.clientSecret : undefined);
    if (clientSecret === undefined) return stored.ok ? fail({ code: 'secret-missing' }) : stored;
    const method = methodOf(by);
    if (method === undefined) return fail({ code: 'secret-missing' });
    const { name, clientId } = connection;
    const request = { name, clientId, practice: connection.practice, method, clientSecret, edit };
    const takeLate = (late: ObtainedGrant) =>
      void entry.grantQueue.queue(async () => {
        const identify = async () => ok(await identifyGrant(this.#parts, provider.value, request, late));
        return this.#replaceGrant(entry, edit, await mismatches.signIn(entry, provider.value, request, identify));
      });
    const run = (one: SignInRequest) => attempts.run(signIn, provider.value, one, takeLate);
    const start = () => mismatches.signIn(entry, provider.value, request, run);
    // The refresh token may be the stored one, so no renewal may send that at the same time, nor anything once that moved.
    if ('refreshToken' in method) {
      return entry.grantQueue.queue(async () => {
        const isMoved = !isSamePlace(edited(entry.connection, edit), connection);
        return isMoved ? fail({ code: 'connection-changed' }) : this.#replaceGrant(entry, edit, await start());
      });
    }
    const signedIn = await start();
    return entry.grantQueue.queue(() => this.#replaceGrant(entry, edit, signedIn));
  }

  #stored({ connection }: Entry) {
    return this.#parts.grants.read(connection, 'person');
  }

  /**
   * Settles a sign-in that was another account's, and gives the id of the connection that has it, or that was kept.
   * Failures: `connection-unknown`; `connection-changed`; `sign-in-timed-out` when it was settled before.
   */
  async settleAccount(id: string, choice: AccountChoice): Outcome<string> {
    const { table, mismatches, writer } = this.#parts;
    const entry = table.get(id);
    if (choice === 'change' && entry === undefined) return fail({ code: 'connection-unknown' });
    const mismatch = mismatches.take(id);
    if (choice === 'keep') return ok(id);
    if (mismatch === undefined) return fail({ code: entry === undefined ? 'connection-unknown' : 'sign-in-timed-out' });
    const { provider, request, signedIn } = mismatch;
    if (choice === 'change' && entry !== undefined) {
      return entry.grantQueue.queue(() => this.#replaceGrant(entry, request.edit ?? {}, ok(signedIn)));
    }
    const name = signedIn.identity.ok ? signedIn.identity.value.profile.organisationName : request.name;
    return writer.addNew(provider, { ...request, name }, signedIn);
  }

  async #connect(provider: Provider, request: SignInRequest): Outcome<string> {
    const add = (obtained: ObtainedGrant) => this.#add(provider, request, obtained);
    const obtained = await this.#parts.attempts.run(obtainGrant, provider, request, (late) => void add(late));
    return obtained.ok ? add(obtained.value) : obtained;
  }

  async #add(provider: Provider, request: SignInRequest, obtained: ObtainedGrant): Outcome<string> {
    const { table, writer, renewal } = this.#parts;
    // Stored before the account check: a new refresh token may be the only one that is valid.
    const stored = await writer.addNew(provider, request, obtained);
    const entry = stored.ok && table.get(stored.value);
    if (!entry) return stored;
    await renewal.checkAccount(entry);
    const { connection } = entry;
    if (request.name !== '' || connection.profile === undefined || !table.has(entry)) return stored;
    table.upsert(entry, { ...connection, name: connection.profile.organisationName });
    table.emitChange();
    return stored;
  }

  /** Runs within the entry's grant queue. */
  async #replaceGrant(
    entry: Entry,
    edit: ConnectionEdit,
    signedIn: Result<SignedIn, ConnectionFailure>,
  ): Outcome<string> {
    if (!signedIn.ok) return signedIn;
    const stored = await this.#parts.writer.replaceGrant(entry, edit, signedIn.value);
    this.#parts.mismatches.forget(entry.connection.id);
    return stored;
  }
}

function methodOf({ refreshToken, redirectUri }: Partial<Method>): SignInRequest['method'] | undefined {
  if (refreshToken !== undefined) return { refreshToken };
  return redirectUri === undefined ? undefined : { redirectUri };
}
