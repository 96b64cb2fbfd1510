import { useSyncExternalStore } from 'react';

/** How tall the window's page is, CSS pixels: nothing in it is taller in sight. */
export function useWindowHeight(): number {
  return useSyncExternalStore(subscribe, () => window.innerHeight);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}
