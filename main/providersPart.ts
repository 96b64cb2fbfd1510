import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { UserAgent } from './connections/model/ports.ts';
import { measureClockSkew } from './connections/timing/clockSkew.ts';
import type { Signal } from './desktop/lifecycle/signal.ts';
import { signInWindowUserAgent } from './desktop/signInWindow/userAgent.ts';
import { systemClock } from './desktop/system/clock.ts';
import { embeddedPractice } from './desktop/system/embeddedPractice.ts';
import { sessionHttp, tokenSession } from './desktop/system/http.ts';
import { admitSession, answerProxies } from './desktop/system/proxyLogin.ts';
import { ProxyPasswords } from './desktop/system/proxyPasswords.ts';
import { APP_ORIGIN } from './desktop/window/appProtocol.ts';

/** `built`: the built app's folder; `signInBegins`: sent before a sign-in page is shown. */
interface Around {
  readonly window: BrowserWindow;
  readonly built: string;
  readonly signInBegins: Signal<void>;
  readonly show: () => void;
  readonly onChange: () => void;
}

/** Makes the way to the providers: token requests with the clock that their answers tell, proxies, and the sign-in window. */
export function joinProviders({ window, built, signInBegins, show, onChange }: Around) {
  const proxyPasswords = new ProxyPasswords(() => {
    onChange();
    // A sign-in window stands above the question.
    for (const child of window.getChildWindows())
      if (proxyPasswords.question) child.hide();
      else child.show();
    if (proxyPasswords.question && window.isVisible()) show();
  });
  answerProxies(proxyPasswords);
  const sessions = tokenSession();
  const tokenRequests = sessionHttp(sessions, (url) => admitSession(sessions.current, url, proxyPasswords));
  const popup = signInWindowUserAgent({
    parent: () => window,
    barUrl: `${APP_ORIGIN}/bar.html`,
    barPreload: join(built, 'preload/bar.cjs'),
    isWaiting: () => proxyPasswords.question !== undefined,
  });
  const userAgent: UserAgent = {
    ...popup,
    authorize: (...page) => signInBegins.send().then(() => popup.authorize(...page)),
  };
  return {
    ...{ practice: embeddedPractice(), proxyPasswords, userAgent },
    ...measureClockSkew(tokenRequests, systemClock, onChange),
  };
}
