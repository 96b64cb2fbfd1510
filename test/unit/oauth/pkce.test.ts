import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { authorizationRequest } from '../../../main/oauth/authorization.ts';
import { fyle, fylePresets } from '../../../main/oauth/fyle.ts';
import { Secret } from '../../../main/oauth/secret.ts';
import { exchangeCode } from '../../../main/oauth/token.ts';
import { type PracticeOptions, startPractice } from '../../../main/practice/practice.ts';
import { jsonAnswer, scriptedHttp } from '../../fakes/http.ts';
import { nodeHttp } from './loopback.ts';

const CALLBACK = 'http://127.0.0.1:5055/callback';
const { endpoints } = fylePresets[1];
const plain = fyle(endpoints);
const proving = fyle(endpoints, { supportsPkce: true });
const client = { clientId: 'tpaClient', clientSecret: new Secret('secret') };
const code = new Secret('the-code');
const ask = (provider = proving) => authorizationRequest(provider, 'tpaClient', CALLBACK);

/** RFC 7636 appendix B: the octets, the verifier and its challenge. */
const OCTETS = [
  116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191, 240, 91,
  88, 5, 88, 83, 132, 141, 121,
];
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

afterEach(() => vi.restoreAllMocks());

describe('a request to a provider that supports PKCE', () => {
  it('has the verifier and the challenge of RFC 7636 appendix B for its octets', async () => {
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      if (array instanceof Uint8Array) array.set(OCTETS);
      return array;
    });
    const { url, codeVerifier } = await ask();
    expect(codeVerifier?.reveal()).toBe(VERIFIER);
    expect(new URL(url).searchParams.get('code_challenge')).toBe(CHALLENGE);
    expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256');
  });

  it('has another verifier each time, of the characters and the length of RFC 7636 §4.1, which no address shows', async () => {
    const requests = await Promise.all(Array.from({ length: 300 }, () => ask()));
    const verifiers = requests.map(({ codeVerifier }) => codeVerifier?.reveal() ?? '');
    expect(new Set(verifiers).size).toBe(300);
    for (const [index, verifier] of verifiers.entries()) {
      const { url = '', state } = requests[index] ?? {};
      expect(verifier).toMatch(/^[A-Za-z0-9._~-]{43,128}$/);
      expect(state).not.toBe(verifier);
      expect(url).not.toContain(verifier);
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      expect(new URL(url).searchParams.get('code_challenge')).toBe(challenge);
    }
    expect(JSON.stringify(requests)).not.toContain(verifiers[0]);
  });

  it('keeps the challenge within the fragment where the page reads it there', async () => {
    const { url } = await ask(fyle(fylePresets[0].endpoints, { supportsPkce: true }));
    expect(new URL(url).search).toBe('');
    expect(new URL(url).hash).toMatch(/&code_challenge=[\w-]{43}&code_challenge_method=S256$/);
  });
});

describe('a request to Fyle, which does not support it', () => {
  it.each(fylePresets)('has neither challenge nor verifier: $id', async (preset) => {
    const request = await ask(fyle(preset.endpoints));
    expect(request.url).not.toContain('code_challenge');
    expect(request).not.toHaveProperty('codeVerifier');
  });
});

describe('the code exchange', () => {
  it('sends the verifier', async () => {
    const { http, asked } = scriptedHttp(jsonAnswer({ access_token: 'abc' }));
    await exchangeCode(http, proving, client, code, { redirectUri: CALLBACK, codeVerifier: new Secret(VERIFIER) });
    expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({ code: 'the-code', code_verifier: VERIFIER });
  });

  it('sends no field of that name without one', async () => {
    const { http, asked } = scriptedHttp(jsonAnswer({ access_token: 'abc' }));
    await exchangeCode(http, plain, client, code, { redirectUri: CALLBACK });
    expect(asked[0]?.body).not.toContain('code_verifier');
  });

  it('does not show a verifier that the provider repeats', async () => {
    const says = { error: 'invalid_grant', error_description: `wrong verifier ${VERIFIER}` };
    const { http } = scriptedHttp(jsonAnswer(says, 400));
    const request = { redirectUri: CALLBACK, codeVerifier: new Secret(VERIFIER) };
    const tokens = await exchangeCode(http, proving, client, code, request);
    const failure = { code: 'sign-in-rejected', step: 'token', status: 400, error: 'invalid_grant' };
    expect(tokens).toEqual({ ok: false, failure });
  });
});

describe('a practice organisation that demands PKCE', () => {
  /** Signs in there as far as the code, with a provider that supports PKCE or not. */
  async function signIn(options: PracticeOptions, supportsPkce: boolean) {
    const practice = await startPractice(options);
    const { clientId, clientSecret, redirectUri } = practice.oauthApp;
    const provider = fyle(practice.endpoints['2026'], { environment: 'practice', supportsPkce });
    const request = await authorizationRequest(provider, clientId, redirectUri);
    const query = new URL(request.url).search;
    const headers = { 'content-type': 'application/json', origin: practice.origin };
    const init = { method: 'POST', headers, body: '{"answer":"yes"}' };
    const { location } = await (await fetch(`${practice.origin}/practice/consent${query}`, init)).json();
    const answer = new URL(location).searchParams;
    const registration = { clientId, clientSecret: new Secret(clientSecret) };
    const exchange = (proof: { readonly codeVerifier?: Secret }) =>
      exchangeCode(nodeHttp, provider, registration, new Secret(answer.get('code') ?? ''), { redirectUri, ...proof });
    return { practice, request, answer, exchange };
  }

  it('gives its tokens for the right verifier', async () => {
    const { practice, request, exchange } = await signIn({ demandsPkce: true }, true);
    expect(await exchange(request)).toMatchObject({ ok: true });
    await practice.close();
  });

  it.each([
    ['a wrong one', { codeVerifier: new Secret(VERIFIER) }],
    ['none', {}],
  ])('refuses with invalid_grant: %s', async (_, proof) => {
    const { practice, exchange } = await signIn({ demandsPkce: true }, true);
    const failure = { code: 'sign-in-rejected', step: 'token', status: 400, error: 'invalid_grant' };
    expect(await exchange(proof)).toMatchObject({ ok: false, failure });
    await practice.close();
  });

  it('refuses a request without a challenge', async () => {
    const { practice, answer } = await signIn({ demandsPkce: true }, false);
    expect(Object.fromEntries(answer)).toMatchObject({ error: 'invalid_request', error_description: /challenge/ });
    await practice.close();
  });

  it('is not the one that Fyle is: that refuses the verifier as a field it does not know', async () => {
    const { practice, request, exchange } = await signIn({}, true);
    expect(await exchange(request)).toMatchObject({ ok: false, failure: { code: 'wrong-parameters' } });
    await practice.close();
  });
});
