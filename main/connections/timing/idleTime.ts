import type { Clock, IdleTime } from '../model/ports.ts';

/** How long a person may do nothing in a sign-in, milliseconds: time for a second factor and a coffee. */
const LONGEST_IDLE = 600_000;
/** How long before that the person is asked, milliseconds. */
const NOTICE = 60_000;

/** Begins the idle time of a sign-in, and calls `onOver` once when it is over, unless stopped before. */
export function startIdleTime(clock: Clock, onOver: () => void): IdleTime & { readonly stop: () => void } {
  let since = clock.uptime();
  let isEnding = false;
  let onEnding: () => void = () => undefined;
  const look = () => {
    const left = since + LONGEST_IDLE - clock.uptime();
    if (left <= 0) return onOver();
    const wasEnding = isEnding;
    isEnding = left <= NOTICE;
    stopTimer = clock.after(isEnding ? left : left - NOTICE, look);
    if (isEnding && !wasEnding) onEnding();
  };
  let stopTimer = clock.after(LONGEST_IDLE - NOTICE, look);
  return {
    restart: () => {
      // Called with every key: the timer, when it comes, plans the next one.
      since = clock.uptime();
      isEnding = false;
    },
    onEnding: (listener) => {
      onEnding = listener;
    },
    stop: () => stopTimer(),
  };
}
