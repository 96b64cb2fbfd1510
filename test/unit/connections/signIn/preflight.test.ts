import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Http } from '../../../../main/connections/model/ports.ts';
import { preflight, settingsChecks } from '../../../../main/connections/signIn/preflight.ts';
import { fylePresets } from '../../../../main/oauth/fyle.ts';
import { type Practice, startPractice } from '../../../../main/practice/practice.ts';
import { fail, ok } from '../../../../main/result.ts';
import { FakeKeychain } from '../../../fakes/keychain.ts';
import { nodeHttp } from '../../oauth/loopback.ts';

const ID = 'c'.repeat(32);
const [first, second] = fylePresets;
const well = ['page', 'token', 'cluster', 'keychain'].map((part) => ({ part }));
const host = 'accounts.fylehq.com';

const page = () => ok(new Response('<html>', { status: 200 }));
const refusal = () => ok(Response.json({ message: 'invalid token' }, { status: 401 }));

/** An address as a check asks for it. */
const bare = (address: string) => address.replace(/[?#].*/, '');

/** A Fyle that gives the `answers` at their addresses and Fyle's own at all others; `sent` lists the requests. */
function fyleOf(answers: Readonly<Record<string, () => Awaited<ReturnType<Http>>>> = {}) {
  const sent: string[] = [];
  const known = new Map(Object.entries(answers).map(([address, answer]) => [bare(address), answer]));
  const http: Http = async (url, { method, body = '' }) => {
    sent.push(`${method} ${url} ${body}`);
    return known.get(url)?.() ?? (method === 'GET' ? page() : refusal());
  };
  return { http, sent };
}

describe('a look at the settings', () => {
  it('is content when everything answers as Fyle would and the keychain keeps its word', async () => {
    const { http, sent } = fyleOf();
    const keychain = new FakeKeychain();
    expect(await preflight({ http, keychain }, first.endpoints, ID)).toEqual({ parts: well });
    expect(keychain.items.size).toBe(0);
    expect(sent.toSorted()).toEqual(
      [
        `GET ${bare(first.endpoints.authorization)} `,
        `POST ${first.endpoints.token} {}`,
        `POST ${first.endpoints.cluster} {}`,
      ].toSorted(),
    );
  });

  it('asks at the addresses without what stands behind them, which could carry anything', async () => {
    const { http, sent } = fyleOf();
    const at = (path: string) => `https://auth.example/${path}?told=secret#more`;
    const endpoints = { authorization: at('authorize'), token: at('token'), cluster: at('cluster') };
    await preflight({ http, keychain: new FakeKeychain() }, endpoints, ID);
    expect(sent.toSorted()).toEqual([
      'GET https://auth.example/authorize ',
      'POST https://auth.example/cluster {}',
      'POST https://auth.example/token {}',
    ]);
  });

  it.each([
    ['first sends somewhere to sign in', 'redirected'],
    ['is larger than any answer is read', 'answer-too-large'],
  ] as const)('takes a page that %s for one that is there', async (_name, code) => {
    const { http } = fyleOf({ [first.endpoints.authorization]: () => fail({ code, host }) });
    expect((await preflight({ http, keychain: new FakeKeychain() }, first.endpoints, ID)).parts).toEqual(well);
  });

  it.each([
    ['nothing there', () => ok(new Response('<html>Not found', { status: 404 })), { code: 'not-fyle', host }],
    ['another site’s page', () => ok(new Response('<html>Welcome')), { code: 'not-fyle', host }],
    ['another API’s answer', () => ok(Response.json({ hello: 1 })), { code: 'not-fyle', host }],
    ['an API without it', () => ok(Response.json({ message: 'no' }, { status: 404 })), { code: 'not-fyle', host }],
    ['an API that wants a GET', () => ok(Response.json({}, { status: 405 })), { code: 'not-fyle', host }],
    ['an API that had it', () => ok(Response.json({}, { status: 410 })), { code: 'not-fyle', host }],
    ['an empty answer', () => ok(new Response(null, { status: 204 })), { code: 'not-fyle', host }],
    ['no network', () => fail({ code: 'offline', host } as const), { code: 'offline', host }],
    ['no trust', () => fail({ code: 'certificate-untrusted', host, reason: 'X' } as const), expect.anything()],
    ['a redirect', () => fail({ code: 'redirected', host } as const), { code: 'redirected', host }],
    ['a fault', () => ok(new Response('', { status: 503 })), { code: 'server-error', step: 'token', status: 503 }],
    ['a pause', () => ok(new Response('', { status: 408 })), { code: 'server-error', step: 'token', status: 408 }],
    [
      'too many asking',
      () => ok(new Response('', { status: 429, headers: { 'retry-after': '120' } })),
      { code: 'too-many-requests', step: 'token', retryAfter: 120_000 },
    ],
  ])('says what is wrong with the token address: %s', async (_name, answer, failure) => {
    const { http } = fyleOf({ [first.endpoints.token]: answer, [second.endpoints.token]: answer });
    const { parts, other } = await preflight({ http, keychain: new FakeKeychain() }, first.endpoints, ID);
    expect(parts).toEqual([{ part: 'page' }, { part: 'token', failure }, { part: 'cluster' }, { part: 'keychain' }]);
    expect(other).toBeUndefined();
  });

  it.each([400, 401, 403, 422])('knows Fyle’s token address by a refusal in JSON: %d', async (status) => {
    const { http } = fyleOf({ [first.endpoints.token]: () => ok(Response.json({ message: 'no' }, { status })) });
    expect((await preflight({ http, keychain: new FakeKeychain() }, first.endpoints, ID)).parts).toEqual(well);
  });

  it.each<readonly [number, Readonly<Record<string, string>>, object | undefined]>([
    [200, {}, undefined],
    [302, {}, undefined],
    // A page that wants a real browser, or a user whom the proxy knows.
    [401, {}, undefined],
    [403, {}, undefined],
    [400, {}, { code: 'not-fyle', host }],
    [404, {}, { code: 'not-fyle', host }],
    [410, {}, { code: 'not-fyle', host }],
    [408, {}, { code: 'server-error', step: 'page', status: 408 }],
    [429, {}, { code: 'too-many-requests', step: 'page' }],
    [429, { 'retry-after': '120' }, { code: 'too-many-requests', step: 'page', retryAfter: 120_000 }],
    [500, {}, { code: 'server-error', step: 'page', status: 500 }],
    [503, { 'retry-after': '7' }, { code: 'server-error', step: 'page', status: 503, retryAfter: 7_000 }],
  ])('judges a sign-in page by its status: %d %j', async (status, headers, failure) => {
    const { http } = fyleOf({ [first.endpoints.authorization]: () => ok(new Response('', { status, headers })) });
    const { parts, other } = await preflight({ http, keychain: new FakeKeychain() }, first.endpoints, ID);
    expect(parts[0]).toEqual(failure === undefined ? { part: 'page' } : { part: 'page', failure });
    expect(other).toBe(failure !== undefined && 'host' in failure ? second.id : undefined);
  });

  it.each([
    [first, second],
    [second, first],
  ])('offers the other generation when that answers and the chosen one does not: %#', async (chosen, other) => {
    const gone = () => ok(new Response('<html>', { status: 404 }));
    const { http } = fyleOf({ [chosen.endpoints.token]: gone, [chosen.endpoints.authorization]: gone });
    const check = await preflight({ http, keychain: new FakeKeychain() }, chosen.endpoints, ID);
    expect(check.other).toBe(other.id);
  });

  it.each([
    { code: 'redirected', host },
    { code: 'certificate-untrusted', host, reason: 'ERR_CERT_DATE_INVALID' },
    { code: 'unreachable', host },
  ] as const)('offers the other generation when the chosen one has moved or is given up: $code', async (failure) => {
    const { http } = fyleOf({ [first.endpoints.token]: () => fail(failure) });
    const check = await preflight({ http, keychain: new FakeKeychain() }, first.endpoints, ID);
    expect(check.other).toBe(second.id);
  });

  it('offers nothing while the network is down, and asks for nothing else then', async () => {
    const { sent } = fyleOf();
    const http: Http = async (url) => {
      sent.push(url);
      return fail({ code: 'offline', host });
    };
    const check = await preflight({ http, keychain: new FakeKeychain() }, first.endpoints, ID);
    expect(check.other).toBeUndefined();
    expect(sent).toHaveLength(3);
  });

  it.each(['read', 'write', 'remove'] as const)('says what the keychain would not do: %s', async (act) => {
    const keychain = new FakeKeychain();
    keychain.failures[act] = { code: 'keychain-locked' };
    const { parts } = await preflight({ http: fyleOf().http, keychain }, first.endpoints, ID);
    expect(parts.at(-1)).toEqual({ part: 'keychain', failure: { code: 'keychain-locked' } });
  });

  it('does not believe a keychain that takes a grant and has none', async () => {
    const keychain = new FakeKeychain();
    keychain.read = async () => ok(undefined);
    const { parts } = await preflight({ http: fyleOf().http, keychain }, first.endpoints, ID);
    expect(parts.at(-1)).toEqual({ part: 'keychain', failure: { code: 'keychain-refused' } });
  });
});

describe('the search for the addresses at which Fyle answers', () => {
  it.each([
    ['the first, when it answers', [], first.id, 3],
    ['the other, when the first leads nowhere', [first.endpoints.token], second.id, 6],
    ['none, when neither does', [first.endpoints.token, second.endpoints.token], undefined, 6],
  ] as const)('finds %s', async (_which, gone, found, count) => {
    const { http, sent } = fyleOf(
      Object.fromEntries(gone.map((address) => [address, () => ok(new Response('<html>', { status: 404 }))])),
    );
    const keychain = new FakeKeychain();
    expect(await settingsChecks({ http, keychain }).findPreset()).toBe(found);
    expect(sent).toHaveLength(count);
    expect(keychain.items.size).toBe(0);
  });
});

describe('a look at the practice organisation', () => {
  let practice: Practice;
  beforeAll(async () => {
    practice = await startPractice();
  });
  afterAll(() => practice.close());

  it.each(['2021', '2026'] as const)('finds everything in its place: %s', async (generation) => {
    const world = { http: nodeHttp, keychain: new FakeKeychain() };
    expect(await preflight(world, practice.endpoints[generation], ID)).toEqual({ parts: well });
  });
});
