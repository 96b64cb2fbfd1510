import type { Session } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sessionHttp, type TokenSession } from '../../../../main/desktop/system/http.ts';
import type { HttpRequest } from '../../../../main/oauth/answer.ts';

const network = vi.hoisted(() => ({ isOnline: true }));
// Electron is only available in its own process: this mock gives the state of the network.
vi.mock('electron', () => ({ net: { isOnline: () => network.isOnline } }));

const URL_ASKED = 'https://accounts.fylehq.com/api/oauth/token';
const host = 'accounts.fylehq.com';

/** Nothing else of a session is used. */
function sessionOf(fetch: () => Promise<Response>): TokenSession {
  const current = { fetch, closeAllConnections: () => Promise.resolve() } as unknown as Session;
  return { current, endIfHung: async () => undefined };
}

/** Sends a request over a session with this `fetch`. */
function ask(fetch: () => Promise<Response>, isOnline = true, more: Pick<HttpRequest, 'mayRotate'> = {}) {
  network.isOnline = isOnline;
  return sessionHttp(sessionOf(fetch))(URL_ASKED, {
    method: 'POST',
    headers: {},
    body: '{}',
    ...more,
  });
}

describe('an error of Chromium', () => {
  it.each([
    ['net::ERR_INTERNET_DISCONNECTED', { code: 'offline', host }],
    ['net::ERR_NETWORK_ACCESS_DENIED', { code: 'offline', host }],
    ['net::ERR_NAME_NOT_RESOLVED', { code: 'unreachable', host }],
    ['net::ERR_CONNECTION_REFUSED', { code: 'unreachable', host }],
    ['net::ERR_ADDRESS_UNREACHABLE', { code: 'unreachable', host }],
    ['net::ERR_UNSAFE_PORT', { code: 'unreachable', host }],
    ['net::ERR_CONNECTION_TIMED_OUT', { code: 'timed-out', host }],
    ['net::ERR_TIMED_OUT', { code: 'timed-out', host }],
    ['net::ERR_CONNECTION_RESET', { code: 'interrupted', host }],
    ['net::ERR_CONNECTION_CLOSED', { code: 'interrupted', host }],
    ['net::ERR_EMPTY_RESPONSE', { code: 'interrupted', host }],
    ['net::ERR_CONTENT_LENGTH_MISMATCH', { code: 'interrupted', host }],
    ['net::ERR_INCOMPLETE_CHUNKED_ENCODING', { code: 'interrupted', host }],
    ['net::ERR_NETWORK_CHANGED', { code: 'interrupted', host }],
    ['net::ERR_NETWORK_IO_SUSPENDED', { code: 'interrupted', host }],
    ['net::ERR_SOCKET_NOT_CONNECTED', { code: 'interrupted', host }],
    ['net::ERR_ABORTED', { code: 'interrupted', host }],
    ['net::ERR_FAILED', { code: 'interrupted', host }],
    ['net::ERR_PROXY_CONNECTION_FAILED', { code: 'proxy-failed', host }],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', { code: 'proxy-failed', host }],
    ['net::ERR_CERT_AUTHORITY_INVALID', { code: 'certificate-untrusted', host, reason: 'ERR_CERT_AUTHORITY_INVALID' }],
    ['net::ERR_CERT_DATE_INVALID', { code: 'certificate-untrusted', host, reason: 'ERR_CERT_DATE_INVALID' }],
    ['net::ERR_SSL_PROTOCOL_ERROR', { code: 'certificate-untrusted', host, reason: 'ERR_SSL_PROTOCOL_ERROR' }],
    ["Attempted to redirect, but redirect policy was 'error'", { code: 'redirected', host }],
    ['anything else', { code: 'unreachable', host }],
  ])('is told by its kind: %s', async (message, failure) => {
    expect(await ask(() => Promise.reject(new Error(message)))).toEqual({ ok: false, failure });
  });

  it.each(['NETWORK_CHANGED', 'NETWORK_IO_SUSPENDED', 'CONNECTION_RESET', 'EMPTY_RESPONSE'])(
    'that breaks off what may have been sent is told so, though the network has gone by then: %s',
    async (name) => {
      const answer = await ask(() => Promise.reject(new Error(`net::ERR_${name}`)), false);
      expect(answer).toEqual({ ok: false, failure: { code: 'interrupted', host } });
    },
  );

  it('before anything was sent and without a network means that this computer is offline', async () => {
    for (const message of [
      'net::ERR_NAME_NOT_RESOLVED',
      'net::ERR_ADDRESS_UNREACHABLE',
      'net::ERR_CONNECTION_REFUSED',
    ]) {
      const answer = await ask(() => Promise.reject(new Error(message)), false);
      expect(answer).toEqual({ ok: false, failure: { code: 'offline', host } });
    }
  });
});

