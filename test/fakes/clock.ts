import type { Clock } from '../../main/connections/model/ports.ts';

/** 2026-08-03 09:00:00 UTC, Unix milliseconds: when every fake clock begins. */
export const START = Date.UTC(2026, 7, 3, 9);

interface Timer {
  /** On the steady clock. */
  readonly at: number;
  readonly act: () => void;
}

/** A clock that moves only when a test moves it, and runs the timers that fall due on the way. */
export class FakeClock implements Clock {
  #passed = 0;
  #set = START;
  #timers: readonly Timer[] = [];

  now(): number {
    return this.#set + this.#passed;
  }

  uptime(): number {
    return this.#passed;
  }

  after(delay: number, act: () => void): () => void {
    const timer = { at: this.#passed + delay, act };
    this.#timers = [...this.#timers, timer];
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** The remaining time of each timer, soonest first, milliseconds. */
  get planned(): readonly number[] {
    return this.#timers.map(({ at }) => at - this.#passed).toSorted((one, other) => one - other);
  }

  /** Lets so many milliseconds pass; each timer runs at its own time, and what it started settles before the next. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#passed + milliseconds;
    await settled();
    for (let due = this.#next(end); due !== undefined; due = this.#next(end)) {
      const { at, act } = due;
      this.#timers = this.#timers.filter((other) => other !== due);
      this.#passed = Math.max(this.#passed, at);
      act();
      await settled();
    }
    this.#passed = end;
  }

  /** Moves only the wall clock, as a time server or a sleep does; timers do not move. */
  jump(milliseconds: number): void {
    this.#set += milliseconds;
  }

  /** Lets time pass without running timers: within one act. */
  pass(milliseconds: number): void {
    this.#passed += milliseconds;
  }

  #next(end: number): Timer | undefined {
    return this.#timers.toSorted((one, other) => one.at - other.at).find(({ at }) => at <= end);
  }
}

/**
 * Resolves when only timers and closed gates are left to wait for; reading an answer's body takes a few event loop
 * turns.
 */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
