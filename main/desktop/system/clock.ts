import type { Clock } from '../../connections/model/ports.ts';

/** The longest delay of a JavaScript timer, milliseconds; with a longer one it would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The system's wall clock, its monotonic clock, and timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  uptime: () => performance.now(),
  after: (delay, act) => {
    const timer = setTimeout(act, Math.min(delay, LONGEST_TIMER));
    return () => clearTimeout(timer);
  },
};
