import type { Clock } from '../model/ports.ts';

/**
 * The longest time without a look, milliseconds. Work is due at a time of the wall clock, but a timer stands still while
 * the computer sleeps: after a night it would fire eight hours late, a look each minute is never later than that.
 */
export const LONGEST_SLEEP = 60_000;

/** What a {@link Scheduler} works on. Times are those of its clock; Infinity means never. */
interface Work<T> {
  /** The items there are now, those that come first when several are due at once first. */
  readonly items: () => readonly T[];
  /** Whether an item is still there. */
  readonly has: (item: T) => boolean;
  readonly dueAt: (item: T) => number;
  readonly run: (item: T) => Promise<void>;
  /** Called when items are due, before it is known how they end. */
  readonly onDue?: () => void;
  /** Further times at which `onDue` matters for an item, although nothing is run then. */
  readonly alsoAt?: (item: T) => number;
}

/** Runs work in the background when it is due, each item at most once at a time. It looks at least once a minute while anything is planned. */
export class Scheduler<T> {
  readonly #clock: Clock;
  readonly #work: Work<T>;
  readonly #running = new Set<T>();
  /** When the next look comes, on the steady clock. */
  #wakesAt = Infinity;
  #cancelTimer: (() => void) | undefined;
  #isClosed = false;

  constructor(clock: Clock, work: Work<T>) {
    this.#clock = clock;
    this.#work = work;
  }

  /** Plans a look for when this item is due. */
  plan(item: T): void {
    this.#wakeAt(this.#work.dueAt(item));
  }

  /** Runs what is due now, and plans the next look. */
  look(): void {
    if (this.#isClosed) return;
    this.#cancelTimer?.();
    this.#wakesAt = Infinity;
    const { items, dueAt, onDue, alsoAt = () => Infinity } = this.#work;
    const now = this.#clock.now();
    const all = items();
    const due = all.filter((item) => dueAt(item) <= now);
    for (const item of due.filter((one) => !this.#running.has(one))) void this.#run(item);
    if (due.length > 0) onDue?.();
    const times = all.flatMap((item) => [dueAt(item), alsoAt(item)]).filter((at) => at > now);
    this.#wakeAt(times.reduce((soonest, at) => Math.min(soonest, at), Infinity));
  }

  /** Runs nothing any more, for the end of the app. */
  close(): void {
    this.#isClosed = true;
    this.#cancelTimer?.();
  }

  async #run(item: T): Promise<void> {
    this.#running.add(item);
    try {
      await this.#work.run(item);
    } finally {
      this.#running.delete(item);
      if (this.#work.has(item)) this.plan(item);
    }
  }

  #wakeAt(at: number): void {
    const wait = Math.min(Math.max(0, at - this.#clock.now()), LONGEST_SLEEP);
    const wakesAt = this.#clock.uptime() + wait;
    if (this.#isClosed || at === Infinity || wakesAt >= this.#wakesAt) return;
    this.#cancelTimer?.();
    this.#wakesAt = wakesAt;
    this.#cancelTimer = this.#clock.after(wait, () => this.look());
  }
}
