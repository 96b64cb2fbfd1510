import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { protocol, type Session } from 'electron';
import type { EnglishLocale } from '../system/localeFormat.ts';

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
 * Must run before the app is ready. Nothing beyond what a page with a script needs: with fetch, foreign pages could read
 * (docs/electron.md "Privileges of the app scheme"). `codeCache` lets Chromium store the compiled script beside the page's session.
 */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

/** A page that has not asked for it by then is not waited for, milliseconds. */
const LATEST = 2_000;
/** Main's thread also passes on what it has answered: it is left free for that so long, in milliseconds. */
const PASSING_ON = 10;

/** What the first page has been given. Each ends after 2 s at the latest. */
export interface Served {
  readonly page: Promise<void>;
  readonly script: Promise<void>;
}

/**
 * Serves the built renderer from its folder, each answer with the page policy; what is not there is a 404.
 *
 * By Electron's older call: `protocol.handle` builds on the classes of fetch, and Node takes 30 ms to load these before
 * the first byte of the first page (Electron 33, two cores), a tenth of what a bare window takes.
 * @param english in which English a page is to write times; its language tells it. Worked out at the first page, for that
 *   takes 10 ms in which the window can already be made.
 */
export function serveApp(session: Session, folder: string, english: () => EnglishLocale): Served {
  const page = milestone();
  const script = milestone();
  session.protocol.registerBufferProtocol('app', ({ url, method }, answer) => {
    const { host, pathname } = new URL(url);
    const name = pathname === '/' ? '/index.html' : pathname;
    const type = TYPES[extname(name)];
    // The built files' names: one folder deep, no dots but the extension's. Anything else was not asked by our pages.
    const isOurs = `app://${host}` === APP_ORIGIN && /^\/(assets\/)?[\w-]+\.\w+$/.test(name);
    const found = isOurs && type !== undefined && method === 'GET' ? readBuilt(join(folder, name)) : undefined;
    if (found === undefined || type === undefined) return answer({ statusCode: 404, data: Buffer.alloc(0) });
    const nonce = randomBytes(16).toString('base64');
    const isPage = type === TYPES['.html'];
    const data = isPage ? Buffer.from(filledIn(found.toString('utf8'), nonce, english())) : found;
    answer({ data, headers: { 'content-type': type, ...headers(nonce) } });
    if (isPage) page.reach();
    if (type === TYPES['.js']) script.reach();
  });
  return { page: page.isReached, script: script.isReached };
}

function milestone(): { readonly isReached: Promise<void>; readonly reach: () => void } {
  let reach = (): void => undefined;
  const isReached = new Promise<void>((resolve) => {
    reach = () => void setTimeout(resolve, PASSING_ON);
    setTimeout(resolve, LATEST);
  });
  return { isReached, reach };
}

/** A built file; undefined when it is none. At once, for main has nothing better to do than to show the page. */
function readBuilt(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function filledIn(html: string, nonce: string, english: EnglishLocale): string {
  return html.replace('<html lang="en">', `<html lang="${english}">`).replaceAll('__NONCE__', nonce);
}

/** @see docs/electron.md "The page's policy" */
function headers(nonce: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "object-src 'none'",
    "worker-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  };
}
