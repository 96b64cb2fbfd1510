import { useEffect, useEffectEvent } from 'react';

/** Calls `onOpen` for Ctrl or Cmd with the comma, which opens the settings of most apps. */
export function useSettingsKey(onOpen: () => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent): void => {
    if (event.key !== ',' || event.ctrlKey === event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    onOpen();
  });
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
