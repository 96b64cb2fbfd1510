import type { KeychainFailure, RegistryFailure } from '../../../preload/failure.ts';
import type { Result } from '../../result.ts';
import type { Grant } from '../model/connection.ts';
import type { Keychain, KeychainPlace } from '../model/ports.ts';
import type { ConnectionTable } from '../table/connectionTable.ts';

/** What a write or a removal gives besides the keychain's own failures: the place could not be named first. */
type Written = Promise<Result<undefined, KeychainFailure | RegistryFailure>>;

/** Failures of one removal that say nothing of the next, or come at once. */
const GOES_ON: readonly KeychainFailure['code'][] = ['keychain-refused', 'keychain-unavailable'];

/**
 * A keychain that holds no secret whose place the registry on disk does not name, as a connection's or as a leftover: so
 * whatever ends the app in between, a later start knows what is to be removed, and removes nothing but that. A keychain
 * cannot be asked for a list of what it holds (docs/electron.md "keytar must not list").
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

  read(place: KeychainPlace): ReturnType<Keychain['read']> {
    return this.#keychain.read(place);
  }

  /** Names the place on disk, then writes. It stays named as an orphaned item until {@link ConnectionTable.upsert} makes it a connection's. */
  async write(place: KeychainPlace, grant: Grant): Written {
    const named = this.#table.registerItem(place);
    return named.ok ? this.#keychain.write(place, grant) : named;
  }

  /** Removes a secret that is no connection's any more; what the keychain keeps stays an orphaned item. */
  async remove(place: KeychainPlace): ReturnType<Keychain['remove']> {
    const removed = await this.#keychain.remove(place);
    if (this.#table.releaseItem(place, removed.ok)) this.#table.save();
    return removed;
  }

  /**
   * Removes every orphaned item, and looks whether it is gone; those that the keychain keeps wait for the next time, and when it
   * is shut so do all. One that is not there is told of each: what is held in its stead is let go. While one is under way
   * there is no second.
   */
  sweep(): Promise<void> {
    this.#sweeping ??= this.#sweepNow().finally(() => {
      this.#sweeping = undefined;
    });
    return this.#sweeping;
  }

  /** For the end of the app: no orphaned item is removed any more, and the one that is being removed is waited for. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#sweeping;
  }

  async #sweepNow(): Promise<void> {
    let isToSave = false;
    for (const place of this.#table.orphanedItems) {
      if (this.#isClosed) break;
      const removed = await this.#keychain.remove(place);
      const found = removed.ok ? await this.#keychain.read(place) : removed;
      if (this.#table.releaseItem(place, found.ok && found.value === undefined)) isToSave = true;
      if (!found.ok && !GOES_ON.includes(found.failure.code)) break;
    }
    if (isToSave) this.#table.save();
  }
}
