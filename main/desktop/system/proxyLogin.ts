import { app, net, type Session, type WebContents } from 'electron';
import { startDeadline } from './deadline.ts';
import type { ProxyCredentials, ProxyPasswords } from './proxyPasswords.ts';

/** How long a proxy and the server behind it may take, without the person's time, milliseconds. */
const LONGEST_ADMISSION = 10_000;

/** Answers the questions that proxies put to pages, and none of a server's. */
export function answerProxies(passwords: ProxyPasswords): void {
  const sent = new WeakMap<WebContents, ProxyCredentials>();
  app.on('login', (event, contents, details, { isProxy, host, port }, answer) => {
    if (!isProxy || contents === null || contents === undefined) return;
    event.preventDefault();
    const refused = details.firstAuthAttempt ? undefined : sent.get(contents);
    void passwords.credentialsFor(`${host}:${port}`, refused).then((credentials) => {
      if (credentials === undefined) return answer();
      sent.set(contents, credentials);
      return answer(credentials.name, credentials.password);
    });
  });
}

/**
 * Makes a proxy let a session through, and gives whether it does: a request without content to the server of `url`, because
 * `session.fetch` raises no question; the session remembers the answer. @see docs/electron.md "A proxy that asks"
 */
export function admitSession(session: Session, url: string, passwords: ProxyPasswords): Promise<boolean> {
  return new Promise((resolve) => {
    let sent: ProxyCredentials | undefined;
    let isDeclined = false;
    const asking = net.request({
      session,
      url: new URL('/', url).href,
      method: 'HEAD',
      credentials: 'omit',
      redirect: 'manual',
    });
    asking.on('login', ({ isProxy, host, port }, answer) => {
      if (!isProxy) return answer();
      void passwords.credentialsFor(`${host}:${port}`, sent).then((credentials) => {
        sent = credentials;
        isDeclined = credentials === undefined;
        if (credentials === undefined) answer();
        else answer(credentials.name, credentials.password);
      });
    });
    const deadline = startDeadline(LONGEST_ADMISSION, () => passwords.question !== undefined);
    const end = () => {
      deadline.cancel();
      resolve(sent !== undefined && !isDeclined);
    };
    deadline.signal.addEventListener('abort', () => {
      end();
      asking.abort();
    });
    asking.on('redirect', end);
    asking.on('response', (answer) => {
      answer.on('data', () => undefined);
      end();
    });
    asking.on('error', end);
    asking.end();
  });
}
