import { createContext, useContext, useEffect } from 'react';

/** Takes what is selected in the window away from other programs. */
export const ClearSelection = createContext<() => void>(() => undefined);

/** On Linux selecting is copying: what was selected of a secret goes when the secret is no longer shown. */
export function useClearedSelection(isSecretShown: boolean): void {
  const clear = useContext(ClearSelection);
  useEffect(() => (isSecretShown ? clear : undefined), [isSecretShown, clear]);
}
