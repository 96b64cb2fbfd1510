import { createContext, useContext, useEffect } from 'react';

/** Tells main that a secret is shown, or no longer. */
export const ShownSecret = createContext<(isShown: boolean) => void>(() => undefined);

/**
 * While a secret is shown, the window is kept out of pictures of the screen where the system can. And on Linux selecting is
 * copying: what was selected of the secret goes with it.
 */
export function useShownSecret(isShown: boolean): void {
  const tell = useContext(ShownSecret);
  useEffect(() => {
    if (!isShown) return undefined;
    tell(true);
    return () => tell(false);
  }, [isShown, tell]);
}
