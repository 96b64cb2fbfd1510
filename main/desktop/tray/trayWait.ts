import type { Clock } from '../../connections/model/ports.ts';

/** How long a desktop may take to show its panel after it has started the programs of a login, milliseconds. */
const TRAY_WAIT = 30_000;

/**
 * After a hidden start: calls `show` once nothing shows tray icons when the wait is over, or at once where nothing can come
 * to show them. While nobody knows, as on other systems than Linux, a tray is taken to be there.
 */
export function waitForTray(clock: Clock, show: () => void) {
  let isThere = true;
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    callOff();
    if (!isThere) show();
  };
  const callOff = clock.after(TRAY_WAIT, end);
  return {
    /** @param mayCome whether there is a session bus, on which a panel can come later */
    note: (isNow: boolean, mayCome: boolean): void => {
      isThere = isNow;
      if (!isNow && !mayCome) end();
    },
    stop: (): void => {
      isOver = true;
      callOff();
    },
  };
}
