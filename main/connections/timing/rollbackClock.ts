import type { Clock } from '../model/ports.ts';

/** So much may the wall clock lose to the steady one unnoticed, milliseconds: a time server moves it gently. */
const TOLERANCE = 1_000;

/**
 * The same clock, which tells `onSetBack` by how many milliseconds somebody has set it back since it was last read,
 * before it gives the new time. A step ahead is not told apart from a sleep, and need not be: what is due then is due.
 */
export function watchedClock(clock: Clock, onSetBack: (by: number) => void): Clock {
  let ahead = clock.now() - clock.uptime();
  return {
    now: () => {
      const now = clock.now();
      const isAhead = now - clock.uptime();
      const by = Math.round(ahead - isAhead);
      if (by < 0 || by > TOLERANCE) ahead = isAhead;
      if (by > TOLERANCE) onSetBack(by);
      return now;
    },
    uptime: () => clock.uptime(),
    after: (delay, act) => clock.after(delay, act),
  };
}
