import { join } from 'node:path';
import { app, BrowserWindow, type Session, session } from 'electron';
import type { SignInPage, UserAgent } from '../../../main/connections/model/ports.ts';
import { signInWindowUserAgent } from '../../../main/desktop/signInWindow/userAgent.ts';
import { APP_ORIGIN, registerAppScheme, serveApp } from '../../../main/desktop/window/appProtocol.ts';
import { denyByDefault } from '../../../main/desktop/window/navigation.ts';
import type { Redirect } from '../../../main/oauth/authorization.ts';
import type { Result } from '../../../main/result.ts';
import type { UserAgentFailure } from '../../../preload/failure.ts';

/** How an attempt ended, as a test sees it. */
export type Outcome = Result<Redirect, UserAgentFailure>;

/** What the tests drive by `electronApp.evaluate`: one sign-in at a time, as in the app. */
export interface Harness {
  readonly begin: (page: SignInPage, loadDeadline?: number) => void;
  /** Of the attempt that began last, once it has ended. */
  readonly outcome: () => Promise<Outcome>;
  readonly abort: () => void;
  readonly focus: () => void;
  /** How many cookies each session holds that there has been, the default one not counted. */
  readonly cookies: () => Promise<readonly number[]>;
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
  const place = { parent: () => parent, barUrl: `${APP_ORIGIN}/bar.html`, barPreload: join(built, 'preload/bar.cjs') };
  const usual = signInWindowUserAgent(place);
  let controller = new AbortController();
  let userAgent: UserAgent = usual;
  let outcome: Promise<Outcome> = Promise.reject(new Error('no attempt yet'));
  outcome.catch(() => undefined);
  globalThis.harness = {
    begin: (page, loadDeadline) => {
      controller = new AbortController();
      userAgent = loadDeadline === undefined ? usual : signInWindowUserAgent({ ...place, loadDeadline });
      outcome = userAgent.authorize(page, controller.signal);
    },
    outcome: () => outcome,
    abort: () => controller.abort(),
    focus: () => userAgent.focus(),
    uncaught,
    cookies: () => Promise.all(sessions.map(async ({ cookies }) => (await cookies.get({})).length)),
  };
});
