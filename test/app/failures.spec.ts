import { createServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { newFolder } from '../../tools/drive.mjs';
import {
  connectPractice,
  type Desk,
  deskState,
  expect,
  fill,
  fillAddresses,
  openForm,
  sharedTest,
  test,
} from './desk.ts';
import { selfSigned } from './harness/certificate.ts';
import { startLoginManager } from './loginManager.ts';
import { json, listen, type Mood, type MoodyFyle, well } from './moodyFyle.ts';

const cut: Mood = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
  response.write('{"access_token":"half a', () => response.destroy());
};
const tenMegabytes: Mood = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(`{"access_token":"${'x'.repeat(10_000_000)}"}`);
};
const page: Mood = (response) => {
  response.writeHead(200, { 'content-type': 'text/html' });
  response.end('<!doctype html><title>Guest Wi-Fi</title>');
};

const answers: readonly (readonly [string, Mood, string, string, string])[] = [
  ['400', json(400, { message: 'bad' }), 'wrong-parameters', 'problem', 'Fyle did not understand the request'],
  [
    '401',
    json(401, { message: 'invalid token' }),
    'sign-in-rejected',
    'sign-in-needed',
    'no longer accepts this sign-in',
  ],
  [
    '403',
    json(403, { message: 'disabled' }),
    'user-not-allowed',
    'problem',
    'This person has no access to Fyle’s data',
  ],
  ['404', json(404, { message: 'no app' }), 'app-unknown', 'problem', 'Fyle does not know this app'],
  ['429', json(429, { message: 'slow' }), 'too-many-requests', 'problem', 'Fyle is asking us to slow down'],
  ['500', json(500, { message: 'oops' }), 'server-error', 'problem', 'Fyle is having problems'],
  ['503 in HTML', page503, 'server-error', 'problem', 'Fyle is having problems'],
  ['HTML instead of JSON', page, 'unexpected-answer', 'problem', 'Fyle’s answer could not be understood'],
  ['JSON that ends half-way', half, 'unexpected-answer', 'problem', 'Fyle’s answer could not be understood'],
  ['an answer cut off', cut, 'interrupted', 'offline', 'The answer was cut off'],
  ['a hung-up line', (response) => response.destroy(), 'interrupted', 'offline', 'The answer was cut off'],
  ['a 10 MB answer', tenMegabytes, 'answer-too-large', 'problem', 'The answer was far too large'],
];

const everyDay = ['401', '429', '503 in HTML', 'JSON that ends half-way', 'an answer cut off'];

// It renews so often that a fast computer would leave the others of a shared app fewer renewals than main allows.
for (const { which, some, tag } of [
  { which: 'all', some: answers, tag: ['@nightly'] },
  { which: 'one of each kind', some: answers.filter(([name]) => everyDay.includes(name)), tag: [] },
])
  test(`each answer of the token endpoint is told in its own words and deletes nothing: ${which}`, { tag }, async ({
    desk,
    moodyFyle: fyle,
  }) => {
    const { window } = desk;
    await connect(desk, fyle);
    for (const [name, mood, code, status, title] of some) {
      fyle.setMood(mood);
      await window.getByRole('button', { name: 'Renew now' }).click();
      const state = async () => (await deskState(window)).connections[0];
      await expect.poll(async () => (await state())?.failure?.code, name).toBe(code);
      expect((await state())?.status, name).toBe(status);
      // The history below tells it too, and keeps telling it.
      const told = window.getByRole('heading', { name: title });
      await expect(told, name).toBeVisible();
      fyle.setMood(well);
      await window.getByRole('button', { name: 'Renew now' }).click();
      await expect(told, name).toBeHidden();
      expect((await deskState(window)).connections[0]?.status).toBe('ready');
    }
  });

sharedTest(
  'answers that are too large block no host: after seven of them the good one arrives',
  async ({ desk, moodyFyle: fyle }) => {
    await connect(desk, fyle);
    fyle.setMood(tenMegabytes);
    // Chromium has six lines to a host.
    for (let answer = 0; answer < 7; answer += 1) {
      expect(await renew(desk.window)).toMatchObject({ ok: false, failure: { code: 'answer-too-large' } });
    }
    fyle.setMood(well);
    expect(await renew(desk.window)).toMatchObject({ ok: true });
  },
);

