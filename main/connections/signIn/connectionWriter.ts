import type { ConnectionFailure } from '../../../preload/failure.ts';
import type { Provider } from '../../oauth/provider.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Ledger } from '../history/ledger.ts';
import {
  type AccessToken,
  type Connection,
  type ConnectionEdit,
  edited,
  isEdited,
  isSamePlace,
  newConnectionId,
} from '../model/connection.ts';
import { otherAccount } from '../renewal/identity.ts';
import { grantedBy, type RefreshTokenFamilies } from '../renewal/refreshTokenFamilies.ts';
import type { IndexedKeychain } from '../storage/indexedKeychain.ts';
import type { WriteBehindKeychain } from '../storage/writeBehindKeychain.ts';
import { type ConnectionTable, type Entry, newEntry } from '../table/connectionTable.ts';
import { Sequencer } from '../timing/sequencer.ts';
import type { ObtainedGrant, SignInRequest } from './signIn.ts';

interface World {
  readonly table: ConnectionTable;
  readonly index: IndexedKeychain;
  readonly grants: WriteBehindKeychain;
  readonly renewal: {
    setToken(entry: Entry, accessToken: AccessToken): void;
    readonly accountCheck: { record(entry: Entry, failure: ConnectionFailure | undefined): void };
  };
  readonly ledger: Ledger;
  readonly families: RefreshTokenFamilies;
}

type Outcome<T> = Promise<Result<T, ConnectionFailure>>;

/**
 * Writes what a sign-in has brought: keychain, then registry, then anyone may see it. Where keychain or disk refuse, it
 * stays in memory, the grant too: the provider may not issue it a second time.
 */
export class ConnectionWriter {
  readonly #world: World;
  readonly #additions = new Sequencer();

  constructor(world: World) {
    this.#world = world;
  }

  /** Resolves when no new connection is being added. */
  idle(): Promise<void> {
    return this.#additions.idle();
  }

  /** Adds a connection and gives its id. */
  async addNew(provider: Provider, request: SignInRequest, obtained: ObtainedGrant): Outcome<string> {
    const id = newConnectionId();
    const { clientId, practice, method } = request;
    // Until the organisation is known the connection is called by where it leads.
    const name = request.name || new URL(provider.endpoints.token).hostname;
    const connection: Connection = {
      ...{ id, name, clientId, practice, endpoints: provider.endpoints, authorization: obtained.authorization },
      ...(provider.supportsPkce && { supportsPkce: true }),
      ...('redirectUri' in method ? { kind: 'oauth', redirectUri: method.redirectUri } : { kind: 'internal' }),
    };
    const entry = newEntry(connection);
    const stored = await this.#additions.queue(() =>
      this.#store(
        entry,
        () => connection,
        obtained,
        () => true,
      ),
    );
    if (stored.ok) this.#world.ledger.record(id, { what: 'connected' }, { token: obtained.accessToken.secret });
    return stored;
  }

  /**
   * Replaces a stored connection's grant, changes it as `edit` says, and gives the connection's id. Runs within the
   * entry's grant queue. Failures, after which the connection keeps the grant that it had: `connection-unknown`, it was
   * removed meanwhile, and is not put back; `connection-changed`, it is not the one that the grant was obtained for.
   */
  async replaceGrant(entry: Entry, edit: ConnectionEdit, signedIn: ObtainedGrant): Outcome<string> {
    const { table, index, grants, ledger } = this.#world;
    const { connection } = entry;
    const change = () => edited(entry.connection, edit);
    const stored = await this.#store(entry, change, signedIn, () => table.has(entry));
    // The item at the old addresses.
    if (stored.ok && edit.endpoints !== undefined) void index.sweep('person').then(() => table.emitChange());
    const grant = grants.failureOf(connection.id) && ('not-kept' as const);
    const { accessToken, identity } = signedIn;
    const isOther = connection.profile && identity?.ok && otherAccount(connection.profile, identity.value.profile);
    if (stored.ok && isEdited(connection, entry.connection)) ledger.record(connection.id, { what: 'edited' });
    const what = isOther ? 'account-changed' : 'signed-in-again';
    if (stored.ok) ledger.record(connection.id, { what, ...(grant && { grant }) }, { token: accessToken.secret });
    return stored;
  }

  async #store(
    entry: Entry,
    change: () => Connection,
    obtained: ObtainedGrant,
    isWanted: () => boolean,
  ): Outcome<string> {
    const { table, grants, renewal, families } = this.#world;
    const { id } = entry.connection;
    const { grant, accessToken, authorization, identity } = obtained;
    if (!isWanted()) return fail({ code: 'connection-unknown' });
    const next = change();
    // The practice organisation's port changes; its grant is sent to no stored address.
    if (!next.practice && !isSamePlace(next, obtained.of)) return fail({ code: 'connection-changed' });
    await grants.write(next, grant);
    if (!isWanted()) return fail({ code: 'connection-unknown' });
    families.setStored(grant.refreshToken, grantedBy(obtained.of, obtained.of.clientId), id);
    // As it is now: it may have been renamed meanwhile.
    table.upsert(entry, { ...change(), authorization, ...(identity?.ok && identity.value) });
    renewal.setToken(entry, accessToken);
    if (identity !== undefined) renewal.accountCheck.record(entry, identity.ok ? undefined : identity.failure);
    table.emitChange();
    return ok(id);
  }
}
