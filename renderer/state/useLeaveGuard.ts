import { useCallback, useEffect, useRef, useState } from 'react';
import type { Bridge } from '../../preload/contract.ts';
import { settle } from '../bridge.ts';

/** Asks before unsaved input is lost: whatever replaces a screen goes through it. */
export interface LeaveGuard {
  /** Calls `to` at once, or after the person agrees while there is unsaved input. */
  readonly go: (to: () => void) => void;
  readonly hasInput: () => boolean;
  /** The screen reports whether it holds unsaved input; without any, an open question goes too. */
  readonly setInput: (hasInput: boolean) => void;
  /** The number of the open question, a new one each time it is asked; undefined while none is open. */
  readonly question: number | undefined;
  /** The two answers. */
  readonly stay: () => void;
  readonly leave: () => void;
}

/** The window's one guard. It knows that there is unsaved input, not what it is; main learns that too, for who quits. */
export function useLeaveGuard(bridge: Pick<Bridge, 'tellTyped'>): LeaveGuard {
  const hasInput = useRef(false);
  const [asked, setAsked] = useState<{ readonly times: number; readonly to: () => void }>();
  // Main may have heard of what a page before this one held.
  const reported = useRef<boolean>(undefined);
  const setInput = useCallback(
    (isTyped: boolean): void => {
      hasInput.current = isTyped;
      if (!isTyped) setAsked(undefined);
      // One screen goes and the next one comes within one moment.
      queueMicrotask(() => {
        if (reported.current === hasInput.current) return;
        reported.current = hasInput.current;
        void settle(bridge.tellTyped(reported.current));
      });
    },
    [bridge],
  );
  useEffect(() => setInput(hasInput.current), [setInput]);
  return {
    go: (to) => {
      if (hasInput.current) setAsked((before) => ({ times: (before?.times ?? 0) + 1, to }));
      else to();
    },
    hasInput: () => hasInput.current,
    setInput,
    question: asked?.times,
    stay: () => setAsked(undefined),
    leave: () => {
      setAsked(undefined);
      asked?.to();
    },
  };
}

/** Reports to the guard, as long as the screen is there, whether it holds unsaved input. */
export function useUnsavedInput({ setInput }: LeaveGuard, hasInput: boolean): void {
  useEffect(() => {
    setInput(hasInput);
    return () => setInput(false);
  }, [setInput, hasInput]);
}