sharedTest(
  'a redirecting token endpoint is not followed: the secrets go nowhere else',
  async ({ desk, moodyFyle: fyle }) => {
    const elsewhere: string[] = [];
    const other = createServer((request, response) => {
      elsewhere.push(request.url ?? '');
      response.end();
    });
    const port = await listen(other);
    await connect(desk, fyle);
    for (const status of [301, 302, 303, 307, 308]) {
      fyle.setMood(json(status, {}, { location: `http://127.0.0.1:${port}/taken` }));
      expect(await renew(desk.window)).toEqual({
        ok: false,
        failure: { code: 'redirected', host: new URL(fyle.endpoints.token).host },
      });
    }
    expect(elsewhere).toEqual([]);
    other.close();
  },
);

sharedTest('a refresh token is sent once, though its line breaks off', async ({ desk, moodyFyle: fyle }) => {
  await connect(desk, fyle);
  fyle.setMood((response) => response.destroy());
  expect(await renew(desk.window)).toMatchObject({ ok: false, failure: { code: 'interrupted' } });
  expect(fyle.asked).toHaveLength(2);
});

test('a refresh token is sent once, though its line breaks off at a server that speaks HTTP/2', async ({
  desk,
  moodyFyle: fyle,
}) => {
  const asked: string[] = [];
  const lines: Socket[] = [];
  const server = createSecureServer({ ...selfSigned(), allowHTTP1: true }, ({ method }, response) => {
    asked.push(method);
    if (asked.length === 1) response.end('{"access_token":"a-token-of-a-good-day"}');
    else for (const line of lines) line.destroy();
  });
  server.on('secureConnection', (line) => lines.push(line));
  const port = await listen(server);
  await desk.app.evaluate(({ session }) => {
    session.fromPartition('token-requests').setCertificateVerifyProc((_request, answer) => answer(0));
  });
  await type(desk, { ...fyle.endpoints, token: `https://127.0.0.1:${port}/token` });
  await expect(desk.window.getByText('jane@acme.example')).toBeVisible();
  expect(await renew(desk.window)).toMatchObject({ ok: false, failure: { code: 'interrupted' } });
  expect(asked).toHaveLength(2);
  server.close();
});

test('an address that does not answer is given up after ten seconds, one that trickles too', {
  tag: '@alone',
}, async ({ desk, moodyFyle: fyle }) => {
  const { token: address } = fyle.endpoints;
  const { host } = new URL(address);
  const trickle: Mood = (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 200);
    response.on('close', () => clearInterval(timer));
  };
  // Electron's fetch never ends by itself at such a status.
  const noStatus: Mood = (response) => response.socket?.end('HTTP/1.1 600 X\r\ncontent-length: 0\r\n\r\n');
  const moods: Mood[] = [() => undefined, trickle, noStatus];
  fyle.setMood((...exchange) => moods.shift()?.(...exchange));
  const begun = Date.now();
  // The check before a first sign-in asks three addresses at once: here three times the same.
  const check = await desk.window.evaluate((settings) => globalThis.window.bridge.checkSettings(settings), {
    endpoints: { authorization: address, token: address, cluster: address },
  });
  const failure = { code: 'timed-out', host };
  const parts = ['page', 'token', 'cluster'].map((part) => ({ part, failure }));
  expect(check).toEqual({ ok: true, value: { parts: [...parts, { part: 'keychain' }] } });
  expect(moods).toEqual([]);
  expect(Date.now() - begun).toBeLessThan(13_000);
});

sharedTest(
  'a token answer that takes twelve seconds is told, and taken: by a renewal beside a sign-in',
  async ({ desk, moodyFyle: fyle }) => {
    const { window } = desk;
    const told = window.getByText('Fyle has not answered yet');
    await connect(desk, fyle);
    const tokens = { access_token: 'a-token-of-a-slow-day', expires_in: 3600, refresh_token: 'rotated' };
    fyle.setMood((response, request) => void setTimeout(() => json(200, tokens)(response, request), 12_000));
    const renewal = renew(window);
    await expect(told).toBeVisible();
    await typeOAuthApp(desk, fyle);
    await expect(window.getByRole('heading', { name: 'Acme Ltd' })).toBeHidden();
    await expect(told).toBeVisible();
    expect(await renewal).toMatchObject({ ok: true });
    await expect(window.getByRole('heading', { name: 'Beta GmbH' })).toBeVisible();
    fyle.setMood(well);
    for (const which of [0, 1]) expect(await renew(window, which)).toMatchObject({ ok: true });
    const [, sent, code, ...later] = fyle.asked.map(({ body }) => body);
    expect(sent).toContain('a-refresh-token');
    expect(code).toContain('a-code');
    expect(later).toEqual([expect.stringContaining('rotated'), expect.stringContaining('rotated')]);
  },
);

