import type { AuthenticationResponseDetails } from 'electron';
import { parseUrl } from '../../oauth/url.ts';
import { isHttpLoopback } from './addressPolicy.ts';
import type { SignInAttempt } from './attempt.ts';
import { describePage, placeOf } from './bar.ts';
import type { SignInWindow } from './window.ts';

/** As often as the person may be wrong; then the server's own page is shown. */
const MOST_TRIES = 3;
const SCHEMES = ['basic', 'digest'];

/**
 * Asks for the name and password that a page wants by HTTP (RFC 7617, RFC 7616), naming its host: only for the page itself
 * and never for a frame or an image, and over https or on this computer. Nothing of it is kept beyond the session.
 * @param onAsked called when the person is asked
 */
export function answerPasswordQuestions(
  { contents, bar }: SignInWindow,
  { answers }: Pick<SignInAttempt, 'answers'>,
  onAsked: () => void,
): void {
  let count = 0;
  let tries = 0;
  let pending: { readonly id: number; readonly answer: (name?: string, password?: string) => void } | undefined;

  contents.on('login', (event, details, { isProxy, scheme, host, port }, answer) => {
    // A proxy's question is not the page's.
    if (isProxy || !SCHEMES.includes(scheme) || !isOfPage(details)) return;
    const answered = answers.get(contents.id);
    const address = parseUrl(details.url);
    if (answered?.status !== 401 || address === undefined || withoutHash(answered.url) !== withoutHash(details.url))
      return;
    const ownPort = Number(address.port || (address.protocol === 'https:' ? 443 : 80));
    if (address.hostname !== host || ownPort !== port) return;
    if (address.protocol !== 'https:' && !isHttpLoopback(details.url)) return;
    tries = details.firstAuthAttempt ? 1 : tries + 1;
    if (tries > MOST_TRIES) return;
    event.preventDefault();
    count += 1;
    pending = { id: count, answer };
    onAsked();
    const place = describePage(details.url);
    const missing = { code: 'password', host: place.host, id: count, isRepeated: tries > 1 } as const;
    bar.show({ ...place, missing, loading: false });
  });
  // With the question its host goes too: the page before comes to sight again, which is another's.
  const takeAway = () => {
    pending = undefined;
    bar.show({ ...placeOf(contents), missing: undefined });
  };
  bar.onSignIn((id, credentials) => {
    if (pending === undefined || pending.id !== id) return;
    const { answer } = pending;
    takeAway();
    bar.show({ loading: true });
    // Without any the server's own page is shown.
    if (credentials === undefined) answer();
    else answer(credentials.name, credentials.password);
  });
  contents.on('did-navigate', () => {
    pending = undefined;
  });
  // The page before called the request off.
  contents.on('did-stop-loading', () => {
    if (pending !== undefined) takeAway();
  });
}

/** Whether the page itself asks; older and newer Electron tell it by different names. */
function isOfPage(details: AuthenticationResponseDetails | { readonly isMainFrame: boolean }): boolean {
  return 'isMainFrame' in details ? details.isMainFrame : details.isRequestForNavigation;
}

function withoutHash(address: string): string {
  return address.replace(/#.*$/s, '');
}