describe('an answer', () => {
  it('is given with status, headers and body, and an empty one too', async () => {
    const answer = await ask(async () => new Response('{"a":1}', { status: 201, headers: { 'x-a': 'b' } }));
    if (!answer.ok) throw new Error(answer.failure.code);
    expect([answer.value.status, answer.value.headers.get('x-a'), await answer.value.text()]).toEqual([
      201,
      'b',
      '{"a":1}',
    ]);
    expect(await ask(async () => new Response(null, { status: 204 }))).toMatchObject({ ok: true });
  });

  it('of a server that takes itself for a proxy is its answer, and no proxy is asked', async () => {
    const admit = vi.fn(async () => true);
    const fetch = () => Promise.reject(new Error('net::ERR_UNEXPECTED_PROXY_AUTH'));
    const http = sessionHttp(sessionOf(fetch), admit);
    const answer = await http(URL_ASKED, { method: 'POST', headers: {}, body: '{}' });
    expect(answer).toMatchObject({ ok: true, value: { status: 407 } });
    expect(admit).not.toHaveBeenCalled();
  });

  it.each(['TUNNEL_CONNECTION_FAILED', 'CONNECTION_RESET'])(
    'of a proxy that refuses has reached no server, however its body ends: %s',
    async (name) => {
      const body = new ReadableStream({ start: (stream) => stream.error(new Error(`net::ERR_${name}`)) });
      const answer = await ask(async () => new Response(body, { status: 407 }));
      expect(answer).toEqual({ ok: false, failure: { code: 'proxy-failed', host } });
    },
  );

  it('is read up to 256 KiB and no further', async () => {
    expect(await ask(async () => new Response('x'.repeat(262_144)))).toMatchObject({ ok: true });
    const tooLarge = { ok: false, failure: { code: 'answer-too-large', host } };
    expect(await ask(async () => new Response('x'.repeat(262_145)))).toEqual(tooLarge);
  });

  it.each(['CONNECTION_RESET', 'INTERNET_DISCONNECTED', 'TIMED_OUT', 'SSL_PROTOCOL_ERROR', 'NAME_NOT_RESOLVED'])(
    'that ends half-way was sent, and is told to have broken off: %s',
    async (name) => {
      for (const isOnline of [true, false]) {
        const body = new ReadableStream({ start: (stream) => stream.error(new Error(`net::ERR_${name}`)) });
        const answer = await ask(async () => new Response(body), isOnline);
        expect(answer).toEqual({ ok: false, failure: { code: 'interrupted', host } });
      }
    },
  );
});

describe('an answer that does not come', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    ['ten seconds', {}, 10_000],
    ['two minutes, when it may bring a refresh token', { mayRotate: true } as const, 120_000],
  ])('is waited for for %s', async (_time, more, limit) => {
    let outcome: unknown;
    void ask(() => new Promise(() => undefined), true, more).then((answer) => {
      outcome = answer;
    });
    await vi.advanceTimersByTimeAsync(limit - 1);
    expect(outcome).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(outcome).toEqual({ ok: false, failure: { code: 'timed-out', host } });
  });
});

describe('the process for the network', () => {
  afterEach(() => vi.useRealTimers());

  it('is asked whether it lives once an answer has not come in time, and not after another failure', async () => {
    vi.useFakeTimers();
    const endIfHung = vi.fn(async () => undefined);
    const never = { ...sessionOf(() => new Promise(() => undefined)), endIfHung };
    const asked = sessionHttp(never)(URL_ASKED, { method: 'POST', headers: {}, body: '{}' });
    await vi.advanceTimersByTimeAsync(11_000);
    expect(await asked).toEqual({ ok: false, failure: { code: 'timed-out', host } });
    expect(endIfHung).toHaveBeenCalledTimes(1);
    const refused = { ...sessionOf(() => Promise.reject(new Error('net::ERR_CONNECTION_REFUSED'))), endIfHung };
    await sessionHttp(refused)(URL_ASKED, { method: 'POST', headers: {}, body: '{}' });
    expect(endIfHung).toHaveBeenCalledTimes(1);
  });

  it('may end with connections that are never closed: another session waits for none of them', async () => {
    const good = async () => new Response('good');
    const old = { fetch: good, closeAllConnections: () => new Promise(() => undefined) } as unknown as Session;
    const sessions = { current: old, endIfHung: async () => undefined };
    const http = sessionHttp(sessions);
    const ask = () => http(URL_ASKED, { method: 'POST', headers: {}, body: '{}' });
    expect((await ask()).ok).toBe(true);
    sessions.current = sessionOf(good).current;
    expect((await ask()).ok).toBe(true);
  });
});
