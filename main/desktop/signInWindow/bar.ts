import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { BarRequests, BarState } from '../../../preload/barContract.ts';
import { readMessage } from '../../../preload/shared/message.ts';
import { parseUrl } from '../../oauth/url.ts';
import { addressOf } from '../foreignPage/pageBudget.ts';
import { limitMessages } from '../ownPages/messageLimits.ts';
import { systemClock } from '../system/clock.ts';
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
  /** Calls `listener` when the person wants to try again. */
  readonly onRetry: (listener: () => void) => void;
  /** Calls `listener` with what the person answers to a page's question for name and password, undefined for nothing. */
  readonly onSignIn: (listener: (id: unknown, credentials: Credentials | undefined) => void) => void;
}

/** What a person typed for a page that asks by HTTP. */
interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** Characters. */
const LONGEST_CREDENTIAL = 1_000;

/**
 * Connects the bar's document to main, but no frame in it.
 * @param onShow called with each new state of the bar
 */
export function connectBar(
  bar: WebContents,
  initial: BarState,
  acts: Pick<BarHandlers, 'back' | 'reload' | 'openInBrowser'>,
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
  let retry: () => void = () => undefined;
  let signIn: (id: unknown, credentials: Credentials | undefined) => void = () => undefined;
  const handlers: BarHandlers = {
    ...acts,
    retry: () => {
      retry();
      return null;
    },
    signIn: (id, name, password) => {
      signIn(id, isCredential(name) && isCredential(password) ? { name, password } : undefined);
      return null;
    },
    state: () => current,
    answer: (id, isYes) => {
      questions.answer(id, isYes === true);
      return null;
    },
  };
  // One that is ended takes its window with it.
  limitMessages(bar, Object.keys(handlers), systemClock, () => undefined);
  for (const [request, handler] of Object.entries(handlers)) {
    // `ipc` belongs to this document: the same channel of another window does not lead here.
    bar.ipc.handle(request, (event: IpcMainInvokeEvent, ...words: unknown[]) => {
      const args = words.length === 1 ? readMessage(words[0]) : undefined;
      if (event.senderFrame !== bar.mainFrame || args === undefined) throw new Error(`not the bar: ${request}`);
      return handler(...args);
    });
  }
  return {
    state: () => current,
    show,
    ask: questions.ask,
    onRetry: (listener) => {
      retry = listener;
    },
    onSignIn: (listener) => {
      signIn = listener;
    },
  };
}

function isCredential(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_CREDENTIAL;
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

/** What the bar shows about the page that is in a window now, which may be none. */
export function placeOf(contents: WebContents): Pick<BarState, 'host' | 'security'> {
  const address = addressOf(contents);
  return address === '' ? { host: '', security: 'blank' } : describePage(address, contents.mainFrame.origin);
}

/** Shows in the bar whose page is on screen, and whether another is on its way, from now on. */
export function showPageInBar({ contents, bar }: { readonly contents: WebContents; readonly bar: Bar }): void {
  const showPlace = () => bar.show({ ...placeOf(contents), canGoBack: contents.navigationHistory.canGoBack() });
  showPlace();
  bar.show({ loading: contents.isLoading() });
  contents.on('did-start-loading', () => bar.show({ loading: true }));
  contents.on('did-stop-loading', () => bar.show({ loading: false }));
  contents.on('did-navigate', () => {
    // The new page was refused nothing yet.
    bar.show({ refused: undefined });
    showPlace();
  });
  // The same document: another address, but no other host.
  contents.on('did-navigate-in-page', (_event, _address, isMainFrame) => {
    if (isMainFrame) bar.show({ canGoBack: contents.navigationHistory.canGoBack() });
  });
}
