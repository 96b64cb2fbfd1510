import { useCallback, useEffect, useRef, useState } from 'react';

/** Stands between a person and the loss of what they have typed: whatever takes the screen away asks here. */
export interface Leaving {
  /** Goes at once, or, while something is typed, asks first. */
  readonly go: (to: () => void) => void;
  /** Whether something is typed. */
  readonly isHeld: () => boolean;
  /** A screen says whether something is typed in it; when nothing is any more, there is no question either. */
  readonly hold: (isTyped: boolean) => void;
  /** Counts the questions, so that each is a new one; undefined while none stands. */
  readonly question: number | undefined;
  /** The two answers. */
  readonly stay: () => void;
  readonly leave: () => void;
}

/** Holds the one question of the window; what is typed stays where it is typed. */
export function useLeaving(): Leaving {
  const isHeld = useRef(false);
  const [asked, setAsked] = useState<{ readonly times: number; readonly to: () => void }>();
  const hold = useCallback((isTyped: boolean): void => {
    isHeld.current = isTyped;
    if (!isTyped) setAsked(undefined);
  }, []);
  return {
    go: (to) => {
      if (isHeld.current) setAsked((before) => ({ times: (before?.times ?? 0) + 1, to }));
      else to();
    },
    isHeld: () => isHeld.current,
    hold,
    question: asked?.times,
    stay: () => setAsked(undefined),
    leave: () => {
      setAsked(undefined);
      asked?.to();
    },
  };
}

/** Tells while a screen is there whether something is typed in it. */
export function useHeld({ hold }: Leaving, isTyped: boolean): void {
  useEffect(() => {
    hold(isTyped);
    return () => hold(false);
  }, [hold, isTyped]);
}
