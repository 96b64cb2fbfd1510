import type { Clock } from '../model/ports.ts';

/** How long anybody waits for a token answer, milliseconds. */
const PATIENCE = 60_000;

/**
 * Gives the outcome of a token request, or undefined when it takes longer than `limit`, a minute unless told. The request
 * goes on then: its answer may bring the only valid refresh token, and the caller must still take it.
 */
export async function answerInTime<T>(clock: Clock, request: Promise<T>, limit = PATIENCE): Promise<T | undefined> {
  let stopTimer: (() => void) | undefined;
  const overdue = new Promise<undefined>((resolve) => {
    stopTimer = clock.after(limit, () => resolve(undefined));
  });
  const outcome = await Promise.race([request, overdue]);
  stopTimer?.();
  return outcome;
}
