import { app, type Session, session } from 'electron';
import { closeNetwork } from '../foreignPage/connectionGate.ts';
import { chromiumUserAgent } from '../system/chromiumUserAgent.ts';

/**
 * What no page needs, in every process: a window that a page opens at another site gets a process to which the
 * preferences of its page have not come.
 */
const FEATURES = {
  // By the first a page would ask a third host past the sign-in window's request filter; by the others it would write into
  // the desktop's media controls.
  'disable-features': 'FedCm,MediaSessionService,HardwareMediaKeyHandling',
  // Workers that outlive their page, the system's file dialogs, files of a page's own (main reads their names, however
  // long), and windows above all others.
  'disable-blink-features':
    'SharedWorker,FileSystemAccess,FileSystemAccessLocal,FileSystemAccessOriginPrivate,DocumentPictureInPictureAPI',
  'disable-speech-synthesis-api': '',
  // `execCommand('paste')`, by which a page would read the clipboard; and on Linux the paste of a selection, which main does
  // itself (main/desktop/window/pasting.ts): with Windows' editing (1) Chromium knows no selection to paste. The picture in a
  // picture of a video would be a window above all others too.
  // And no names asked for ahead, by which a page would tell things to whoever answers for them, past any policy.
  'blink-settings': `dnsPrefetchingEnabled=false,DOMPasteAllowed=false,pictureInPictureEnabled=false${process.platform === 'linux' ? ',editingBehaviorType=1' : ''}`,
};

/**
 * Denies by default what a page could do beyond showing itself, for every window and session the app will ever have:
 * permissions, new windows, embedded pages, and (in our own session) going anywhere else. The sign-in window loosens
 * for its own page what it needs, and nothing more. To be called before the app is ready.
 */
export function denyByDefault(): void {
  // For all sessions: one's own string does not reach every window that a page opens.
  app.userAgentFallback = chromiumUserAgent(app.userAgentFallback);
  for (const [name, value] of Object.entries(FEATURES)) app.commandLine.appendSwitch(name, value);
  // Our own pages come by the app's scheme, past every network: what a policy of theirs does not know, as WebRTC, finds none.
  void app.whenReady().then(() => closeNetwork(session.defaultSession));
  app.on('session-created', (one) => {
    denyPermissions(one);
    denySpellChecker(one);
  });
  app.on('web-contents-created', (_created, contents) => {
    // WebRTC by UDP, which no proxy stops.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
    if (contents.session !== session.defaultSession) return;
    contents.on('will-navigate', (event) => {
      event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      event.preventDefault();
    });
  });
}

/** Without both handlers Electron allows (docs/electron.md "Permissions"). */
function denyPermissions(one: Session): void {
  one.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  one.setPermissionCheckHandler(() => false);
  one.setDevicePermissionHandler(() => false);
  one.setDisplayMediaRequestHandler(null);
}

/**
 * Each new session fetches a spelling dictionary from a Google host, even where no page checks spelling (electron#22995).
 * Turning the checker off is not enough: only a session without languages has no dictionary to fetch.
 */
function denySpellChecker(one: Session): void {
  one.setSpellCheckerLanguages([]);
  one.setSpellCheckerEnabled(false);
}
