import { useEffect, useState } from 'react';
import type { Bridge, RevealedToken } from '../../../preload/contract.ts';

/** How long a revealed token stays on screen. */
const revealMs = 30_000;

/** A token on screen and when it masks itself (Unix ms). */
export interface Revealed extends RevealedToken {
  readonly masksAt: number;
}

/** The token on screen, if any, and how it is shown and masked. */
export interface RevealedState {
  readonly revealed: Revealed | undefined;
  readonly show: (token: RevealedToken) => void;
  readonly mask: () => void;
}

/** Shows a revealed token for 30 s at most; masks it at once when the window is hidden or the screen locks. */
export function useRevealed(bridge: Bridge): RevealedState {
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
