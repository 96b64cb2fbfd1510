import { EventEmitter, once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { SeenRequest } from '../../../main/practice/practice.ts';
import { startPractice } from '../../../main/practice/practice.ts';
import { consentQuery, decide, postJson, practiceForTest, read, refreshFields } from './client.ts';

/** Sends a GET with a target or Host header that `fetch` does not allow. */
async function getRaw(origin: string, path: string, host?: string) {
  const { hostname, port } = new URL(origin);
  const asked = request({ hostname, port, path, ...(host !== undefined && { headers: { host } }) });
  asked.end();
  const [response] = await once(asked, 'response');
  return { status: response.statusCode, body: JSON.parse(await text(response)) };
}

describe('the practice organisation', () => {
  it('stands on 127.0.0.1 and names the endpoints of both generations', async () => {
    const { practice } = await practiceForTest();
    const { origin } = practice;
    expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(practice.endpoints).toEqual({
      '2021': {
        authorization: `${origin}/app/developers/#/oauth/authorize`,
        token: `${origin}/api/oauth/token`,
        cluster: `${origin}/oauth/cluster`,
      },
      '2026': {
        authorization: `${origin}/app/developers/oauth/authorize`,
        token: `${origin}/oauth/token`,
        cluster: `${origin}/oauth/cluster`,
      },
    });
    expect(practice.oauthApp.clientId).toMatch(/^tpa/);
    expect(practice.internalApp.clientId).toMatch(/^tpa/);
  });

  it('is not reached by another address of the same computer', async () => {
    const { practice } = await practiceForTest();
    const socket = connect(Number(new URL(practice.origin).port), '127.0.0.2');
    await expect(once(socket, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('keeps apps and secrets from one start to the next', async () => {
    const first = await practiceForTest();
    const second = await practiceForTest();
    expect(second.practice.oauthApp).toEqual(first.practice.oauthApp);
    expect(second.practice.internalApp).toMatchObject({
      clientId: first.practice.internalApp.clientId,
      clientSecret: first.practice.internalApp.clientSecret,
    });
  });

  it('takes the port it is given, and says so when that is taken', async () => {
    const { practice } = await practiceForTest();
    const port = Number(new URL(practice.origin).port);
    await expect(startPractice({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await practice.close();
    expect((await practiceForTest({ port })).practice.origin).toBe(practice.origin);
  });

  it('goes by the real clock and Fyle’s own limit when nothing else is said', async () => {
    const practice = await startPractice();
    const before = Date.now();
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => postJson(practice.endpoints['2021'].token, refreshFields(practice))),
    );
    await practice.close();
    const took = Date.now() - before;
    const passed = answers.filter(({ status }) => status === 200).length;
    expect(passed).toBeGreaterThanOrEqual(10);
    expect(passed).toBeLessThanOrEqual(10 * (Math.floor(took / 1_000) + 1));
  });

  it.each(['evil.example', 'localhost', '127.0.0.1', '127.0.0.1:1', '127.0.0.1.evil.example'])(
    'answers 421 to the host %s',
    async (host) => {
      const { practice } = await practiceForTest();
      const answer = await getRaw(practice.origin, '/app/developers/', host);
      expect(answer).toEqual({ status: 421, body: { message: 'This address is not served here' } });
    },
  );

  it.each(['//evil.example/oauth/token', 'http://evil.example/oauth/token', 'http://127.0.0.1:1/', '//'])(
    'answers 421 to the target %s',
    async (target) => {
      const { practice } = await practiceForTest();
      expect((await getRaw(practice.origin, target)).status).toBe(421);
      expect((await getRaw(practice.origin, target, 'evil.example')).status).toBe(421);
    },
  );

  it.each(['/__proto__', '/constructor', '/oauth', '/oauth/token/', '/platform/v1'])(
    'has nothing at %s',
    async (path) => {
      const { practice } = await practiceForTest();
      expect((await getRaw(practice.origin, path)).status).toBe(404);
    },
  );

  it('answers 429 to the eleventh request of a second, over the whole API, and none after it', async () => {
    const { practice, wait } = await practiceForTest({ requestsPerSecond: 10 });
    const { token, cluster } = practice.endpoints['2021'];
    const profile = `${practice.origin}/platform/v1/spender/my_profile`;
    const send = [
      () => postJson(token, refreshFields(practice)),
      () => postJson(practice.endpoints['2026'].token, {}),
      () => postJson(cluster, {}),
      async () => read(await fetch(profile)),
      async () => read(await fetch(token)),
    ];
    const statuses = [];
    for (const ask of [...send, ...send]) statuses.push((await ask()).status);
    expect(statuses).toEqual([200, 400, 401, 401, 405, 200, 400, 401, 401, 405]);
    for (const ask of send) {
      const { status, headers, body } = await ask();
      expect({ status, body }).toEqual({ status: 429, body: { message: 'Too many requests' } });
      expect(headers.has('retry-after')).toBe(false);
    }
    wait(1_000);
    expect((await postJson(token, refreshFields(practice))).status).toBe(200);
  });

  it('does not count the consent page', async () => {
    const { practice } = await practiceForTest({ requestsPerSecond: 1 });
    await fetch(`${practice.origin}/app/developers/`);
    expect((await decide(practice, consentQuery(practice))).status).toBe(200);
    expect((await decide(practice, consentQuery(practice))).status).toBe(200);
    expect((await postJson(practice.endpoints['2021'].token, refreshFields(practice))).status).toBe(200);
  });

  it('tells of each request by method and path, never by its query', async () => {
    const seen: SeenRequest[] = [];
    const { practice } = await practiceForTest({ now: () => 5, onRequest: (request) => seen.push(request) });
    await decide(practice, consentQuery(practice));
    await getRaw(practice.origin, '/', 'evil.example');
    expect(seen).toEqual([
      { method: 'POST', path: '/practice/consent', at: 5 },
      { method: 'GET', path: '/', at: 5 },
    ]);
  });

  it('answers a fault of its own with 500 and what it was', async () => {
    const onRequest = () => {
      throw new Error('out of paper');
    };
    const { practice } = await practiceForTest({ onRequest });
    const { status, body } = await read(await fetch(practice.origin));
    expect({ status, body }).toEqual({
      status: 500,
      body: { message: 'The practice organisation has a bug: Error: out of paper' },
    });
  });

  it('lives on when a caller goes away in mid-sending', async () => {
    const { practice } = await practiceForTest();
    const socket = connect(Number(new URL(practice.origin).port), '127.0.0.1');
    const host = new URL(practice.origin).host;
    await once(socket, 'connect');
    socket.write(`POST /oauth/token HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 50\r\n\r\n{`);
    socket.destroy();
    expect((await postJson(practice.endpoints['2021'].token, refreshFields(practice))).status).toBe(200);
  });

  it('ends at once when closed, with a connection open and a request half sent', async () => {
    const arrivals = new EventEmitter();
    const { practice } = await practiceForTest({ onRequest: () => arrivals.emit('request') });
    const arrived = once(arrivals, 'request');
    const idle = connect(Number(new URL(practice.origin).port), '127.0.0.1');
    const half = connect(Number(new URL(practice.origin).port), '127.0.0.1');
    await Promise.all([once(idle, 'connect'), once(half, 'connect')]);
    half.write(`POST /oauth/token HTTP/1.1\r\nHost: ${new URL(practice.origin).host}\r\nContent-Length: 50\r\n\r\n{`);
    await arrived;
    idle.resume();
    half.resume();
    const ended = [once(idle, 'close'), once(half, 'close')];
    await Promise.all([practice.close(), practice.close(), ...ended]);
    await expect(fetch(practice.origin)).rejects.toThrow('fetch failed');
  });
});
