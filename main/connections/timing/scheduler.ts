import type { Clock } from '../model/ports.ts';

/**
 * The longest timer, milliseconds. Timers stand still while the computer sleeps, so a long one would fire hours late
 * after a night; a check each minute is at most a minute late.
 */
export const LONGEST_SLEEP = 60_000;

/** What a {@link Scheduler} runs. Times are those of its clock; Infinity means never. */
interface Work<T> {
  /** All items, in the order in which they are run when several are due at once. */
  readonly items: () => readonly T[];
  /** Whether an item still exists. */
  readonly has: (item: T) => boolean;
  readonly dueAt: (item: T) => number;
  readonly run: (item: T) => Promise<void>;
  /** Called when items are due, once their runs have started. */
  readonly onDue?: () => void;
  /** One more time of an item at which the scheduler wakes, to find it due or to plan anew. */
  readonly alsoAt?: (item: T) => number;
}

/** Runs work in the background when it is due, such as renewals (renewal.ts); each item once at a time. */
export class Scheduler<T> {
  readonly #clock: Clock;
  readonly #work: Work<T>;
  readonly #running = new Set<T>();
  /** When the timer fires, on the steady clock. */
  #wakesAt = Infinity;
  #cancelTimer: (() => void) | undefined;
  #isClosed = false;

  constructor(clock: Clock, work: Work<T>) {
    this.#clock = clock;
    this.#work = work;
  }

  /** Sets the timer for this item, unless it fires earlier anyway. */
  plan(item: T): void {
    this.#wakeAt(this.#work.dueAt(item));
  }

  /** Runs what is due now, and sets the timer for the next item. */
  runDue(): void {
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

  /** Starts nothing any more, for the end of the app. */
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
    this.#cancelTimer = this.#clock.after(wait, () => this.runDue());
  }
}
