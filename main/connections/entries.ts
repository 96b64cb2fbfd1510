import { environmentOf } from '../oauth/fyle.ts';
import type { Result } from '../result.ts';
import type { AccessToken, Connection, ConnectionFailure, ConnectionState, Grant } from './connection.ts';
import type { KeychainPlace, Registry, RegistryFailure } from './ports.ts';
import { isFresh, judge, renewsAt } from './schedule.ts';

/** What is known of a connection while the app runs. Only `Connections` and `Renewal` change it. */
export interface Entry {
  connection: Connection;
  accessToken?: AccessToken | undefined;
  /** A rotated grant that the keychain did not take: the only valid one, tried again at every renewal. */
  unsaved?: Grant | undefined;
  /** Why the last renewal failed, or its new grant was not kept. */
  failure?: ConnectionFailure | undefined;
  /** Why it is not known whose token it is or where its data lives, as far as that must be told. */
  unidentified?: ConnectionFailure | undefined;
  /** How many tries failed in a row: of the renewal, or else to learn whose token it is. */
  failures: number;
  /** When the last of them did, Unix ms. */
  failedAt?: number | undefined;
  retryAt?: number | undefined;
  renewal?: Promise<Result<AccessToken, ConnectionFailure>> | undefined;
  /** The end of the last act that uses or changes the grant. */
  turn: Promise<unknown>;
}

/** The table of connections: in memory with what is known of each, in the registry without. */
export class Entries {
  /** Why not all that the table holds is on disk, the system's code; undefined when it is. */
  unsaved: string | undefined;
  readonly #registry: Registry;
  readonly #byId: Map<string, Entry>;
  readonly #leftovers: readonly KeychainPlace[];
  readonly #listeners = new Set<() => void>();

  constructor(registry: Registry) {
    this.#registry = registry;
    const { connections, leftovers } = registry.read();
    this.#byId = new Map(connections.map((connection) => [connection.id, newEntry(connection)]));
    this.#leftovers = leftovers;
  }

  /** Every connection as it stands now (Unix ms), in the order they were added. */
  list(now: number): readonly ConnectionState[] {
    return this.all().map((entry) => stateOf(entry, now));
  }

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

  /** Writes the table with this connection, new or changed; when that fails the table stays as it was. */
  put(entry: Entry, connection: Connection): Result<undefined, RegistryFailure> {
    const others = this.#connections().filter(({ id }) => id !== connection.id);
    const at = this.#connections().findIndex(({ id }) => id === connection.id);
    const written = this.#write(others.toSpliced(at < 0 ? others.length : at, 0, connection));
    if (!written.ok) return written;
    entry.connection = connection;
    this.#byId.set(connection.id, entry);
    return written;
  }

  /** Takes what was learnt of a connection; when it cannot be written it holds until the app ends, or a later write. */
  learn(entry: Entry, connection: Connection): void {
    entry.connection = connection;
    const written = this.#write(this.#connections());
    if (!written.ok) this.unsaved = written.failure.reason;
  }

  /** Writes the table without this connection; when that fails the table stays as it was. */
  remove(entry: Entry): Result<undefined, RegistryFailure> {
    const { id } = entry.connection;
    const written = this.#write(this.#connections().filter((connection) => connection.id !== id));
    if (written.ok) this.#byId.delete(id);
    return written;
  }

  /** Writes the table as it is: what an earlier write could not, or to see whether the disk takes one at all. */
  save(): void {
    const written = this.#write(this.#connections());
    this.unsaved = written.ok ? undefined : written.failure.reason;
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

  /** Every write holds the whole table, so one that goes well makes up for those that did not. */
  #write(connections: readonly Connection[]): Result<undefined, RegistryFailure> {
    const written = this.#registry.write({ connections, leftovers: this.#leftovers });
    if (written.ok) this.unsaved = undefined;
    return written;
  }

  #connections(): Connection[] {
    return this.all().map(({ connection }) => connection);
  }
}

/** An entry of which nothing is known yet but what the registry says. */
export function newEntry(connection: Connection): Entry {
  return { connection, failures: 0, turn: Promise.resolve() };
}

/**
 * Runs an act that uses or changes a connection's grant after those before it have ended, whatever their end: so a
 * renewal and a new sign-in never overwrite each other's refresh token.
 */
export function inTurn<T>(entry: Entry, act: () => Promise<T>): Promise<T> {
  const done = entry.turn.then(act, act);
  entry.turn = done;
  return done;
}

function stateOf(entry: Entry, now: number): ConnectionState {
  const { connection, accessToken, retryAt, renewal } = entry;
  const failure = entry.failure ?? entry.unidentified ?? endOf(entry, now);
  return {
    ...connection,
    environment: connection.practice ? 'practice' : environmentOf(connection.endpoints),
    status: renewal ? 'renewing' : failure ? judge(failure).status : 'ready',
    ...(failure && { failure }),
    ...(retryAt !== undefined && { retryAt }),
    ...(accessToken && {
      accessToken: {
        issuedAt: accessToken.issuedAt,
        expiresAt: accessToken.expiresAt,
        renewsAt: renewsAt(accessToken),
      },
    }),
  };
}

/** That the sign-in has certainly ended and no token outlives it: nobody has asked the provider yet, but nothing is ready. */
function endOf({ connection, accessToken }: Entry, now: number): ConnectionFailure | undefined {
  const { endsAt, estimated } = connection.authorization;
  if (estimated || endsAt > now || (accessToken && isFresh(accessToken, now))) return undefined;
  return { code: 'sign-in-ended', endedAt: endsAt };
}
