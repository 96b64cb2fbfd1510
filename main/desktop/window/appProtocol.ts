import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
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

/** Must run before the app is ready. Nothing beyond `standard` and `secure`: with fetch, foreign pages could read (docs/electron.md "Privileges of the app scheme"). */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
}

/**
 * Serves the built renderer from its folder, each answer with the page policy; what is not there is a 404. A page's own
 * language says in which English it is to write times: it knows the person's language, but not their region's ways.
 * @param isAnswering a page's first act is a request: its scripts wait until somebody answers
 */
export function serveApp(session: Session, folder: string, english: EnglishLocale, isAnswering: Promise<void>): void {
  session.protocol.handle('app', async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const name = pathname === '/' ? '/index.html' : pathname;
    const type = TYPES[extname(name)];
    // The built files' names: one folder deep, no dots but the extension's. Anything else was not asked by our pages.
    const isOurs = `app://${host}` === APP_ORIGIN && /^\/(assets\/)?[\w-]+\.\w+$/.test(name);
    if (!isOurs || type === undefined || method !== 'GET') return new Response(null, { status: 404 });
    const nonce = randomBytes(16).toString('base64');
    if (type === TYPES['.js']) await isAnswering;
    try {
      const bytes = await readFile(join(folder, name));
      const body = type.startsWith('text/html') ? filledIn(bytes.toString('utf8'), nonce, english) : bytes;
      return new Response(body, { headers: { 'content-type': type, ...headers(nonce) } });
    } catch {
      // Not among the built files.
      return new Response(null, { status: 404 });
    }
  });
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
