import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { Handlers, Notices, Reply } from '../../../preload/contract.ts';
import { bugEvent, type LogEvent } from '../files/log.ts';

/** As many as the preload lets through at once. More can come only past it, from a page that was taken over. */
const MOST_UNDER_WAY = 32;
const REFUSED = { ok: false, failure: { code: 'bad-request' } } as const;

/**
 * Opens the door: each handler answers its channel, for the window's own page alone (the sender is told by identity,
 * never by address). A handler that throws has a bug: it is logged, and the page is told `bug`.
 */
export function answerRequests(
  window: BrowserWindow,
  handlers: Handlers,
  tellChanges: () => void,
  log: (event: LogEvent) => void,
): void {
  let underWay = 0;
  for (const [channel, handler] of Object.entries(handlers)) {
    ipcMain.handle(channel, async (event, ...args: unknown[]): Promise<Reply<unknown>> => {
      if (!isOwnPage(event, window)) {
        log({ event: 'sender-refused', request: channel });
        return REFUSED;
      }
      if (underWay >= MOST_UNDER_WAY) return REFUSED;
      underWay += 1;
      try {
        const reply = await handler(...args);
        // What the request changed is told before its reply, which may name it.
        tellChanges();
        if (!reply.ok) log({ event: 'request-failed', request: channel, code: reply.failure.code });
        return reply;
      } catch (error) {
        log(bugEvent(error));
        return { ok: false, failure: { code: 'bug' } };
      } finally {
        underWay -= 1;
      }
    });
  }
}

/** Tells the page a whole state, while there is a page. */
export function tell<N extends keyof Notices>(window: BrowserWindow, notice: N, state: Notices[N]): void {
  if (!window.isDestroyed()) window.webContents.send(notice, state);
}

function isOwnPage({ senderFrame }: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  return !window.isDestroyed() && senderFrame !== null && senderFrame === window.webContents.mainFrame;
}
