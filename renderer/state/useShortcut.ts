import { useEffect, useEffectEvent } from 'react';

/** Calls `act` when this letter is pressed with Ctrl, or with Cmd on a Mac, wherever the focus is. */
export function useShortcut(letter: string, act: () => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent): void => {
    const isAlone = event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey;
    if (!isAlone || event.key.toLowerCase() !== letter || event.repeat) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
