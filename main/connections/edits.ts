import type { ConnectionFailure } from '../../preload/failure.ts';
import type { ConnectionChanges } from '../../preload/form.ts';
import { fail, ok, type Result } from '../result.ts';
import type { ConnectionTable } from './table/connectionTable.ts';

/** Changes stored connections at a person's wish. */
export class Edits {
  readonly #table: ConnectionTable;

  constructor(table: ConnectionTable) {
    this.#table = table;
  }

  /** Changes a connection, without asking anybody, and gives its id. Failure: `connection-unknown`. */
  edit(id: string, { favourite, ...changes }: ConnectionChanges): Result<string, ConnectionFailure> {
    const entry = this.#table.get(id);
    if (entry === undefined) return fail({ code: 'connection-unknown' });
    const { favourite: before, ...connection } = entry.connection;
    const isFavourite = favourite ?? before ?? false;
    this.#table.upsert(entry, { ...connection, ...changes, ...(isFavourite && { favourite: true }) });
    this.#table.emitChange();
    return ok(id);
  }
}
