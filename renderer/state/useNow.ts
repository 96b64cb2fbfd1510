import { useCallback, useSyncExternalStore } from 'react';

/**
 * The time in Unix milliseconds, rounded down to the period, so that it changes once a period and everywhere at once.
 * `periodMs`: 1,000 where seconds are shown, else 60,000.
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

/** Within this time before and after an end, seconds count. */
const nearMs = 5 * 60_000;

/** The time by the minute, and by the second near `end` (Unix ms), so that texts about it change on time. */
export function useNowNear(end: number): number {
  const isNear = Math.abs(end - useNow(60_000)) < nearMs + 60_000;
  return useNow(isNear ? 1000 : 60_000);
}
