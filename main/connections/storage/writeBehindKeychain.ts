import type { ConnectionFailure, KeychainFailure, RegistryFailure } from '../../../preload/failure.ts';
import { ok, type Result } from '../../result.ts';
import { boundAddresses } from '../model/boundAddresses.ts';
import type { Grant } from '../model/connection.ts';
import { isWithoutKeychain } from '../model/failureStatus.ts';
import type { Clock, Keychain, KeychainPlace } from '../model/ports.ts';
import { planRetry, type Retry, retryAfterChange } from '../timing/retryPolicy.ts';
import { Scheduler } from '../timing/scheduler.ts';
import type { Sequencer } from '../timing/sequencer.ts';

interface Backend extends Pick<Keychain, 'read' | 'remove'> {
  write(place: KeychainPlace, grant: Grant): Promise<Result<undefined, KeychainFailure | RegistryFailure>>;
}

/** A grant that is only in memory. */
interface Pending {
  readonly place: KeychainPlace;
  readonly grant: Grant;
  /** Why the last write failed, and when the next one comes. */
  readonly retry?: Retry;
}

interface World {
  readonly clock: Clock;
  /** 0 to 1, random at each call. */
  readonly chance: () => number;
  /** Called after a pending grant was written again, whether stored or not. */
  readonly onChange: () => void;
  /** Runs a task while nothing else uses the grant of this connection. */
  readonly exclusively: (id: string, task: () => Promise<void>) => Promise<void>;
}

/**
 * Holds each grant in memory until the keychain has stored it. One that cannot be stored stays pending and is written
 * again: it may be the only valid one, and is lost when the app ends. Memory also stands in for a missing keychain.
 */
export class WriteBehindKeychain {
  readonly #backend: Backend;
  readonly #world: World;
  readonly #pending = new Map<string, Pending>();
  readonly #scheduler: Scheduler<string>;

  constructor(backend: Backend, world: World) {
    this.#backend = backend;
    this.#world = world;
    this.#scheduler = new Scheduler(world.clock, {
      items: () => [...this.#pending.keys()],
      has: (id) => this.#pending.has(id),
      dueAt: (id) => this.#pending.get(id)?.retry?.retryAt ?? Infinity,
      run: (id) => this.#rewrite(id),
    });
  }

  /** The pending grant, else the stored one; undefined when it is bound to other addresses than the place has. */
  async read(place: KeychainPlace, by?: 'person'): Promise<Result<Grant | undefined, KeychainFailure>> {
    const pending = this.#pending.get(place.id);
    if (pending === undefined) return this.#backend.read(place, by);
    const isBound = JSON.stringify(boundAddresses(pending.place)) === JSON.stringify(boundAddresses(place));
    return ok(isBound ? pending.grant : undefined);
  }

  /**
   * Stores a grant, while the caller has its connection's grant to itself. Gives the failure that keeps it pending;
   * undefined when it is stored, or there is no keychain.
   */
  async write(place: KeychainPlace, grant: Grant): Promise<ConnectionFailure | undefined> {
    const { id } = place;
    const before = this.#pending.get(id)?.retry;
    // Before the write, because a rotation may have made the stored grant worthless.
    const pending = { place, grant, ...(before && { retry: before }) };
    this.#pending.set(id, pending);
    await this.#store(id, pending);
    return this.failureOf(id)?.failure;
  }

  /** For a person, removes the pending grant at once, and the stored one when what uses it has ended: the queue's earlier tasks. */
  remove(place: KeychainPlace, queue: Sequencer): Promise<Result<undefined, KeychainFailure>> {
    this.#pending.delete(place.id);
    return queue.queue(() => this.#backend.remove(place, 'person'));
  }

  /** Why a connection's grant is pending, and when it is retried; undefined when stored, or without a keychain. */
  failureOf(id: string): Retry | undefined {
    const retry = this.#pending.get(id)?.retry;
    return retry && isWithoutKeychain(retry.failure) ? undefined : retry;
  }

  /** The failure of each pending grant's last write, with {@link isWithoutKeychain} where there is no keychain. */
  get failures(): readonly ConnectionFailure[] {
    return [...this.#pending.values()].flatMap(({ retry }) => retry?.failure ?? []);
  }

  /** Writes every pending grant again if {@link retryAfterChange} allows: keychain or disk may be back. */
  recheck(): void {
    for (const [id, pending] of this.#pending) {
      if (pending.retry) this.#pending.set(id, { ...pending, retry: retryAfterChange(pending.retry) });
    }
    this.#scheduler.runDue();
  }

  /** Whether a connection's grant is only in memory, whatever the reason. */
  isPending(id: string): boolean {
    return this.#pending.has(id);
  }

  /** Writes every pending grant once more, now. */
  async storeAll(): Promise<void> {
    await Promise.all([...this.#pending.keys()].map((id) => this.#rewrite(id)));
  }

  /** Drops every pending grant. */
  clear(): void {
    this.#pending.clear();
  }

  /** For the end of the app: writes every pending grant once more when `ended` settles, after which none is added. */
  async close(ended: Promise<unknown>): Promise<void> {
    this.#scheduler.close();
    await ended;
    await this.storeAll();
  }

  #rewrite(id: string): Promise<void> {
    return this.#world.exclusively(id, async () => {
      const pending = this.#pending.get(id);
      if (pending === undefined) return;
      await this.#store(id, pending);
      this.#world.onChange();
    });
  }

  /** Writes a grant, unless it was replaced or removed meanwhile. */
  async #store(id: string, pending: Pending): Promise<void> {
    const stored = await this.#backend.write(pending.place, pending.grant);
    if (this.#pending.get(id)?.grant !== pending.grant) return;
    if (stored.ok) {
      this.#pending.delete(id);
      return;
    }
    const { clock, chance } = this.#world;
    const retry = planRetry(stored.failure, this.#pending.get(id)?.retry, clock.now(), chance());
    this.#pending.set(id, { ...pending, retry });
    this.#scheduler.plan(id);
  }
}
