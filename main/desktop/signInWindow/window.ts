import {
  BrowserWindow,
  nativeTheme,
  type Session,
  screen,
  type WebContents,
  WebContentsView,
  type WebPreferences,
} from 'electron';
import type { BarState } from '../../../preload/barContract.ts';
import { leastSize, placeOnScreen } from '../system/placeOnScreen.ts';
import { type Bar, connectBar } from './bar.ts';
import { keepListsBelow } from './listsBelowBar.ts';

/** The bar's document and its preload. */
export interface BarAssets {
  /** `app://token-desk/bar.html` */
  readonly barUrl: string;
  /** An absolute path. */
  readonly barPreload: string;
}

interface WindowFrame extends BarAssets {
  readonly parent: BrowserWindow | undefined;
  readonly title: string;
  /** What the bar shows first. */
  readonly state: BarState;
  /** The person presses “Open in my browser”. */
  readonly openInBrowser: () => void;
}

/** A page whose window the person has not seen yet. */
export interface Page {
  readonly view: WebContentsView;
  readonly contents: WebContents;
}

/** A key, press or wheel in the page, a move of the pointer over it, or a key in the bar. */
export type PersonInput = 'page' | 'move' | 'bar';

/** The sign-in window: our bar, and below it the provider's page in its own session. */
export interface SignInWindow {
  readonly window: BrowserWindow;
  /** The provider's page. */
  readonly contents: WebContents;
  readonly bar: Bar;
  /** Shows the page; until then only the bar is visible. */
  readonly showPage: () => void;
  readonly focus: () => void;
  /** Calls `listener` with each input of the person, which a page cannot make. */
  readonly onInput: (listener: (input: PersonInput) => void) => void;
  /** Calls `listener` when the window has closed, also with its parent. */
  readonly onClosed: (listener: () => void) => void;
  /** Closes window and page at once; the page cannot object. */
  readonly destroy: () => void;
}

const SIZE = { width: 520, height: 720 };
/** How far a second window stands from its opener, pixels. */
const ASIDE = 32;
const LEAST = { width: 380, height: 420 };
/** The bar's height in `renderer/bar/bar.css`: alone, with the line that says what was refused, with a question. */
const BAR = { plain: 48, withLine: 84, withQuestion: 124 };
/** The bar's background in both colour schemes, so that the window does not flash at first. */
const PAPER = { light: '#f6f5f2', dark: '#171716' };

/** For both documents: no access to Node, the app or the system; no dialogs, because a page may call `alert` for ever. */
const SAFE = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: false,
  devTools: false,
  disableDialogs: true,
};

/** The settings of a sign-in page, but its session. */
export function pagePreferences(): WebPreferences {
  return SAFE;
}

/** An empty page in the session `own`, with the app's zoom. */
export function createPage(own: Session, parent: BrowserWindow | undefined): Page {
  // Chromium keeps the zoom per session.
  const zoomFactor = parent?.webContents.getZoomFactor() ?? 1;
  const view = new WebContentsView({ webPreferences: { ...pagePreferences(), session: own, zoomFactor } });
  return { view, contents: view.webContents };
}

