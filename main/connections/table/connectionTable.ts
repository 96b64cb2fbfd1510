import type { ConnectionFailure, RegistryFailure } from '../../../preload/failure.ts';
import { ok, type Result } from '../../result.ts';
import type { AccessToken, Connection } from '../model/connection.ts';
import type { KeychainPlace, Registry, RegistryContent } from '../model/ports.ts';
import type { Retry } from '../timing/retryPolicy.ts';
import { Sequencer } from '../timing/sequencer.ts';

/** What is known of a connection while the app runs. Only the parts of `Connections` change it. */
export interface Entry {
  connection: Connection;
  accessToken?: AccessToken | undefined;
  /** Why the last renewal failed. */
  renewalFailure?: Retry | undefined;
  /** Why it could not be learnt which account the token belongs to, or where its data lives, as far as a person must know. */
  identityFailure?: Retry | undefined;
  /** The renewal that is under way. */
  renewal?: Promise<Result<AccessToken, ConnectionFailure>> | undefined;
  /**
   * Everything that uses or changes the grant, one after another: so a renewal and a new sign-in never overwrite each
   * other's refresh token.
   */
  readonly grantQueue: Sequencer;
}

/** The table of connections: in memory with what is known of each, in the registry without. */
export class ConnectionTable {
  /** Why not all that the table holds is on disk, the system's code; undefined when it is. */
  diskError: string | undefined;
  readonly #registry: Registry;
  readonly #byId: Map<string, Entry>;
  readonly #orphanedItems: Map<string, KeychainPlace>;
  /** The orphanedItems that somebody still works on: a secret is being written there, or removed. */
  readonly #underWay = new Set<string>();
  /** The ids that the registry on disk names. */
  #indexed: ReadonlySet<string> = new Set();
  readonly #listeners = new Set<() => void>();

  constructor(registry: Registry) {
    this.#registry = registry;
    const table = registry.read();
    const { connections, orphanedItems } = table;
    this.#byId = new Map(connections.map((connection) => [connection.id, newEntry(connection)]));
    this.#orphanedItems = new Map(orphanedItems.map((place) => [place.id, place]));
    // A secret that is a connection's is not removed: they wait for the next run, or for everything to be forgotten.
    if (!registry.isWhole) for (const { id } of orphanedItems) this.#underWay.add(id);
    this.#noteIndexed(table);
  }

  /** In the order they were added. */
  all(): readonly Entry[] {
    return [...this.#byId.values()];
  }

  get(id: string): Entry | undefined {
    return this.#byId.get(id);
  }

  /** Whether an entry is still in the table, and not one of a connection that was removed meanwhile. */
  has(entry: Entry): boolean {
    return this.#byId.get(entry.connection.id) === entry;
  }

  /** The places in the keychain that are to be emptied, and that nobody works on. */
  get orphanedItems(): readonly KeychainPlace[] {
    return [...this.#orphanedItems.values()].filter(({ id }) => !this.#underWay.has(id) && !this.#byId.has(id));
  }

  /** Takes a connection, new or changed; when that cannot be written it holds until the app ends, or a later write. */
  put(entry: Entry, connection: Connection): void {
    const { id } = connection;
    entry.connection = connection;
    this.#byId.set(id, entry);
    this.#orphanedItems.delete(id);
    this.#underWay.delete(id);
    this.save();
  }

  /**
   * Takes a connection away and its place in the keychain as an orphaned item, which stays under way until it is settled. When
   * that cannot be written the table stays as it was: the next start would bring it back.
   */
  remove(entry: Entry): Result<undefined, RegistryFailure> {
    const place = placeOf(entry.connection);
    const { id } = place;
    const connections = this.#connections().filter((connection) => connection.id !== id);
    // One that was never on disk leaves nothing behind: neither there nor, for that, in the keychain.
    if (this.#indexed.has(id)) {
      const orphanedItems = [...this.#orphanedItems.values(), place];
      const written = this.#write({ connections, orphanedItems });
      if (!written.ok) return written;
      this.#orphanedItems.set(id, place);
    }
    this.#byId.delete(id);
    this.#underWay.add(id);
    return ok(undefined);
  }

  /** Sees to it that the registry on disk names this place, as a connection's or else as an orphaned item that is under way. */
  index(place: KeychainPlace): Result<undefined, RegistryFailure> {
    const { id } = place;
    if (this.#indexed.has(id)) return ok(undefined);
    if (!this.#byId.has(id)) {
      this.#orphanedItems.set(id, placeOf(place));
      this.#underWay.add(id);
    }
    const written = this.save();
    if (!written.ok) this.#orphanedItems.delete(id);
    return written;
  }

  /** Nobody works on this place any more; when it was emptied it is an orphaned item no longer. Gives whether that is to be saved. */
  settle({ id }: KeychainPlace, isEmpty: boolean): boolean {
    this.#underWay.delete(id);
    return isEmpty && this.#orphanedItems.delete(id);
  }

  /**
   * Takes every connection away, and its place as an orphaned item that is under way until {@link release}; with them every other
   * place that the registry names. It stays until {@link forget}.
   */
  takeAll(): readonly Entry[] {
    const all = this.all();
    for (const { connection } of all) {
      this.#orphanedItems.set(connection.id, placeOf(connection));
      this.#underWay.add(connection.id);
    }
    for (const place of this.#registry.places()) {
      if (!this.#orphanedItems.has(place.id)) this.#orphanedItems.set(place.id, placeOf(place));
    }
    this.#byId.clear();
    return all;
  }

  /** Nobody works on any orphaned item any more, or it does no harm that somebody does. */
  release(): void {
    this.#underWay.clear();
  }

  /** Deletes the registry, but for the orphanedItems that there are. */
  forget(): Result<undefined, RegistryFailure> {
    const orphanedItems = [...this.#orphanedItems.values()];
    const forgotten = this.#registry.forget(orphanedItems);
    if (!forgotten.ok) return forgotten;
    this.diskError = undefined;
    this.#noteIndexed({ connections: [], orphanedItems });
    return forgotten;
  }

  /** Writes the table as it is: what an earlier write could not, or to see whether the disk takes one at all. */
  save(): Result<undefined, RegistryFailure> {
    const written = this.#write({ connections: this.#connections(), orphanedItems: [...this.#orphanedItems.values()] });
    this.diskError = written.ok ? undefined : written.failure.reason;
    return written;
  }

  /** Tells everyone who listens that something changed. */
  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` after every change; the returned function stops that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #write(table: RegistryContent): Result<undefined, RegistryFailure> {
    const written = this.#registry.write(table);
    if (written.ok) this.#noteIndexed(table);
    return written;
  }

  #noteIndexed({ connections, orphanedItems }: RegistryContent): void {
    this.#indexed = new Set([...connections, ...orphanedItems].map(({ id }) => id));
  }

  #connections(): Connection[] {
    return this.all().map(({ connection }) => connection);
  }
}

/** The place alone, of which the rest of a connection is no part. */
function placeOf({ id, practice, endpoints }: KeychainPlace): KeychainPlace {
  return { id, practice, endpoints };
}

/** An entry of which nothing is known yet but what the registry says. */
export function newEntry(connection: Connection): Entry {
  return { connection, grantQueue: new Sequencer() };
}
