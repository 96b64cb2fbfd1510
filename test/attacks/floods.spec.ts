import type { ServerResponse } from 'node:http';
import { expect, test } from '@playwright/test';
import { type Provider, startProvider } from '../app/harness/servers.ts';
import { startHeartbeat } from './heartbeat.ts';
import { launchPlain, type PlainElectron } from './plainElectron.ts';
import { answerRules } from './speculationRules.ts';

// A page that floods the app: main is never still, and the sign-in is stopped, or cancelled within a second.

/** The longest that main may do one thing, milliseconds. */
const STILL = 100;
/** How soon a cancelled sign-in has ended, milliseconds. */
const SOON = 1_000;
/** Main's memory stays below, MB. */
const MEMORY = 600;
/** How long a flood lasts that is not stopped by itself, milliseconds. */
const LASTS = 3_000;

let provider: Provider;
test.beforeAll(async () => {
  provider = await startProvider();
});
test.afterAll(() => provider.close());

/** Runs a script in the sign-in page as a click would, under a heartbeat; gives how the attempt ended by itself, if it did. */
async function flood(electron: PlainElectron, script: string): Promise<string | undefined> {
  await electron.evaluate(
    (_electron, url) =>
      globalThis.harness.begin({
        url,
        redirectUri: 'https://own.example/cb',
        state: 's',
        practice: false,
        title: 'Acme',
      }),
    `${provider.origin}/consent`,
  );
  const isShown = () =>
    electron.evaluate(({ webContents }) =>
      webContents.getAllWebContents().some((one) => one.getURL().endsWith('/consent') && !one.isLoading()),
    );
  await expect.poll(isShown, { intervals: [50] }).toBe(true);
  const heartbeat = await startHeartbeat(electron);
  const ended = await electron.evaluate(
    async ({ webContents }, [code, lasts]) => {
      const page = webContents.getAllWebContents().find((one) => one.getURL().endsWith('/consent'));
      void page?.mainFrame.executeJavaScript(`${code}; 0`, true).catch(() => undefined);
      const passed = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), lasts));
      return Promise.race([globalThis.harness.outcome(), passed]);
    },
    [script, LASTS] as const,
  );
  const began = performance.now();
  await electron.evaluate(async () => {
    globalThis.harness.abort();
    await globalThis.harness.outcome();
  });
  expect.soft(performance.now() - began, 'cancelled').toBeLessThan(SOON);
  const { still, memory } = await heartbeat();
  expect.soft(still, 'main was still').toBeLessThan(STILL);
  expect.soft(memory, 'memory of main').toBeLessThan(MEMORY);
  if (ended === undefined) return undefined;
  return ended.ok ? 'ok' : ended.failure.code;
}

const BIG = "const big = 'x'.repeat(2e6 - 200); let i = 0;";
const every = (milliseconds: number, act: string) =>
  `${BIG} setInterval(() => { try { ${act} } catch {} }, ${milliseconds})`;
const times = (count: number, act: string) => `${BIG} for (; i < ${count}; i++) { ${act} }`;
const addFrame = (property: string, value: string) =>
  `const f = document.createElement('iframe'); f.${property} = ${value}; document.body.append(f);`;
const elsewhere = () => provider.origin.replace('127.0.0.1', 'localhost');

