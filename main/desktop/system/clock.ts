import type { Clock } from '../../connections/model/ports.ts';

/** The longest wait that a timer of JavaScript holds, milliseconds; a longer one would end at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The system's wall clock, its steady one, and timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  uptime: () => performance.now(),
  after: (delay, act) => {
    const timer = setTimeout(act, Math.min(delay, LONGEST_TIMER));
    return () => {
      clearTimeout(timer);
    };
  },
};
