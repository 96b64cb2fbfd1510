import { useEffect, useState } from 'react';
import type { RevealedToken } from '../../../preload/connection.ts';
import type { Bridge } from '../../../preload/contract.ts';
import { settle } from '../../bridge.ts';

/** How long a revealed token stays on screen. */
const revealMs = 30_000;

/** A token on screen. */
export interface TokenOnScreen extends RevealedToken {
  /** When it is masked, Unix ms. */
  readonly masksAt: number;
}

/** The token on screen, if any, and how it is shown and masked. */
export interface RevealedTokenState {
  readonly revealed: TokenOnScreen | undefined;
  readonly show: (token: RevealedToken) => void;
  readonly mask: () => void;
}

/** Shows a revealed token for 30 s at most; masks it at once when the window is hidden or the screen locks. */
export function useRevealedToken(bridge: Bridge): RevealedTokenState {
  const [revealed, setRevealed] = useState<TokenOnScreen>();

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
      // The window may have been hidden while main answered.
      if (document.visibilityState !== 'hidden') setRevealed({ ...token, masksAt: Date.now() + revealMs });
      // Main has done so with its answer.
      else void settle(bridge.protectScreen(false));
    },
    mask: () => setRevealed(undefined),
  };
}
