import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BrowserWindow, Session } from 'electron';
import type { BarState } from '../../../preload/barContract.ts';
import type { UserAgentFailure } from '../../../preload/failure.ts';
import { isolated } from '../../../preload/shared/names.ts';
import type { IdleTime, SignInPage, UserAgent } from '../../connections/model/ports.ts';
import { differingRedirect, type Redirect } from '../../oauth/authorization.ts';
import { parseUrl } from '../../oauth/url.ts';
import { fail, type Result } from '../../result.ts';
import { canReadClipboard } from '../foreignPage/clipboardProbe.ts';
import { FileDialogGuard } from '../foreignPage/fileDialogs.ts';
import { pageBudget } from '../foreignPage/pageBudget.ts';
import { PageSpaces } from '../foreignPage/pageSpaces.ts';
import { watchStandstill } from '../foreignPage/standstill.ts';
import { type Deadline, startDeadline } from '../system/deadline.ts';
import type { RefusedAction, SignInAttempt } from './attempt.ts';
import { showPageInBar } from './bar.ts';
import { suggestBrowser } from './embeddedRefusal.ts';
import { askBeforeEnd } from './idleQuestion.ts';
import { STOPPED, type StartDeadline, tellWhatIsMissing } from './missing.ts';
import { createPrivateSession, endSession, guardPage, guardSession } from './pageGuards.ts';
import { captureRedirect, filterRequests } from './redirectCapture.ts';
import { SecondWindows } from './secondWindows.ts';
import {
  type BarAssets,
  createPage,
  openSignInWindow,
  type Page,
  pagePreferences,
  type SignInWindow,
} from './window.ts';
import { windowPermission } from './windowPermission.ts';

/** What the sign-in window needs from the app. */
export interface SignInWindowOptions extends BarAssets {
  /** The window above which it opens, if there is one. */
  readonly parent: () => BrowserWindow | undefined;
  /** Starts the time that the first page has to answer; 30 s when absent. */
  readonly startLoadDeadline?: () => Deadline;
  /** Whether the page waits for the person elsewhere, so that it is not late. */
  readonly isWaiting?: () => boolean;
  /** Starts the time that a page may stay blank; of so many milliseconds when absent. */
  readonly startBlankDeadline?: StartDeadline;
}

type Outcome = Result<Redirect, UserAgentFailure>;

const LOAD_DEADLINE = 30_000;

/** Shows the consent page in a window with a session of its own, and catches the redirect before it is sent. */
export function signInWindowUserAgent(options: SignInWindowOptions): UserAgent {
  let open: SignInWindow | undefined;
  let probed: Promise<boolean> | undefined;
  return {
    async authorize(page, signal, idle) {
      if (signal.aborted) return fail({ code: 'sign-in-cancelled' });
      const attempt = beginAttempt(options, page, idle);
      open = attempt.first;
      try {
        return await firstOutcome(
          attempt,
          page,
          signal,
          options.startLoadDeadline?.() ?? startDeadline(LOAD_DEADLINE, options.isWaiting),
          () => (probed ??= canReadClipboard(pagePreferences())),
        );
      } finally {
        open = undefined;
        // Not within the event that ended the attempt: Electron hangs when a page is destroyed inside its own event.
        await nextTurn();
        // What came due while a flood kept main busy goes first.
        await nextTurn();
        attempt.further.closeAll();
        attempt.first.destroy();
        await endSession(attempt.own);
        await attempt.dialogs.close();
      }
    },
    focus: () => open?.focus(),
  };
}

/** The parts of an attempt, with nothing loaded yet. */
interface Begun extends SignInAttempt {
  readonly own: Session;
  readonly first: SignInWindow;
  /** The windows that its pages open. */
  readonly further: SecondWindows;
  /** Resolves with the first `end`. */
  readonly outcome: Promise<Outcome>;
}

