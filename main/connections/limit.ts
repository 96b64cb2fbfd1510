import type { Clock } from './ports.ts';

/** So many acts in so much time, and no more. */
export class Limit {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #period: number;
  #admitted: readonly number[] = [];

  /** @param period milliseconds */
  constructor(clock: Clock, most: number, period: number) {
    this.#clock = clock;
    this.#most = most;
    this.#period = period;
  }

  /** Whether one more act is admitted now; if so it counts. */
  admits(): boolean {
    const now = this.#clock.now();
    const recent = this.#admitted.filter((at) => now - at < this.#period);
    const isAdmitted = recent.length < this.#most;
    this.#admitted = isAdmitted ? [...recent, now] : recent;
    return isAdmitted;
  }
}
