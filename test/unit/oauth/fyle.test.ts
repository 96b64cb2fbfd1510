import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { environmentOf, fyle, fylePresets } from '../../../main/oauth/fyle.ts';
import { addressFault } from '../../../main/oauth/provider.ts';
import { Secret } from '../../../main/oauth/secret.ts';
import type { Endpoints } from '../../../preload/form.ts';
import { fakeHttp, jsonAnswer, scriptedHttp, textAnswer } from '../../fakes/http.ts';
import { nodeHttp, serve } from './loopback.ts';

const [preset2021, preset2026] = fylePresets;
const accessToken = new Secret('header.claims.signature');

/** Fyle with its endpoints at another origin. */
function endpointsAt(origin: string): Endpoints {
  return {
    authorization: `${origin}/app/developers/#/oauth/authorize`,
    token: `${origin}/api/oauth/token`,
    cluster: `${origin}/oauth/cluster`,
  };
}

describe("Fyle's presets", () => {
  it("are the seed's addresses, first, and those of 2026, to the letter", () => {
    expect(fylePresets.map(({ id }) => id)).toEqual(['fyle', 'fyle-2026']);
    expect(preset2021.endpoints).toEqual({
      authorization: 'https://accounts.fylehq.com/app/developers/#/oauth/authorize',
      token: 'https://accounts.fylehq.com/api/oauth/token',
      cluster: 'https://accounts.fylehq.com/oauth/cluster',
    });
    expect(preset2026.endpoints).toEqual({
      authorization: 'https://app.fylehq.com/app/developers/oauth/authorize',
      token: 'https://accounts.fylehq.com/oauth/token',
      cluster: 'https://accounts.fylehq.com/oauth/cluster',
    });
  });

  it.each(fylePresets)('pass the same check as addresses that a person types: $id', ({ endpoints }) => {
    expect(Object.values(endpoints).map(addressFault)).toEqual([undefined, undefined, undefined]);
    expect(fyle(endpoints)).toMatchObject({ endpoints, environment: 'production' });
  });
});

describe('the environment', () => {
  it.each([
    ['https://accounts.fylehq.com', 'production'],
    ['https://fylehq.com', 'production'],
    ['https://accounts.fyle.tech', 'staging'],
    ['https://fylehq.com.evil.example', 'custom'],
    ['https://evilfylehq.com', 'custom'],
    ['https://evilfyle.tech', 'custom'],
    ['https://fylehq.com.', 'custom'],
    ['http://accounts.fylehq.com', 'custom'],
    ['http://localhost:5055', 'custom'],
    ['https://10.0.0.7', 'custom'],
  ])('of %s is %s', (origin, environment) => {
    expect(environmentOf(endpointsAt(origin))).toBe(environment);
  });

  it('is decided by the token endpoint, which is given the secrets', () => {
    const token = 'https://evil.example/token';
    expect(environmentOf({ ...preset2021.endpoints, token })).toBe('custom');
  });

  it('may be said by the caller', () => {
    expect(fyle(endpointsAt('http://127.0.0.1:5055'), { environment: 'practice' }).environment).toBe('practice');
  });
});

describe("a standard token request becomes Fyle's", () => {
  it('without a redirect URI, as JSON, its content type once', async () => {
    const { http, asked } = scriptedHttp(jsonAnswer({}));
    const fields = { grant_type: 'authorization_code', code: 'a+b&c=d é', redirect_uri: 'https://a.example/', x: '' };
    await fyle(preset2021.endpoints).translate(http)(preset2021.endpoints.token, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      body: new URLSearchParams(fields).toString(),
    });
    expect(asked).toEqual([
      {
        url: preset2021.endpoints.token,
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: '{"grant_type":"authorization_code","code":"a+b&c=d é","x":""}',
      },
    ]);
  });

  it('with every other field to the letter', async () => {
    const text = fc.string({ unit: 'binary' });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(text, text), async (fields) => {
        const { http, asked } = fakeHttp(() => jsonAnswer({}));
        const body = new URLSearchParams(Object.entries(fields)).toString();
        await fyle(preset2021.endpoints).translate(http)('https://a.example/', { method: 'POST', headers: {}, body });
        const { redirect_uri: _, ...expected } = fields;
        const sent: object = JSON.parse(asked[0]?.body ?? '');
        expect(Object.entries(sent)).toEqual(expect.arrayContaining(Object.entries(expected)));
        expect(Object.entries(sent)).toHaveLength(Object.entries(expected).length);
      }),
    );
  });
});

