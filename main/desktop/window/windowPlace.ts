import { app, type BrowserWindow, type Rectangle, screen } from 'electron';
import type { WindowPlace } from '../files/preferences.ts';
import type { Zoom } from '../settings/zoom.ts';
import { leastSize, placeOnScreen } from '../system/placeOnScreen.ts';

/** The smallest at which the page is made to be read. */
const LEAST_SIZE = { width: 720, height: 520 };
/** The window has rested for this long before its place is written, milliseconds: not at each pixel of a move. */
const REST = 1_000;

/**
 * Brings the window wholly onto a display that exists, unless it fills one: the display may have gone since it stood
 * there, or have another scale.
 */
export function keepOnScreen(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  const now = window.getNormalBounds();
  const width = Math.max(now.width, LEAST_SIZE.width);
  const height = Math.max(now.height, LEAST_SIZE.height);
  const place = placeOnScreen({ ...now, width, height }, workAreas());
  const least = leastSize(LEAST_SIZE, screen.getDisplayMatching(place).workArea);
  window.setMinimumSize(least.width, least.height);
  if (window.isMaximized() || window.isFullScreen() || isSame(now, place)) return;
  window.setBounds(place);
}

/** Keeps the window on the displays as they change, as long as it lives. */
export function followDisplays(window: BrowserWindow): void {
  const keep = () => keepOnScreen(window);
  screen.on('display-removed', keep);
  screen.on('display-metrics-changed', keep);
  window.once('closed', () => {
    screen.off('display-removed', keep);
    screen.off('display-metrics-changed', keep);
  });
}

/**
 * Calls `save` with the window's place once it has rested at another one. The returned function saves what is not saved
 * yet, for the end.
 */
export function rememberPlace(
  window: BrowserWindow,
  zoom: Pick<Zoom, 'own'>,
  save: (place: WindowPlace) => Promise<void>,
): () => Promise<void> {
  let saved = JSON.stringify(placeOf(window, zoom));
  let rest: NodeJS.Timeout | undefined;
  // Read at the event, because the window is gone when the app ends.
  let place: WindowPlace | undefined;
  const saveNow = async () => {
    clearTimeout(rest);
    const text = JSON.stringify(place);
    if (place === undefined || text === saved) return;
    saved = text;
    await save(place);
  };
  const note = () => {
    if (window.isDestroyed()) return;
    place = placeOf(window, zoom);
    clearTimeout(rest);
    rest = setTimeout(() => void saveNow(), REST);
  };
  window.on('resize', note);
  window.on('move', note);
  window.on('maximize', note);
  window.on('unmaximize', note);
  window.on('enter-full-screen', note);
  window.on('leave-full-screen', note);
  // No event tells that the menu changed the zoom.
  window.on('blur', note);
  window.on('hide', note);
  app.on('before-quit', note);
  return saveNow;
}

function placeOf(window: BrowserWindow, { own: zoomLevel }: Pick<Zoom, 'own'>): WindowPlace {
  const { x, y, width, height } = window.getNormalBounds();
  return { x, y, width, height, isMaximized: window.isMaximized(), isFullScreen: window.isFullScreen(), zoomLevel };
}

function workAreas(): readonly Rectangle[] {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  return [main, ...others].map(({ workArea }) => workArea);
}

function isSame(one: Rectangle, other: Rectangle): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}
