/** A timer that is later than this shows that the process stood still, milliseconds. */
const STANDSTILL = 250;
/** Enough to read what arrived while the process stood still, milliseconds. */
const GRACE = 1_000;

/** A time limit that has begun. */
export interface Deadline {
  /** Aborts when the time is over. */
  readonly signal: AbortSignal;
  readonly cancel: () => void;
}

/**
 * A signal that aborts after `delay` milliseconds, with the error `timeout`, unless cancelled. When this process stood
 * still, the timer would fire before an answer that has arrived, which then gets another second.
 * @param isWaiting whether somebody else's answer is waited for, so that the time begins anew when it is over
 */
export function startDeadline(delay: number, isWaiting: () => boolean = () => false): Deadline {
  const controller = new AbortController();
  const timeout = new Error('timeout');
  let timer: NodeJS.Timeout | undefined;
  const begin = () => {
    const due = performance.now() + delay;
    timer = setTimeout(() => {
      const stoodStill = performance.now() - due > STANDSTILL;
      if (isWaiting()) begin();
      else if (stoodStill) timer = setTimeout(() => controller.abort(timeout), GRACE);
      else controller.abort(timeout);
    }, delay);
  };
  begin();
  return { signal: controller.signal, cancel: () => clearTimeout(timer) };
}

/** Never resolves; rejects with the signal's reason when it aborts. */
export function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}
