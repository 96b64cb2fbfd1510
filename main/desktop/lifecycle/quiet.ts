import type { Clock } from '../../connections/model/ports.ts';

/** Until a page that asks for nothing more counts as drawn, milliseconds. */
const QUIET = 200;
/** The longest that a page which goes on asking is waited for, milliseconds. */
const LONGEST_WAIT = 3_000;

/** Tells when a page has come to rest after its first answer. */
export interface Quiet {
  /** The page has asked for something. */
  noteRequest(): void;
  /** Ends when the page, once it was answered, has asked for nothing for 200 ms, or 3 s after its first request. */
  readonly isReached: Promise<void>;
}

/** Waits for the first request of a page, and then for an end of its requests. */
export function quietAfterRequests(clock: Clock): Quiet {
  let reach = (): void => undefined;
  const isReached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  let callOff: (() => void) | undefined;
  return {
    isReached,
    noteRequest: () => {
      if (callOff === undefined) clock.after(LONGEST_WAIT, reach);
      callOff?.();
      callOff = clock.after(QUIET, reach);
    },
  };
}