/** The app stops the page by itself. */
const STOPPED: Readonly<Record<string, () => string>> = {
  'replaceState with 2 MB every 20 ms': () => every(20, "history.replaceState(0, '', '?' + i++ + big)"),
  'pushState with 2 MB every 20 ms': () => every(20, "history.pushState(0, '', '?' + i++ + big)"),
  'a hash of 2 MB every 20 ms': () => every(20, 'location.hash = i++ + big'),
  'ssh addresses of 2 MB': () => every(20, "location.href = 'ssh://' + i++ + '/' + big"),
  'frames at ssh addresses of 2 MB': () => every(20, addFrame('src', "'ssh://' + i++ + '/' + big")),
  'frames at addresses of 2 MB': () => times(100, addFrame('src', "'/frame?' + i + big")),
  'frames with data of 2 MB': () => times(100, addFrame('src', "'data:text/plain,' + i + big")),
  'requests to addresses of 2 MB': () => every(20, "fetch('/x?' + i++ + big)"),
  'links to addresses of 2 MB': () =>
    every(20, "const a = document.createElement('a'); a.href = '/x?' + i++ + big; a.click()"),
  'forms to addresses of 2 MB': () =>
    every(
      20,
      "const f = document.createElement('form'); f.action = 'ssh://x/' + i++ + big; document.body.append(f); f.submit()",
    ),
  'windows at addresses of 2 MB': () => every(20, "open('/x?' + i++ + big)"),
  'a thousand srcdoc frames': () => times(1_000, addFrame('srcdoc', "'x' + i")),
  'srcdoc frames for ever': () => every(20, `for (let j = 0; j < 100; j++) { ${addFrame('srcdoc', "'x' + i++")} }`),
  'empty frames that come and go': () => times(5_000, `${addFrame('name', 'i')} f.remove()`),
  'frames that go on and on': () =>
    `const f = document.createElement('iframe'); document.body.append(f); ${every(5, "for (let j = 0; j < 50; j++) f.contentWindow.location.replace('about:blank?' + i++)")}`,
  'going elsewhere every millisecond': () => every(1, "location.href = '/slow?' + i++"),
  'forward and back in its history': () =>
    every(5, "for (let j = 0; j < 50; j++) { history.pushState(0, '', '?' + i++); history.back() }"),
  'short lines on the console': () => every(5, 'for (let j = 0; j < 5000; j++) console.log(j)'),
  'icons at addresses of 2 MB': () =>
    every(
      100,
      "const l = document.createElement('link'); l.rel = 'icon'; l.href = '/icon' + i++ + big; document.head.append(l)",
    ),
  'preloads of addresses of 2 MB': () =>
    every(
      20,
      "const l = document.createElement('link'); l.rel = 'preload'; l.as = 'fetch'; l.href = '/x' + i++ + big; document.head.append(l)",
    ),
  'pings to addresses of 2 MB': () =>
    every(
      20,
      "const a = document.createElement('a'); a.href = '#'; a.ping = '/x' + i++ + big; document.body.append(a); a.click()",
    ),
  'sockets at addresses of 2 MB': () => every(20, "new WebSocket('ws://' + location.host + '/x' + i++ + big)"),
  'refreshes to addresses of 2 MB': () =>
    every(
      20,
      "const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0;url=/x' + i++ + big; document.head.append(m)",
    ),
  'requests with a method of 2 MB': () => every(20, "fetch('/x' + i++, { method: 'X' + big }).catch(() => 0)"),
  'icons without end': () =>
    every(
      20,
      "for (let j = 0; j < 50; j++) { const l = document.createElement('link'); l.rel = 'icon'; l.href = '/icon' + i++; document.head.append(l) }",
    ),
  'requests without end': () => every(5, "for (let j = 0; j < 500; j++) fetch('/x' + i++).catch(() => 0)"),
  'questions for permissions': () => every(5, 'for (let j = 0; j < 100; j++) Notification.requestPermission()'),
  'looks at its permissions': () =>
    every(5, "for (let j = 0; j < 1000; j++) navigator.permissions.query({ name: 'geolocation' })"),
  'fifty windows at a time': () => every(10, "for (let j = 0; j < 50; j++) open('/x' + i++)"),
  'windows that move': () => every(5, 'for (let j = 0; j < 1000; j++) { moveTo(j, 0); resizeTo(j, j) }'),
  'the full screen without end': () =>
    every(5, 'for (let j = 0; j < 100; j++) document.body.requestFullscreen().catch(() => 0)'),
  'printing without end': () => every(5, 'for (let j = 0; j < 100; j++) print()'),
  'asking for files without end': () =>
    every(5, "for (let j = 0; j < 50; j++) { const f = document.createElement('input'); f.type = 'file'; f.click() }"),
  'documents that open and close': () =>
    `const f = document.createElement('iframe'); document.body.append(f); ${every(5, 'for (let j = 0; j < 500; j++) { f.contentDocument.open(); f.contentDocument.close() }')}`,
  'a name of 10 MB in documents that open': () =>
    `const f = document.createElement('iframe'); document.body.append(f); ${every(20, 'f.contentWindow.name = i++ + big.repeat(5); f.contentDocument.open(); f.contentDocument.close()')}`,
  'writing to the clipboard without end': () =>
    every(5, "for (let j = 0; j < 100; j++) navigator.clipboard.writeText('x' + i++).catch(() => 0)"),
};
for (const [name, script] of Object.entries(STOPPED)) {
  test(`is stopped: ${name}`, async () => {
    provider.answer('/consent', 'Sign in');
    provider.answer('/frame', 'A frame');
    provider.answer('/slow', (_request, response) => void setTimeout(() => response.end('x'), 5));
    const electron = await launchPlain();
    expect(await flood(electron, script())).toBe('sign-in-page-flooded');
    await electron.close();
  });
}

/** Sends as fast as it is read, to the end or for ever. */
function pump(response: ServerResponse, type: string, megabytes: number): void {
  response.writeHead(200, { 'content-type': type });
  const part = `<p>${'x'.repeat(1_000_000)}`;
  let sent = 0;
  const go = () => {
    while (sent < megabytes) {
      sent += 1;
      if (!response.write(part)) return void response.once('drain', go);
    }
    response.end();
  };
  go();
}

