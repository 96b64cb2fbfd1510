import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fyle, fylePresets } from '../../../main/oauth/fyle.ts';
import type { Client, Provider } from '../../../main/oauth/provider.ts';
import { Secret } from '../../../main/oauth/secret.ts';
import { exchangeCode, refresh } from '../../../main/oauth/token.ts';
import { startPractice } from '../../../main/practice/practice.ts';
import { fail } from '../../../main/result.ts';
import { fakeHttp, jsonAnswer, type Reaction, scriptedHttp, textAnswer } from '../../fakes/http.ts';
import { nodeHttp, serve } from './loopback.ts';

const NOW = Date.UTC(2026, 7, 3, 9);
const REDIRECT_URI = 'http://127.0.0.1:5055/callback';
const provider = fyle(fylePresets[0].endpoints);
const client: Client = { clientId: 'tpaClient', clientSecret: new Secret('the secret/+&=é') };
const code = new Secret('a+b/c=&d');
const opaque = new Secret('opaque-refresh-token');

const refreshWith = async (reaction: Reaction, refreshToken = opaque) => {
  const tokens = await refresh(scriptedHttp(reaction).http, provider, client, refreshToken, NOW);
  return tokens.ok ? tokens : fail(tokens.failure.failure);
};
const exchangeWith = (reaction: Reaction) =>
  exchangeCode(scriptedHttp(reaction).http, provider, client, code, { redirectUri: REDIRECT_URI });

/** A refresh token that ends at this time, Unix milliseconds. */
function endingAt(end: number): Secret {
  const claims = Buffer.from(JSON.stringify({ exp: end / 1000 })).toString('base64url');
  return new Secret(`eyJhbGciOiJIUzI1NiJ9.${claims}.c2lnbmF0dXJl`);
}

describe('what is sent', () => {
  const success = JSON.stringify({ access_token: 'abc' });

  it('for a code is the JSON that Fyle documents: the credentials within, no redirect URI', async () => {
    const { origin, received } = await serve(success);
    const own = fyle({ ...provider.endpoints, token: `${origin}/api/oauth/token` });
    await exchangeCode(nodeHttp, own, client, code, { redirectUri: REDIRECT_URI });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ method: 'POST', path: '/api/oauth/token' });
    expect(received[0]?.headers['content-type']).toBe('application/json');
    expect(received[0]?.headers.accept).toBe('application/json');
    expect(received[0]?.headers).not.toHaveProperty('authorization');
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      grant_type: 'authorization_code',
      client_id: 'tpaClient',
      client_secret: 'the secret/+&=é',
      code: 'a+b/c=&d',
    });
  });

  it('is known as a request whose answer may bring the only valid refresh token', async () => {
    const { http, asked } = fakeHttp(() => jsonAnswer({ access_token: 'abc' }));
    await refresh(http, provider, client, opaque, NOW);
    await exchangeCode(http, provider, client, code, { redirectUri: REDIRECT_URI });
    await provider.fetchCluster(http, opaque);
    expect(asked.map(({ mayRotate }) => mayRotate)).toEqual([true, true, undefined]);
  });

  it('for a refresh is the JSON that Fyle documents', async () => {
    const { origin, received } = await serve(success);
    const own = fyle({ ...provider.endpoints, token: `${origin}/api/oauth/token` });
    await refresh(nodeHttp, own, client, opaque, NOW);
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ method: 'POST', path: '/api/oauth/token' });
    expect(received[0]?.headers['content-type']).toBe('application/json');
    expect(received[0]?.headers).not.toHaveProperty('authorization');
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      grant_type: 'refresh_token',
      client_id: 'tpaClient',
      client_secret: 'the secret/+&=é',
      refresh_token: 'opaque-refresh-token',
    });
  });

  it('holds every credential to the letter', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    await fc.assert(
      fc.asyncProperty(text, text, text, async (clientId, clientSecret, refreshToken) => {
        const { http, asked } = fakeHttp(() => jsonAnswer({ access_token: 'abc' }));
        const own = { clientId, clientSecret: new Secret(clientSecret) };
        await refresh(http, provider, own, new Secret(refreshToken), NOW);
        expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
          grant_type: 'refresh_token',
          client_id: clientId,
          client_secret: clientSecret,
          refresh_token: refreshToken,
        });
      }),
    );
  });

  it('to a provider without ways of its own is the form of RFC 6749, the redirect URI within', async () => {
    const standard: Provider = { ...provider, translate: (http) => http };
    const { http, asked } = scriptedHttp(jsonAnswer({ access_token: 'abc' }));
    await exchangeCode(http, standard, client, code, { redirectUri: REDIRECT_URI });
    expect(asked[0]?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({
      grant_type: 'authorization_code',
      client_id: 'tpaClient',
      client_secret: 'the secret/+&=é',
      code: 'a+b/c=&d',
      redirect_uri: REDIRECT_URI,
    });
  });

  it('goes out once, whatever comes back', async () => {
    for (const status of [200, 400, 401, 429, 500, 503]) {
      const { http, asked } = fakeHttp(() => textAnswer('{}', status));
      await exchangeCode(http, provider, client, code, { redirectUri: REDIRECT_URI });
      await refresh(http, provider, client, opaque, NOW);
      expect(asked, String(status)).toHaveLength(2);
    }
  });
});