/** Opens the window above its parent; the page is hidden until `showPage`. */
export function openSignInWindow(frame: WindowFrame, { view, contents }: Page): SignInWindow {
  const window = new BrowserWindow({
    ...placeOver(frame.parent),
    ...(frame.parent ? { parent: frame.parent } : {}),
    title: frame.title,
    backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
    // A child window has no task bar button to restore it.
    minimizable: false,
    fullscreenable: false,
    webPreferences: { ...SAFE, preload: frame.barPreload },
  });
  window.removeMenu();
  window.on('page-title-updated', (event) => event.preventDefault());

  const barContents = window.webContents;
  view.setVisible(false);
  window.contentView.addChildView(view);

  let top = BAR.plain;
  const arrange = () => {
    // `dom-ready` may come after the window has closed.
    if (window.isDestroyed() || barContents.isDestroyed()) return;
    const { width, height } = window.getContentBounds();
    // The bar has the zoom of all our documents, which Chromium keeps per host.
    const y = Math.round(top * barContents.getZoomFactor());
    view.setBounds({ x: 0, y, width, height: Math.max(0, height - y) });
  };
  window.on('resize', arrange);
  window.on('focus', arrange);
  barContents.on('dom-ready', arrange);
  arrange();
  keepListsBelow(window, contents);

  const acts = {
    openInBrowser: () => {
      frame.openInBrowser();
      return null;
    },
    back: () => {
      contents.navigationHistory.goBack();
      return null;
    },
    reload: () => {
      contents.reload();
      return null;
    },
  };
  let isRevealed = false;
  let isMissing = false;
  const bar = connectBar(barContents, frame.state, acts, ({ question, refused, missing }) => {
    view.setVisible(isRevealed && missing === undefined);
    // The bar's document shows in the page's place what is missing.
    if (isMissing !== (missing !== undefined)) {
      isMissing = missing !== undefined;
      if (isMissing) barContents.focus();
      else focusPage();
    }
    if (question === undefined) top = refused === undefined ? BAR.plain : BAR.withLine;
    else top = BAR.withQuestion;
    arrange();
  });
  // A page may have closed itself a moment ago, and the window closes one turn later.
  const focusPage = () => {
    if (!contents.isDestroyed()) contents.focus();
  };
  joinByKeyboard(barContents, contents, focusPage);

  // A document takes the focus when it has loaded, and the bar may load while a person already types in the page.
  barContents.on('did-finish-load', () => {
    if (isRevealed && !isMissing) focusPage();
  });

  const destroy = () => {
    if (!window.isDestroyed()) window.destroy();
    // Without this the view's page outlives its window and goes on loading.
    if (!contents.isDestroyed()) contents.close();
  };
  // Without the bar nobody sees which site the page is from.
  barContents.on('render-process-gone', destroy);
  barContents.loadURL(frame.barUrl).catch(destroy);

  return {
    window,
    contents,
    bar,
    showPage: () => {
      isRevealed = true;
      view.setVisible(!isMissing);
      if (!isMissing) focusPage();
    },
    focus: () => {
      window.show();
      window.focus();
      if (!isMissing) focusPage();
    },
    onInput: (listener) => {
      onInput(contents, listener);
      barContents.on('before-input-event', () => listener('bar'));
    },
    onClosed: (listener) => void window.on('closed', listener),
    destroy,
  };
}

/** Calls `listener` with each input in the page. */
function onInput(contents: WebContents, listener: (input: PersonInput) => void): void {
  // A frame of another site gets keys that only this event sees; of its pointer main sees the move into the frame.
  contents.on('before-input-event', () => listener('page'));
  contents.on('input-event', (_event, { type }) => {
    // Both come without a hand as well: when a window opens or closes under a pointer that rests.
    if (type !== 'mouseEnter' && type !== 'mouseLeave') listener(type === 'mouseMove' ? 'move' : 'page');
  });
}

/** F6 moves the focus between bar and page; Escape in the bar closes the window. */
function joinByKeyboard(bar: WebContents, contents: WebContents, focusPage: () => void): void {
  bar.on('before-input-event', (event, { type, key }) => {
    if (type !== 'keyDown') return;
    if (key === 'Escape') BrowserWindow.fromWebContents(bar)?.close();
    if (key !== 'F6') return;
    event.preventDefault();
    focusPage();
  });
  contents.on('before-input-event', (event, { type, key }) => {
    if (type !== 'keyDown' || key !== 'F6') return;
    event.preventDefault();
    bar.focus();
  });
}

/** In the middle of its parent, and wholly on the parent's display; a second window a little aside, to be seen as another. */
function placeOver(parent: BrowserWindow | undefined) {
  const above = parent?.getBounds();
  const { workArea } = above ? screen.getDisplayMatching(above) : screen.getPrimaryDisplay();
  const { x, y, width, height } = above ?? workArea;
  const aside = parent?.getParentWindow() ? ASIDE : 0;
  const wanted = {
    ...SIZE,
    x: Math.round(x + (width - SIZE.width) / 2) + aside,
    y: Math.round(y + (height - Math.min(SIZE.height, workArea.height)) / 2) + aside,
  };
  const least = leastSize(LEAST, workArea);
  return { ...placeOnScreen(wanted, [workArea]), minWidth: least.width, minHeight: least.height };
}
