import type { Clock } from '../model/ports.ts';

/** So many different things in so much time, and no more. */
export class RateLimit {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #period: number;
  #admitted: readonly { readonly what: object; readonly at: number }[] = [];

  /** @param period milliseconds */
  constructor(clock: Clock, most: number, period: number) {
    this.#clock = clock;
    this.#most = most;
    this.#period = period;
  }

  /** Whether one more is admitted now; a `new` one counts, the same thing once more within the period is `again` that one. */
  admits(what: object = {}): 'new' | 'again' | false {
    // Not the wall clock: set back by a day it would keep everything out for a day.
    const now = this.#clock.uptime();
    const recent = this.#admitted.filter(({ at }) => now - at < this.#period);
    if (recent.some((one) => one.what === what)) return 'again';
    const isAdmitted = recent.length < this.#most;
    this.#admitted = isAdmitted ? [...recent, { what, at: now }] : recent;
    return isAdmitted && 'new';
  }
}
