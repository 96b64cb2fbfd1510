import type { Clock } from '../model/ports.ts';

/** The wall clock may lose this much to `uptime` before it counts as set back, milliseconds: a time server slews it gently. */
const TOLERANCE = 1_000;

/**
 * The time by which the app plans: it follows the wall clock through sleeps and steps ahead, but never runs back. What is
 * planned by it keeps its distance when somebody sets the wall clock back. A step ahead cannot be told from a sleep.
 */
export interface ForwardClock extends Clock {
  /** Milliseconds; equal to Unix milliseconds until the wall clock is first set back. */
  now(): number;
  /** The wall clock's Unix milliseconds for a moment of this clock: for what people see. */
  toWall(at: number): number;
  /** The wall clock's Unix milliseconds now: for what a token says of itself and what is stored on disk. */
  wallNow(): number;
}

/** Makes a {@link ForwardClock} of the system's clock. */
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
