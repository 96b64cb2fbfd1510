import type { Clock } from '../model/ports.ts';

/** A wall clock that falls behind `uptime` by more was set back, milliseconds; a time server slews it by less. */
const TOLERANCE = 1_000;

/**
 * The clock by which the app plans: it follows the wall clock through sleeps and steps ahead, but never runs back, so
 * that plans keep their distance when the wall clock is set back. A step ahead cannot be told from a sleep.
 */
export interface ForwardClock extends Clock {
  /** Milliseconds; equal to Unix milliseconds until the wall clock is first set back. */
  now(): number;
  /** Converts a time of this clock to the wall clock's Unix milliseconds, for people to see. */
  toWall(at: number): number;
  /** The wall clock now, Unix milliseconds: to compare with a token's own times and what is stored on disk. */
  wallNow(): number;
}

/** Makes a {@link ForwardClock} from the system's clock. */
export function forwardClock(clock: Clock): ForwardClock {
  let lead = clock.now() - clock.uptime();
  let totalSetBack = 0;
  let latest = -Infinity;
  const now = () => {
    const wall = clock.now();
    const currentLead = wall - clock.uptime();
    const setBack = Math.round(lead - currentLead);
    if (setBack < 0 || setBack > TOLERANCE) lead = currentLead;
    if (setBack > TOLERANCE) totalSetBack += setBack;
    latest = Math.max(latest, wall + totalSetBack);
    return latest;
  };
  const toWall = (at: number) => {
    now();
    return at - totalSetBack;
  };
  return {
    now,
    toWall,
    wallNow: () => toWall(now()),
    uptime: () => clock.uptime(),
    after: (delay, act) => clock.after(delay, act),
  };
}
