import type { ConnectionFailure } from '../../preload/failure.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Ledger } from './history/ledger.ts';
import type { RefreshTokenFamilies } from './renewal/refreshTokenFamilies.ts';
import type { Renewal } from './renewal/renewal.ts';
import type { WriteBehindKeychain } from './storage/writeBehindKeychain.ts';
import type { ConnectionTable } from './table/connectionTable.ts';

interface Parts {
  readonly table: ConnectionTable;
  readonly renewal: Renewal;
  readonly ledger: Ledger;
  readonly families: RefreshTokenFamilies;
  readonly grants: WriteBehindKeychain;
}

/** Removes connections at a person's wish. */
export class Removals {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Removes a connection: from the registry, then from the keychain, a locked one when it opens; the history keeps a line.
   * Failures: `connection-unknown`; `not-saved`, which leaves everything as it was.
   */
  async remove(id: string): Promise<Result<undefined, ConnectionFailure>> {
    const { table, renewal, ledger, families, grants } = this.#parts;
    const entry = table.get(id);
    if (entry === undefined) return fail({ code: 'connection-unknown' });
    const removed = table.remove(entry);
    if (!removed.ok) return removed;
    renewal.runDue();
    ledger.record(id, { what: 'removed' }, entry);
    table.emitChange();
    families.forget(id);
    await grants.remove(entry.connection, entry.grantQueue);
    table.emitChange();
    return ok(undefined);
  }
}
