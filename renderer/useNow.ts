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
