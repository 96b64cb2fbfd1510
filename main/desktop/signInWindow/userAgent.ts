import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';
import type { BarState } from '../../../preload/barContract.ts';
import type { SignInPage, UserAgent, UserAgentFailure } from '../../connections/model/ports.ts';
import { differingRedirect, type Redirect } from '../../oauth/authorization.ts';
import { parseUrl } from '../../oauth/url.ts';
import { fail, type Result } from '../../result.ts';
import { describePage } from './addressPolicy.ts';
import { createPrivateSession, endSession, guardPage } from './pageGuards.ts';
import { captureRedirect, type RefusedAction } from './redirectCapture.ts';
import { type BarAssets, openSignInWindow, type SignInWindow } from './window.ts';

/** What the sign-in window needs of the app around it. */
export interface SignInWindowOptions extends BarAssets {
  /** The window it belongs to, when there is one. */
  readonly parent: () => BrowserWindow | undefined;
  /** How long the first page may take to answer, in milliseconds; 30 s unless told. */
  readonly loadDeadline?: number;
}

type Outcome = Result<Redirect, UserAgentFailure>;

const LOAD_DEADLINE = 30_000;
/** What a load says when we stopped it, or when another load took its place. */
const STOPPED: readonly string[] = ['ERR_ABORTED', 'ERR_BLOCKED_BY_CLIENT'];

/** Shows the consent page in a window of the app, in a session that ends with it, and catches the redirect before it is sent. */
export function signInWindowUserAgent(options: SignInWindowOptions): UserAgent {
  let open: SignInWindow | undefined;
  return {
    async authorize(page, signal) {
      if (signal.aborted) return fail({ code: 'sign-in-cancelled' });
      const own = createPrivateSession();
      const window = openSignInWindow(
        {
          ...options,
          parent: options.parent(),
          title: `Sign in: ${page.title}`,
          state: firstState(page),
        },
        own,
      );
      open = window;
      try {
        return await firstOutcome(window, page, signal, options.loadDeadline ?? LOAD_DEADLINE);
      } finally {
        open = undefined;
        // What ended it may still be telling others of it: a page destroyed inside its own event hangs Electron.
        await nextTurn();
        window.destroy();
        await endSession(own);
      }
    },
    focus: () => open?.focus(),
  };
}

/** Loads the page and waits for the first thing that ends the attempt; what comes after it is not heard. */
function firstOutcome(window: SignInWindow, page: SignInPage, signal: AbortSignal, deadline: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const { contents } = window;
    let hasPage = false;
    // Where a redirect has sent the load that is under way: its host is the one to wait for.
    let sentTo = page.url;
    let state = firstState(page);

    const end = (outcome: Outcome) => {
      clearTimeout(late);
      signal.removeEventListener('abort', cancel);
      resolve(outcome);
    };
    const cancel = () => end(fail({ code: 'sign-in-cancelled' }));
    const failLoad = (reason: string, address = page.url) => {
      // Sent on to an address without a host, it is the first page's.
      const host = parseUrl(address)?.host || new URL(page.url).host;
      end(fail(differingRedirect(page, { url: address }) ?? { code: 'sign-in-page-failed', host, reason }));
    };
    const showState = (next: BarState) => {
      state = next;
      window.showState(next);
    };
    const refuse = (what: RefusedAction) => {
      // Refused before there is a page, the person would look at an empty window.
      if (what === 'address' && !hasPage) failLoad('ERR_UNSAFE_REDIRECT');
      if (state.refused !== what) showState({ ...state, refused: what });
    };
    const arriveAt = (address: string): BarState => ({
      ...state,
      ...describePage(address),
      canGoBack: contents.navigationHistory.canGoBack(),
    });

    const late = setTimeout(() => failLoad('ERR_TIMED_OUT', sentTo), deadline);
    signal.addEventListener('abort', cancel);
    window.onClosed(() => end(fail({ code: 'sign-in-closed' })));
    // The page closed itself.
    contents.once('destroyed', () => end(fail({ code: 'sign-in-closed' })));
    guardPage(contents, refuse);
    captureRedirect(contents, { request: page, end, refuse });

    contents.on('did-redirect-navigation', ({ url, isMainFrame }) => {
      if (isMainFrame) sentTo = url;
    });
    contents.on('did-start-loading', () => showState({ ...state, loading: true }));
    contents.on('did-stop-loading', () => showState({ ...state, loading: false }));
    contents.on('did-navigate', (_event, address) => {
      clearTimeout(late);
      if (!hasPage) window.showPage();
      hasPage = true;
      // What the last page was refused is not this one's.
      const { refused: _refused, ...plain } = arriveAt(address);
      showState(plain);
    });
    contents.on('did-navigate-in-page', (_event, address, isMainFrame) => {
      if (isMainFrame) showState(arriveAt(address));
    });
    contents.on('did-fail-load', (_event, _code, reason, address, isMainFrame) => {
      if (!isMainFrame || STOPPED.includes(reason)) return;
      // Back to a page that a form had brought: what was sent is not kept, so the sign-in begins anew.
      if (reason === 'ERR_CACHE_MISS') void contents.loadURL(page.url).catch(() => undefined);
      else failLoad(reason, address);
    });
    contents.on('render-process-gone', () => failLoad('CRASHED'));
    contents.loadURL(page.url).catch((error: unknown) => {
      // Ended without a page and without a failure told above: a download, an empty answer.
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
