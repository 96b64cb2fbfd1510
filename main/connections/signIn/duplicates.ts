import type { ConnectionFailure } from '../../../preload/failure.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { ConnectForm } from '../form/connectForm.ts';
import { type Connection, isSamePlace } from '../model/connection.ts';
import { otherAccount } from '../renewal/identity.ts';
import { grantedBy, type RefreshTokenFamilies } from '../renewal/refreshTokenFamilies.ts';
import type { WriteBehindKeychain } from '../storage/writeBehindKeychain.ts';
import type { ConnectionTable } from '../table/connectionTable.ts';
import type { ConnectionWriter } from './connectionWriter.ts';

interface Parts {
  readonly table: ConnectionTable;
  readonly grants: WriteBehindKeychain;
  readonly families: RefreshTokenFamilies;
  readonly writer: ConnectionWriter;
}

/** Finds connections that are in the list already, and makes one of two. */
export class Duplicates {
  readonly #parts: Parts;
  readonly #remove: (id: string) => Promise<unknown>;

  /** @param remove removes a connection for good */
  constructor(parts: Parts, remove: (id: string) => Promise<unknown>) {
    this.#parts = parts;
    this.#remove = remove;
  }

  /** The connection that holds the form's refresh token for the same client already. Asks nobody. */
  async holderOf(form: ConnectForm): Promise<string | undefined> {
    if (form.kind !== 'internal') return undefined;
    const { table, grants, families } = this.#parts;
    const by = grantedBy(form, form.clientId);
    const typed = families.newest(form.refreshToken, by);
    for (const { connection } of table.all()) {
      if (connection.practice || grantedBy(connection, connection.clientId) !== by) continue;
      const stored = await grants.read(connection);
      const grant = stored.ok ? stored.value : undefined;
      if (grant !== undefined && families.newest(grant.refreshToken, by).equals(typed)) return connection.id;
    }
    return undefined;
  }

  /** Another connection of the same client and account at the same addresses. */
  sameAs(id: string): string | undefined {
    const { table } = this.#parts;
    const connection = table.get(id)?.connection;
    if (connection === undefined) return undefined;
    return table.all().find((other) => other.connection.id !== id && isSame(connection, other.connection))?.connection
      .id;
  }

  /**
   * Gives the sign-in of a connection to an older one of the same account, removes the first, and gives the older one's id.
   * The newer sign-in is the one that is kept: it may have ended the other. Failures, after which
   * both stay: `connection-unknown`; `secret-missing`; the keychain's.
   */
  async join(id: string, into: string): Promise<Result<string, ConnectionFailure>> {
    const { table, grants, writer } = this.#parts;
    const [from, to] = [table.get(id), table.get(into)];
    if (from === undefined || to === undefined || from === to || !isSame(from.connection, to.connection))
      return fail({ code: 'connection-unknown' });
    const give = async (): Promise<Result<string, ConnectionFailure>> => {
      const { accessToken, connection } = from;
      // A change that came before has ended only now.
      if (!isSame(connection, to.connection)) return fail({ code: 'connection-unknown' });
      const { profile, cluster, authorization } = connection;
      const stored = await grants.read(connection, 'person');
      if (!stored.ok) return stored;
      if (stored.value === undefined || accessToken === undefined) return fail({ code: 'secret-missing' });
      const identity = profile && cluster !== undefined ? { identity: ok({ profile, cluster }) } : {};
      const obtained = { grant: stored.value, of: connection, accessToken, authorization };
      return writer.replaceGrant(to, {}, { ...obtained, ...identity });
    };
    // In one order for both, so that two of these cannot wait for each other.
    const [outer, inner] = id < into ? [from, to] : [to, from];
    const given = await outer.grantQueue.queue(() => inner.grantQueue.queue(give));
    if (given.ok) await this.#remove(id);
    return given;
  }
}

/** Whether two connections are the same account's at the same provider. The practice organisation has one person only. */
function isSame(one: Connection, other: Connection): boolean {
  if (one.practice || other.practice || one.profile === undefined || other.profile === undefined) return false;
  return isSamePlace(one, other) && otherAccount(one.profile, other.profile) === undefined;
}
