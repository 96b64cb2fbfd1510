import { type BrowserWindow, screen, type WebContents } from 'electron';

/** What Electron has, and its types leave out: the window in which it shows what a field suggests. */
interface Owned {
  readonly _setOwnerWindow?: (window: null) => void;
}

/**
 * Keeps the lists that a page opens (of a `<select>`, of suggestions, for a date or a colour) from covering what stands
 * above the page: they are windows of their own, and open upwards where there is room. To be called once the page has a
 * place in its window.
 * @see docs/electron.md "Lists over the bar"
 */
export function keepListsBelow(window: BrowserWindow, contents: WebContents): void {
  // Chromium lets no list begin above the work area of the screen; so the page is told that it begins there itself.
  const place = () => {
    // Without a process there is no page yet, and Electron 33 crashes.
    if (window.isDestroyed() || contents.isDestroyed() || contents.getOSProcessId() === 0) return;
    contents.enableDeviceEmulation({
      screenPosition: 'desktop',
      viewPosition: { x: window.getContentBounds().x, y: screen.getDisplayMatching(window.getBounds()).workArea.y },
      // Zero: as they are.
      screenSize: { width: 0, height: 0 },
      viewSize: { width: 0, height: 0 },
      deviceScaleFactor: 0,
      scale: 1,
    });
  };
  window.on('move', place);
  window.on('resize', place);
  // A new page may have a widget of its own, which knows nothing of this yet.
  contents.on('did-navigate', place);
  place();
  // The list of a `<datalist>` would stand in the page's window, over the bar; without one Electron shows none.
  (contents as Owned)._setOwnerWindow?.(null);
}
