import { createHash } from 'node:crypto';
import { locale, say } from '../words/words.ts';

/** A page that the person's own browser shows, and the headers it is sent with. */
export interface BrowserPage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const STYLE = `:root { color-scheme: light dark; }
body { display: grid; min-height: 90vh; margin: 0; place-items: center; background: light-dark(#f6f5f2, #171716); color: light-dark(#1d1c1a, #ecebe8); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 26rem; margin: 1rem; padding: 1.5rem 2rem; border: 1px solid light-dark(#dedbd4, #3a3937); border-radius: 12px; background: light-dark(#ffffff, #201f1e); }
h1 { margin: 0 0 .5rem; font-size: 1.25rem; }
p { margin: 0; }`;

/** Takes the code out of the address bar and out of the browser's history. */
const SCRIPT = "history.replaceState(null, '', '/')";

/** After the answer that was waited for. Whether the sign-in succeeds is only known in the app. */
export const takenPage = () => page(say('answer.taken'), say('answer.takenWhat'));

/** For every other request; it says nothing about the sign-in. */
export const foreignPage = () => page(say('answer.foreign'), say('answer.foreignWhat'));

function page(title: string, text: string): BrowserPage {
  const policy = [
    "default-src 'none'",
    `script-src ${hash(SCRIPT)}`,
    `style-src ${hash(STYLE)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    // The address of this page has the code in it.
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    connection: 'close',
  };
  const body = `<!doctype html>
<html lang="${locale()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
<script>${SCRIPT}</script>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${text}</p>
</main>
</body>
</html>
`;
  return { headers, body };
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
