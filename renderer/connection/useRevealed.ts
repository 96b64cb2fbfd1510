import { useEffect, useState } from 'react';
import type { Bridge, RevealedToken } from '../../preload/contract.ts';

/** How long a revealed token stays on screen. */
const revealMs = 30_000;

/** A token on screen and when it masks itself (Unix ms). */
export interface Revealed extends RevealedToken {
  readonly masksAt: number;
}

/** Holds a revealed token for 30 s at most; it goes at once when the window is no longer seen, or the screen is locked. */
export function useRevealed(bridge: Bridge): {
  readonly revealed: Revealed | undefined;
  readonly show: (token: RevealedToken) => void;
  readonly mask: () => void;
} {
  const [revealed, setRevealed] = useState<Revealed>();

  useEffect(() => {
    if (revealed === undefined) return undefined;
    const mask = (): void => setRevealed(undefined);
    const onVisibility = (): void => {
      if (document.visibilityState === 'hidden') mask();
    };
    const timer = setTimeout(mask, revealed.masksAt - Date.now());
    document.addEventListener('visibilitychange', onVisibility);
    const stop = bridge.on('mask', mask);
    return () => {
      clearTimeout(timer);
      stop();
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [bridge, revealed]);

  return {
    revealed,
    show: (token) => {
      // It came too late: nobody is looking any more.
      if (document.visibilityState !== 'hidden') setRevealed({ ...token, masksAt: Date.now() + revealMs });
    },
    mask: () => setRevealed(undefined),
  };
}
