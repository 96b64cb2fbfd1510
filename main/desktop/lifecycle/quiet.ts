import type { Clock } from '../../connections/model/ports.ts';

/** A page without a request for this long counts as drawn, milliseconds. */
const QUIET = 200;
/** The longest wait for that after the page's first request, milliseconds. */
const LONGEST_WAIT = 3_000;
/** The longest wait for the first request, milliseconds: a page that falls must not keep tray and renewals from beginning. */
const LATEST = 10_000;

/** Resolves `isReached` when the page, after its first request, makes none for 200 ms, or after 3 s; without any after 10 s. */
export function quietAfterRequests(clock: Clock) {
  let isOver = false;
  let reach = (): void => undefined;
  const isReached = new Promise<void>((resolve) => {
    reach = () => {
      isOver = true;
      resolve();
    };
  });
  let callOff: (() => void) | undefined;
  clock.after(LATEST, reach);
  return {
    isReached,
    noteRequest: () => {
      if (isOver) return;
      if (callOff === undefined) clock.after(LONGEST_WAIT, reach);
      callOff?.();
      callOff = clock.after(QUIET, reach);
    },
  };
}
