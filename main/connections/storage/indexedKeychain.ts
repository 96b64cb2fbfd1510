import type { KeychainFailure, RegistryFailure } from '../../../preload/failure.ts';
import type { Result } from '../../result.ts';
import type { Grant } from '../model/connection.ts';
import type { Keychain, KeychainPlace } from '../model/ports.ts';
import type { ConnectionTable } from '../table/connectionTable.ts';

/** After these failures a sweep goes on: they concern one item, or come without delay. */
const SWEEP_GOES_ON: readonly KeychainFailure['code'][] = ['keychain-refused', 'keychain-unavailable'];

/**
 * The keychain with the registry as its index: an item is written only after the registry on disk names it, so that
 * every later start knows which items to remove. The keychain lists none (docs/electron.md "keytar must not list").
 */
export class IndexedKeychain {
  readonly #keychain: Keychain;
  readonly #table: ConnectionTable;
  #sweeping: Promise<void> | undefined;
  #isClosed = false;

  constructor(keychain: Keychain, table: ConnectionTable) {
    this.#keychain = keychain;
    this.#table = table;
  }

  read(place: KeychainPlace, by?: 'person'): ReturnType<Keychain['read']> {
    return this.#keychain.read(place, by);
  }

  /**
   * Names the item in the registry, then writes it. It is an orphaned item until {@link ConnectionTable.upsert}. Fails
   * with `not-saved` when the registry cannot be written, or as the keychain does.
   */
  async write(place: KeychainPlace, grant: Grant): Promise<Result<undefined, KeychainFailure | RegistryFailure>> {
    const registered = this.#table.registerItem(place);
    return registered.ok ? this.#keychain.write(place, grant) : registered;
  }

  /** Removes an item that belongs to no connection any more; if that fails it stays an orphaned item. */
  async remove(place: KeychainPlace, by?: 'person'): ReturnType<Keychain['remove']> {
    const removed = await this.#keychain.remove(place, by);
    if (this.#table.releaseItem(place, removed.ok)) this.#table.save();
    return removed;
  }

  /**
   * Removes every orphaned item and verifies that it is gone; joins a sweep that is running. An item that cannot be
   * removed waits for the next sweep; a locked or silent keychain ends this one.
   */
  sweep(by?: 'person'): Promise<void> {
    this.#sweeping ??= this.#sweep(by).finally(() => {
      this.#sweeping = undefined;
    });
    return this.#sweeping;
  }

  /** For the end of the app: waits for the item that is being removed; no other is. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#sweeping;
  }

  async #sweep(by?: 'person'): Promise<void> {
    let isChanged = false;
    for (const place of this.#table.orphanedItems) {
      if (this.#isClosed) break;
      const removed = await this.#keychain.remove(place, by);
      const found = removed.ok ? await this.#keychain.read(place, by) : removed;
      if (this.#table.releaseItem(place, found.ok && found.value === undefined)) isChanged = true;
      if (!found.ok && !SWEEP_GOES_ON.includes(found.failure.code)) break;
    }
    if (isChanged) this.#table.save();
  }
}
