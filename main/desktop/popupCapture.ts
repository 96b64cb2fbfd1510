import type { Event, OnBeforeRequestListenerDetails, WebContents } from 'electron';
import type { BarState } from '../../preload/barContract.ts';
import { carriesAnswer, isRedirect, type Redirect } from '../oauth/authorization.ts';
import { isWeb, mayVisit } from './popupAddress.ts';

/** What a page may be refused, as the bar words it. */
export type Refused = NonNullable<BarState['refused']>;

/** One sign-in as its listeners see it. Only the first `take` counts. */
export interface Attempt {
  /** Where it began: the authorization URL. */
  readonly start: string;
  readonly redirectUri: string;
  readonly take: (redirect: Redirect) => void;
  readonly refuse: (what: Refused) => void;
}

/** Longer is no answer: a code, a state and an issuer stay far below. Bytes. */
const LONGEST_FORM = 65_536;

/**
 * Watches every way by which a page can arrive at the redirect URI, takes the first and stops it before a byte leaves
 * this computer; keeps the page from addresses that are no part of a sign-in. Electron shows no single event for it:
 * the request filter alone sees a form's body, the navigation events alone see an app's own scheme, and stopping a bare
 * match in those would lose the body (popup.md).
 */
export function captureRedirect(contents: WebContents, attempt: Attempt): void {
  const isOurs = (url: string) => isRedirect(attempt.redirectUri, url);

  contents.session.webRequest.onBeforeRequest({ urls: ['<all_urls>'] }, (request, answer) =>
    answer({ cancel: mustCancel(attempt, request) }),
  );

  const watch = (event: Event<{ readonly url: string }>) => {
    const { url } = event;
    if (isOurs(url)) {
      if (isWeb(url) && !carriesAnswer(url)) return;
      event.preventDefault();
      attempt.take({ url });
    } else if (!mayVisit(attempt.start, url)) {
      event.preventDefault();
      attempt.refuse('address');
    }
  };
  contents.on('will-navigate', watch);
  contents.on('will-redirect', (event) => {
    if (event.isMainFrame) watch(event);
  });

  // The last resort, for a page that shares its origin with the redirect URI and gets there without a request.
  const arrive = (url: string) => {
    if (isOurs(url) && carriesAnswer(url)) attempt.take({ url });
  };
  contents.on('did-navigate', (_event, url) => arrive(url));
  contents.on('did-navigate-in-page', (_event, url, isMainFrame) => {
    if (isMainFrame) arrive(url);
  });

  contents.setWindowOpenHandler(({ url, postBody }) => {
    const redirect = postBody ? { url, form: readForm(postBody.data) } : { url };
    if (isOurs(url) && isAnswer(attempt, redirect)) attempt.take(redirect);
    else attempt.refuse('window');
    return { action: 'deny' };
  });
}

function mustCancel(attempt: Attempt, request: OnBeforeRequestListenerDetails): boolean {
  const { url, method } = request;
  // A socket asks the same host, port and path by another scheme.
  if (!isRedirect(attempt.redirectUri, url.replace(/^ws/, 'http'))) return false;
  // A frame, an image or a script at the redirect URI is no answer, and none of the redirect host's business.
  if (request.resourceType !== 'mainFrame') return true;
  // Electron's types promise `uploadData`, but a form without a field has none.
  const redirect = method === 'POST' ? { url, form: readForm(request.uploadData ?? []) } : { url };
  if (!isAnswer(attempt, redirect)) return false;
  attempt.take(redirect);
  return true;
}

/** At the provider's own origin a match that brings nothing is one of its pages; anywhere else it is an answer, if a bad one. */
function isAnswer({ start }: Attempt, { url, form }: Redirect): boolean {
  return form !== undefined || carriesAnswer(url) || new URL(url).origin !== new URL(start).origin;
}

function readForm(parts: readonly object[]): string {
  const bytes = parts.flatMap((part) => ('bytes' in part && part.bytes instanceof Uint8Array ? [part.bytes] : []));
  const length = bytes.reduce((sum, part) => sum + part.length, 0);
  return length > LONGEST_FORM ? '' : Buffer.concat(bytes).toString('utf8');
}
