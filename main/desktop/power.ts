import { powerMonitor } from 'electron';

/** Calls `onLock` when the screen is locked or the computer is about to sleep. */
export function watchLock(onLock: () => void): void {
  powerMonitor.on('lock-screen', onLock);
  powerMonitor.on('suspend', onLock);
}
