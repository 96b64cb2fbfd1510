import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';
import type { BarState } from '../../../preload/barContract.ts';
import type { UserAgentFailure } from '../../../preload/failure.ts';
import type { IdleTime, SignInPage, UserAgent } from '../../connections/model/ports.ts';
import { differingRedirect, type Redirect } from '../../oauth/authorization.ts';
import { parseUrl } from '../../oauth/url.ts';
import { fail, type Result } from '../../result.ts';
import { type Deadline, startDeadline } from '../system/deadline.ts';
import { describePage } from './bar.ts';
import { chromiumUserAgent } from './chromiumUserAgent.ts';
import { createPrivateSession, endSession, guardPage } from './pageGuards.ts';
import { captureRedirect, type RefusedAction } from './redirectCapture.ts';
import { type BarAssets, openSignInWindow, type SignInWindow } from './window.ts';

/** What the sign-in window needs from the app. */
export interface SignInWindowOptions extends BarAssets {
  /** The window above which it opens, if there is one. */
  readonly parent: () => BrowserWindow | undefined;
  /** Starts the time that the first page has to answer; 30 s when absent. */
  readonly startLoadDeadline?: () => Deadline;
}

type Outcome = Result<Redirect, UserAgentFailure>;

const LOAD_DEADLINE = 30_000;
/** The error names of a load that we stopped, or that another load replaced. */
const STOPPED: readonly string[] = ['ERR_ABORTED', 'ERR_BLOCKED_BY_CLIENT'];

/** Shows the consent page in a window with a session of its own, and catches the redirect before it is sent. */
export function signInWindowUserAgent(options: SignInWindowOptions): UserAgent {
  let open: SignInWindow | undefined;
  return {
    async authorize(page, signal, idle) {
      if (signal.aborted) return fail({ code: 'sign-in-cancelled' });
      const own = createPrivateSession();
      own.setUserAgent(chromiumUserAgent(own.getUserAgent()));
      const frame = { parent: options.parent(), title: `Sign in: ${page.title}`, state: firstState(page) };
      const window = openSignInWindow({ ...options, ...frame }, own);
      open = window;
      askBeforeEnd(window, idle);
      try {
        return await firstOutcome(window, page, signal, options.startLoadDeadline?.() ?? startDeadline(LOAD_DEADLINE));
      } finally {
        open = undefined;
        // Not within the event that ended the attempt: Electron hangs when a page is destroyed inside its own event.
        await nextTurn();
        window.destroy();
        await endSession(own);
      }
    },
    focus: () => open?.focus(),
  };
}

/** Restarts the idle time with each input in the page, and asks before that time is over. */
function askBeforeEnd({ bar, onInput }: SignInWindow, idle: IdleTime): void {
  let withdraw: (() => void) | undefined;
  const restart = () => {
    idle.restart();
    withdraw?.();
    withdraw = undefined;
  };
  onInput((isMove) => {
    // On its way to the button a pointer must not take the question away.
    if (withdraw === undefined || !isMove) restart();
  });
  idle.onEnding(() => {
    withdraw = bar.ask({ code: 'ending' }, restart);
  });
}

/** Loads the page and waits for the first event that ends the attempt; later ones change nothing. */
function firstOutcome(
  window: SignInWindow,
  page: SignInPage,
  signal: AbortSignal,
  deadline: Deadline,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const { contents, bar } = window;
    let hasPage = false;
    // The address that the current load was redirected to: its host is the one that does not answer.
    let sentTo = page.url;

    const end = (outcome: Outcome) => {
      deadline.cancel();
      signal.removeEventListener('abort', cancel);
      resolve(outcome);
    };
    const cancel = () => end(fail({ code: 'sign-in-cancelled' }));
    const failLoad = (reason: string, address = page.url) => {
      // An address without a host came from the first page.
      const host = parseUrl(address)?.host || new URL(page.url).host;
      end(fail(differingRedirect(page, { url: address }) ?? { code: 'sign-in-page-failed', host, reason }));
    };
    const refuse = (what: RefusedAction) => {
      // Before the first page the window would stay empty.
      if (what === 'address' && !hasPage) failLoad('ERR_UNSAFE_REDIRECT');
      if (bar.state().refused !== what) bar.show({ refused: what });
    };
    const arriveAt = (address: string) => ({
      ...describePage(address),
      canGoBack: contents.navigationHistory.canGoBack(),
    });

    deadline.signal.addEventListener('abort', () => failLoad('ERR_TIMED_OUT', sentTo));
    signal.addEventListener('abort', cancel);
    window.onClosed(() => end(fail({ code: 'sign-in-closed' })));
    // The page called `window.close()`.
    contents.once('destroyed', () => end(fail({ code: 'sign-in-closed' })));
    guardPage(contents, refuse);
    captureRedirect(contents, { request: page, end, refuse });

    contents.on('did-redirect-navigation', ({ url, isMainFrame }) => {
      if (isMainFrame) sentTo = url;
    });
    contents.on('did-start-loading', () => bar.show({ loading: true }));
    contents.on('did-stop-loading', () => bar.show({ loading: false }));
    contents.on('did-navigate', (_event, address) => {
      deadline.cancel();
      if (!hasPage) window.showPage();
      hasPage = true;
      // The new page was refused nothing yet.
      bar.show({ ...arriveAt(address), refused: undefined });
    });
    contents.on('did-navigate-in-page', (_event, address, isMainFrame) => {
      if (isMainFrame) bar.show(arriveAt(address));
    });
    contents.on('did-fail-load', (_event, _code, reason, address, isMainFrame) => {
      if (!isMainFrame || STOPPED.includes(reason)) return;
      // Back to the result of a form, which is not cached: the sign-in starts again.
      if (reason === 'ERR_CACHE_MISS') void contents.loadURL(page.url).catch(() => undefined);
      else failLoad(reason, address);
    });
    contents.on('render-process-gone', () => failLoad('CRASHED'));
    contents.loadURL(page.url).catch((error: unknown) => {
      // A load that failed without an event above, such as a download or an empty answer.
      if (!hasPage) failLoad(readReason(error), sentTo);
    });
  });
}

function firstState({ practice }: SignInPage): BarState {
  return { host: '', security: 'blank', practice, loading: true, canGoBack: false };
}

function readReason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'ERR_FAILED';
}
