import { app, type BrowserWindow, dialog } from 'electron';
import { say } from '../words/words.ts';
import { APP_ORIGIN } from './appProtocol.ts';

/** A page that has asked for nothing this long after it was loaded is blank, milliseconds. */
const LONGEST_BLANK = 10_000;
/** A page that has crashed this often is not loaded again by itself. */
const MOST_RELOADS = 5;
/** The wait before a crashed page is loaded again, milliseconds: once, twice, three times as long. */
const RELOAD_WAIT = 250;

/**
 * Keeps a page in the window: loads it again when it has crashed, and calls `onBlank` when it asks for nothing or crashes
 * again and again. Tokens are renewed and copied from the tray without a page.
 */
export function keepPage(window: BrowserWindow, onBlank: () => void) {
  let crashes = 0;
  let untilBlank: NodeJS.Timeout | undefined;
  const load = () => {
    if (window.isDestroyed()) return;
    clearTimeout(untilBlank);
    untilBlank = setTimeout(onBlank, LONGEST_BLANK);
    // Only quitting cuts this load short, and then nobody waits for it.
    void window.loadURL(`${APP_ORIGIN}/index.html`).catch(() => undefined);
  };
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    clearTimeout(untilBlank);
    if (reason === 'clean-exit') return;
    crashes += 1;
    if (crashes > MOST_RELOADS) onBlank();
    else setTimeout(load, RELOAD_WAIT * crashes);
  });
  window.on('closed', () => clearTimeout(untilBlank));
  return { load, noteRequest: () => clearTimeout(untilBlank) };
}

/** Says that the window has no page, and does what the person chooses. */
export async function askAboutBlankPage(loadAgain: () => void, quit: () => void): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'Token Desk',
    message: say('dialog.blank'),
    detail: say('dialog.blankWhat'),
    buttons: [say('dialog.tryAgain'), say('dialog.quit')],
    cancelId: 0,
  });
  if (response === 0) loadAgain();
  else quit();
}

/** Says that the app cannot start, and does what the person chooses. `folder`: where its log is. */
export async function askAboutBrokenStart(folder: string, startAgain: () => void): Promise<void> {
  const { fill } = await import('../words/filledWords.ts');
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'Token Desk',
    message: say('dialog.broken'),
    detail: fill('dialog.brokenWhat', { folder }),
    buttons: [say('dialog.startAgain'), say('dialog.quit')],
    cancelId: 1,
  });
  if (response === 0) startAgain();
  app.exit(1);
}
