import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { protocol, type Session } from 'electron';
import { orUndefined } from '../../result.ts';

/** Our own pages live at `app://token-desk/`. */
export const APP_ORIGIN = 'app://token-desk';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/**
 * Call before the app is ready. With more privileges than these, foreign pages could read ours (docs/electron.md
 * "Privileges of the app scheme"); `codeCache` stores the compiled script.
 */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

/** What Chromium can be told that a document and its frames may not use; it knows no word for all. */
const FEATURES = [
  ...['accelerometer', 'ambient-light-sensor', 'autoplay', 'battery', 'bluetooth', 'browsing-topics', 'camera'],
  ...['clipboard-read', 'clipboard-write', 'compute-pressure', 'display-capture', 'document-domain', 'encrypted-media'],
  ...['fullscreen', 'gamepad', 'geolocation', 'gyroscope', 'hid', 'identity-credentials-get', 'idle-detection'],
  ...['keyboard-map', 'local-fonts', 'magnetometer', 'microphone', 'midi', 'otp-credentials', 'payment'],
  ...['picture-in-picture', 'publickey-credentials-create', 'publickey-credentials-get', 'screen-wake-lock', 'serial'],
  ...['storage-access', 'sync-xhr', 'unload', 'usb', 'web-share', 'window-management', 'xr-spatial-tracking'],
];

/** The longest wait for the first page's files to be requested, milliseconds. */
const LONGEST_WAIT = 2_000;
/** Main's thread also has to pass on the answer: it is left idle this long after it, milliseconds. */
const IDLE_AFTER_ANSWER = 10;

/**
 * Serves the built renderer from its folder, each answer with the page policy; any other file is a 404. It uses the older
 * call because `protocol.handle` loads the classes of fetch first: 30 ms, a tenth of a bare window's start (Electron 33).
 * @param locale gives the pages' `lang`, in which they speak and format times
 * @returns when the first page, and when all files that it names have been served; each after 2 s at the latest
 */
export function serveApp(session: Session, folder: string, locale: () => string) {
  const page = milestone();
  const files = milestone();
  let missing: Set<string> | undefined;
  session.protocol.registerBufferProtocol('app', ({ url, method }, answer) => {
    const { host, pathname } = new URL(url);
    const name = pathname === '/' ? '/index.html' : pathname;
    const type = TYPES[extname(name)];
    // Names of built files: at most one folder, no dot but the extension's. Our pages request no other.
    const isOurs = `app://${host}` === APP_ORIGIN && /^\/(assets\/)?[\w-]+\.\w+$/.test(name);
    const mayServe = isOurs && type !== undefined && method === 'GET';
    // Synchronous: main has nothing more urgent to do than to show the page.
    const found = mayServe ? orUndefined(() => readFileSync(join(folder, name))) : undefined;
    if (found === undefined || type === undefined) return answer({ statusCode: 404, data: Buffer.alloc(0) });
    const nonce = randomBytes(16).toString('base64');
    const isPage = type === TYPES['.html'];
    const fillIn = (html: string) => html.replace('lang="en"', `lang="${locale()}"`).replaceAll('__NONCE__', nonce);
    const data = isPage ? Buffer.from(fillIn(found.toString('utf8'))) : found;
    answer({ data, headers: { 'content-type': type, ...headers(nonce) } });
    if (isPage) {
      missing = namedFiles(data);
      page.reach();
    }
    missing?.delete(pathname);
    if (missing?.size === 0) files.reach();
  });
  return { page: page.isReached, files: files.isReached };
}

function milestone() {
  let reach = (): void => undefined;
  const isReached = new Promise<void>((resolve) => {
    reach = () => void setTimeout(resolve, IDLE_AFTER_ANSWER);
    setTimeout(resolve, LONGEST_WAIT);
  });
  return { isReached, reach };
}

/** The paths of the scripts, styles and fonts that a built page names. */
function namedFiles(html: Buffer): Set<string> {
  const named = html.toString('utf8').matchAll(/(?:src|href)="\.?(\/assets\/[^"]+)"/g);
  return new Set([...named].flatMap(([, path]) => path ?? []));
}

/** @see docs/electron.md "The page's policy" */
function headers(nonce: string): Record<string, string> {
  const policy = [
    `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'`,
    "connect-src 'none'; object-src 'none'; worker-src 'none'; frame-src 'none'",
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "require-trusted-types-for 'script'; trusted-types 'none'; sandbox allow-scripts allow-same-origin allow-forms",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'permissions-policy': FEATURES.map((feature) => `${feature}=()`).join(', '),
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  };
}
