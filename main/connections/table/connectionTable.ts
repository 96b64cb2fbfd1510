import type { ConnectionFailure, RegistryFailure } from '../../../preload/failure.ts';
import { ok, type Result } from '../../result.ts';
import type { AccessToken, Connection } from '../model/connection.ts';
import { itemName } from '../model/itemName.ts';
import type { KeychainPlace, Registry, RegistryContent } from '../model/ports.ts';
import type { Retry } from '../timing/retryPolicy.ts';
import { Sequencer } from '../timing/sequencer.ts';

/** A connection with what is known of it while the app runs. Only the parts of `Connections` change it. */
export interface Entry {
  connection: Connection;
  accessToken?: AccessToken | undefined;
  /** Why the last renewal failed. */
  renewalFailure?: Retry | undefined;
  /** Why the token's account and cluster are not known or not the expected ones, where a person must know. */
  identityFailure?: Retry | undefined;
  /** The running renewal. */
  renewal?: Promise<Result<AccessToken, ConnectionFailure>> | undefined;
  /** Acts that use or change the grant: a renewal and a sign-in must not overwrite each other's refresh token. */
  readonly grantQueue: Sequencer;
}

/**
 * The connections in memory and registry, and the orphaned keychain items. An item that is being written or removed is
 * in use, and no sweep removes it.
 */
export class ConnectionTable {
  /** Why the registry does not hold the whole table, the system's code; undefined when it does. */
  diskError: string | undefined;
  readonly #registry: Registry;
  readonly #byId: Map<string, Entry>;
  /** By {@link itemName}: a connection whose addresses changed leaves an item under its own id. */
  readonly #orphanedItems: Map<string, KeychainPlace>;
  readonly #itemsInUse = new Set<string>();
  /** Removed connections that may be put back, each with its place in the list. */
  readonly #removed = new Map<Entry, number>();
  /** What the registry on disk holds. */
  #onDisk: RegistryContent;
  readonly #listeners = new Set<() => void>();

  constructor(registry: Registry) {
    this.#registry = registry;
    const content = registry.read();
    const { connections, orphanedItems } = content;
    this.#byId = new Map(connections.map((connection) => [connection.id, newEntry(connection)]));
    this.#orphanedItems = new Map(orphanedItems.map((place) => [itemName(place), place]));
    // An older list may call a connection's item orphaned: in this run only forgetting everything removes them.
    if (!registry.isWhole) for (const place of orphanedItems) this.#itemsInUse.add(itemName(place));
    this.#onDisk = content;
  }

