import type { Clock } from '../model/ports.ts';

/** Limits how many different things are admitted within a period. */
export class RateLimit {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #period: number;
  #admitted: readonly { readonly subject: object; readonly at: number }[] = [];

  /** @param period milliseconds */
  constructor(clock: Clock, most: number, period: number) {
    this.#clock = clock;
    this.#most = most;
    this.#period = period;
  }

  /** `new` when the subject is admitted, `repeat` when it already was within the period, false when too many were. */
  admit(subject: object = {}): 'new' | 'repeat' | false {
    // The steady clock: a wall clock set back by a day would refuse everything for a day.
    const now = this.#clock.uptime();
    const recent = this.#admitted.filter(({ at }) => now - at < this.#period);
    if (recent.some((one) => one.subject === subject)) return 'repeat';
    const isAdmitted = recent.length < this.#most;
    this.#admitted = isAdmitted ? [...recent, { subject, at: now }] : recent;
    return isAdmitted && 'new';
  }
}
