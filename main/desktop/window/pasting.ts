import { app, session, type WebContents } from 'electron';
import { isPasteKey } from '../../../preload/shared/pasteKeys.ts';
import { primarySelection } from '../system/clipboard.ts';
import type { SelectionsThread } from '../x11/selectionsThread.ts';

/** A program that gave its text within so many milliseconds gives it to Chromium as fast. */
const QUICK = 50;

/** Pastes the clipboard into a document, as Chromium would. */
export type Paste = (contents: Pick<WebContents, 'paste' | 'insertText'>) => Promise<void>;

/** What Electron tells of a key or a mouse button, as far as it matters here. */
interface Pressed {
  readonly type: string;
  readonly key?: string;
  readonly control?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
  readonly button?: string;
  readonly modifiers?: readonly string[];
}

/**
 * Lets every document paste without waiting for another program. Chromium asks the program that offers the text, and
 * stands still with all of main until it answers, for 18 s and more. So Chromium pastes only when that program has just
 * answered quickly; the text of a slow one is inserted when it is here, and of one that is silent nothing is pasted. A right
 * click, for whose menu Chromium asks as well, waits in the X server (main/desktop/x11/menuClicks.ts).
 * @param isDrawn until the first page is drawn, no thread is started for its right clicks, which would delay it
 * @returns how everything else pastes, such as the menus
 */
export function guardPasting(x11: SelectionsThread | undefined, isDrawn: Promise<unknown> = Promise.resolve()): Paste {
  const paste: Paste = async (contents) => {
    if (x11 === undefined || !(await x11.isOpen())) return contents.paste();
    const asked = performance.now();
    const text = await x11.read('CLIPBOARD');
    if (text === undefined) return;
    if (performance.now() - asked < QUICK) contents.paste();
    else await contents.insertText(text);
  };
  const pasteSelection = async (contents: WebContents) => {
    const text = x11 === undefined ? await primarySelection('readText') : await x11.read('PRIMARY');
    if (text) await contents.insertText(text);
  };
  if (process.platform !== 'linux') return paste;
  app.on('browser-window-created', (_created, window) =>
    window.webContents.once('did-finish-load', async () => {
      await isDrawn;
      if (!window.isDestroyed()) void x11?.guardMenus(window.getNativeWindowHandle().readUInt32LE());
    }),
  );
  app.on('web-contents-created', (_created, contents) => {
    // Chromium pastes no selection by itself (main/desktop/window/navigation.ts).
    contents.on('input-event', (_event, input) => {
      if (pastedBy(input) === 'PRIMARY') void pasteSelection(contents);
    });
    guardMenuKey(contents, async () => (await x11?.isAnswering()) ?? true);
    if (contents.session !== session.defaultSession) {
      contents.on('before-input-event', (event, input) => {
        if (pastedBy(input) !== 'CLIPBOARD') return;
        event.preventDefault();
        void paste(contents);
      });
      return;
    }
    // Our own page keeps Chromium from pasting by itself (renderer/leavePastingToMain.ts).
    contents.on('input-event', (_event, input) => {
      if (pastedBy(input) === 'CLIPBOARD') void paste(contents);
    });
  });
  return paste;
}

/** Opens the menu by the keyboard only when the clipboard answers. */
function guardMenuKey(contents: WebContents, isAnswering: () => Promise<boolean>): void {
  let isOurs = false;
  contents.on('before-input-event', (event, input) => {
    if (isOurs || !opensMenu(input)) return;
    event.preventDefault();
    void isAnswering().then((answers) => {
      if (!answers || contents.isDestroyed()) return;
      isOurs = true;
      contents.sendInputEvent({ type: 'rawKeyDown', keyCode: 'F10', modifiers: ['shift'] });
      isOurs = false;
    });
  });
}

/** Whether Chromium opens the menu for this key on Linux. */
function opensMenu({ type, key, shift, control, alt }: Pressed): boolean {
  if ((type !== 'keyDown' && type !== 'rawKeyDown') || control || alt) return false;
  return key === 'ContextMenu' || (shift === true && key === 'F10');
}

/** What is pasted on Linux by this key or button, if anything. */
export function pastedBy({ type, key = '', ...pressed }: Pressed): 'CLIPBOARD' | 'PRIMARY' | undefined {
  const { control = false, shift = false, alt = false, button, modifiers = [] } = pressed;
  if (type === 'mouseUp') return button === 'middle' || modifiers.includes('middlebuttondown') ? 'PRIMARY' : undefined;
  if (type !== 'keyDown' && type !== 'rawKeyDown') return undefined;
  return isPasteKey({ key, control, shift, alt }) ? 'CLIPBOARD' : undefined;
}