describe('the cluster', () => {
  const ask = (answer: unknown, origin = 'https://accounts.fylehq.com') =>
    fyle(endpointsAt(origin)).fetchCluster(scriptedHttp(jsonAnswer(answer)).http, accessToken);

  it('is asked for with the access token alone', async () => {
    const { origin, received } = await serve('{"cluster_domain":"http://127.0.0.1:5055"}');
    const cluster = await fyle(endpointsAt(origin)).fetchCluster(nodeHttp, accessToken);
    expect(cluster).toEqual({ ok: true, value: 'http://127.0.0.1:5055' });
    expect(received).toMatchObject([
      {
        method: 'POST',
        path: '/oauth/cluster',
        headers: {
          accept: 'application/json',
          authorization: 'Bearer header.claims.signature',
          'content-type': 'application/json',
        },
        body: '{}',
      },
    ]);
  });

  const production = 'https://accounts.fylehq.com';
  it.each([
    [production, 'https://us1.fylehq.com', 'https://us1.fylehq.com'],
    [production, 'https://in1.fylehq.com/', 'https://in1.fylehq.com'],
    [production, 'https://US1.FyleHQ.com:443', 'https://us1.fylehq.com'],
    [production, 'https://fylehq.com', 'https://fylehq.com'],
    [production, 'https://a.b.fylehq.com', 'https://a.b.fylehq.com'],
    ['https://accounts.fyle.tech', 'https://staging.fyle.tech', 'https://staging.fyle.tech'],
    ['https://fyle.acme.example', 'https://fyle.acme.example', 'https://fyle.acme.example'],
    ['https://fyle.acme.example', 'https://us1.fyle.acme.example', 'https://us1.fyle.acme.example'],
    ['https://fyle.acme.example:8443', 'https://fyle.acme.example:8443', 'https://fyle.acme.example:8443'],
    ['http://127.0.0.1:5055', 'http://127.0.0.1:5055', 'http://127.0.0.1:5055'],
    ['http://127.0.0.1:5055', 'http://localhost:6066', 'http://localhost:6066'],
    ['http://localhost:5055', 'http://[::1]:5055', 'http://[::1]:5055'],
    ['https://localhost:5055', 'https://127.0.0.1:5055', 'https://127.0.0.1:5055'],
  ])('of %s may be %s', async (origin, domain, cluster) => {
    expect(await ask({ cluster_domain: domain }, origin)).toEqual({ ok: true, value: cluster });
  });

  it.each([
    [production, 'https://evil.example', 'evil.example'],
    [production, 'https://fylehq.com.evil.example', 'fylehq.com.evil.example'],
    [production, 'https://evilfylehq.com', 'evilfylehq.com'],
    [production, 'https://us1.fylehq.com.', 'us1.fylehq.com.'],
    [production, 'https://us1-fylehq.com', 'us1-fylehq.com'],
    [production, 'https://fylehq.co', 'fylehq.co'],
    [production, 'https://us1.fylеhq.com', 'us1.xn--fylhq-1we.com'],
    [production, 'http://us1.fylehq.com', 'us1.fylehq.com'],
    [production, 'ftp://us1.fylehq.com', 'us1.fylehq.com'],
    [production, 'wss://us1.fylehq.com', 'us1.fylehq.com'],
    [production, 'https://us1.fylehq.com:8443', 'us1.fylehq.com:8443'],
    [production, 'https://us1.fylehq.com:80', 'us1.fylehq.com:80'],
    [production, 'https://us1.fylehq.com/evil', 'us1.fylehq.com'],
    [production, 'https://us1.fylehq.com?evil', 'us1.fylehq.com'],
    [production, 'https://us1.fylehq.com#evil', 'us1.fylehq.com'],
    [production, 'https://me@us1.fylehq.com', 'us1.fylehq.com'],
    [production, 'https://me:word@us1.fylehq.com', 'us1.fylehq.com'],
    [production, 'https://us1.fylehq.com@evil.example', 'evil.example'],
    [production, 'https://us1.fylehq.com\\@evil.example', 'us1.fylehq.com'],
    [production, 'https://evil.example\\.fylehq.com', 'evil.example'],
    [production, 'https://evil.example#.fylehq.com', 'evil.example'],
    [production, 'https://192.0.2.7', '192.0.2.7'],
    [production, 'https://3221225991', '192.0.2.7'],
    [production, 'https://[2001:db8::7]', '[2001:db8::7]'],
    [production, 'https://127.0.0.1', '127.0.0.1'],
    [production, 'http://127.0.0.1:5055', '127.0.0.1:5055'],
    [production, 'http://localhost', 'localhost'],
    [production, 'https://staging.fyle.tech', 'staging.fyle.tech'],
    [production, 'javascript:alert(1)', ''],
    [production, 'blob:https://us1.fylehq.com/1', ''],
    ['https://accounts.fyle.tech', 'https://us1.fylehq.com', 'us1.fylehq.com'],
    ['https://accounts.fyle.tech', 'https://fyle.tech.evil.example', 'fyle.tech.evil.example'],
    ['https://fyle.acme.example', 'https://us1.fylehq.com', 'us1.fylehq.com'],
    ['https://fyle.acme.example', 'https://acme.example', 'acme.example'],
    ['https://fyle.acme.example', 'https://other.acme.example', 'other.acme.example'],
    ['https://fyle.acme.example:8443', 'https://fyle.acme.example', 'fyle.acme.example'],
    ['https://10.0.0.7', 'https://10.0.0.8', '10.0.0.8'],
    ['http://127.0.0.1:5055', 'https://us1.fylehq.com', 'us1.fylehq.com'],
    ['http://127.0.0.1:5055', 'http://192.0.2.7:5055', '192.0.2.7:5055'],
    ['http://localhost:5055', 'http://localhost.evil.example:5055', 'localhost.evil.example:5055'],
    ['http://localhost:5055', 'ftp://localhost', 'localhost'],
    ['http://localhost:5055', 'http://me@localhost', 'localhost'],
    ['http://localhost:5055', 'http://localhost/evil', 'localhost'],
  ])('of %s is never %s', async (origin, domain, host) => {
    expect(await ask({ cluster_domain: domain }, origin)).toEqual({
      ok: false,
      failure: { code: 'cluster-untrusted', host },
    });
  });

  it.each([
    {},
    { cluster_domain: '' },
    { cluster_domain: null },
    { cluster_domain: 7 },
    { cluster_domain: ['https://us1.fylehq.com'] },
    { cluster_domain: 'us1.fylehq.com' },
    { cluster_domain: '"https://us1.fylehq.com"' },
    { cluster_domain: '//us1.fylehq.com' },
    { cluster_domain: 'https://' },
    { cluster_domain: 'https://us1 fylehq.com' },
    ['https://us1.fylehq.com'],
    null,
  ])('is not to be read from %j', async (answer) => {
    expect(await ask(answer)).toMatchObject({
      failure: { code: 'unexpected-answer', step: 'cluster', status: 200, reason: 'wrong-shape' },
    });
  });

  it('is an https origin of Fyle itself or refused, whatever comes', async () => {
    const part = fc.constantFrom('https://', 'http://', 'us1', '.', 'fylehq.com', 'evil.example', '@', ':', '/', '\\');
    const rest = fc.constantFrom('#', '?', '443', '8443', '%2e', '%00', '\t', 'user', '。', 'localhost', '127.0.0.1');
    const domain = fc.oneof(
      fc.array(fc.oneof(part, rest), { maxLength: 8 }).map((parts) => `https://${parts.join('')}`),
      fc.webUrl(),
      fc.jsonValue(),
    );
    await fc.assert(
      fc.asyncProperty(domain, async (value) => {
        const cluster = await ask({ cluster_domain: value });
        if (cluster.ok) expect(cluster.value).toMatch(/^https:\/\/([^/:@?#\\]*\.)?fylehq\.com$/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('every question about the data', () => {
  const provider = fyle(preset2021.endpoints);

  it.each([
    [400, 'wrong-parameters'],
    [401, 'sign-in-rejected'],
    [498, 'sign-in-rejected'],
    [403, 'user-not-allowed'],
    [404, 'app-unknown'],
    [429, 'too-many-requests'],
    [500, 'server-error'],
    [204, 'unexpected-answer'],
  ])('that is answered by %i fails as %s, of its own step', async (status, code) => {
    const { http, asked } = fakeHttp(() => textAnswer(status === 204 ? '' : '{"message":"no"}', status));
    const cluster = await provider.fetchCluster(http, accessToken);
    const profile = await provider.fetchProfile(http, 'https://us1.fylehq.com', accessToken);
    expect(cluster).toMatchObject({ ok: false, failure: { code, step: 'cluster' } });
    expect(profile).toMatchObject({ ok: false, failure: { code, step: 'profile' } });
    expect(asked.map(({ url }) => url)).toEqual([
      'https://accounts.fylehq.com/oauth/cluster',
      'https://us1.fylehq.com/platform/v1/spender/my_profile',
    ]);
  });

  it.each(['<html>Sign in to Wi-Fi</html>', '{"data":', ''])(
    'that is answered by %j fails as no JSON',
    async (body) => {
      const { http } = fakeHttp(() => textAnswer(body));
      const failure = { code: 'unexpected-answer', status: 200, reason: 'not-json' };
      expect(await provider.fetchCluster(http, accessToken)).toMatchObject({ failure });
      expect(await provider.fetchProfile(http, 'https://us1.fylehq.com', accessToken)).toMatchObject({ failure });
    },
  );

  it('that is not answered at all fails as the network did', async () => {
    const failure = { code: 'timed-out', host: 'accounts.fylehq.com' } as const;
    const { http } = fakeHttp(() => failure);
    expect(await provider.fetchCluster(http, accessToken)).toEqual({ ok: false, failure });
    expect(await provider.fetchProfile(http, 'https://us1.fylehq.com', accessToken)).toEqual({ ok: false, failure });
  });
});