sharedTest(
  'a token answer that takes twelve seconds is told, and taken: at a first connection, a renewal and a sign-in',
  { tag: '@nightly' },
  async ({ desk, moodyFyle: fyle }) => {
    let sent = 0;
    const slowly: Mood = (response, request) => {
      sent += 1;
      const tokens = { access_token: 'a-token-of-a-slow-day', expires_in: 3600, refresh_token: `rotated-${sent}` };
      setTimeout(() => json(200, tokens)(response, request), 12_000);
    };
    fyle.setMood(slowly);
    await type(desk, fyle.endpoints);
    await expect(desk.window.getByText('Fyle has not answered yet')).toBeVisible();
    await expect(desk.window.getByText('jane@acme.example')).toBeVisible();
    const renewal = renew(desk.window);
    await expect(desk.window.getByText('Fyle has not answered yet')).toBeVisible();
    expect(await renewal).toMatchObject({ ok: true });
    fyle.setMood(well);
    expect(await renew(desk.window)).toMatchObject({ ok: true });
    const tokens = fyle.asked.map(({ body }) => JSON.parse(body).refresh_token);
    expect(tokens).toEqual(['a-refresh-token', 'rotated-1', 'rotated-2']);
    fyle.setMood(slowly);
    await typeOAuthApp(desk, fyle);
    await expect(desk.window.getByText('Fyle has not answered yet')).toBeVisible();
    await expect(desk.window.getByRole('heading', { name: 'Beta GmbH' })).toBeVisible();
    expect(fyle.asked.at(-1)?.body).toContain('a-code');
    fyle.setMood(well);
    expect(await renew(desk.window, 1)).toMatchObject({ ok: true });
    expect(fyle.asked.at(-1)?.body).toContain(`rotated-${sent}`);
  },
);

sharedTest(
  'a server that is gone is told as unreachable, and the next renewal after its return works',
  async ({ desk, moodyFyle: fyle }) => {
    await connect(desk, fyle);
    await fyle.close();
    expect(await renew(desk.window)).toMatchObject({ ok: false, failure: { code: 'unreachable' } });
    await expect(desk.window.getByText('cannot be reached')).toBeVisible();
    const [connection] = (await deskState(desk.window)).connections;
    expect(connection?.status).toBe('offline');
    expect(connection?.retryAt).toBeGreaterThan(Date.now());
  },
);

/** Lets a connection fail so often that its next try by itself is minutes away; gives how many requests came until then. */
async function failOften(desk: Desk, fyle: MoodyFyle): Promise<number> {
  await connect(desk, fyle);
  fyle.setMood((response) => response.destroy());
  for (let failures = 0; failures < 8; failures += 1) await renew(desk.window);
  fyle.setMood(well);
  return fyle.asked.length;
}

test('what failed is tried at once when the computer wakes, as the login manager tells', async ({
  start,
  moodyFyle: fyle,
}) => {
  const manager = await startLoginManager();
  const desk = await start(newFolder(), manager.env);
  const asked = await failOften(desk, fyle);
  // Seen at the provider alone: a computer that goes to sleep closes its connections, Playwright's too.
  const requests = async () => {
    await manager.sleepAndWake();
    return fyle.asked.length - asked;
  };
  await expect.poll(requests, { timeout: 15_000 }).toBe(1);
  await manager.stop();
});

// By hand: no system that these tests run on tells it. It shows what follows, not that it comes.
sharedTest(
  'what failed is tried at once when the screen is unlocked',
  { tag: '@nightly' },
  async ({ desk, moodyFyle: fyle }) => {
    const asked = await failOften(desk, fyle);
    const status = async () => {
      await desk.app.evaluate(({ powerMonitor }) => powerMonitor.emit('unlock-screen'));
      return (await deskState(desk.window)).connections[0]?.status;
    };
    await expect.poll(status, { timeout: 15_000 }).toBe('ready');
    expect(fyle.asked).toHaveLength(asked + 1);
  },
);

