import { powerMonitor } from 'electron';

/** Calls `onLock` when the screen is locked, which Electron tells on macOS and Windows, or the computer is about to sleep. */
export function watchScreenLock(onLock: () => void): void {
  powerMonitor.on('lock-screen', onLock);
  powerMonitor.on('suspend', onLock);
}

/** Calls `onReturn` when the computer wakes or the screen is unlocked; on some systems twice. */
export function watchWake(onReturn: () => void): void {
  powerMonitor.on('resume', onReturn);
  powerMonitor.on('unlock-screen', onReturn);
}
