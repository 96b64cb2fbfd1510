import { clipboardText } from '../drive.mjs';
import { clickTray } from '../tray.mjs';
import { startKwin, startSway } from './compositors.mjs';
import { startGnome } from './gnome.mjs';

/**
 * A running desktop. `env` is what the app needs to be on it; `paste` gives what another program would paste, empty when
 * there is nothing; `click` presses a button of the window as a hand does, where the desktop can be made to; `lock` has the
 * desktop lock its screen, and ends when that says it is locked: absent where the desktop has no lock of its own.
 * @typedef {{ readonly env: NodeJS.ProcessEnv,
 *   readonly hasWindow: (app: import('@playwright/test').ElectronApplication) => Promise<boolean>,
 *   readonly paste: () => Promise<string>, readonly clickTray: (label: string) => Promise<unknown>,
 *   readonly click: (app: import('@playwright/test').ElectronApplication,
 *     button: import('@playwright/test').Locator) => Promise<unknown>,
 *   readonly lock?: () => Promise<unknown>, readonly stop: () => Promise<void> }} Desktop
 */

/** Whether the app itself takes its window for visible. @param {import('@playwright/test').ElectronApplication} app */
export const isVisible = (app) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() === true);

const all = { tray: 'copied', button: 'copied' };

/**
 * Each desktop, and what copying gives there: on Wayland a window of Wayland's own or of XWayland's, or a session
 * without XWayland, in which nothing can be copied from the tray. KWin takes a copy only from the window in front, and sway
 * none by way of XWayland as long as no window of XWayland's had the focus.
 * @type {Readonly<Record<string, { readonly expected: { readonly tray: string, readonly button: string },
 *   readonly start: () => Promise<Desktop> }>>}
 */
export const desktops = {
  X11: { expected: all, start: startX11 },
  'GNOME Shell': { expected: all, start: () => startGnome({ hasX: true, windows: 'wayland' }) },
  'GNOME Shell, XWayland window': { expected: all, start: () => startGnome({ hasX: true, windows: 'x11' }) },
  'GNOME Shell without XWayland': {
    expected: { tray: 'told', button: 'copied' },
    start: () => startGnome({ hasX: false, windows: 'wayland' }),
  },
  // Nobody can click in its windows without a screen, and a Wayland window copies only after a click.
  KWin: { expected: { tray: 'told', button: 'told' }, start: () => startKwin('wayland') },
  'KWin, XWayland window': { expected: { tray: 'told', button: 'copied' }, start: () => startKwin('x11') },
  sway: { expected: { tray: 'told', button: 'copied' }, start: () => startSway({ hasX: true, windows: 'wayland' }) },
  'sway, XWayland window': { expected: all, start: () => startSway({ hasX: true, windows: 'x11' }) },
  'sway without XWayland': {
    expected: { tray: 'told', button: 'copied' },
    start: () => startSway({ hasX: false, windows: 'wayland' }),
  },
};

/** @returns {Promise<Desktop>} */
async function startX11() {
  return {
    env: {},
    hasWindow: isVisible,
    paste: clipboardText,
    clickTray,
    click: (_app, button) => button.click(),
    stop: async () => undefined,
  };
}
