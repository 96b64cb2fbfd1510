import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, test } from '@playwright/test';
import { type PublicProvider, startPublicProvider } from './publicProvider.ts';

// A page of the web wants to reach what listens on this computer and in its network. Listeners of their own, by TCP on every
// interface and by UDP, hear nothing.

let web: PublicProvider;
let tcp: Server;
let udp: Socket;
let heard: string[];
let tcpPort: number;
let udpPort: number;

test.beforeAll(async () => {
  web = await startPublicProvider(['leads-here.example 127.0.0.1', 'leads-inside.example 10.9.8.7']);
  tcp = createServer((socket) => {
    heard.push(`a connection from ${socket.remoteAddress}`);
    socket
      .on('error', () => undefined)
      .once('data', (bytes) => {
        heard.push(bytes.subarray(0, 40).toString('latin1'));
        socket.destroy();
      });
  }).listen(0, '::');
  udp = createSocket('udp4', (message) => heard.push(`${message.length} bytes by UDP`)).bind(0);
  await Promise.all([once(tcp, 'listening'), once(udp, 'listening')]);
  const address = tcp.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  tcpPort = address.port;
  udpPort = udp.address().port;
  web.provider.answer('/to', (request, response) => {
    request.resume();
    const location = decodeURIComponent(new URL(request.url ?? '', 'http://x').search.slice(1));
    response.writeHead(307, { location, 'access-control-allow-origin': '*' }).end();
  });
});
test.afterAll(async () => {
  await web.close();
  tcp.close();
  udp.close();
});

/** Names and literal forms of this computer, its own address in the network included. */
const HERE = [
  ...['127.0.0.1', '127.1', '2130706433', '0x7f.1', '0177.0.0.1', '0.0.0.0', '[::1]', '[::]', '[::ffff:127.0.0.1]'],
  ...[
    '[64:ff9b::127.0.0.1]',
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'a.localhost.',
    'leads-here.example',
  ],
  ...Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address),
];
const INSIDE = [
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '[fd00::1]',
  '[fe80::1]',
  '[fec0::1]',
  '224.0.0.251',
  'leads-inside.example',
];

const add = (html: string) => `document.body.insertAdjacentHTML('beforeend', \`${html}\`);`;
const make = (tag: string, properties: string) =>
  `document.head.append(Object.assign(document.createElement('${tag}'), ${properties}));`;
const socket = (to: string) => to.replace(/^http/, 'ws');

const WAYS: Readonly<Record<string, (to: string) => string>> = {
  'a request of a script': (to) => `fetch('${to}').catch(() => 0);`,
  'a request without an answer': (to) =>
    `fetch('${to}', { mode: 'no-cors', method: 'POST', body: 'x' }).catch(() => 0);`,
  'a request that outlives its page': (to) => `fetch('${to}', { mode: 'no-cors', keepalive: true }).catch(() => 0);`,
  'a request that is sent on': (to) => `fetch('/to?${encodeURIComponent(to)}', { mode: 'no-cors' }).catch(() => 0);`,
  'an old request': (to) => `{ const r = new XMLHttpRequest(); r.open('GET', '${to}'); r.send(); }`,
  'a beacon': (to) => `navigator.sendBeacon('${to}', 'x');`,
  'a socket': (to) => `new WebSocket('${socket(to)}');`,
  'a stream of events': (to) => `new EventSource('${to}');`,
  'an image': (to) => `new Image().src = '${to}';`,
  'an image of a style': (to) => add(`<p style="background: url(${to})">x</p>`),
  'a font': (to) =>
    add(
      `<style>@font-face { font-family: 'of ${to}'; src: url(${to}) }</style><p style="font-family: 'of ${to}'">x</p>`,
    ),
  'a style sheet': (to) => make('link', `{ rel: 'stylesheet', href: '${to}' }`),
  'a script': (to) => make('script', `{ src: '${to}' }`),
  'a module': (to) => `import('${to}').catch(() => 0);`,
  'a frame': (to) => add(`<iframe src="${to}"></iframe>`),
  'a frame that is sent on': (to) => add(`<iframe src="/to?${encodeURIComponent(to)}"></iframe>`),
  'an image in a frame of its own': (to) => add(`<iframe srcdoc="<img src=${to}>"></iframe>`),
  'an object': (to) => add(`<object data="${to}"></object><embed src="${to}">`),
  'a video and its text': (to) =>
    add(`<video src="${to}"><track default src="${to}"></video><audio src="${to}"></audio>`),
  'a form in a frame': (to) =>
    `${add(`<form method="post" action="${to}" target="t"></form><iframe name="t"></iframe>`)} Array.from(document.forms).at(-1).submit();`,
  'the ping of a link': (to) => `Object.assign(document.createElement('a'), { href: '#x', ping: '${to}' }).click();`,
  'a worker': (to) =>
    `new Worker(URL.createObjectURL(new Blob([\`fetch('${to}', { mode: 'no-cors' }).catch(() => 0); try { importScripts('${to}') } catch {} new WebSocket('${socket(to)}')\`])));`,
  'links that load ahead': (to) =>
    ['preconnect', 'dns-prefetch', 'prefetch', 'modulepreload', 'icon', 'manifest', 'prerender', 'next']
      .map((rel) => make('link', `{ rel: '${rel}', href: '${to}' }`))
      .join(''),
  'rules of speculation': (to) =>
    make(
      'script',
      `{ type: 'speculationrules', textContent: '${JSON.stringify({ prefetch: [{ urls: [to] }], prerender: [{ urls: [to] }] })}' }`,
    ),
  'going there': (to) => `location.href = '${to}';`,
  'being sent there': (to) => `location.href = '/to?${encodeURIComponent(to)}';`,
  'a window': (to) => `open('${to}');`,
  WebTransport: (to) => toTransport(toUdp(to)),
  'WebTransport in a worker': (to) =>
    `new Worker(URL.createObjectURL(new Blob([\`try { new WebTransport('${toUdp(to)}').ready.catch(() => 0) } catch {}\`])));`,
  WebRTC: (to) => peer('window', to),
  'WebRTC of an empty frame': (to) =>
    `{ const f = document.createElement('iframe'); document.body.append(f); ${peer('f.contentWindow', to)} }`,
};

