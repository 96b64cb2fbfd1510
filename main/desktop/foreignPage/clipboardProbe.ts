import { session, WebContentsView, type WebPreferences } from 'electron';

/** Without a picture or an address of its own, so that nothing is loaded. */
const PAGE = 'data:text/html,<textarea autofocus></textarea>';
/** Tried only where it is not enabled, so that no program is asked for its clipboard. */
const TRY = `document.querySelector('textarea').focus();
  ['paste', 'pasteAndMatchStyle'].some((name) => document.queryCommandEnabled(name) || document.execCommand(name))`;

/**
 * Whether a page with these preferences could read the clipboard by a command, with or without a click, in the Electron
 * that runs: a page of our own tries it. One that cannot be tried counts as one that could.
 */
export async function canReadClipboard(preferences: WebPreferences): Promise<boolean> {
  const own = session.fromPartition('clipboard-probe');
  const { webContents: contents } = new WebContentsView({ webPreferences: { ...preferences, session: own } });
  try {
    await contents.loadURL(PAGE);
    for (const isClicked of [false, true])
      if ((await contents.executeJavaScript(TRY, isClicked)) !== false) return true;
    return false;
  } catch {
    return true;
  } finally {
    contents.close();
  }
}
