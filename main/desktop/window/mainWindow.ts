import { app, BrowserWindow, nativeTheme } from 'electron';
import type { WindowPlace } from '../files/preferences.ts';
import type { Zoom } from '../settings/zoom.ts';
import { followDisplays, keepOnScreen } from './windowPlace.ts';

/** The page's background in both colour schemes, so that the first frame does not flash. */
const PAPER = { light: '#f6f5f2', dark: '#171716' } as const;

const FIRST_SIZE = { width: 1100, height: 720 };

/** How the window opens. */
interface Opening {
  /** An absolute path, as is `icon`. */
  readonly preload: string;
  readonly icon: string;
  /** Where it stood before. */
  readonly place: WindowPlace | undefined;
  readonly zoom: Pick<Zoom, 'attach'>;
  /** Whether it is shown only later. */
  readonly isHidden: boolean;
}

/**
 * The one window, without its page and not shown. It is shown before it has its page: on Wayland a first window that paints
 * while it is hidden never appears, and `ready-to-show` may not come (electron#48859).
 */
export function openWindow({ preload, icon, place, zoom, isHidden }: Opening): BrowserWindow {
  const window = new BrowserWindow({
    ...FIRST_SIZE,
    show: false,
    title: 'Token Desk',
    icon,
    autoHideMenuBar: true,
    backgroundColor: paper(),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      disableDialogs: true,
      // The compiled script is stored at the first start, not only once the page was loaded twice within three days.
      v8CacheOptions: 'bypassHeatCheck',
      devTools: !app.isPackaged,
    },
  });
  if (place) window.setBounds(place);
  followDisplays(window);
  window.once('show', () => {
    // On Wayland a window that was not shown at its creation appears only the second time.
    if (isHidden && process.env.WAYLAND_DISPLAY !== undefined) {
      window.hide();
      window.show();
    }
    if (place?.isMaximized) window.maximize();
    if (place?.isFullScreen) window.setFullScreen(true);
  });
  zoom.attach(window.webContents);
  // What a window that grows shows before its page does.
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(paper());
  });
  // A new page shows no secret, and the one before it may have ended without a word.
  window.webContents.on('did-navigate', () => window.setContentProtection(false));
  return window;
}

function paper(): string {
  return nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light;
}

/** Whether the window's page could show something to the person. */
export function canShow(window: BrowserWindow): boolean {
  return !window.isDestroyed() && !window.webContents.isCrashed();
}

/** Brings the window to the front, from wherever it is. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  keepOnScreen(window);
  window.show();
  window.focus();
}

/**
 * Closing hides the window until the app quits, and quits the app when `canComeBack` says that nothing would bring the window
 * back. `onHide` is called each time that it is hidden.
 */
export function hideOnClose(window: BrowserWindow, canComeBack: () => boolean, onHide: () => void): void {
  let isQuitting = false;
  app.on('before-quit', (event) => {
    isQuitting = !event.defaultPrevented;
  });
  window.on('close', (event) => {
    if (isQuitting) return;
    event.preventDefault();
    // It closes the window then, unless the person wants to stay.
    if (!canComeBack()) return app.quit();
    window.hide();
    onHide();
  });
}
