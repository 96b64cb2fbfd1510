import type { Removed } from '../../preload/connection.ts';
import type { ConnectionFailure } from '../../preload/failure.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Ledger } from './history/ledger.ts';
import type { RefreshTokenFamilies } from './renewal/refreshTokenFamilies.ts';
import type { Renewal } from './renewal/renewal.ts';
import type { WriteBehindKeychain } from './storage/writeBehindKeychain.ts';
import type { ConnectionTable, Entry } from './table/connectionTable.ts';
import type { ForwardClock } from './timing/forwardClock.ts';

/** How long a removed connection can be put back, milliseconds. */
const UNDO_TIME = 10_000;

interface Parts {
  readonly table: ConnectionTable;
  readonly renewal: Renewal;
  readonly ledger: Ledger;
  readonly families: RefreshTokenFamilies;
  readonly grants: WriteBehindKeychain;
  readonly clock: ForwardClock;
}

/** A connection that was removed and can be put back. */
interface Undoable {
  readonly entry: Entry;
  readonly undoUntil: number;
  readonly stopTimer: () => void;
}

/**
 * Removes connections at a person's wish, in two steps. At once it leaves the registry, which names its keychain item
 * as orphaned from then on: if the app ends in between, by whatever way, the connection stays removed, and the next start
 * removes the item. The grant follows when nobody has undone it in time, or at the end of the app.
 */
export class Removals {
  readonly #parts: Parts;
  readonly #undoable = new Map<string, Undoable>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What can be put back, the last removed last. Times are Unix milliseconds. */
  get undoable(): readonly Removed[] {
    return [...this.#undoable.values()].map(({ entry: { connection }, undoUntil }) => ({
      ...{ id: connection.id, name: connection.name, undoUntil },
    }));
  }

  /**
   * Removes a connection, which can be put back for {@link UNDO_TIME}; nothing is sent for it meanwhile.
   * Failures: `connection-unknown`; `not-saved`, which leaves everything as it was.
   */
  remove(id: string): Result<undefined, ConnectionFailure> {
    const { table, renewal, ledger, clock } = this.#parts;
    const entry = table.get(id);
    if (entry === undefined) return fail({ code: 'connection-unknown' });
    const removed = table.remove(entry);
    if (!removed.ok) return removed;
    const stopTimer = clock.after(UNDO_TIME, () => void this.#finish(id));
    this.#undoable.set(id, { entry, undoUntil: clock.wallNow() + UNDO_TIME, stopTimer });
    ledger.record(id, { what: 'removed' }, entry);
    renewal.runDue();
    table.emitChange();
    return ok(undefined);
  }

  /** Puts a connection back in its place and gives its id. Failures: `connection-unknown` when it is too late; `not-saved`. */
  undo(id: string): Result<string, ConnectionFailure> {
    const { table, renewal, ledger } = this.#parts;
    const undoable = this.#undoable.get(id);
    if (undoable === undefined) return fail({ code: 'connection-unknown' });
    const restored = table.restore(undoable.entry);
    if (!restored.ok) return restored;
    undoable.stopTimer();
    this.#undoable.delete(id);
    ledger.record(id, { what: 'restored' });
    renewal.runDue();
    table.emitChange();
    return ok(id);
  }

  /** {@link remove}s a connection for good, now: its grant too, from a locked keychain when it opens. The history keeps a line. */
  async disconnect(id: string): Promise<Result<undefined, ConnectionFailure>> {
    const removed = this.remove(id);
    if (removed.ok) await this.#finish(id);
    return removed;
  }

  /** For the end of the app: removes for good what could still be put back. */
  async close(): Promise<void> {
    await Promise.all([...this.#undoable.keys()].map((id) => this.#finish(id)));
  }

  /** Puts nothing back any more: everything is to be forgotten. */
  clear(): void {
    for (const { stopTimer } of this.#undoable.values()) stopTimer();
    this.#undoable.clear();
  }

  async #finish(id: string): Promise<void> {
    const { table, ledger, families, grants } = this.#parts;
    const undoable = this.#undoable.get(id);
    if (undoable === undefined) return;
    const { entry, stopTimer } = undoable;
    stopTimer();
    this.#undoable.delete(id);
    table.giveUp(entry);
    ledger.forgetRenewals(id);
    families.forget(id);
    table.emitChange();
    await grants.remove(entry.connection, entry.grantQueue);
    table.emitChange();
  }
}
