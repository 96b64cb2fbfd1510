import type { ConnectionFailure } from '../model/failure.ts';
import type { Clock } from '../model/ports.ts';
import type { Entries, Entry } from '../table/connectionTable.ts';
import { retryAfterChange, waitAfter } from '../timing/retryPolicy.ts';
import { Agenda } from '../timing/wakeTimer.ts';
import type { NamedKeychain } from './indexedKeychain.ts';

interface World {
  readonly keychain: NamedKeychain;
  readonly clock: Clock;
  /** 0 to 1, anew at each call. */
  readonly chance: () => number;
}

/**
 * Offers the keychain again each grant that it did not take, whatever else becomes of the connection meanwhile: in memory
 * alone it is lost with the app, and may be the only one that is good.
 */
export class UnkeptGrants {
  readonly #entries: Entries;
  readonly #world: World;
  readonly #agenda: Agenda;
  /** Those that are being offered. */
  readonly #busy = new Set<Entry>();

  constructor(entries: Entries, world: World) {
    this.#entries = entries;
    this.#world = world;
    this.#agenda = new Agenda(world.clock, () => this.#look());
  }

  /** Notes why the entry's grant was not taken and plans the next try, or that it was. */
  note(entry: Entry, failure: ConnectionFailure | undefined): void {
    const failures = (entry.unkept?.failures ?? 0) + 1;
    if (failure === undefined) {
      entry.unkept = undefined;
      return;
    }
    const failedAt = this.#world.clock.now();
    const retryAt = failedAt + waitAfter(failure, failures, this.#world.chance());
    entry.unkept = { failure, failures, failedAt, retryAt };
    this.#agenda.lookAt(retryAt);
  }

  /** What keychain or disk did not take is offered at once: they may have come back. */
  recheck(): void {
    for (const entry of this.#entries.all()) {
      const { unkept } = entry;
      if (unkept === undefined) continue;
      entry.unkept = { ...unkept, retryAt: retryAfterChange(unkept.failure, unkept.failedAt, unkept.retryAt) };
    }
    this.#agenda.look();
  }

  /** What was noted before the clock was set back moves with it. */
  moveBack(by: number): void {
    for (const entry of this.#entries.all()) {
      const { unkept } = entry;
      if (unkept === undefined) continue;
      entry.unkept = { ...unkept, failedAt: unkept.failedAt - by, retryAt: unkept.retryAt - by };
    }
  }

  /** For the end of the app: offers each once more. */
  async close(): Promise<void> {
    this.#agenda.close();
    await Promise.all(this.#entries.all().map((entry) => this.#save(entry)));
  }

  /** Offers what is due, and gives when the next is. */
  #look(): number {
    const now = this.#world.clock.now();
    const waiting = this.#entries.all().filter((entry) => entry.unkept !== undefined && !this.#busy.has(entry));
    for (const entry of waiting.filter((one) => retryAtOf(one) <= now)) {
      this.#busy.add(entry);
      void this.#save(entry).finally(() => {
        this.#busy.delete(entry);
        if (this.#entries.has(entry)) this.#agenda.lookAt(retryAtOf(entry));
      });
    }
    return waiting.map(retryAtOf).reduce((soonest, at) => (at > now ? Math.min(soonest, at) : soonest), Infinity);
  }

  /** Gives the keychain the grant, as long as that is the newest one of a connection that is there. */
  #save(entry: Entry): Promise<void> {
    return entry.grantQueue.queue(async () => {
      const { unsaved } = entry;
      if (unsaved === undefined || !this.#entries.has(entry)) return;
      const kept = await this.#world.keychain.write(entry.connection, unsaved);
      if (kept.ok) entry.unsaved = undefined;
      this.note(entry, kept.ok ? undefined : kept.failure);
      this.#entries.changed();
    });
  }
}

function retryAtOf({ unkept }: Entry): number {
  return unkept?.retryAt ?? Infinity;
}
