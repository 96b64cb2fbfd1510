import { app, net, type Session, type WebContents } from 'electron';
import { startDeadline } from './deadline.ts';
import type { ProxyCredentials, ProxyPasswords } from './proxyPasswords.ts';

/** How long a proxy and the server behind it may take, without the person's time, milliseconds. */
const LONGEST_ADMISSION = 10_000;

/** What Chromium says when a proxy opens no tunnel, for whatever reason but 407. */
const NO_TUNNEL = /ERR_TUNNEL_CONNECTION_FAILED/;

/** What was sent to a proxy, by its host and port. */
interface Sent {
  readonly proxy: string;
  readonly credentials: ProxyCredentials;
}

/** Answers the questions that proxies put to pages, and none of a server's. */
export function answerProxies(passwords: ProxyPasswords): void {
  const sentBy = new WeakMap<WebContents, Sent>();
  const watch = (contents: WebContents) => {
    const sent = () => sentBy.get(contents);
    contents.on('did-navigate', () => prove(passwords, sent()));
    contents.on('did-fail-load', (_event, _code, reason) => doubt(passwords, sent(), reason));
  };
  app.on('login', (event, contents, details, { isProxy, host, port }, answer) => {
    if (!isProxy || contents === null || contents === undefined) return;
    event.preventDefault();
    const proxy = `${host}:${port}`;
    const refused = details.firstAuthAttempt ? undefined : sentBy.get(contents)?.credentials;
    void passwords.credentialsFor(proxy, refused).then((credentials) => {
      if (credentials === undefined) return answer();
      if (!sentBy.has(contents)) watch(contents);
      sentBy.set(contents, { proxy, credentials });
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
    let sent: Sent | undefined;
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
      const proxy = `${host}:${port}`;
      void passwords.credentialsFor(proxy, sent?.credentials).then((credentials) => {
        sent = credentials && { proxy, credentials };
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
    const pass = () => {
      prove(passwords, sent);
      end();
    };
    deadline.signal.addEventListener('abort', () => {
      end();
      asking.abort();
    });
    asking.on('redirect', pass);
    asking.on('response', (answer) => {
      answer.on('data', () => undefined);
      pass();
    });
    asking.on('error', ({ message }) => {
      if (!doubt(passwords, sent, message)) return end();
      // The session would go on sending it, and nobody would be asked.
      return void session.clearAuthCache().finally(end);
    });
    asking.end();
  });
}

function prove(passwords: ProxyPasswords, sent: Sent | undefined): void {
  if (sent !== undefined) passwords.prove(sent.credentials);
}

/** Gives whether the request failed for want of a tunnel although it had a password. */
function doubt(passwords: ProxyPasswords, sent: Sent | undefined, reason: string): boolean {
  if (sent === undefined || !NO_TUNNEL.test(reason)) return false;
  passwords.doubt(sent.proxy, sent.credentials);
  return true;
}
