import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { BarRequests, BarState } from '../../../preload/barContract.ts';
import { parseUrl } from '../../oauth/url.ts';
import { isHttpLoopback } from './addressPolicy.ts';
import { type Questions, queueQuestions } from './questions.ts';

/** Answers the bar's requests, its document's only way to main. */
type BarHandlers = { readonly [R in keyof BarRequests]: (...args: unknown[]) => ReturnType<BarRequests[R]> };

/** The bar, as main sees it. */
export interface Bar {
  readonly state: () => BarState;
  /** Changes what the bar shows; a bar that is gone shows nothing. */
  readonly show: (change: Partial<BarState>) => void;
  /** Asks the person, after the questions that came before; the returned function withdraws the question. */
  readonly ask: Questions['ask'];
}

/**
 * Connects the bar's document to main, but no frame in it.
 * @param onShow called with each new state of the bar
 */
export function connectBar(
  bar: WebContents,
  initial: BarState,
  acts: Omit<BarHandlers, 'state' | 'answer'>,
  onShow: (state: BarState) => void,
): Bar {
  let current = initial;
  const show = (change: Partial<BarState>) => {
    current = { ...current, ...change };
    if (bar.isDestroyed()) return;
    bar.send('state', current);
    onShow(current);
  };
  const questions = queueQuestions((question) => show({ question }));
  const handlers: BarHandlers = {
    ...acts,
    state: () => current,
    answer: (id, isYes) => {
      questions.answer(id, isYes === true);
      return null;
    },
  };
  for (const [request, handler] of Object.entries(handlers)) {
    // `ipc` belongs to this document: the same channel of another window does not lead here.
    bar.ipc.handle(request, (event: IpcMainInvokeEvent, ...args: unknown[]) => {
      if (event.senderFrame !== bar.mainFrame) throw new Error(`not the bar: ${request}`);
      return handler(...args);
    });
  }
  return { state: () => current, show, ask: questions.ask };
}

/**
 * What the bar shows about a page: its host in ASCII, which no other alphabet can imitate, and how it was loaded.
 * @param origin of a page without an address of its own, `https://accounts.fylehq.com`: its opener's, which wrote it
 */
export function describePage(address: string, origin = 'null'): Pick<BarState, 'host' | 'security'> {
  const { host, protocol } = new URL(address);
  if (protocol === 'about:') return { host: parseUrl(origin)?.host ?? '', security: 'blank' };
  if (protocol === 'https:') return { host, security: 'encrypted' };
  return { host, security: isHttpLoopback(address) ? 'this-computer' : 'blank' };
}