function beginAttempt(options: SignInWindowOptions, request: SignInPage, idle: IdleTime): Begun {
  const own = createPrivateSession();
  let end: SignInAttempt['end'] = () => undefined;
  const outcome = new Promise<Outcome>((resolve) => {
    end = resolve;
  });
  const pages: SignInAttempt['pages'] = new Map();
  const { host } = new URL(request.url);
  const stop = (failure: UserAgentFailure) => {
    end(fail(failure));
    // At once: what a page has sent already would still be read.
    for (const { contents } of pages.values()) if (!contents.isDestroyed()) contents.forcefullyCrashRenderer();
    void dialogs.close();
  };
  const stopFlood = () => stop({ code: 'sign-in-page-flooded', host });
  const spend = pageBudget(stopFlood);
  const dialogs = new FileDialogGuard(spend, () => stop({ code: 'sign-in-page-failed', host, reason: 'UNGUARDED' }));
  const attempt = {
    request,
    end,
    pages,
    answers: new Map(),
    spend,
    spaces: new PageSpaces(own, request.url),
    dialogs,
  };
  void outcome.then(watchStandstill(stopFlood));
  guardSession(own, attempt);
  filterRequests(own, attempt);

  const permission = windowPermission();
  const watchIdleTime = askBeforeEnd(idle);
  const suggestInstead = suggestBrowser(request.openInBrowser);
  const openWindow = (page: Page, parent: BrowserWindow | undefined, isFirst: boolean) => {
    const { openInBrowser } = request;
    const frame = { parent, title: `Sign in: ${isolated(request.title)}`, state: firstState(request), openInBrowser };
    const window = openSignInWindow({ ...options, ...frame }, page);
    watchIdleTime(window);
    suggestInstead(window);
    tellWhatIsMissing(window, attempt, isFirst, options.startBlankDeadline);
    window.onInput((input) => {
      // A move also comes when the bar grows or shrinks and moves the page under the pointer.
      if (input === 'page') permission.act();
    });
    return window;
  };
  const parent = options.parent();
  const first = openWindow(createPage(own, parent), parent, true);
  const further = new SecondWindows(own, attempt, permission, (page, opener) => openWindow(page, opener.window, false));
  return { ...attempt, own, first, further, outcome };
}

/** Loads the page and waits for the first event that ends the attempt; later ones change nothing. */
async function firstOutcome(
  attempt: Begun,
  page: SignInPage,
  signal: AbortSignal,
  deadline: Deadline,
  isOpenToPaste: () => Promise<boolean>,
): Promise<Outcome> {
  const { first, end } = attempt;
  const { contents, bar } = first;
  let hasPage = false;
  // The address that the current load was redirected to: its host is the one that does not answer.
  let sentTo = page.url;

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

  // Then the window says what is missing, and the person may take time.
  const isTold = () => bar.state().missing !== undefined;

  deadline.signal.addEventListener('abort', () => {
    if (!isTold()) failLoad('ERR_TIMED_OUT', sentTo);
  });
  signal.addEventListener('abort', cancel);
  first.onClosed(() => end(fail({ code: 'sign-in-closed' })));
  // The page called `window.close()`.
  contents.once('destroyed', () => end(fail({ code: 'sign-in-closed' })));
  const firstPage = { contents, refuse, isAllowed: Promise.resolve(true) };
  attempt.pages.set(contents.id, firstPage);
  const isGuarded = guardPage(firstPage, attempt);
  captureRedirect(firstPage, attempt);
  attempt.further.offer(first, firstPage);
  showPageInBar(first);

  contents.on('did-redirect-navigation', ({ url, isMainFrame }) => {
    if (isMainFrame) sentTo = url;
  });
  contents.on('did-navigate', () => {
    deadline.cancel();
    if (!hasPage) first.showPage();
    hasPage = true;
  });
  contents.on('did-fail-load', (_event, _code, reason, address, isMainFrame) => {
    if (!isMainFrame || STOPPED.includes(reason)) return;
    // Back to the result of a form, which is not cached: the sign-in starts again.
    if (reason === 'ERR_CACHE_MISS') void contents.loadURL(page.url).catch(() => undefined);
    else if (!isTold()) failLoad(reason, address);
  });
  contents.on('render-process-gone', () => failLoad('CRASHED'));
  const load = async () => {
    // The clipboard may hold a secret that was just pasted: where a page could read it, none is opened.
    if (await isOpenToPaste()) return page.openInBrowser();
    await isGuarded;
    if (!contents.isDestroyed()) await contents.loadURL(page.url);
  };
  load().catch((error: unknown) => {
    // A load that failed without an event above, such as a download or an empty answer.
    if (!hasPage && !isTold()) failLoad(readReason(error), sentTo);
  });
  const outcome = await attempt.outcome;
  deadline.cancel();
  signal.removeEventListener('abort', cancel);
  return outcome;
}

function firstState({ practice }: SignInPage): BarState {
  return { host: '', security: 'blank', practice, loading: true, canGoBack: false };
}

function readReason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'ERR_FAILED';
}
