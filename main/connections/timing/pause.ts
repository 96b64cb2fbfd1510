import type { Clock } from '../model/ports.ts';

/** How long a pause lasts, milliseconds. */
const LENGTH = 60 * 60_000;
/** Timers stand still while the computer sleeps: the end is told at most this late, milliseconds. */
const LONGEST_TIMER = 60_000;

/**
 * No requests in the background: for an hour, at a person's wish, or while the app is locked. What a person asks for works
 * all the same.
 */
export class Pause {
  readonly #clock: Clock;
  readonly #listeners: (() => void)[] = [];
  #endsAt: number | undefined;
  #isHeld = false;
  #cancelTimer: () => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** When it ends, Unix milliseconds; undefined while there is none. */
  get endsAt(): number | undefined {
    return this.left > 0 ? this.#endsAt : undefined;
  }

  /**
   * How long it lasts from now on, milliseconds: no longer than a whole one, also when the clock was set back. Infinity while
   * the app is locked.
   */
  get left(): number {
    if (this.#isHeld) return Infinity;
    return Math.min(LENGTH, Math.max(0, (this.#endsAt ?? 0) - this.#clock.now()));
  }

  /** Calls `listener` when it begins and when it ends. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Begins one, or begins it anew. */
  begin(): void {
    this.#change(this.#clock.now() + LENGTH);
    this.#watch();
  }

  /** Ends it early. */
  end(): void {
    this.#cancelTimer();
    this.#change(undefined);
  }

  /** Holds everything back until {@link release}. */
  hold(): void {
    this.#isHeld = true;
    this.#tell();
  }

  release(): void {
    this.#isHeld = false;
    this.#tell();
  }

  #change(endsAt: number | undefined): void {
    this.#endsAt = endsAt;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #watch(): void {
    this.#cancelTimer();
    const left = (this.#endsAt ?? 0) - this.#clock.now();
    if (left <= 0) this.#change(undefined);
    else this.#cancelTimer = this.#clock.after(Math.min(left, LONGEST_TIMER), () => this.#watch());
  }
}
