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

/**
 * Has Node look up the computer's time zone again, as it does only when `TZ` is set or deleted; its value stays. Until then
 * `Date` keeps the zone of the start. @see docs/electron.md "The time zone"
 */
export function rereadTimeZone(environment: NodeJS.ProcessEnv): void {
  const { TZ } = environment;
  delete environment.TZ;
  if (TZ !== undefined) environment.TZ = TZ;
}
