import type { Clock } from '../model/ports.ts';

/** How often something may be done: so many times at once, and so many a minute from then on. */
export interface Rate {
  readonly burst: number;
  readonly perMinute: number;
}

/** A token bucket: full at first, one is taken each time, and they come back evenly. */
export class TokenBucket {
  readonly #clock: Pick<Clock, 'uptime'>;
  readonly #rate: Rate;
  #tokens: number;
  #at: number;

  constructor(clock: Pick<Clock, 'uptime'>, rate: Rate) {
    this.#clock = clock;
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#at = clock.uptime();
  }

  /** Takes one; false when none is left. */
  take(): boolean {
    const now = this.#clock.uptime();
    const returned = ((now - this.#at) / 60_000) * this.#rate.perMinute;
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + returned);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
