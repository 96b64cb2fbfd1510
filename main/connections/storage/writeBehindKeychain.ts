import type { ConnectionFailure, KeychainFailure, RegistryFailure } from '../../../preload/failure.ts';
import { ok, type Result } from '../../result.ts';
import type { Grant } from '../model/connection.ts';
import type { Clock, KeychainPlace } from '../model/ports.ts';
import { planRetry, type Retry, retryAfterChange } from '../timing/retryPolicy.ts';
import { Scheduler } from '../timing/scheduler.ts';
import { Sequencer } from '../timing/sequencer.ts';

/** What grants are written to. */
interface Behind {
  read(place: KeychainPlace): Promise<Result<Grant | undefined, KeychainFailure>>;
  write(place: KeychainPlace, grant: Grant): Promise<Result<undefined, KeychainFailure | RegistryFailure>>;
  remove(place: KeychainPlace): Promise<Result<undefined, KeychainFailure>>;
}

/** A grant that is in memory alone. */
interface Pending {
  readonly place: KeychainPlace;
  readonly grant: Grant;
  /** Why the keychain did not take it, once it was offered. */
  readonly retry?: Retry;
}

interface World {
  readonly clock: Clock;
  /** 0 to 1, anew at each call. */
  readonly chance: () => number;
  /** Called when a grant that was pending was offered again. */
  readonly onChange: () => void;
}

/**
 * The one place where a grant is in memory before the keychain has it. A grant that the keychain does not take stays
 * pending and is offered again until it is taken, whatever becomes of its connection meanwhile: it may be the only one that
 * is valid, and is lost with the app. Without any keychain, memory stands in for one as long as the app runs.
 */
export class WriteBehindKeychain {
  readonly #behind: Behind;
  readonly #world: World;
  readonly #pending = new Map<string, Pending>();
  /** One for each connection, so that an older grant never overwrites a newer one. */
  readonly #writes = new Map<string, Sequencer>();
  readonly #scheduler: Scheduler<string>;

  constructor(behind: Behind, world: World) {
    this.#behind = behind;
    this.#world = world;
    this.#scheduler = new Scheduler(world.clock, {
      items: () => [...this.#pending.keys()],
      has: (id) => this.#pending.has(id),
      dueAt: (id) => this.#pending.get(id)?.retry?.retryAt ?? Infinity,
      run: (id) => this.#offer(id),
    });
  }

  /** The pending grant, else the stored one. */
  async read(place: KeychainPlace): Promise<Result<Grant | undefined, KeychainFailure>> {
    const pending = this.#pending.get(place.id);
    return pending === undefined ? this.#behind.read(place) : ok(pending.grant);
  }

  /**
   * Stores a grant. Gives why it is pending instead, undefined once it is stored; that there is no keychain at all is no
   * failure.
   */
  async write(place: KeychainPlace, grant: Grant): Promise<ConnectionFailure | undefined> {
    const { id } = place;
    const before = this.#pending.get(id)?.retry;
    // Until the keychain has it, this is the only copy: the grant before it may be worthless already.
    const pending = { place, grant, ...(before && { retry: before }) };
    this.#pending.set(id, pending);
    await this.#queue(id, () => this.#store(id, pending));
    return this.failureOf(id)?.failure;
  }

  /** Removes both the pending grant and the stored one. */
  async remove(place: KeychainPlace): Promise<Result<undefined, KeychainFailure>> {
    this.#pending.delete(place.id);
    // A write that is under way must not put it back.
    await this.#writes.get(place.id)?.idle();
    return this.#behind.remove(place);
  }

  /** Why a connection's grant is pending, and when it is offered again; undefined when it is stored, or there is no keychain. */
  failureOf(id: string): Retry | undefined {
    const retry = this.#pending.get(id)?.retry;
    return retry?.failure.code === 'keychain-unavailable' ? undefined : retry;
  }

  /** Why each pending grant is, that there is no keychain included. */
  get failures(): readonly ConnectionFailure[] {
    return [...this.#pending.values()].flatMap(({ retry }) => retry?.failure ?? []);
  }

  /** Offers every pending grant now, as far as its failure allows: keychain or disk may have come back. */
  recheck(): void {
    for (const [id, pending] of this.#pending) {
      if (pending.retry) this.#pending.set(id, { ...pending, retry: retryAfterChange(pending.retry) });
    }
    this.#scheduler.runDue();
  }

  /** Forgets every pending grant; resolves when no write is under way any more. */
  async clear(): Promise<void> {
    this.#pending.clear();
    await Promise.all([...this.#writes.values()].map((writes) => writes.idle()));
  }

  /** For the end of the app: offers every pending grant once more, after what may still bring one has ended. */
  async close(ended: Promise<unknown>): Promise<void> {
    this.#scheduler.close();
    await ended;
    await Promise.all([...this.#pending.keys()].map((id) => this.#offer(id)));
  }

  #offer(id: string): Promise<void> {
    return this.#queue(id, async () => {
      const pending = this.#pending.get(id);
      if (pending === undefined) return;
      await this.#store(id, pending);
      this.#world.onChange();
    });
  }

  /** Writes a grant, unless a newer one has come or the connection was removed meanwhile. */
  async #store(id: string, pending: Pending): Promise<void> {
    const isNewest = () => this.#pending.get(id)?.grant === pending.grant;
    if (!isNewest()) return;
    const stored = await this.#behind.write(pending.place, pending.grant);
    if (!isNewest()) return;
    if (stored.ok) {
      this.#pending.delete(id);
      return;
    }
    const { clock, chance } = this.#world;
    const retry = planRetry(stored.failure, this.#pending.get(id)?.retry, clock.now(), chance());
    this.#pending.set(id, { ...pending, retry });
    this.#scheduler.plan(id);
  }

  #queue(id: string, task: () => Promise<void>): Promise<void> {
    const writes = this.#writes.get(id) ?? new Sequencer();
    this.#writes.set(id, writes);
    const done = writes.queue(task);
    return done.finally(() => {
      if (writes.isLast(done)) this.#writes.delete(id);
    });
  }
}