/** The page may go on, and main as well. */
const BORNE: Readonly<Record<string, () => string>> = {
  'titles of 4 MB': () => every(20, 'for (let j = 0; j < 50; j++) document.title = big + big + i++'),
  'long lines on the console': () => every(20, 'for (let j = 0; j < 3; j++) console.log(big + big + i++)'),
  'states of 2 MB without an address': () => every(20, "history.pushState(big + i++, '', '?')"),
  'names of 2 MB': () => every(20, 'window.name = big + i++'),
  'frames with names of 2 MB': () =>
    `const f = document.createElement('iframe'); document.body.append(f); ${every(20, 'f.name = big + i++')}`,
  'policies of 2 MB': () =>
    `let hosts = ''; for (let j = 0; j < 150000; j++) hosts += ' a' + j + '.example'; ${every(50, "const m = document.createElement('meta'); m.httpEquiv = 'Content-Security-Policy'; m.content = 'img-src' + hosts + i++; document.head.append(m)")}`,
  'manifests at addresses of 2 MB': () =>
    `const l = document.createElement('link'); l.rel = 'manifest'; document.head.append(l); ${every(20, "l.href = '/x' + i++ + big")}`,
  'windows with names of 2 MB': () => every(20, "open('/x' + i++, big + i)"),
  'downloads with names of 2 MB': () =>
    every(20, "const a = document.createElement('a'); a.href = 'data:text/plain,' + i++; a.download = big; a.click()"),
  'files with names of 2 MB': () =>
    every(
      20,
      'navigator.storage.getDirectory().then((d) => d.getFileHandle(big + i++, { create: true })).catch(() => 0)',
    ),
  'screens at addresses of 2 MB': () =>
    every(20, "new PresentationRequest(['/x' + i++ + big]).getAvailability().catch(() => 0)"),
  'rules of speculation by a header': () => "location.href = '/ruled'",
  'images at addresses of 2 MB': () => every(20, "new Image().src = '/x?' + i++ + big"),
  'sockets without end': () =>
    every(10, "for (let j = 0; j < 20; j++) new WebSocket('ws://' + location.host + '/x' + i++)"),
  'cookies without end': () =>
    every(10, "for (let j = 0; j < 500; j++) document.cookie = 'a' + i++ + '=' + 'x'.repeat(4000)"),
  'messages between its frames': () =>
    `const f = document.createElement('iframe'); f.src = '${elsewhere()}/frame'; document.body.append(f); ${every(20, "f.contentWindow.postMessage(big, '*')")}`,
  'messages on a channel': () => `const c = new BroadcastChannel('x'); ${every(20, 'c.postMessage(big)')}`,
  'beacons without end': () =>
    every(5, "for (let j = 0; j < 100; j++) navigator.sendBeacon('/x' + i++, 'x'.repeat(500))"),
  'what it stores': () => every(20, "localStorage.setItem('k' + i % 4, big.slice(1e6) + i++)"),
  'workers without end': () => every(20, "new Worker(URL.createObjectURL(new Blob(['1'])))"),
  'downloads without end': () =>
    every(10, "const a = document.createElement('a'); a.href = 'data:text/plain,' + i++; a.download = 'x'; a.click()"),
  'large cursors': () =>
    every(
      5,
      'document.body.style = \'height:100vh;cursor:url("data:image/svg+xml,\' + encodeURIComponent(\'<svg xmlns="http://www.w3.org/2000/svg" width="128" height="\' + i++ % 128 + \'"/>\') + \'"), auto\'',
    ),
  'tooltips of 2 MB': () => every(5, 'document.body.title = big + i++'),
  'a script that never ends': () => 'for (;;);',
  'a page of 500 MB': () => "location.href = '/body'",
  'a page without end': () => "location.href = '/endless'",
  'a text of 500 MB': () => "location.href = '/text'",
  'an answer of 500 MB to a script': () => "fetch('/body').then((answer) => answer.text())",
  'an image without end': () => "new Image().src = '/endless'",
  'redirects to 200 KB': () => every(20, "fetch('/redirect' + i++).catch(() => 0)"),
  'headers of 200 KB': () => every(20, "fetch('/headers' + i++).catch(() => 0)"),
  'a form of 200 MB': () =>
    "document.body.innerHTML = '<form method=post action=/x><textarea name=t></textarea></form>'; document.querySelector('textarea').value = 'x'.repeat(2e8); document.forms[0].submit()",
};
for (const [name, script] of Object.entries(BORNE)) {
  test(`is borne: ${name}`, async () => {
    const long = 'x'.repeat(200_000);
    provider.answer('/consent', 'Sign in');
    provider.answer('/frame', 'A frame');
    answerRules(provider);
    provider.answer('/body', (_request, response) => pump(response, 'text/html', 500));
    provider.answer('/text', (_request, response) => pump(response, 'text/plain', 500));
    provider.answer('/endless', (_request, response) => pump(response, 'text/html', Number.POSITIVE_INFINITY));
    for (let path = 0; path < 200; path += 1) {
      provider.answer(`/redirect${path}`, (_request, response) =>
        response.writeHead(302, { location: `/${long}` }).end(),
      );
      provider.answer(`/headers${path}`, (_request, response) => response.writeHead(200, { long }).end());
    }
    const electron = await launchPlain();
    // Whether it is stopped depends on how fast this computer is.
    expect([undefined, 'sign-in-page-flooded', 'sign-in-page-failed']).toContain(await flood(electron, script()));
    await electron.close();
  });
}
