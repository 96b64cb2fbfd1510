import {
  BrowserWindow,
  nativeTheme,
  type Rectangle,
  type Session,
  screen,
  type WebContents,
  WebContentsView,
} from 'electron';
import type { BarState } from '../../../preload/barContract.ts';
import { connectBar } from './bar.ts';

/** Where the bar's document and its preload lie. */
export interface BarAssets {
  /** `app://token-desk/bar.html` */
  readonly barUrl: string;
  /** An absolute path. */
  readonly barPreload: string;
}

/** What stands around the provider's page. */
export interface WindowFrame extends BarAssets {
  readonly parent: BrowserWindow | undefined;
  /** The window's title: ours, never the page's. */
  readonly title: string;
  /** What the bar says first. */
  readonly state: BarState;
}

/** The sign-in window: a bar of our own, and below it the provider's page in a session of its own. */
export interface SignInWindow {
  /** The provider's page. */
  readonly contents: WebContents;
  /** Tells the bar what it shows now. */
  readonly showState: (state: BarState) => void;
  /** Brings the page on screen; until then only the bar is to be seen. */
  readonly showPage: () => void;
  readonly focus: () => void;
  /** Calls when the window is gone: closed by the person, or with its parent. */
  readonly onClosed: (listener: () => void) => void;
  /** Takes window and page away at once; no page can object. */
  readonly destroy: () => void;
}

const SIZE = { width: 520, height: 720 };
const LEAST = { minWidth: 380, minHeight: 420 };
/** As tall as the bar is drawn in `renderer/bar/bar.css`, without and with the line of what was refused. */
const BAR = { plain: 48, withLine: 84 };
/** The bar's background, so that the first frame does not flash. */
const PAPER = { light: '#f6f5f2', dark: '#171716' };

/** Nothing of Node, of the app or of the system in either document; no dialogs, because a page may call `alert` for ever. */
const SAFE = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: false,
  devTools: false,
  disableDialogs: true,
  // Workers that outlive their page, and choosers of files that are windows of the system.
  disableBlinkFeatures: 'SharedWorker,FileSystemAccess,FileSystemAccessLocal',
};

/** Opens the window above its parent, with an empty page in the session `own`. */
export function openSignInWindow(frame: WindowFrame, own: Session): SignInWindow {
  const window = new BrowserWindow({
    ...placeOver(frame.parent),
    ...LEAST,
    ...(frame.parent ? { parent: frame.parent } : {}),
    title: frame.title,
    backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
    // A child has no button in the task bar to come back by.
    minimizable: false,
    fullscreenable: false,
    webPreferences: { ...SAFE, preload: frame.barPreload },
  });
  window.removeMenu();
  window.on('page-title-updated', (event) => event.preventDefault());

  const bar = window.webContents;
  // Who needs the app larger needs the page so, too; a session of its own knows nothing of that.
  const zoomFactor = frame.parent?.webContents.getZoomFactor() ?? 1;
  const view = new WebContentsView({ webPreferences: { ...SAFE, session: own, zoomFactor } });
  const contents = view.webContents;
  view.setVisible(false);
  window.contentView.addChildView(view);

  let top = BAR.plain;
  const arrange = () => {
    // The bar may be ready a moment after its window has gone.
    if (window.isDestroyed() || bar.isDestroyed()) return;
    const { width, height } = window.getContentBounds();
    // The bar is as large as all our documents: Chromium keeps that for each host.
    const y = Math.round(top * bar.getZoomFactor());
    view.setBounds({ x: 0, y, width, height: Math.max(0, height - y) });
  };
  window.on('resize', arrange);
  window.on('focus', arrange);
  bar.on('dom-ready', arrange);
  arrange();

  const showInBar = connectBar(bar, frame.state, {
    back: () => {
      contents.navigationHistory.goBack();
      return null;
    },
    reload: () => {
      contents.reload();
      return null;
    },
  });
  joinByKeyboard(bar, contents);

  let isRevealed = false;
  // A document that comes to be takes the focus: the bar's may be later than the page's, in which a person types.
  bar.on('did-finish-load', () => {
    if (isRevealed) contents.focus();
  });

  const destroy = () => {
    if (!window.isDestroyed()) window.destroy();
    // A view's page outlives its window otherwise, and goes on with what it was loading.
    if (!contents.isDestroyed()) contents.close();
  };
  // Without the bar nobody could tell whose page it is. After a close it is our own doing.
  bar.on('render-process-gone', destroy);
  bar.loadURL(frame.barUrl).catch(destroy);

  return {
    contents,
    showState: (state) => {
      if (window.isDestroyed()) return;
      showInBar(state);
      top = state.refused === undefined ? BAR.plain : BAR.withLine;
      arrange();
    },
    showPage: () => {
      isRevealed = true;
      view.setVisible(true);
      contents.focus();
    },
    focus: () => {
      window.show();
      window.focus();
    },
    onClosed: (listener) => void window.on('closed', listener),
    destroy,
  };
}

/** F6 goes from the bar to the page and back, as between the parts of any window; Escape in the bar closes the window. */
function joinByKeyboard(bar: WebContents, contents: WebContents): void {
  bar.on('before-input-event', (event, { type, key }) => {
    if (type !== 'keyDown') return;
    if (key === 'Escape') BrowserWindow.fromWebContents(bar)?.close();
    if (key !== 'F6') return;
    event.preventDefault();
    contents.focus();
  });
  contents.on('before-input-event', (event, { type, key }) => {
    if (type !== 'keyDown' || key !== 'F6') return;
    event.preventDefault();
    bar.focus();
  });
}

function placeOver(parent: BrowserWindow | undefined): Partial<Rectangle> {
  if (parent === undefined) return SIZE;
  const above = parent.getBounds();
  const { workArea } = screen.getDisplayMatching(above);
  const height = Math.min(SIZE.height, workArea.height);
  const x = Math.round(above.x + (above.width - SIZE.width) / 2);
  const y = Math.round(above.y + (above.height - height) / 2);
  return { ...SIZE, height, x: Math.max(x, workArea.x), y: Math.max(y, workArea.y) };
}
