import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { newFolder } from '../../tools/drive.mjs';
import { connectPractice, deskState, expect, openForm, sharedTest } from './desk.ts';

const OWN = 'app://token-desk/index.html';

sharedTest('a script prints nothing and shows no dialog, and the page goes on at once', async ({ desk }) => {
  // Printing would hold up the page until somebody answers.
  const reached = await desk.window.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    for (let count = 0; count < 100; count += 1) {
      globalThis.window.print();
      frame.contentWindow?.print();
      alert('x');
      confirm('x');
    }
    document.execCommand('print');
    return 'the end';
  });
  expect(reached).toBe('the end');
});

/** Ways in which a text becomes code or markup. Each script gives or throws something; `ran` is what it would set. */
const INJECTIONS = {
  'markup with a handler': `document.body.innerHTML += '<img src=x onerror="ran = 1">'`,
  'markup put beside another': `document.body.insertAdjacentHTML('beforeend', '<svg onload="ran = 1">')`,
  'a document that is written': `document.write('<script>ran = 1</' + 'script>')`,
  'a parsed document': `document.body.append(new DOMParser().parseFromString('<b>x</b>', 'text/html').body)`,
  'a frame’s own document': `Object.assign(document.body.appendChild(document.createElement('iframe')), { srcdoc: '<script>parent.ran = 1</' + 'script>' })`,
  'a script of text': `document.body.append(Object.assign(document.createElement('script'), { text: 'ran = 1' }))`,
  'a script from elsewhere': `document.body.append(Object.assign(document.createElement('script'), { src: 'data:text/javascript,ran = 1' }))`,
  'an attribute': `document.body.setAttribute('onclick', 'ran = 1'); document.body.click()`,
  'a function of text': `Function('ran = 1')()`,
  'a timer of text': `setTimeout('ran = 1')`,
  'a script address': `location.href = 'javascript:ran = 1'`,
  'a module of text': `import('data:text/javascript,ran = 1')`,
  'a worker': `new Worker('./assets/x.js'); ran = 1`,
  WebAssembly: `new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); ran = 1`,
  'a policy that lets text pass': `trustedTypes.createPolicy('all', { createHTML: (text) => text }); ran = 1`,
} as const;

for (const [name, script] of Object.entries(INJECTIONS)) {
  sharedTest(`a text becomes no code in our page: ${name}`, async ({ desk }) => {
    // By main: Playwright's own way lets the page make code of text.
    const ran = await desk.app.evaluate(
      ({ BrowserWindow }, code) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(`new Promise((resolve) => {
          globalThis.ran = undefined;
          try { ${code} } catch {}
          setTimeout(() => resolve(String(globalThis.ran)), 250);
        })`),
      script,
    );
    expect(ran).toBe('undefined');
    expect(desk.window.url()).toBe(OWN);
  });
}

sharedTest('a script reaches no network and asks for no name', async ({ desk }) => {
  const { app, window } = desk;
  const file = join(newFolder(), 'net.json');
  await app.evaluate(({ session }, path) => session.defaultSession.netLog.startLogging(path), file);
  const links = [
    'dns-prefetch',
    'preconnect',
    'prefetch',
    'preload',
    'modulepreload',
    'icon',
    'stylesheet',
    'manifest',
  ];
  await window.evaluate(async (rels) => {
    for (const rel of rels) {
      const link = Object.assign(document.createElement('link'), { rel, href: `https://${rel}.told.example/x` });
      document.head.append(link);
    }
    const tries: (() => unknown)[] = [
      () => fetch('https://fetch.told.example/'),
      () => navigator.sendBeacon('https://beacon.told.example/', 'x'),
      () => new WebSocket('wss://socket.told.example/'),
      () => new EventSource('https://events.told.example/'),
      () => Object.assign(new Image(), { src: 'https://image.told.example/' }),
      () => document.body.style.setProperty('background', 'url(https://style.told.example/)'),
      () => new FontFace('x', 'url(https://font.told.example/)').load(),
      () => Object.assign(document.createElement('video'), { src: 'https://video.told.example/' }).play(),
    ];
    for (const attempt of tries)
      try {
        await attempt();
      } catch {
        // Refused.
      }
  }, links);
  await app.evaluate(({ session }) => session.defaultSession.netLog.stopLogging());
  expect(readFileSync(file, 'utf8')).not.toContain('told.example');
});

