import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type HandlerDetails,
  type Session,
  type WebContents,
  WebContentsView,
  type WindowOpenHandlerResponse,
} from 'electron';
import { COST } from '../foreignPage/pageBudget.ts';
import { mayVisit } from './addressPolicy.ts';
import type { AttemptPage, SignInAttempt } from './attempt.ts';
import { placeOf, showPageInBar } from './bar.ts';
import { guardPage } from './pageGuards.ts';
import { captureRedirect, endsByWindow } from './redirectCapture.ts';
import { createPage, type Page, pagePreferences, type SignInWindow } from './window.ts';
import type { WindowPermission } from './windowPermission.ts';

/** Opens a window, still without its page, above the one whose page wants it. */
type OpenWindow = (page: Page, opener: SignInWindow) => SignInWindow;

/** How many windows a sign-in has beside its first, those included that nobody has answered for yet. */
const MOST_WINDOWS = 3;
const DENIED: WindowOpenHandlerResponse = { action: 'deny' };

/**
 * Lets the pages of an attempt open windows that the person allows. A page gets its handle at once, because sign-in pages
 * take none for a popup blocker and give up; until the person has answered, the new page is in no window and its requests
 * wait (`isAllowed`). The new page has the guards of the first, and none of the size and place that its opener wishes.
 */
export class SecondWindows {
  readonly #own: Session;
  readonly #attempt: SignInAttempt;
  readonly #permission: WindowPermission;
  readonly #open: OpenWindow;
  readonly #closers = new Set<() => void>();

  constructor(own: Session, attempt: SignInAttempt, permission: WindowPermission, open: OpenWindow) {
    this.#own = own;
    this.#attempt = attempt;
    this.#permission = permission;
    this.#open = open;
  }

  /** Lets a page open windows. */
  offer(opener: SignInWindow, { refuse }: AttemptPage): void {
    opener.contents.setWindowOpenHandler((wanted) => {
      this.#attempt.spend(COST.act, wanted.url.length);
      if (endsByWindow(this.#attempt, wanted)) return DENIED;
      if (wanted.url !== 'about:blank' && !mayVisit(this.#attempt.request.url, wanted.url)) {
        refuse('address');
        return DENIED;
      }
      // Not the bar's, which may name a page that is only on its way.
      const { host } = placeOf(opener.contents);
      const isFull = this.#closers.size >= MOST_WINDOWS;
      const decision = isFull ? 'refuse' : this.#permission.decide(host);
      if (decision === 'refuse') {
        refuse('window');
        return DENIED;
      }
      return {
        action: 'allow',
        // Electron would close it with its opener by itself, and not tell.
        outlivesOpener: true,
        overrideBrowserWindowOptions: { webPreferences: { ...pagePreferences(), session: this.#own } },
        createWindow: (options) => {
          const page = this.#pageFor(opener, wanted, options);
          const answer = this.#hold(page, opener);
          if (decision === 'open') answer(true);
          else this.#ask(page, opener, host, answer);
          return page.contents;
        },
      };
    });
  }

  /** Closes all windows but the first, and the pages that wait for an answer. */
  closeAll(): void {
    for (const close of this.#closers) close();
  }

  /** The page that Chromium made and whose handle the opener has; none for a click with Ctrl or the middle button. */
  #pageFor(opener: SignInWindow, { url, referrer, postBody }: HandlerDetails, options: object): Page {
    // Missing from the types, and what the documentation of `createWindow` tells to use.
    const { webContents } = options as { readonly webContents?: WebContents };
    if (webContents !== undefined) return { view: new WebContentsView({ webContents }), contents: webContents };
    const page = createPage(this.#own, opener.window);
    const load = { httpReferrer: referrer, ...(postBody ? { postData: postBody.data } : {}) };
    // Not before the page's requests wait.
    void nextTurn().then(() => page.contents.loadURL(url, load).catch(() => undefined));
    return page;
  }

  /** Guards a page that has no window yet; the returned function gives it one, or closes it. */
  #hold(page: Page, opener: SignInWindow): (isYes: boolean) => void {
    const { contents } = page;
    const { id } = contents;
    let settle: (isAllowed: boolean) => void = () => undefined;
    const isAllowed = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    let window: SignInWindow | undefined;
    const refuse: AttemptPage['refuse'] = (what) => {
      if (window?.bar.state().refused !== what) window?.bar.show({ refused: what });
    };
    const held: AttemptPage = { contents, isAllowed, refuse };
    this.#attempt.pages.set(id, held);
    void guardPage(held, this.#attempt);
    captureRedirect(held, this.#attempt);
    const close = () => {
      settle(false);
      if (window !== undefined) window.destroy();
      else if (!contents.isDestroyed()) contents.close();
    };
    this.#closers.add(close);
    contents.once('destroyed', async () => {
      this.#closers.delete(close);
      this.#attempt.pages.delete(id);
      // Not within this event: Electron hangs.
      await nextTurn();
      close();
      if (window !== undefined && !opener.contents.isDestroyed()) opener.focus();
    });
    return (isYes) => {
      if (!isYes) return close();
      if (contents.isDestroyed()) return;
      window = this.#open(page, opener);
      window.onClosed(close);
      contents.on('render-process-gone', close);
      showPageInBar(window);
      this.offer(window, held);
      window.showPage();
      settle(true);
    };
  }

  /** Asks in the opener's bar, until its page is left, or the new page closed. */
  #ask(page: Page, opener: SignInWindow, host: string, answer: (isYes: boolean) => void): void {
    let isAnswered = false;
    const take = (isYes: boolean) => {
      isAnswered = true;
      this.#permission.answer(host, isYes);
      answer(isYes);
    };
    const withdrawQuestion = opener.bar.ask({ code: 'window', host }, take);
    const withdraw = () => {
      if (isAnswered) return;
      isAnswered = true;
      withdrawQuestion();
      this.#permission.withdraw();
      answer(false);
    };
    page.contents.once('destroyed', withdraw);
    for (const event of ['did-navigate', 'destroyed'] as const) opener.contents.once(event as 'destroyed', withdraw);
  }
}
