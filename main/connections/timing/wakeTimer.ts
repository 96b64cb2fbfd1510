import type { Clock } from '../model/ports.ts';

/**
 * The longest time without a look, milliseconds. A deadline is a time of the wall clock, but a timer stands still while
 * the computer sleeps: after a night it would call eight hours late, after a look within the minute never.
 */
export const LONGEST_WAIT = 60_000;

/** Looks again and again at what is due, as soon as something is and at least once a minute while anything is planned. */
export class Agenda {
  readonly #clock: Clock;
  readonly #look: () => number;
  /** When the next look comes, by the steady clock. */
  #wakesAt = Infinity;
  #callOff: (() => void) | undefined;
  #isClosed = false;

  /** @param look does what is due, and gives when the next is (Unix ms), or Infinity when nothing is planned */
  constructor(clock: Clock, look: () => number) {
    this.#clock = clock;
    this.#look = look;
  }

  /** Sees to it that there is a look as soon as the wall clock is there: Unix ms, or Infinity for never. */
  lookAt(at: number): void {
    const wait = Math.min(Math.max(0, at - this.#clock.now()), LONGEST_WAIT);
    const wakesAt = this.#clock.uptime() + wait;
    if (this.#isClosed || at === Infinity || wakesAt >= this.#wakesAt) return;
    this.#callOff?.();
    this.#wakesAt = wakesAt;
    this.#callOff = this.#clock.after(wait, () => this.look());
  }

  /** Looks now. */
  look(): void {
    if (this.#isClosed) return;
    this.#callOff?.();
    this.#wakesAt = Infinity;
    this.lookAt(this.#look());
  }

  /** Looks no more, for the end of the app. */
  close(): void {
    this.#isClosed = true;
    this.#callOff?.();
  }
}
