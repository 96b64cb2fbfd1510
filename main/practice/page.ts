import { createHash } from 'node:crypto';
import type { Answer } from './answer.ts';
import { PAGE_SCRIPT } from './pageScript.ts';
import { PAGE_STYLE } from './pageStyle.ts';

/** The consent page. Its script fills in the details; the policy allows script and style by their hashes. */
export function consentPage(): Answer {
  const policy = [
    "default-src 'none'",
    `script-src ${hash(PAGE_SCRIPT)}`,
    `style-src ${hash(PAGE_STYLE)}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    },
    body: MARKUP,
  };
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

const MARKUP = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Practice organisation: sign in</title>
<link rel="icon" href="data:,">
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<p class="badge">Practice: nothing leaves this computer</p>
<h1 id="title">One moment</h1>
<p id="text">The page is loading.</p>
<div id="consent" hidden>
<dl>
<div><dt>App</dt><dd id="app"></dd></div>
<div><dt>Organisation</dt><dd id="organisation"></dd></div>
<div><dt>Signed in as</dt><dd id="user"></dd></div>
<div><dt>Roles</dt><dd id="roles"></dd></div>
</dl>
<div class="buttons">
<button id="cancel" type="button" aria-describedby="title">CANCEL</button>
<button id="yes" type="button" aria-describedby="title">YES</button>
</div>
</div>
<p id="status" role="status"></p>
<p class="note">Token Desk runs this practice organisation on your computer. The person and the organisation are made up.</p>
<noscript><p>This page needs JavaScript.</p></noscript>
</main>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
