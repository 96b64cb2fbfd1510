import { randomUUID } from 'node:crypto';
import { type Session, session, type WebContents } from 'electron';
import { COST, isTooLong } from '../foreignPage/pageBudget.ts';
import type { AttemptPage, RefusedAction, SignInAttempt } from './attempt.ts';

/** Everything except `allow-modals`, for every frame. @see docs/electron.md "Print dialogs"; HTML "sandboxing" */
const WITHOUT_DIALOGS = [
  'sandbox allow-downloads allow-forms allow-orientation-lock allow-pointer-lock allow-popups',
  'allow-popups-to-escape-sandbox allow-presentation allow-same-origin allow-scripts',
  'allow-storage-access-by-user-activation allow-top-navigation allow-top-navigation-to-custom-protocols',
].join(' ');
const POLICY = 'content-security-policy';
/** Names rules by which pages are fetched ahead: thousands of them would keep main busy for seconds. */
const RULES = 'speculation-rules';

/** A session in memory for one sign-in, which shares nothing with the app or another attempt. */
export function createPrivateSession(): Session {
  // Without `persist:`, so that nothing is written to disk.
  return session.fromPartition(`sign-in-${randomUUID()}`);
}

/** Keeps the pages of a session from all that is outside them, permissions to print dialogs. */
export function guardSession(own: Session, { pages, answers, spend, spaces }: SignInAttempt): void {
  // A page may be gone when its download or question comes.
  const refuse = (contents: WebContents | null, what: RefusedAction) => pages.get(contents?.id ?? -1)?.refuse(what);
  own.setPermissionRequestHandler((contents, permission, answer) => {
    answer(false);
    spend(COST.act);
    // With `openExternal` a page, or a frame in it, would start another program.
    refuse(contents, permission === 'openExternal' ? 'address' : 'permission');
  });
  // Called whenever a page checks its permissions, so not reported.
  own.setPermissionCheckHandler(() => {
    spend(COST.request);
    return false;
  });
  own.setDevicePermissionHandler(() => false);
  // A service worker uses connections that no filter sees, and goes on after its page.
  own.webRequest.onBeforeSendHeaders({ urls: ['<all_urls>'] }, ({ requestHeaders }, answer) => {
    const names = Object.keys(requestHeaders);
    // A script may write headers of many megabytes.
    spend(0, lengthOf(names) + lengthOf(Object.values(requestHeaders)));
    answer({ cancel: names.some((name) => name.toLowerCase() === 'service-worker') });
  });
  own.webRequest.onHeadersReceived({ urls: ['<all_urls>'], types: ['mainFrame', 'subFrame'] }, (answered, answer) => {
    const headers = Object.entries(answered.responseHeaders ?? {});
    const { url, statusCode: status, webContentsId = -1 } = answered;
    if (answered.resourceType === 'mainFrame')
      answers.set(webContentsId, { url, status, schemes: readSchemes(headers) });
    if (answered.resourceType === 'mainFrame' && status !== 204 && status !== 205) spaces.noteAnswer(webContentsId);
    // In addition to the page's own policies: all of them apply.
    const policies = headers.filter(([name]) => name.toLowerCase() === POLICY).flatMap(([, values]) => values);
    const others = headers.filter(([name]) => ![POLICY, RULES].includes(name.toLowerCase()));
    answer({ responseHeaders: { ...Object.fromEntries(others), [POLICY]: [...policies, WITHOUT_DIALOGS] } });
  });
  own.on('will-download', (event, _item, contents) => {
    event.preventDefault();
    spend(COST.act);
    refuse(contents, 'download');
  });
}

/** The schemes by which an answer asks for authentication, in lower case. @see RFC 9110 §11.6.1 */
function readSchemes(headers: readonly (readonly [string, readonly string[]])[]): readonly string[] {
  return headers
    .filter(([name]) => name.toLowerCase() === 'www-authenticate')
    .flatMap(([, values]) => values)
    .flatMap((value) => value.toLowerCase().match(/(?<=^|,)\s*[a-z]+(?=\s|,|$)/g) ?? [])
    .map((scheme) => scheme.trim());
}

/** Does for one page what no session can do; resolves when it may load. */
export function guardPage({ contents, refuse }: AttemptPage, { spend, spaces, dialogs }: SignInAttempt): Promise<void> {
  const { id } = contents;
  contents.on('did-navigate', () => spaces.settle(id, true));
  contents.on('did-stop-loading', () => spaces.settle(id, false));
  contents.setAudioMuted(true);
  contents.on('did-start-navigation', ({ url }) => spend(COST.act, url.length));
  contents.on('frame-created', () => spend(COST.act));
  // Chromium sends all icons of a page again with each new one.
  contents.on('page-favicon-updated', (_event, icons) => spend(COST.act, lengthOf(icons)));
  // No request comes of it in the end, but each further step would copy the address again.
  contents.on('will-frame-navigate', (event) => {
    if (isTooLong(event.url) && !event.url.startsWith('data:')) event.preventDefault();
  });
  contents.on('console-message', () => spend(COST.request));
  contents.on('content-bounds-updated', (event) => {
    spend(COST.request);
    event.preventDefault();
  });
  // Without a listener Electron sends the first certificate. (Without one for `login` it cancels, which is right.)
  contents.on('select-client-certificate', (event, _url, _certificates, answer) => {
    event.preventDefault();
    // The types require a certificate; without one Electron sends none, as documented for `app`'s event of this name.
    (answer as () => void)();
  });
  return dialogs.guard(contents, () => refuse('file'));
}

function lengthOf(words: readonly string[]): number {
  return words.reduce((sum, { length }) => sum + length, 0);
}

/** Ends a session for good: deletes its data and blocks its requests, also those of a worker that outlives its page. */
export async function endSession(own: Session): Promise<void> {
  own.webRequest.onBeforeRequest({ urls: ['<all_urls>'] }, (_request, answer) => answer({ cancel: true }));
  own.enableNetworkEmulation({ offline: true });
  await Promise.all([own.closeAllConnections(), own.clearStorageData(), own.clearCache(), own.clearAuthCache()]);
}
