import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import type { Channel, Handlers, Notices, Reply } from '../../../preload/contract.ts';
import { readMessage } from '../../../preload/shared/message.ts';
import type { Clock } from '../../connections/model/ports.ts';
import { TokenBucket } from '../../connections/timing/tokenBucket.ts';
import { bugEvent, type LogEvent } from '../files/log.ts';
import { limitMessages } from '../ownPages/messageLimits.ts';
import { systemClock } from '../system/clock.ts';
import { channelRates } from './channelRates.ts';

/** As many as the preload lets through at once. More can come only past it, from a page that was taken over. */
const MOST_UNDER_WAY = 32;
const REFUSED = { ok: false, failure: { code: 'bad-request' } } as const;

/** What answers the page. */
export interface Door {
  readonly handlers: Handlers;
  /** Sends the page what a request has changed, before its reply, which may name it. */
  readonly tellChanges: () => void;
}

/** The page's first request; it asks for nothing else before this is answered. */
const FIRST: Channel = 'desk';

/**
 * Answers each channel by its handler, for the window's own page alone (the sender is known by identity, never by
 * address). The first request is told to `onFirst` and waits until the door is there; no other channel exists before. What
 * comes too often, or is not one small message (`preload/shared/message.ts`), is refused before it is read. A handler that
 * throws has a bug: it is logged, and the page gets `bug`, as it does when the door cannot be made.
 */
export function answerRequests(
  window: BrowserWindow,
  door: Promise<Door>,
  log: (event: LogEvent) => void,
  onFirst: () => void,
  clock: Clock = systemClock,
): void {
  let underWay = 0;
  const onEnd = (excess: string) => log({ event: 'page-ended', excess });
  limitMessages(window.webContents, Object.keys(channelRates), clock, onEnd);
  const answer = (channel: Channel) => {
    const rate = new TokenBucket(clock, channelRates[channel]);
    ipcMain.handle(channel, async (event, ...words: unknown[]): Promise<Reply<unknown>> => {
      if (!isOwnPage(event, window)) {
        log({ event: 'sender-refused', request: channel });
        return REFUSED;
      }
      if (underWay >= MOST_UNDER_WAY || !rate.take()) return REFUSED;
      const args = words.length === 1 ? readMessage(words[0]) : undefined;
      if (args === undefined) return REFUSED;
      if (channel === FIRST) onFirst();
      underWay += 1;
      try {
        const { handlers, tellChanges } = await door;
        const reply = await handlers[channel](...args);
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
  };
  answer(FIRST);
  // A door that cannot be made is reported by the first request.
  door.then(
    ({ handlers }) => {
      // Its members are the channels and nothing else: the type says so, `Object.keys` does not.
      for (const channel of Object.keys(handlers) as Channel[]) if (channel !== FIRST) answer(channel);
    },
    () => undefined,
  );
}

/** What telling its page needs of a window. */
interface PageWindow {
  isDestroyed(): boolean;
  readonly webContents: Pick<WebContents, 'send'>;
}

/** Tells the page a whole state, while there is a page. */
export function tell<N extends keyof Notices>(window: PageWindow, notice: N, state: Notices[N]): void {
  if (!window.isDestroyed()) window.webContents.send(notice, state);
}

function isOwnPage({ senderFrame }: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  return !window.isDestroyed() && senderFrame !== null && senderFrame === window.webContents.mainFrame;
}
