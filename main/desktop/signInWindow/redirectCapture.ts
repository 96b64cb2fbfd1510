import type { Event, HandlerDetails, OnBeforeRequestListenerDetails, Session } from 'electron';
import {
  type AuthorizationRequest,
  carriesAuthorizationResponse,
  differingRedirect,
  isAtRedirectHost,
  matchesRedirectUri,
  type Redirect,
} from '../../oauth/authorization.ts';
import { fail, ok } from '../../result.ts';
import { nearest } from '../foreignPage/addressSpace.ts';
import { ConnectionGate } from '../foreignPage/connectionGate.ts';
import { COST, isTooLong } from '../foreignPage/pageBudget.ts';
import { isHttp, mayLoad, mayNavigate, mayVisit, spaceOfAddress } from './addressPolicy.ts';
import type { AttemptPage, SignInAttempt } from './attempt.ts';

/** Bytes. A code, a state and an issuer take far fewer. */
const LONGEST_FORM = 65_536;

/**
 * Watches the requests of all pages of an attempt, ends it with the first redirect, and stops that before a byte leaves
 * this computer. Also keeps pages from addresses that belong to no sign-in, and a page whose window is not allowed yet
 * from loading. @see docs/electron.md "Which event sees the redirect"
 */
export function filterRequests(own: Session, attempt: SignInAttempt): void {
  const gate = new ConnectionGate(own);
  own.webRequest.onBeforeRequest({ urls: ['<all_urls>'] }, (asked, answer) => {
    const page = attempt.pages.get(asked.webContentsId ?? -1);
    // A body that no sign-in sends is copied to main as well.
    attempt.spend(
      COST.request + Math.floor(lengthOf(asked.uploadData) / LONGEST_FORM),
      asked.url.length + asked.method.length,
    );
    if (mustCancel(attempt, page, asked)) answer({ cancel: true });
    else
      void mayAsk(attempt, page, asked).then(async (isAllowed) => {
        if (isAllowed) await gate.allow(asked.url);
        answer({ cancel: !isAllowed });
      });
  });
}

/** Whether a page's request leads where the page may go, or may load from; of a window that nobody allowed it does not. */
async function mayAsk(
  { spaces }: SignInAttempt,
  page: AttemptPage | undefined,
  { resourceType, url }: OnBeforeRequestListenerDetails,
): Promise<boolean> {
  // A worker's, for example, whose page nobody tells.
  if (page === undefined) return mayLoad(await spaces.ofStart(), await spaces.of(url));
  const { id } = page.contents;
  if (resourceType !== 'mainFrame') return mayLoad(await spaces.ofPage(id), await spaces.of(url));
  if (!(await page.isAllowed)) return false;
  const [start, from, to] = await Promise.all([spaces.ofStart(), spaces.ofPage(id), spaces.ofNavigation(id, url)]);
  const isName = spaceOfAddress(url) === 'public';
  if (mayNavigate(nearest([start, from]), to, isName)) return true;
  stopAt(page);
  return false;
}

/**
 * Watches the ways of one page to the redirect URI that {@link filterRequests} does not see, and ends the attempt with
 * the first redirect; a response to another address of the same host is a failure.
 */
export function captureRedirect({ contents, refuse }: AttemptPage, attempt: SignInAttempt): void {
  const { request } = attempt;

  const watch = (event: Event<{ readonly url: string }>) => {
    const { url } = event;
    if (isTooLong(url)) {
      event.preventDefault();
      refuse('address');
      return;
    }
    // A response may come as a form, whose body this event does not show and would lose.
    const mayBeForm = isHttp(url) && isAtRedirectHost(request.redirectUri, url) && !carriesAuthorizationResponse(url);
    if (mayBeForm) return;
    const isRefused = !mayVisit(request.url, url);
    const isEnd = endsBy(attempt, { url }, isRefused);
    if (isEnd || isRefused) event.preventDefault();
    if (isRefused && !isEnd) refuse('address');
  };
  contents.on('will-navigate', watch);
  contents.on('will-redirect', (event) => {
    if (event.isMainFrame) watch(event);
  });

  // For a page of the redirect URI's own origin, which can reach that URI without a request.
  const arrive = (url: string) => {
    if (!isTooLong(url) && carriesAuthorizationResponse(url)) endsBy(attempt, { url });
  };
  contents.on('did-navigate', (_event, url) => arrive(url));
  contents.on('did-navigate-in-page', (_event, url, isMainFrame) => {
    if (isMainFrame) arrive(url);
  });
}

/** Ends the attempt if a page opens a window for the redirect; gives whether it did. */
export function endsByWindow(attempt: SignInAttempt, { url, postBody }: HandlerDetails): boolean {
  return endsBy(attempt, postBody ? { url, form: readForm(postBody.data) } : { url });
}

function mustCancel(
  attempt: SignInAttempt,
  page: AttemptPage | undefined,
  asked: OnBeforeRequestListenerDetails,
): boolean {
  const { request } = attempt;
  const { url, method } = asked;
  if (isTooLong(url)) {
    if (asked.resourceType === 'mainFrame') page?.refuse('address');
    return true;
  }
  // A frame, an image or a script at the redirect URI is no redirect, and must not reach that host. A socket uses the same
  // host, port and path with another scheme.
  if (asked.resourceType !== 'mainFrame') {
    return matchesRedirectUri(request.redirectUri, url.replace(/^ws/, 'http'));
  }
  // No page of this attempt, so nobody would see whose it is.
  if (page === undefined) return true;
  // The types promise `uploadData`, but an empty form has none.
  const redirect = method === 'POST' ? { url, form: readForm(asked.uploadData ?? []) } : { url };
  if (endsBy(attempt, redirect)) return true;
  if (mayVisit(request.url, url)) return false;
  // A form that the navigation events let through, without a response in it.
  stopAt(page);
  return true;
}

/** Keeps the current page on screen. */
function stopAt({ contents, refuse }: AttemptPage): void {
  if (!contents.isDestroyed()) contents.stop();
  refuse('address');
}

/**
 * Ends the attempt if this navigation is the redirect or a response to another address; gives whether it did. A
 * response to another host may belong to a broker in between: it ends nothing unless the window refuses that address.
 */
function endsBy({ request, end }: SignInAttempt, redirect: Redirect, isRefused = false): boolean {
  if (matchesRedirectUri(request.redirectUri, redirect.url)) {
    if (!countsAsRedirect(request, redirect)) return false;
    end(ok(redirect));
    return true;
  }
  const differs = differingRedirect(request, redirect);
  if (differs === undefined || !(isRefused || isAtRedirectHost(request.redirectUri, redirect.url))) return false;
  end(fail(differs));
  return true;
}

/** A redirect URI at the provider's own origin may be one of its pages unless it carries a response; elsewhere it always counts. */
function countsAsRedirect(request: AuthorizationRequest, { url, form }: Redirect): boolean {
  return form !== undefined || carriesAuthorizationResponse(url) || new URL(url).origin !== new URL(request.url).origin;
}

function readForm(parts: readonly object[]): string {
  return lengthOf(parts) > LONGEST_FORM ? '' : Buffer.concat(bytesOf(parts)).toString('utf8');
}

/** How many bytes of a request's body came to main. */
function lengthOf(parts: readonly object[] = []): number {
  return bytesOf(parts).reduce((sum, part) => sum + part.length, 0);
}

function bytesOf(parts: readonly object[]): readonly Uint8Array[] {
  return parts.flatMap((part) => ('bytes' in part && part.bytes instanceof Uint8Array ? [part.bytes] : []));
}
