import type { Event, OnBeforeRequestListenerDetails, WebContents } from 'electron';
import type { BarState } from '../../../preload/barContract.ts';
import {
  type AuthorizationRequest,
  carriesAuthorizationResponse,
  differingRedirect,
  isAtRedirectHost,
  matchesRedirectUri,
  type Redirect,
  type RedirectDiffers,
} from '../../oauth/authorization.ts';
import { fail, ok, type Result } from '../../result.ts';
import { isHttp, isLoopbackFromOutside, mayVisit } from './addressPolicy.ts';

/** What a page may be refused, as the bar words it. */
export type RefusedAction = NonNullable<BarState['refused']>;

/** One sign-in as its listeners see it. Only the first `end` counts. */
export interface Attempt {
  readonly request: AuthorizationRequest;
  readonly end: (outcome: Result<Redirect, RedirectDiffers>) => void;
  readonly refuse: (what: RefusedAction) => void;
}

/** Longer is no answer: a code, a state and an issuer stay far below. Bytes. */
const LONGEST_FORM = 65_536;

/**
 * Watches every way by which a page can arrive at the redirect URI, takes the first and stops it before a byte leaves
 * this computer; stops an answer just so that goes to another address of the same host, and fails. Keeps the page from
 * addresses that are no part of a sign-in. Electron shows no single event for it: the request filter alone sees a form's
 * body, the navigation events alone see an app's own scheme, and stopping a bare address in those would lose the body
 * (docs/electron.md "Which event sees the redirect").
 */
export function captureRedirect(contents: WebContents, attempt: Attempt): void {
  const { request, refuse } = attempt;

  contents.session.webRequest.onBeforeRequest({ urls: ['<all_urls>'] }, (asked, answer) =>
    answer({ cancel: mustCancel(contents, attempt, asked) }),
  );

  const watch = (event: Event<{ readonly url: string }>) => {
    const { url } = event;
    if (mayBeForm(request, url)) return;
    const isRefused = !mayVisit(request.url, url);
    const isEnd = endsBy(attempt, { url }, isRefused);
    if (isEnd || isRefused) event.preventDefault();
    if (isRefused && !isEnd) refuse('address');
  };
  contents.on('will-navigate', watch);
  contents.on('will-redirect', (event) => {
    if (event.isMainFrame) watch(event);
  });

  // The last resort, for a page that shares its origin with the redirect URI and gets there without a request.
  const arrive = (url: string) => {
    if (carriesAuthorizationResponse(url)) endsBy(attempt, { url });
  };
  contents.on('did-navigate', (_event, url) => arrive(url));
  contents.on('did-navigate-in-page', (_event, url, isMainFrame) => {
    if (isMainFrame) arrive(url);
  });

  contents.setWindowOpenHandler(({ url, postBody }) => {
    const redirect = postBody ? { url, form: readForm(postBody.data) } : { url };
    if (!endsBy(attempt, redirect)) refuse('window');
    return { action: 'deny' };
  });
}

function mustCancel(contents: WebContents, attempt: Attempt, asked: OnBeforeRequestListenerDetails): boolean {
  const { request, refuse } = attempt;
  const { url, method } = asked;
  // A frame, an image or a script at the redirect URI is no answer, and none of the redirect host's business.
  // A socket asks the same host, port and path by another scheme.
  if (asked.resourceType !== 'mainFrame') {
    const address = url.replace(/^ws/, 'http');
    return matchesRedirectUri(request.redirectUri, address) || isLoopbackFromOutside(request.url, address);
  }
  // Electron's types promise `uploadData`, but a form without a field has none.
  const redirect = method === 'POST' ? { url, form: readForm(asked.uploadData ?? []) } : { url };
  if (endsBy(attempt, redirect)) return true;
  if (mayVisit(request.url, url)) return false;
  // Let through to here for a form that brings nothing of ours. Stopped and not only cancelled, it leaves its page on screen.
  contents.stop();
  refuse('address');
  return true;
}

/**
 * Ends the attempt if that is what going to this address means, with this form if there is one; tells whether it does. An
 * answer on its way to a host that is not the redirect URI's may be a broker's business, unless it `isRefused` there anyhow.
 */
function endsBy({ request, end }: Attempt, redirect: Redirect, isRefused = false): boolean {
  if (matchesRedirectUri(request.redirectUri, redirect.url)) {
    if (!isAnswer(request, redirect)) return false;
    end(ok(redirect));
    return true;
  }
  const differs = differingRedirect(request, redirect);
  if (differs === undefined || !(isRefused || isAtRedirectHost(request.redirectUri, redirect.url))) return false;
  end(fail(differs));
  return true;
}

/** Whether an answer could be on its way as a form, which the navigation events do not show, and stopping in them would lose. */
function mayBeForm({ redirectUri }: AuthorizationRequest, url: string): boolean {
  return isHttp(url) && isAtRedirectHost(redirectUri, url) && !carriesAuthorizationResponse(url);
}

/** At the provider's own origin a match that brings nothing is one of its pages; anywhere else it is an answer, if a bad one. */
function isAnswer(request: AuthorizationRequest, { url, form }: Redirect): boolean {
  return form !== undefined || carriesAuthorizationResponse(url) || new URL(url).origin !== new URL(request.url).origin;
}

function readForm(parts: readonly object[]): string {
  const bytes = parts.flatMap((part) => ('bytes' in part && part.bytes instanceof Uint8Array ? [part.bytes] : []));
  const length = bytes.reduce((sum, part) => sum + part.length, 0);
  return length > LONGEST_FORM ? '' : Buffer.concat(bytes).toString('utf8');
}