describe('a refusal', () => {
  const message = 'no';
  const saidBy = 'accounts.fylehq.com';
  const says = { says: message, saidBy };
  const token = { step: 'token' };

  it.each([
    [400, { code: 'wrong-parameters', ...token, status: 400, ...says }],
    [401, { code: 'sign-in-rejected', ...token, status: 401, ...says }],
    [403, { code: 'user-not-allowed', ...token, ...says }],
    [404, { code: 'app-unknown', ...token, ...says }],
    [422, { code: 'wrong-parameters', ...token, status: 422, ...says }],
    [429, { code: 'too-many-requests', ...token }],
    [498, { code: 'sign-in-rejected', ...token, status: 498, ...says }],
    [201, { code: 'unexpected-answer', ...token, status: 201, reason: 'wrong-shape' }],
    [302, { code: 'unexpected-answer', ...token, status: 302, reason: 'unexpected-status' }],
    [418, { code: 'unexpected-answer', ...token, status: 418, reason: 'unexpected-status' }],
  ])('by %i means the same for a refresh and a code', async (status, failure) => {
    expect(await refreshWith(jsonAnswer({ message }, status))).toEqual({ ok: false, failure });
    expect(await exchangeWith(jsonAnswer({ message }, status))).toEqual({ ok: false, failure });
  });

  it.each([408, 500, 502, 503, 504])('by %i passes for a refresh, and may have cost the code', async (status) => {
    expect(await refreshWith(jsonAnswer({ message }, status))).toEqual({
      ok: false,
      failure: { code: 'server-error', ...token, status, ...says },
    });
    expect(await exchangeWith(jsonAnswer({ message }, status))).toEqual({
      ok: false,
      failure: { code: 'code-not-accepted', status, ...says },
    });
  });

  it('that repeats a secret of the request is told without its words', async () => {
    const answer = await refreshWith(jsonAnswer({ message: `no such token ${opaque.reveal()}` }, 401));
    expect(answer).toEqual({ ok: false, failure: { code: 'sign-in-rejected', ...token, status: 401 } });
  });

  it('by a page says nothing of its own', async () => {
    const page = () => textAnswer('<h1>Bad gateway</h1>', 502, { 'content-type': 'text/html' });
    expect(await refreshWith(page())).toEqual({ ok: false, failure: { code: 'server-error', ...token, status: 502 } });
    expect(await exchangeWith(page())).toEqual({ ok: false, failure: { code: 'code-not-accepted', status: 502 } });
  });

  it.each([
    ['7', { retryAfter: 7000 }],
    ['99999999', { retryAfter: 99_999_999_000 }],
    ['Wed, 21 Oct 2026 07:28:00 GMT', {}],
    ['-1', {}],
    ['abc', {}],
  ])('for too many requests asks to wait as far as %j can be read', async (value, wait) => {
    const failure = { code: 'too-many-requests', ...token, ...wait };
    const answer = () => jsonAnswer({ message }, 429, { 'retry-after': value });
    expect(await refreshWith(answer())).toEqual({ ok: false, failure });
    expect(await exchangeWith(answer())).toEqual({ ok: false, failure });
  });

  it.each([
    ['is past', NOW - 1000],
    ['is now', NOW],
    ['was long ago', 1000],
  ])('of a refresh token whose own end %s means that the authorization ended', async (_, end) => {
    expect(await refreshWith(jsonAnswer({ message }, 401), endingAt(end))).toEqual({
      ok: false,
      failure: { code: 'sign-in-ended', endedAt: end, ...says },
    });
    expect(await refreshWith(jsonAnswer({ error: 'invalid_grant' }, 400), endingAt(end))).toEqual({
      ok: false,
      failure: { code: 'sign-in-ended', endedAt: end, says: 'invalid_grant', saidBy },
    });
  });

  it('of the client means the client, also when the refresh token has ended', async () => {
    expect(await refreshWith(jsonAnswer({ error: 'invalid_client' }, 401), endingAt(NOW - 1000))).toMatchObject({
      failure: { code: 'sign-in-rejected', error: 'invalid_client' },
    });
  });

  it.each([
    ['that ends later', endingAt(NOW + 1000)],
    ['that says no end', opaque],
    ['that says an impossible end', endingAt(NOW * 1000)],
  ])('of a refresh token %s means that it or the client secret is wrong', async (_, refreshToken) => {
    expect(await refreshWith(jsonAnswer({ message }, 401), refreshToken)).toEqual({
      ok: false,
      failure: { code: 'sign-in-rejected', ...token, status: 401, ...says },
    });
  });

  it.each([400, 403, 404, 429, 503])('by %i never means that the authorization ended', async (status) => {
    const refreshed = await refreshWith(jsonAnswer({ message }, status), endingAt(NOW - 1000));
    expect(refreshed).toEqual(await refreshWith(jsonAnswer({ message }, status)));
  });
});