  /** In the order in which they were added, or in which the person put them. */
  all(): readonly Entry[] {
    return [...this.#byId.values()];
  }

  get(id: string): Entry | undefined {
    return this.#byId.get(id);
  }

  /** Whether this very entry is in the table: its connection was not removed. */
  has(entry: Entry): boolean {
    return this.#byId.get(entry.connection.id) === entry;
  }

  /** The keychain items that are to be removed and that nobody uses. */
  get orphanedItems(): readonly KeychainPlace[] {
    if (this.#orphanedItems.size === 0) return [];
    // On a full disk a connection may still have its old addresses there, and the next start reads that.
    const onDisk = this.#onDisk.connections.filter(({ id }) => this.#byId.has(id));
    const used = new Set([...this.#itemsInUse, ...[...onDisk, ...this.#connections()].map(itemName)]);
    return [...this.#orphanedItems].filter(([name]) => !used.has(name)).map(([, place]) => place);
  }

  /**
   * Adds or changes a connection; only in memory while the registry cannot be written ({@link diskError}). When its hosts
   * have changed, the item that it had becomes orphaned.
   */
  upsert(entry: Entry, connection: Connection): void {
    const [before, name] = [entry.connection, itemName(connection)];
    if (this.has(entry) && itemName(before) !== name) this.#orphanedItems.set(itemName(before), placeOf(before));
    entry.connection = connection;
    this.#byId.set(connection.id, entry);
    this.#orphanedItems.delete(name);
    this.#itemsInUse.delete(name);
    this.save();
  }

  /** Moves a connection before another one, or to the end; only in memory while the registry cannot be written. */
  move(entry: Entry, before: Entry | undefined): void {
    const rest = this.all().filter((other) => other !== entry);
    const moved = rest.toSpliced(before ? rest.indexOf(before) : rest.length, 0, entry);
    this.#byId.clear();
    for (const one of moved) this.#byId.set(one.connection.id, one);
    this.save();
  }

  /**
   * Removes a connection; its keychain item becomes orphaned, in use until {@link releaseItem}. Fails with `not-saved`
   * and changes nothing when the registry cannot be written: the next start would bring the connection back.
   */
  remove(entry: Entry): Result<undefined, RegistryFailure> {
    const place = placeOf(entry.connection);
    const { id } = place;
    const name = itemName(place);
    // What the registry does not name has no keychain item either.
    if (this.#isOnDisk(name)) {
      const connections = this.#connections().filter((connection) => connection.id !== id);
      const written = this.#write({ connections, orphanedItems: [...this.#orphanedItems.values(), place] });
      if (!written.ok) return written;
      this.#orphanedItems.set(name, place);
    }
    this.#removed.set(entry, this.all().indexOf(entry));
    this.#byId.delete(id);
    this.#itemsInUse.add(name);
    return ok(undefined);
  }

  /** Puts a removed connection back in its place. Fails with `not-saved`: the next start would remove its keychain item. */
  restore(entry: Entry): Result<undefined, RegistryFailure> {
    const name = itemName(entry.connection);
    const entries = this.all().toSpliced(this.#removed.get(entry) ?? Infinity, 0, entry);
    const orphanedItems = [...this.#orphanedItems].filter(([other]) => other !== name).map(([, place]) => place);
    const written = this.#write({ connections: entries.map(({ connection }) => connection), orphanedItems });
    if (!written.ok) return written;
    this.#byId.clear();
    for (const each of entries) this.#byId.set(each.connection.id, each);
    this.#removed.delete(entry);
    this.#orphanedItems.delete(name);
    this.#itemsInUse.delete(name);
    return written;
  }

  /** A removed connection is not put back any more. */
  giveUp(entry: Entry): void {
    this.#removed.delete(entry);
  }

  /** Resolves when it is certain whether an entry is in the table: at once, unless it may be put back. */
  untilCertain(entry: Entry): Promise<void> {
    if (!this.#removed.has(entry)) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = this.onChange(() => {
        if (this.#removed.has(entry)) return;
        stop();
        resolve();
      });
    });
  }

  /**
   * Makes sure that the registry on disk names this keychain item before it is written: as a connection's, else as an
   * orphaned item in use. Fails with `not-saved` when the registry cannot be written.
   */
  registerItem(place: KeychainPlace): Result<undefined, RegistryFailure> {
    const name = itemName(place);
    if (this.#isOnDisk(name)) return ok(undefined);
    if (!this.#connections().some((connection) => itemName(connection) === name)) {
      this.#orphanedItems.set(name, placeOf(place));
      this.#itemsInUse.add(name);
    }
    const written = this.save();
    if (!written.ok) this.#orphanedItems.delete(name);
    return written;
  }

  /** Ends the use of an item, which `isRemoved` makes no orphaned item any more; gives whether to {@link save} that. */
  releaseItem(place: KeychainPlace, isRemoved: boolean): boolean {
    const name = itemName(place);
    this.#itemsInUse.delete(name);
    return isRemoved && this.#orphanedItems.delete(name);
  }

  /**
   * Removes every connection from memory, until {@link forget} from disk, and gives their entries. Their keychain items
   * become orphaned, in use until {@link releaseAllItems}; so does every other item that the registry names.
   */
  orphanAll(): readonly Entry[] {
    const all = this.all();
    for (const { connection } of all) {
      this.#orphanedItems.set(itemName(connection), placeOf(connection));
      this.#itemsInUse.add(itemName(connection));
    }
    for (const place of this.#registry.places()) {
      if (!this.#orphanedItems.has(itemName(place))) this.#orphanedItems.set(itemName(place), placeOf(place));
    }
    this.#byId.clear();
    this.#removed.clear();
    return all;
  }

  /** Ends the use of every keychain item. */
  releaseAllItems(): void {
    this.#itemsInUse.clear();
  }

  /** Deletes the registry but for the orphaned items; fails with `not-saved`. */
  forget(): Result<undefined, RegistryFailure> {
    const orphanedItems = [...this.#orphanedItems.values()];
    const forgotten = this.#registry.forget(orphanedItems);
    if (!forgotten.ok) return forgotten;
    this.diskError = undefined;
    this.#onDisk = { connections: [], orphanedItems };
    return forgotten;
  }

  /** Writes the table to the registry, changed or not; fails with `not-saved`. */
  save(): Result<undefined, RegistryFailure> {
    const written = this.#write({ connections: this.#connections(), orphanedItems: [...this.#orphanedItems.values()] });
    this.diskError = written.ok ? undefined : written.failure.reason;
    return written;
  }

  emitChange(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` at every {@link emitChange}; the returned function stops that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #write(content: RegistryContent): Result<undefined, RegistryFailure> {
    const written = this.#registry.write(content);
    if (written.ok) this.#onDisk = content;
    return written;
  }

  #isOnDisk(name: string): boolean {
    const { connections, orphanedItems } = this.#onDisk;
    return [...connections, ...orphanedItems].some((place) => itemName(place) === name);
  }

  #connections(): Connection[] {
    return this.all().map(({ connection }) => connection);
  }
}

/** Leaves out the rest of a connection, which must not be written as an orphaned item. */
function placeOf({ id, practice, endpoints }: KeychainPlace): KeychainPlace {
  return { id, practice, endpoints };
}

/** An entry of which only the connection is known. */
export function newEntry(connection: Connection): Entry {
  return { connection, grantQueue: new Sequencer() };
}
