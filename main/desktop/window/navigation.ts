import { app, type Session, session } from 'electron';

/**
 * Denies by default what a page could do beyond showing itself, for every window and session the app will ever have:
 * permissions, new windows, embedded pages, and (in our own session) going anywhere else. The sign-in window loosens
 * for its own page what it needs, and nothing more.
 */
export function denyByDefault(): void {
  app.on('session-created', (one) => {
    denyPermissions(one);
    denySpellChecker(one);
  });
  app.on('web-contents-created', (_created, contents) => {
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