describe('no answer at all', () => {
  const host = 'accounts.fylehq.com';

  it.each([
    { code: 'offline', host },
    { code: 'unreachable', host },
    { code: 'timed-out', host },
    { code: 'interrupted', host },
    { code: 'certificate-untrusted', host, reason: 'ERR_CERT_DATE_INVALID' },
    { code: 'proxy-failed', host },
    { code: 'redirected', host },
    { code: 'answer-too-large', host },
  ] as const)('is told as the network told it: $code', async (failure) => {
    expect(await refreshWith(failure, endingAt(NOW - 1000))).toEqual({ ok: false, failure });
    expect(await exchangeWith(failure)).toEqual({ ok: false, failure });
  });

  it('because the network is broken within is a bug, and thrown', async () => {
    const { http } = fakeHttp(() => {
      throw new TypeError('a bug');
    });
    await expect(refresh(http, provider, client, opaque, NOW)).rejects.toThrow('a bug');
    await expect(exchangeCode(http, provider, client, code, { redirectUri: REDIRECT_URI })).rejects.toThrow('a bug');
  });
});

describe('the practice organisation, which shares no code with this one', () => {
  it.each(['2021', '2026'] as const)('accepts what is sent to its endpoints of %s', async (generation) => {
    const practice = await startPractice();
    try {
      const own = fyle(practice.endpoints[generation], { environment: 'practice' });
      const { clientId, clientSecret, refreshToken } = practice.internalApp;
      const registration = { clientId, clientSecret: new Secret(clientSecret) };
      const tokens = await refresh(nodeHttp, own, registration, new Secret(refreshToken), NOW);
      if (!tokens.ok) return expect.unreachable(tokens.failure.failure.code);
      expect(tokens.value.lifetime).toBe(3_600_000);
      expect(tokens.value).not.toHaveProperty('refreshToken');
      const cluster = await own.fetchCluster(nodeHttp, tokens.value.accessToken);
      expect(cluster).toEqual({ ok: true, value: practice.origin });
      expect(await own.fetchProfile(nodeHttp, practice.origin, tokens.value.accessToken)).toMatchObject({ ok: true });
      const wrong = { clientId, clientSecret: new Secret('another') };
      expect(await refresh(nodeHttp, own, wrong, new Secret(refreshToken), NOW)).toEqual({
        ok: false,
        failure: {
          failure: {
            ...{ code: 'sign-in-rejected', step: 'token', status: 401 },
            ...{ says: 'invalid token', saidBy: new URL(practice.origin).host },
          },
        },
      });
    } finally {
      await practice.close();
    }
  });
});