sharedTest('a script reaches no server by WebRTC', async ({ desk }) => {
  const heard: string[] = [];
  const overTcp = createServer(() => heard.push('tcp')).listen(0, '127.0.0.1');
  const overUdp = createSocket('udp4', () => heard.push('udp')).bind(0, '127.0.0.1');
  await Promise.all([once(overTcp, 'listening'), once(overUdp, 'listening')]);
  const ports = { tcp: (overTcp.address() as AddressInfo).port, udp: overUdp.address().port };
  const found = await desk.window.evaluate(async ({ tcp, udp }) => {
    const login = { username: 'a', credential: 'b' };
    const peer = new RTCPeerConnection({
      iceServers: [
        { urls: `stun:127.0.0.1:${udp}` },
        { urls: `turn:127.0.0.1:${udp}`, ...login },
        { urls: `turn:127.0.0.1:${tcp}?transport=tcp`, ...login },
      ],
    });
    const candidates: string[] = [];
    const gathered = new Promise((resolve) => {
      peer.onicecandidate = ({ candidate }) => candidate && candidates.push(candidate.candidate);
      peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve(undefined);
    });
    peer.createDataChannel('x');
    await peer.setLocalDescription();
    await gathered;
    return candidates;
  }, ports);
  expect(found).toEqual([]);
  expect(heard).toEqual([]);
  overTcp.close();
  overUdp.close();
});

sharedTest('a script goes nowhere, back or forth, and opens and saves nothing', async ({ desk }) => {
  const { app, window } = desk;
  const pages = app.windows().length;
  await app.evaluate(({ session }) => {
    Object.assign(globalThis, { saved: 0 });
    session.defaultSession.once('will-download', () => Object.assign(globalThis, { saved: 1 }));
  });
  await window.evaluate(() => {
    const addresses = [
      'view-source:app://token-desk/index.html',
      'file:///etc/passwd',
      'data:text/html,x',
      'about:blank',
    ];
    addresses.push(
      'https://example.org/',
      'app://token-desk/bar.html',
      'chrome://gpu',
      'devtools://devtools',
      'ssh://x',
    );
    addresses.push(URL.createObjectURL(new Blob(['<b>x</b>'], { type: 'text/html' })));
    for (const address of addresses) {
      for (const way of [
        () => location.assign(address),
        () => location.replace(address),
        () => globalThis.window.open(address, '_blank', 'noopener'),
        () => globalThis.window.open(address),
        () => Object.assign(document.createElement('a'), { href: address, target: '_blank' }).click(),
        () => Object.assign(document.createElement('a'), { href: address }).click(),
        () => Object.assign(document.createElement('a'), { href: address, download: 'x' }).click(),
        () => Object.assign(document.body.appendChild(document.createElement('form')), { action: address }).submit(),
        () => Object.assign(document.body.appendChild(document.createElement('iframe')), { src: address }),
      ])
        try {
          way();
        } catch {
          // Refused.
        }
    }
    Object.assign(globalThis, { stays: true });
    const refresh = Object.assign(document.createElement('meta'), {
      httpEquiv: 'refresh',
      content: '0; url=about:blank',
    });
    document.head.append(refresh);
    history.back();
    history.go(-1);
    history.forward();
    location.reload();
  });
  // Whatever was begun is done by then.
  await window.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  expect(await window.evaluate(() => Reflect.get(globalThis, 'stays'))).toBe(true);
  expect(window.url()).toBe(OWN);
  expect(app.windows()).toHaveLength(pages);
  expect(await app.evaluate(() => Reflect.get(globalThis, 'saved'))).toBe(0);
});

sharedTest('a page that gives itself the address of the bar does not become it', async ({ desk }) => {
  const { window } = desk;
  await window.evaluate(() => {
    history.pushState(null, '', '/bar.html');
    Object.assign(globalThis, { stays: true });
    location.reload();
    history.go(0);
  });
  await window.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  expect(await window.evaluate(() => Reflect.get(globalThis, 'stays'))).toBe(true);
  await window.evaluate(() => history.replaceState(null, '', '/index.html'));
});

