import { join } from 'node:path';
import { app, BrowserWindow, type Session, session, webContents } from 'electron';
import type { IdleTime, SignInPage, UserAgent } from '../../../main/connections/model/ports.ts';
import { signInWindowUserAgent } from '../../../main/desktop/signInWindow/userAgent.ts';
import { type Deadline, startDeadline } from '../../../main/desktop/system/deadline.ts';
import { isOnX11 } from '../../../main/desktop/system/displayServer.ts';
import { sessionHttp, tokenSession } from '../../../main/desktop/system/http.ts';
import { APP_ORIGIN, registerAppScheme, serveApp } from '../../../main/desktop/window/appProtocol.ts';
import { offerEditing } from '../../../main/desktop/window/contextMenu.ts';
import { denyByDefault } from '../../../main/desktop/window/navigation.ts';
import { guardPasting } from '../../../main/desktop/window/pasting.ts';
import { selectionsThread } from '../../../main/desktop/x11/selectionsThread.ts';
import type { Redirect } from '../../../main/oauth/authorization.ts';
import type { Result } from '../../../main/result.ts';
import type { UserAgentFailure } from '../../../preload/failure.ts';

/** How an attempt ended, as a test sees it. */
export type Outcome = Result<Redirect, UserAgentFailure>;

export type LoadDeadline = number | 'by hand';

/** What the tests drive by `electronApp.evaluate`: one sign-in at a time, as in the app. */
export interface Harness {
  /** @param deadline for the first page: milliseconds, or `by hand`: then it passes by `passDeadline` */
  readonly begin: (page: Omit<SignInPage, 'openInBrowser'>, deadline?: LoadDeadline) => void;
  /** How often the attempt that began last was to go on in the person's own browser. */
  readonly browserWishes: () => number;
  /** Of the attempt that began last, once it has ended. */
  readonly outcome: () => Promise<Outcome>;
  readonly abort: () => void;
  /** Lets the deadline by hand of the attempt that began last pass; one that was cancelled stays so. */
  readonly passDeadline: () => void;
  /** How often the person's input restarted the idle time of the attempt that began last. */
  readonly restarts: () => number;
  /** Lets all but the last minute of that idle time pass. */
  readonly passIdleTime: () => void;
  /** Lets the time pass that the page may stay blank, in every window. */
  readonly passBlankTime: () => void;
  readonly focus: () => void;
  /** Resolves once no document is left but the window behind. */
  readonly idle: () => Promise<void>;
  /** How many cookies each session holds that there has been, the default one not counted. */
  readonly cookies: () => Promise<readonly number[]>;
  /** What a request for a token, or another one, brings: the failure's code, or status and body. */
  readonly ask: (url: string, mayRotate?: boolean) => Promise<string>;
  /** The errors that nothing caught. */
  readonly uncaught: string[];
}

declare global {
  var harness: Harness;
}

// Without a listener Electron shows each in a dialog, behind which main stands still.
const uncaught: string[] = [];
process.on('uncaughtException', (error) => uncaught.push(error.stack ?? error.message));

registerAppScheme();
denyByDefault();
// As in an Electron that does not know how to close it.
if (process.argv.includes('--open-clipboard')) app.commandLine.appendSwitch('blink-settings', 'DOMPasteAllowed=true');
const x11 = isOnX11() ? selectionsThread(join(import.meta.dirname, 'selectionsHost.js')) : undefined;
offerEditing(guardPasting(x11));
// The last sign-in window of a test is not the end of the app.
app.on('window-all-closed', () => undefined);

const sessions: Session[] = [];
app.on('session-created', (one) => {
  if (one !== session.defaultSession) sessions.push(one);
});

app.whenReady().then(() => {
  const built = import.meta.dirname;
  void serveApp(session.defaultSession, join(built, 'renderer'), () => 'en-GB');
  const parent = new BrowserWindow({ width: 1100, height: 720, title: 'The window behind' });
  const blankTimes = new Set<AbortController>();
  const place = {
    parent: () => parent,
    barUrl: `${APP_ORIGIN}/bar.html`,
    barPreload: join(built, 'preload/bar.cjs'),
    startBlankDeadline: (): Deadline => {
      const due = new AbortController();
      blankTimes.add(due);
      return { signal: due.signal, cancel: () => blankTimes.delete(due) };
    },
  };
  const usual = signInWindowUserAgent(place);
  let controller = new AbortController();
  let userAgent: UserAgent = usual;
  let passDeadline: () => void = () => undefined;
  const byHand = (): Deadline => {
    const due = new AbortController();
    passDeadline = () => due.abort();
    return {
      signal: due.signal,
      cancel: () => {
        passDeadline = () => undefined;
      },
    };
  };
  let restarts = 0;
  let browserWishes = 0;
  let passIdleTime: () => void = () => undefined;
  const idle: IdleTime = {
    restart: () => {
      restarts += 1;
    },
    onEnding: (listener) => {
      passIdleTime = listener;
    },
  };
  const http = sessionHttp(tokenSession());
  let outcome: Promise<Outcome> = Promise.reject(new Error('no attempt yet'));
  outcome.catch(() => undefined);
  globalThis.harness = {
    begin: (page, deadline) => {
      controller = new AbortController();
      const startLoadDeadline = () => (deadline === 'by hand' ? byHand() : startDeadline(deadline ?? 0));
      userAgent = deadline === undefined ? usual : signInWindowUserAgent({ ...place, startLoadDeadline });
      restarts = 0;
      browserWishes = 0;
      const openInBrowser = () => {
        browserWishes += 1;
      };
      outcome = userAgent.authorize({ ...page, openInBrowser }, controller.signal, idle);
    },
    outcome: () => outcome,
    abort: () => controller.abort(),
    passDeadline: () => passDeadline(),
    browserWishes: () => browserWishes,
    restarts: () => restarts,
    passIdleTime: () => passIdleTime(),
    passBlankTime: () => {
      for (const due of [...blankTimes]) {
        blankTimes.delete(due);
        due.abort();
      }
    },
    focus: () => userAgent.focus(),
    idle: async () => {
      for (;;) {
        const [extra] = webContents.getAllWebContents().filter((one) => one !== parent.webContents);
        if (extra === undefined) return;
        await new Promise((resolve) => extra.once('destroyed', () => setImmediate(resolve)));
      }
    },
    ask: async (url, mayRotate = false) => {
      const sent = { method: 'POST', headers: { accept: 'application/json' }, body: '{"secret":"a-secret"}' } as const;
      const answer = await http(url, { ...sent, ...(mayRotate ? { mayRotate } : {}) });
      return answer.ok ? `${answer.value.status} ${await answer.value.text()}` : answer.failure.code;
    },
    uncaught,
    cookies: () => Promise.all(sessions.map(async ({ cookies }) => (await cookies.get({})).length)),
  };
});
