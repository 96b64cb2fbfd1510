import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer, type RequestOptions, request } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listenForRedirect } from '../../../../main/desktop/signInBrowser/loopbackListener.ts';
import type { Redirect } from '../../../../main/oauth/authorization.ts';
import { must } from '../../../fakes/world.ts';

/** A port of this computer that is free now. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Listens for an attempt; `redirects` grows with each one that is passed on. */
async function listening(host = '127.0.0.1', path = '/callback') {
  const port = await freePort();
  const origin = `http://${host}:${port}`;
  const attempt = { url: 'https://accounts.fylehq.com/', redirectUri: `${origin}${path}`, state: 'the-state' };
  const redirects: Redirect[] = [];
  const stop = must(await listenForRedirect(attempt, (redirect) => redirects.push(redirect)));
  onTestFinished(stop);
  return { attempt, origin, port, redirects, stop };
}

interface Got {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** Sends one request; the path may be what no URL could hold. */
function ask(port: number, options: RequestOptions, body = ''): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, ...options }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: text }));
    });
    asked.on('error', reject).end(body);
  });
}

async function canConnect(host: string, port: number): Promise<boolean> {
  const socket = connect(port, host);
  return new Promise((resolve) => {
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}

const RIGHT = '/callback?code=abc&state=the-state';

describe('the answer of the browser', () => {
  it.each([RIGHT, '/callback?state=the-state&code=a%2Bb&scope=x', '/callback?error=access_denied&state=the-state'])(
    'is taken once, at the registered path, and then nothing listens: GET %s',
    async (path) => {
      const { origin, port, redirects, stop } = await listening();
      const answer = await ask(port, { path });
      expect(answer.status).toBe(200);
      expect(answer.body).toContain('Go back to Token Desk');
      expect(redirects).toEqual([{ url: origin + path }]);
      const second = await ask(port, { path });
      expect(second.body).toContain('Nothing to see here');
      expect(redirects).toHaveLength(1);
      stop();
      expect(await canConnect('127.0.0.1', port)).toBe(false);
    },
  );

  it('is taken as a form too', async () => {
    const { port, redirects } = await listening();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await ask(port, { path: '/callback', method: 'POST', headers }, 'code=abc&state=the-state');
    expect(redirects).toMatchObject([{ form: 'code=abc&state=the-state' }]);
  });

  it('arrives at either address of localhost, and at no other of this computer', async () => {
    const { port, redirects } = await listening('localhost');
    const headers = { host: `localhost:${port}` };
    expect((await ask(port, { host: '127.0.0.1', path: '/callback?code=a&state=no', headers })).status).toBe(404);
    const outside = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
    for (const { address, internal, family } of outside) {
      if (!internal && family === 'IPv4') expect(await canConnect(address, port)).toBe(false);
    }
    expect(await canConnect('127.0.0.2', port)).toBe(false);
    const hasSix = outside.some(({ address }) => address === '::1');
    await ask(port, { host: hasSix ? '::1' : '127.0.0.1', path: RIGHT, headers });
    expect(redirects).toHaveLength(1);
  });

  it('is answered by a page that shows no code, runs nothing of others, and takes the code out of the address bar', async () => {
    const { port } = await listening();
    const { headers, body } = await ask(port, { path: RIGHT });
    const hashOf = (tag: string) => {
      const [, text = ''] = new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(body) ?? [];
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    };
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; script-src ${hashOf('script')}; style-src ${hashOf('style')}; img-src data:; ` +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers.connection).toBe('close');
    expect(body).toContain("history.replaceState(null, '', '/')");
    expect(body).not.toMatch(/abc|the-state|https?:/);
  });
});

describe('a foreign request', () => {
  const host = (port: number) => `127.0.0.1:${port}`;

  const foreign: readonly (readonly [what: string, options: (port: number) => RequestOptions, body?: string])[] = [
    ['another path', () => ({ path: '/callback/?code=abc&state=the-state' })],
    ['a path in other case', () => ({ path: '/Callback?code=abc&state=the-state' })],
    ['the root', () => ({ path: '/?code=abc&state=the-state' })],
    ['the icon', () => ({ path: '/favicon.ico' })],
    ['no answer in it', () => ({ path: '/callback' })],
    ['no state', () => ({ path: '/callback?code=abc' })],
    ['another state', () => ({ path: '/callback?code=abc&state=of-another' })],
    ['two states', () => ({ path: '/callback?code=abc&state=x&state=the-state' })],
    ['PUT', () => ({ path: RIGHT, method: 'PUT' })],
    ['HEAD', () => ({ path: RIGHT, method: 'HEAD' })],
    ['OPTIONS', () => ({ path: RIGHT, method: 'OPTIONS' })],
    ['DELETE', () => ({ path: RIGHT, method: 'DELETE' })],
    ['another host, whose name leads here', (port) => ({ path: RIGHT, headers: { host: `evil.example:${port}` } })],
    ['this host without its port', () => ({ path: RIGHT, headers: { host: '127.0.0.1' } })],
    ['this host by another name', (port) => ({ path: RIGHT, headers: { host: `localhost:${port}` } })],
    ['a host in the target', (port) => ({ path: `http://evil.example${RIGHT}`, headers: { host: host(port) } })],
    ['a host behind two slashes', (port) => ({ path: `//${host(port)}${RIGHT}` })],
    ['an unreadable target', () => ({ path: '*' })],
    [
      'a form that is too large',
      () => ({ path: '/callback', method: 'POST' }),
      `state=the-state&code=${'a'.repeat(70_000)}`,
    ],
    ['a form with another state', () => ({ path: '/callback', method: 'POST' }), 'code=abc&state=another'],
  ];
  it.each(foreign.map(([what, options, body = '']) => ({ what, options, body })))(
    '($what) gets a page that says nothing, and the attempt goes on',
    async ({ options, body }) => {
      const { port, redirects } = await listening();
      const answer = await ask(port, options(port), body);
      expect(answer.status).toBe(404);
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
      expect(redirects).toEqual([]);
      expect((await ask(port, { path: RIGHT })).status).toBe(200);
      expect(redirects).toHaveLength(1);
    },
  );

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['headers without end', `GET ${RIGHT} HTTP/1.1\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`],
    ['TLS', '\x16\x03\x01\x02\x00'],
    ['a tunnel', 'CONNECT evil.example:443 HTTP/1.1\r\nhost: evil.example\r\n\r\n'],
  ])('(%s) is hung up on, and the attempt goes on', async (_, bytes) => {
    const { port, redirects } = await listening();
    const socket = connect(port, '127.0.0.1');
    socket.write(bytes, 'latin1');
    socket.resume();
    await once(socket, 'close');
    await ask(port, { path: RIGHT });
    expect(redirects).toHaveLength(1);
  });

  it('that sends a byte now and then is hung up on, while the browser’s answer is taken', async () => {
    const { port, redirects } = await listening();
    const slow: Socket[] = Array.from({ length: 20 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
    for (const socket of slow) socket.write(`GET ${RIGHT} HTTP/1.1\r\nx: `);
    const dripping = setInterval(() => {
      for (const socket of slow) if (socket.writable) socket.write('a');
    }, 500);
    onTestFinished(() => clearInterval(dripping));
    const closed = Promise.all(slow.map((socket) => once(socket.resume(), 'close')));
    await ask(port, { path: RIGHT });
    expect(redirects).toHaveLength(1);
    await closed;
  }, 20_000);
});

describe('a port that is taken', () => {
  it.each(['127.0.0.1', '::1'])('at %s is told, and nothing is left listening', async (host) => {
    const port = await freePort();
    const other = createHttpServer();
    other.listen({ host, port, ipv6Only: true });
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const redirectUri = `http://localhost:${port}/callback`;
    const outcome = await listenForRedirect({ url: 'https://a.example/', redirectUri, state: 's' }, () => undefined);
    expect(outcome).toEqual({ ok: false, failure: 'port-taken' });
    expect(await canConnect(host === '::1' ? '127.0.0.1' : '::1', port)).toBe(false);
  });

  it('is free again when the attempt is over', async () => {
    const { attempt, stop } = await listening();
    stop();
    const stopAgain = must(await listenForRedirect(attempt, () => undefined));
    stopAgain();
  });
});