/** Asks for a connection of WebTransport. */
function toTransport(to: string): string {
  return `try { new WebTransport('${to}').ready.catch(() => 0); } catch {}`;
}

/** The same address by the other protocol's port; WebTransport wants https. */
function toUdp(to: string): string {
  return to.replace(/^http:/, 'https:').replace(`:${tcpPort}`, `:${udpPort}`);
}

/** A connection of WebRTC that asks STUN and TURN servers at the host of an address, by UDP and TCP. */
function peer(from: string, to: string): string {
  const { hostname } = new URL(to);
  const servers = JSON.stringify([
    { urls: [`stun:${hostname}:${udpPort}`] },
    {
      urls: [`turn:${hostname}:${udpPort}?transport=udp`, `turn:${hostname}:${tcpPort}?transport=tcp`],
      username: 'a',
      credential: 'b',
    },
    { urls: [`turns:${hostname}:${tcpPort}?transport=tcp`], username: 'a', credential: 'b' },
  ]);
  return `try { const p = new ${from}.RTCPeerConnection({ iceServers: ${servers} }); p.createDataChannel('x'); p.createOffer().then((o) => p.setLocalDescription(o)); } catch {}`;
}

/** Tries a way to each host, by http and https, and waits until the page has done it all and what it does late. */
async function attempt(way: (to: string) => string, hosts: readonly string[]): Promise<readonly string[]> {
  heard = [];
  await web.show('Sign in');
  for (const host of hosts)
    for (const scheme of ['http', 'https'])
      await web.run(`try { ${way(`${scheme}://${host}:${tcpPort}/`)} } catch {} 0`).catch(() => undefined);
  // Each host's refusal is told a moment after; nothing tells of what is never sent.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const refused = await web.refused();
  await web.end();
  return refused;
}

for (const [name, way] of Object.entries(WAYS)) {
  test(`a page of the web reaches nothing on this computer by ${name}`, async () => {
    await attempt(way, HERE);
    expect(heard).toEqual([]);
  });
}

test('a page of the web reaches nothing in a private network', async () => {
  const way = WAYS['a request without an answer'];
  if (way === undefined) throw new Error('no such way');
  const refused = await attempt(way, INSIDE);
  for (const host of INSIDE) expect(refused).toContain(`net::ERR_BLOCKED_BY_CLIENT https://${host}:${tcpPort}/`);
});

test('reports about a page of the web reach nothing on this computer', async () => {
  heard = [];
  const to = `https://localhost:${tcpPort}/`;
  await web.show('<img src="https://other.example/none">', {
    'reporting-endpoints': `default="${to}"`,
    'report-to': JSON.stringify({ group: 'default', max_age: 1_000, endpoints: [{ url: to }] }),
    nel: JSON.stringify({ report_to: 'default', max_age: 1_000, success_fraction: 1 }),
    'content-security-policy': `img-src 'none'; report-uri ${to}; report-to default`,
    link: `<${to}>; rel=preload; as=script, <${to}>; rel=preconnect`,
  });
  await web.run("fetch('https://nowhere.invalid/').catch(() => 0)");
  await expect.poll(async () => (await web.refused()).some((one) => one.includes(to))).toBe(true);
  await web.end();
  expect(heard).toEqual([]);
});

test('a page of our own reaches nothing on this computer by WebRTC or WebTransport', async () => {
  heard = [];
  await web.show('Sign in');
  await web.electron.evaluate(
    ({ webContents }, code) =>
      webContents
        .getAllWebContents()
        .find((one) => one.getURL().endsWith('/bar.html'))
        ?.mainFrame.executeJavaScript(code),
    `${HERE.map((host) => peer('window', `http://${host}:${tcpPort}/`) + toTransport(`https://${host}:${udpPort}/`)).join('')} 0`,
  );
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await web.end();
  expect(heard).toEqual([]);
});

test('a listener on this computer hears a page that is there itself', async () => {
  heard = [];
  const url = `http://127.0.0.1:${new URL(web.provider.origin).port}/consent`;
  web.provider.answer('/consent', `<img src="http://localhost:${tcpPort}/own">`);
  await web.electron.evaluate(
    (_electron, address) =>
      globalThis.harness.begin({
        url: address,
        redirectUri: 'https://own.example/cb',
        state: 's',
        practice: false,
        title: 'Acme',
      }),
    url,
  );
  await expect.poll(() => heard.some((one) => one.startsWith('GET /own'))).toBe(true);
  await web.end();
});
