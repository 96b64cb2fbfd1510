import { useCallback, useSyncExternalStore } from 'react';

/**
 * The time in Unix milliseconds, rounded down to the period so that it changes once a period and for everybody at once.
 * `periodMs` is 1,000 or 60,000: the clocks move by the minute, and by the second only where seconds are shown.
 */
export function useNow(periodMs: 1000 | 60_000): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      let timer: ReturnType<typeof setTimeout>;
      const wait = (): void => {
        timer = setTimeout(
          () => {
            listener();
            wait();
          },
          periodMs - (Date.now() % periodMs),
        );
      };
      wait();
      return () => clearTimeout(timer);
    },
    [periodMs],
  );
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / periodMs) * periodMs);
}

/** From here on, before and after an end, seconds count. */
const nearMs = 5 * 60_000;

/** The time by the minute, and by the second near `end` (Unix ms), so that what is said of it changes when it comes. */
export function useNowNear(end: number): number {
  const isNear = Math.abs(end - useNow(60_000)) < nearMs + 60_000;
  return useNow(isNear ? 1000 : 60_000);
}
