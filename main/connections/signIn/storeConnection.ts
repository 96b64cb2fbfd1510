import type { ConnectionFailure } from '../../../preload/failure.ts';
import type { Provider } from '../../oauth/provider.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Ledger } from '../history/ledger.ts';
import { type AccessToken, type Connection, newConnectionId } from '../model/connection.ts';
import type { RefreshTokenFamilies } from '../renewal/refreshTokenFamilies.ts';
import type { WriteBehindKeychain } from '../storage/writeBehindKeychain.ts';
import { type ConnectionTable, type Entry, newEntry } from '../table/connectionTable.ts';
import { Sequencer } from '../timing/sequencer.ts';
import type { Account, Granted, SignedIn } from './signIn.ts';

interface World {
  readonly table: ConnectionTable;
  readonly grants: WriteBehindKeychain;
  /** Takes over the token, and what is known of its account. */
  readonly renewal: {
    take(entry: Entry, accessToken: AccessToken): void;
    readonly accounts: { record(entry: Entry, failure: ConnectionFailure | undefined): void };
  };
  readonly ledger: Ledger;
  readonly families: RefreshTokenFamilies;
}

type Outcome<T> = Promise<Result<T, ConnectionFailure>>;

/**
 * Stores what a sign-in has brought: keychain, then registry, then anyone may see it. What keychain or disk do not take
 * holds in memory, the grant too: the provider may not give it a second time.
 */
export class ConnectionStorage {
  readonly #world: World;
  readonly #sequencer = new Sequencer();

  constructor(world: World) {
    this.#world = world;
  }

  /** Ends when no new connection is on its way any more. */
  async idle(): Promise<void> {
    await this.#sequencer.idle();
  }

  /** As a new connection, whose id it gives. */
  async addNew(provider: Provider, account: Account, granted: Granted & Partial<SignedIn>): Outcome<string> {
    const id = newConnectionId();
    const { name, clientId, practice, by } = account;
    const connection: Connection = {
      ...{ id, name, clientId, practice, endpoints: provider.endpoints, authorization: granted.authorization },
      ...('redirectUri' in by ? { kind: 'oauth', redirectUri: by.redirectUri } : { kind: 'internal' }),
    };
    const stored = await this.#sequencer.queue(() =>
      this.#store(newEntry(connection), connection, granted, () => true),
    );
    if (stored.ok) this.#world.ledger.record(id, { what: 'connected' });
    return stored;
  }

  /** As a stored connection's own, in the entry's turn. One that was removed by then is not put back. */
  async replaceGrant(entry: Entry, signedIn: SignedIn): Outcome<string> {
    const { table, grants, ledger } = this.#world;
    const { connection } = entry;
    const stored = await this.#store(entry, connection, signedIn, () => table.has(entry));
    const grant = grants.failureOf(connection.id) && ('not-kept' as const);
    if (stored.ok) ledger.record(connection.id, { what: 'signed-in-again', ...(grant && { grant }) });
    return stored;
  }

  async #store(
    entry: Entry,
    connection: Connection,
    granted: Granted & Partial<SignedIn>,
    isWanted: () => boolean,
  ): Outcome<string> {
    const { table, grants, renewal, families } = this.#world;
    const { id } = connection;
    const { grant, accessToken, authorization, identity } = granted;
    if (!isWanted()) return fail({ code: 'connection-unknown' });
    await grants.write(connection, grant);
    if (!isWanted()) return fail({ code: 'connection-unknown' });
    families.own(grant.refreshToken, id);
    table.upsert(entry, { ...connection, authorization, ...(identity?.ok && identity.value) });
    renewal.take(entry, accessToken);
    if (identity !== undefined) renewal.accounts.record(entry, identity.ok ? undefined : identity.failure);
    table.emitChange();
    return ok(id);
  }
}
