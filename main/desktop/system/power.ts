import { powerMonitor } from 'electron';
import type { Clock } from '../../connections/model/ports.ts';

const HOUR = 60 * 60_000;

/** Calls `onLock` when the screen is locked, which Electron tells on macOS and Windows, or the computer is about to sleep. */
export function watchScreenLock(onLock: () => void): void {
  powerMonitor.on('lock-screen', onLock);
  powerMonitor.on('suspend', onLock);
}

/** For how long nobody has used this computer, milliseconds. Where the system does not tell, as some Wayland desktops, it is 0. */
export function idleTime(): number {
  return Math.max(0, powerMonitor.getSystemIdleTime()) * 1_000;
}

/** Calls `onReturn` when the computer wakes or the screen is unlocked; on some systems twice. */
export function watchWake(onReturn: () => void): void {
  powerMonitor.on('resume', onReturn);
  powerMonitor.on('unlock-screen', onReturn);
}

/** Calls `reread` whenever the time zone may be another: when somebody comes back with the computer, and each hour. */
export function followTimeZone(clock: Clock, reread: () => void): void {
  const each = () =>
    void clock.after(HOUR, () => {
      reread();
      each();
    });
  each();
  watchWake(reread);
}