sharedTest(
  'a certificate that is not trusted ends the request before anything is sent',
  async ({ desk, moodyFyle: fyle }) => {
    const seen: string[] = [];
    const tls = createTlsServer(selfSigned(), (request, response) => {
      seen.push(request.url ?? '');
      response.end();
    });
    const port = await listen(tls);
    await type(desk, { ...fyle.endpoints, token: `https://127.0.0.1:${port}/token` });
    await expect(desk.window.getByText(`127.0.0.1:${port} could not be verified`)).toBeVisible();
    expect(seen).toEqual([]);
    expect((await deskState(desk.window)).connections).toEqual([]);
    tls.close();
  },
);

sharedTest(
  'cookies of the token endpoint are neither kept nor sent, and nothing follows the request but what Fyle wants',
  async ({ desk, moodyFyle: fyle }) => {
    fyle.setMood(json(200, { access_token: 'a-token-of-a-good-day' }, { 'set-cookie': 'spy=1; Path=/; Max-Age=9999' }));
    await connect(desk, fyle);
    await renew(desk.window);
    expect(fyle.asked.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined]);
    expect(fyle.asked.map(({ headers }) => headers['content-type'])).toEqual(['application/json', 'application/json']);
    expect(JSON.parse(fyle.asked[1]?.body ?? '')).toEqual({
      grant_type: 'refresh_token',
      client_id: 'tpaAcme1234',
      client_secret: 'a-secret',
      refresh_token: 'a-refresh-token',
    });
  },
);

function half(...[response]: Parameters<Mood>) {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end('{"access_token":"half a');
}

function page503(...[response]: Parameters<Mood>) {
  response.writeHead(503, { 'content-type': 'text/html' });
  response.end('<h1>Service unavailable</h1>');
}

async function connect(desk: Parameters<typeof type>[0], fyle: MoodyFyle, refreshToken?: string) {
  await type(desk, fyle.endpoints, refreshToken);
  await expect(desk.window.getByText('jane@acme.example')).toBeVisible();
}

async function type(
  { window }: { window: Parameters<typeof fill>[0] },
  endpoints: MoodyFyle['endpoints'],
  refreshToken = 'a-refresh-token',
) {
  await openForm(window, 'Internal app');
  await fill(window, {
    Name: 'Acme Ltd',
    'Client ID': 'tpaAcme1234',
    'Client secret': 'a-secret',
    'Refresh token': refreshToken,
  });
  await fillAddresses(window, endpoints);
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
}

async function typeOAuthApp({ window }: Parameters<typeof type>[0], fyle: MoodyFyle) {
  await openForm(window, 'OAuth 2.0 app');
  const app = { Name: 'Beta GmbH', 'Client ID': 'tpaBeta1234', 'Client secret': 'a-secret' };
  await fill(window, { ...app, 'Redirect URI': 'http://localhost:1/back' });
  await fillAddresses(window, fyle.endpoints);
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
}

function renew(window: Parameters<typeof fill>[0], which = 0) {
  return window.evaluate(async (index) => {
    const desk = await globalThis.window.bridge.desk();
    return globalThis.window.bridge.renew(desk.ok ? (desk.value.connections[index]?.id ?? '') : '');
  }, which);
}

test('tokens are renewed after Chromium’s process for the network has died', async ({ desk }) => {
  const { app, window } = desk;
  await connectPractice(desk);
  for (let times = 0; times < 2; times += 1) {
    await app.evaluate(async ({ app: electron }) => {
      const network = electron
        .getAppMetrics()
        .find(({ serviceName }) => serviceName === 'network.mojom.NetworkService');
      const gone = new Promise((resolve) => void electron.once('child-process-gone', resolve));
      process.kill(network?.pid ?? 0, 'SIGKILL');
      await gone;
    });
    const { id = '' } = (await deskState(window)).connections[0] ?? {};
    expect(await window.evaluate((one) => globalThis.window.bridge.renew(one), id)).toMatchObject({ ok: true });
  }
});
