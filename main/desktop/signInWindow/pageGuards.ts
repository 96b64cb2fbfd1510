import { randomUUID } from 'node:crypto';
import { type Session, session, type WebContents } from 'electron';
import type { RefusedAction } from './redirectCapture.ts';

/** Pages of a sign-in ask for a permission or two. */
const MOST_ASKED = 200;

/**
 * All that a page may do but open dialogs: Electron's `disableDialogs` leaves `print` out, and its own process ends when the
 * window is closed while that dialog is made. Every frame inherits it. @see HTML "sandboxing", `allow-modals`
 */
const WITHOUT_DIALOGS = [
  'sandbox allow-downloads allow-forms allow-orientation-lock allow-pointer-lock allow-popups',
  'allow-popups-to-escape-sandbox allow-presentation allow-same-origin allow-scripts',
  'allow-storage-access-by-user-activation allow-top-navigation allow-top-navigation-to-custom-protocols',
].join(' ');
const POLICY = 'content-security-policy';

/** A session in memory for one sign-in, which shares nothing with the app or with another attempt. */
export function createPrivateSession(): Session {
  // Not `persist:`, so it is never written to disk.
  return session.fromPartition(`sign-in-${randomUUID()}`);
}

/**
 * Keeps a page from what lies outside it: permissions, devices, files, prompts for passwords and for this person's
 * certificates, local network addresses, frames that are processes of their own. `refuse` hears what a person should know.
 */
export function guardPage(contents: WebContents, refuse: (what: RefusedAction) => void): void {
  const own = contents.session;
  let asked = 0;
  own.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(false);
    asked += 1;
    // A page that asks without end keeps the whole app from answering.
    if (asked === MOST_ASKED) contents.forcefullyCrashRenderer();
    if (asked > MOST_ASKED) return;
    // By the first a page, or a frame in it, would start another program.
    refuse(permission === 'openExternal' ? 'address' : 'permission');
  });
  // Asked whenever a page looks at what it may do, so refused without a word.
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  // A service worker speaks by sockets that no filter sees, and goes on when its page is gone.
  own.webRequest.onBeforeSendHeaders({ urls: ['<all_urls>'] }, ({ requestHeaders }, answer) =>
    answer({ cancel: Object.keys(requestHeaders).some((name) => name.toLowerCase() === 'service-worker') }),
  );
  own.webRequest.onHeadersReceived({ urls: ['<all_urls>'], types: ['mainFrame', 'subFrame'] }, (answered, answer) => {
    const headers = Object.entries(answered.responseHeaders ?? {});
    // Beside the page's own policies, of which each holds.
    const policies = headers.filter(([name]) => name.toLowerCase() === POLICY).flatMap(([, values]) => values);
    const others = headers.filter(([name]) => name.toLowerCase() !== POLICY);
    answer({ responseHeaders: { ...Object.fromEntries(others), [POLICY]: [...policies, WITHOUT_DIALOGS] } });
  });
  own.on('will-download', (event) => {
    event.preventDefault();
    refuse('download');
  });
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  // Unheard, the first certificate would go out. (A request for a password is unheard, and so cancelled.)
  contents.on('select-client-certificate', (event, _url, _certificates, answer) => {
    event.preventDefault();
    // The types demand a certificate; Electron takes the call without one as "none", as it says of `app`'s event of this name.
    (answer as () => void)();
  });
}

/**
 * Ends a session for good: what it holds is deleted, and it fetches nothing any more, not even for a worker that outlives
 * its page. The permission handlers stay.
 */
export async function endSession(own: Session): Promise<void> {
  own.webRequest.onBeforeRequest({ urls: ['<all_urls>'] }, (_request, answer) => answer({ cancel: true }));
  own.enableNetworkEmulation({ offline: true });
  await Promise.all([own.closeAllConnections(), own.clearStorageData(), own.clearCache(), own.clearAuthCache()]);
}