sharedTest('what is dropped on our page is not opened', async ({ desk }) => {
  const { app, window } = desk;
  const session = await window.context().newCDPSession(window);
  const pages = app.windows().length;
  for (const data of [
    { items: [], files: ['/etc/passwd'], dragOperationsMask: 1 },
    { items: [{ mimeType: 'text/uri-list', data: 'https://example.org/' }], dragOperationsMask: 1 },
    { items: [{ mimeType: 'text/html', data: '<img src=x onerror="globalThis.ran = 1">' }], dragOperationsMask: 1 },
  ])
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: 40, y: 40, data });
  expect(await window.evaluate(() => String(Reflect.get(globalThis, 'ran')))).toBe('undefined');
  expect(window.url()).toBe(OWN);
  expect(app.windows()).toHaveLength(pages);
});

sharedTest('our page and its frames may use none of what Chromium asks permission for', async ({ desk }) => {
  const allowed = await desk.window.evaluate(() => {
    const policy = Reflect.get(document, 'featurePolicy');
    return policy.allowedFeatures();
  });
  const asked = ['camera', 'microphone', 'geolocation', 'display-capture', 'clipboard-read', 'clipboard-write', 'usb'];
  asked.push('hid', 'serial', 'bluetooth', 'midi', 'payment', 'fullscreen', 'picture-in-picture', 'screen-wake-lock');
  asked.push('local-fonts', 'idle-detection', 'window-management', 'publickey-credentials-get', 'storage-access');
  expect(allowed.filter((name: string) => asked.includes(name))).toEqual([]);
});

sharedTest('a page that changes what every object has does not change main', async ({ desk }) => {
  const { app, window } = desk;
  const replies = await window.evaluate(async () => {
    const names = ['ok', 'then', 'toJSON', 'length', 'code', 'endpoints', 'kind', 'burst'];
    for (const name of names) Reflect.set(Object.prototype, name, name === 'then' ? undefined : 'changed');
    const { bridge } = globalThis.window;
    const asked = await Promise.all([bridge.desk(), bridge.renew('__proto__'), bridge.signInAgain('constructor', {})]);
    const told = asked.map((reply) => Object.hasOwn(reply, 'ok') && typeof reply.ok === 'boolean');
    for (const name of names) Reflect.deleteProperty(Object.prototype, name);
    return told;
  });
  expect(replies).toEqual([true, true, true]);
  expect((await deskState(window)).connections).toEqual([]);
  expect(await app.evaluate(() => Reflect.get({}, 'ok'))).toBeUndefined();
});

sharedTest('a secret on screen keeps the window out of pictures of it, and no longer', async ({ desk }) => {
  const { app, window } = desk;
  await app.evaluate(({ BrowserWindow }) => {
    const main = BrowserWindow.getAllWindows()[0];
    const calls: boolean[] = [];
    if (main !== undefined) main.setContentProtection = (isOn) => void calls.push(isOn);
    Object.assign(globalThis, { protections: calls });
  });
  const last = () => app.evaluate(() => Reflect.get(globalThis, 'protections').at(-1));
  await connectPractice(desk);
  await window.getByRole('button', { name: 'Reveal token' }).click();
  await expect(window.getByLabel('Access token of Practice organisation')).toBeVisible();
  expect(await last()).toBe(true);
  await window.getByRole('button', { name: 'Hide token' }).click();
  await expect.poll(last).toBe(false);
  await openForm(window, 'Internal app');
  await window.getByRole('button', { name: 'Show client secret' }).click();
  await expect.poll(last).toBe(true);
  await window.getByRole('button', { name: 'Show refresh token' }).click();
  await window.getByRole('button', { name: 'Hide client secret' }).click();
  await expect(window.getByRole('button', { name: 'Show client secret' })).toBeVisible();
  expect(await last()).toBe(true);
  // A page that is loaded anew shows none.
  await window.reload();
  await expect.poll(last).toBe(false);
});
