import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fyle, fylePresets } from '../../../main/oauth/fyle.ts';
import { Secret } from '../../../main/oauth/secret.ts';
import { exchangeCode, isToken, refresh } from '../../../main/oauth/token.ts';
import { fail } from '../../../main/result.ts';
import { jsonAnswer, scriptedHttp, textAnswer } from '../../fakes/http.ts';
import { nodeHttp, serve } from './loopback.ts';

const provider = fyle(fylePresets[0].endpoints);
const client = { clientId: 'tpaClient', clientSecret: new Secret('secret') };
const opaque = new Secret('opaque-refresh-token');
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** The outcome of a refresh with this answer; of a failure without its refresh token. */
async function read(answer: Response) {
  const tokens = await refresh(scriptedHttp(answer).http, provider, client, opaque, 0);
  return tokens.ok ? tokens : fail(tokens.failure.failure);
}

const refused = (reason: string, status = 200) => ({
  ok: false,
  failure: { code: 'unexpected-answer', step: 'token', status, reason },
});

describe('a token', () => {
  it.each(['abc', '!', '~', 'a.b.c', 'a-b_c~d+e/f==', '"<>&\\'])('may be %s', (text) => {
    expect(isToken(text)).toBe(true);
  });

  it('may have 65,536 characters', () => {
    expect(isToken('x'.repeat(65_536))).toBe(true);
  });

  const odd: readonly (readonly [name: string, value: unknown])[] = [
    ['nothing', ''],
    ['a space', 'ab cd'],
    ['a space before', ' abcd'],
    ['a space after', 'abcd '],
    ['a tab', 'ab\tcd'],
    ['a line feed', 'ab\ncd'],
    ['a line feed at the end', 'abcd\n'],
    ['a header of its own', 'abcd\r\nX-Evil: 1'],
    ['a NUL', 'ab\u0000cd'],
    ['a DEL', 'ab\u007Fcd'],
    ['an umlaut', 'abücd'],
    ['a no-break space', 'ab\u00A0cd'],
    ['a turn of the direction', 'ab\u202Ecd'],
    ['a character without width', 'ab\u200Bcd'],
    ['an emoji', 'ab🙂cd'],
    ['a letter too many', 'x'.repeat(65_537)],
    ['a megabyte', 'x'.repeat(1_048_576)],
    ['a number', 7],
    ['true', true],
    ['null', null],
    ['a list', ['abcd']],
    ['an object', { token: 'abcd' }],
  ];

  it.each([...odd, ['no value', undefined] as const])('is never %s', async (_, value) => {
    expect(isToken(value)).toBe(false);
    expect(await read(jsonAnswer({ access_token: value }))).toEqual(refused('wrong-shape'));
  });

  it.each(odd.filter(([, value]) => value !== '' && value !== null))(
    'for refreshing is never %s, not even beside a good access token',
    async (_, value) => {
      expect(await read(jsonAnswer({ access_token: 'abc', refresh_token: value }))).toEqual(refused('wrong-shape'));
    },
  );
});

describe('a token answer', () => {
  it('gives the tokens as secrets', async () => {
    const answer = () =>
      jsonAnswer({ access_token: 'the-access', token_type: 'Bearer', expires_in: 3600, refresh_token: 'the-refresh' });
    for (const tokens of [
      await read(answer()),
      await exchangeCode(scriptedHttp(answer()).http, provider, client, opaque, {
        redirectUri: 'http://127.0.0.1:5055/',
      }),
    ]) {
      if (!tokens.ok) return expect.unreachable(tokens.failure.code);
      expect(tokens.value.accessToken.reveal()).toBe('the-access');
      expect(tokens.value.refreshToken?.reveal()).toBe('the-refresh');
      expect(tokens.value.lifetime).toBe(HOUR);
      expect(JSON.stringify(tokens) + inspect(tokens, { depth: null })).not.toMatch(/the-access|the-refresh/);
    }
  });

  it.each([{}, { refresh_token: null }, { refresh_token: '' }])(
    'brings no refresh token by %j, so that the old one stays',
    async (rest) => {
      const tokens = await read(jsonAnswer({ access_token: 'abc', ...rest }));
      if (!tokens.ok) return expect.unreachable(tokens.failure.code);
      expect(tokens.value).not.toHaveProperty('refreshToken');
    },
  );

  it.each([
    [{ refresh_token_expires_in: 7_776_000 }, 90 * DAY],
    [{ x_refresh_token_expires_in: '8726400' }, 101 * DAY],
    [{ refresh_expires_in: 1800.5 }, 1_800_500],
    [{ refresh_token_expires_in: 1e12 }, 3650 * DAY],
    // Keycloak says so of a refresh token without an end.
    [{ refresh_expires_in: 0 }, undefined],
    [{ refresh_expires_in: 0, refresh_token_expires_in: 60 }, 60_000],
    [{ refresh_token_expires_in: -5 }, undefined],
    [{ refresh_token_expires_in: 'never' }, undefined],
    [{ refresh_token_expires_in: null, x_refresh_token_expires_in: {} }, undefined],
    [{ refresh_token_expires_in: '1e400' }, undefined],
  ])('with %j tells of the refresh token %s ms', async (told, lifetime) => {
    const tokens = await read(jsonAnswer({ access_token: 'abc', ...told }));
    expect(tokens.ok && tokens.value.refreshLifetime).toBe(lifetime);
  });

  const bearers = [undefined, null, '', 'Bearer', 'bearer', 'BEARER', 'BearerToken', 'bearertoken', 'access_token'];
  it.each(bearers)('is taken with the type %j', async (token_type) => {
    expect(await read(jsonAnswer({ access_token: 'abc', token_type }))).toMatchObject({ ok: true });
  });

  it.each([
    'mac',
    'DPoP',
    'N_A',
    'Bearer ',
    'Bearer Token',
    'refresh_token',
    'bearer mac',
    7,
    true,
    ['Bearer'],
    { type: 'Bearer' },
  ])('is refused with the type %j', async (token_type) => {
    expect(await read(jsonAnswer({ access_token: 'abc', token_type }))).toEqual(refused('not-a-bearer'));
  });

  it.each([
    ['3600', HOUR],
    ['"3600"', HOUR],
    ['900', 900_000],
    ['1', 1000],
    ['59.9', 59_900],
    ['86400', DAY],
    ['86401', DAY],
    ['1e308', DAY],
    ['1e999', HOUR],
    ['"9999999999"', DAY],
    ['0', HOUR],
    ['-0', HOUR],
    ['-1', HOUR],
    ['0.5', 1000],
    ['0.0001', 1000],
    ['"0"', HOUR],
    ['"0.0"', HOUR],
    ['"0.5"', 1000],
    ['"-1"', HOUR],
    ['"3600s"', HOUR],
    ['"1e3"', 1_000_000],
    ['"1e308"', DAY],
    ['"1e999"', HOUR],
    ['"0x10"', HOUR],
    ['"Infinity"', HOUR],
    ['" 900"', 900_000],
    ['"900 "', 900_000],
    ['"900.5"', 900_500],
    ['"600.0"', 600_000],
    ['"900,5"', HOUR],
    ['"9 00"', HOUR],
    ['""', HOUR],
    ['"99999999999"', HOUR],
    ['null', HOUR],
    ['true', HOUR],
    ['[900]', HOUR],
    ['{"seconds":900}', HOUR],
  ])('with expires_in %s gives a token for %i ms', async (expiresIn, lifetime) => {
    const answer = textAnswer(`{"access_token":"abc","expires_in":${expiresIn}}`);
    expect(await read(answer)).toMatchObject({ ok: true, value: { lifetime } });
  });

  it('without expires_in gives a token for an hour', async () => {
    expect(await read(jsonAnswer({ access_token: 'abc' }))).toMatchObject({ ok: true, value: { lifetime: HOUR } });
  });

  it.each([
    [{ iat: 1_785_747_600, exp: 1_785_747_900 }, undefined, 300_000],
    [{ iat: 1_785_747_600, exp: 1_785_747_900 }, '3600s', 300_000],
    [{ iat: 1_785_747_600, exp: 1_785_747_900 }, 60, 60_000],
    [{ iat: 1_785_747_600, exp: 1_985_747_900 }, undefined, DAY],
    [{ iat: 1_785_747_600, exp: 1_785_747_600 }, undefined, HOUR],
    [{ iat: 1_785_747_900, exp: 1_785_747_600 }, undefined, HOUR],
    [{ exp: 1_785_747_900 }, undefined, HOUR],
    [{ iat: 1_785_747_600 }, undefined, HOUR],
  ])(
    'whose access token says of itself %j, beside expires_in %j, is for %i ms',
    async (claims, expires_in, lifetime) => {
      const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
      const answer = jsonAnswer({ access_token: `eyJhbGciOiJIUzI1NiJ9.${payload}.c2ln`, expires_in });
      expect(await read(answer)).toMatchObject({ ok: true, value: { lifetime } });
    },
  );

  it.each([
    [{ error: 'invalid_grant' }, { code: 'sign-in-rejected', error: 'invalid_grant', says: 'invalid_grant' }],
    [
      { error: 'invalid_client', error_description: 'no' },
      { code: 'sign-in-rejected', error: 'invalid_client', says: 'no' },
    ],
    [{ error: 'server_error' }, { code: 'server-error', says: 'server_error' }],
    [
      { error: 'invalid_request', access_token: 'abc' },
      { code: 'wrong-parameters', says: 'invalid_request' },
    ],
  ])('of 200 that tells an error is a refusal: %j', async (body, failure) => {
    expect(await read(jsonAnswer(body))).toEqual({
      ok: false,
      failure: { step: 'token', status: 200, saidBy: 'accounts.fylehq.com', ...failure },
    });
  });

  it.each(['', null, 7, {}])('that tells an error by %j tells none', async (error) => {
    expect(await read(jsonAnswer({ error, access_token: 'abc' }))).toMatchObject({ ok: true });
  });

  it.each([
    ['of another type', { access_token: 'abc', token_type: 'mac' }, 'the-next'],
    ['with a gap', { access_token: 'a b' }, 'the-next'],
    ['that is none, as the refresh token is', { access_token: 'a b', refresh_token: 'a b' }, undefined],
    ['beside an error', { access_token: 'abc', error: 'invalid_request' }, undefined],
  ])('with an access token %s keeps the new refresh token if there is one', async (_, body, kept) => {
    const { http } = scriptedHttp(jsonAnswer({ refresh_token: 'the-next', ...body }));
    const tokens = await refresh(http, provider, client, opaque, 0);
    expect(!tokens.ok && tokens.failure.refreshToken?.reveal()).toBe(kept);
  });

  it('of 200 that asks to slow down is no token', async () => {
    expect(await read(jsonAnswer({ error: 'slow_down' }, 200, { 'retry-after': '7' }))).toEqual({
      ok: false,
      failure: { code: 'too-many-requests', step: 'token', retryAfter: 7000 },
    });
  });

  it('counts the last of two members of one name', async () => {
    const tokens = await read(textAnswer('{"access_token":"abc","access_token":"def"}'));
    expect(tokens.ok && tokens.value.accessToken.reveal()).toBe('def');
    expect(await read(textAnswer('{"access_token":"abc","access_token":"d f"}'))).toEqual(refused('wrong-shape'));
  });
});

describe('the bytes of a token answer', () => {
  const good = '{"access_token":"abc","token_type":"Bearer","expires_in":900}';
  const answered = async (body: string | Uint8Array, contentType?: string) => {
    const { origin } = await serve(body, 200, contentType);
    const own = fyle({ ...provider.endpoints, token: `${origin}/api/oauth/token` });
    const tokens = await refresh(nodeHttp, own, client, opaque, 0);
    return tokens.ok ? tokens : fail(tokens.failure.failure);
  };

  it.each([
    ['as they should be', good, 'application/json'],
    ['with a character set', good, 'application/json; charset=utf-8'],
    ['said to be a page', good, 'text/html'],
    ['said to be nothing', good, ''],
    ['behind the mark of UTF-8', `\uFEFF${good}`, 'application/json'],
  ])('are read %s', async (_, body, contentType) => {
    expect(await answered(body, contentType)).toMatchObject({ ok: true, value: { lifetime: 900_000 } });
  });

  it.each([
    ['a page', '<!doctype html><title>Sign in to Wi-Fi</title>', 'text/html', 'not-json'],
    ['a page said to be JSON', '<!doctype html><title>Sorry</title>', undefined, 'not-json'],
    ['nothing', '', undefined, 'not-json'],
    ['cut JSON', good.slice(0, -1), undefined, 'not-json'],
    ['UTF-16', Buffer.from(`\uFEFF${good}`, 'utf16le'), 'application/json; charset=utf-16', 'not-json'],
    ['UTF-16 without its mark', Buffer.from(good, 'utf16le'), undefined, 'not-json'],
    ['bytes that are no UTF-8', Buffer.from(good.replace('abc', 'ab\u00FF'), 'latin1'), undefined, 'wrong-shape'],
    ['a form', 'access_token=abc&token_type=Bearer', 'application/x-www-form-urlencoded', 'not-json'],
    ['a list', `[${good}]`, undefined, 'wrong-shape'],
    ['null', 'null', undefined, 'wrong-shape'],
    ['text', '"abc"', undefined, 'wrong-shape'],
    ['a number', '7', undefined, 'wrong-shape'],
    ['100,000 levels', '['.repeat(1e5) + ']'.repeat(1e5), undefined, 'wrong-shape'],
    [
      '100,000 levels beside a token',
      `{"access_token":"abc","x":${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
      undefined,
      'wrong-shape',
    ],
  ])('are refused as %s', async (_, body, contentType, reason) => {
    expect(await answered(body, contentType)).toEqual(refused(reason));
  });
});

it('reads any JSON without an error, and never gives a token with a gap or a life without end', async () => {
  const member = fc.oneof(
    fc.jsonValue(),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme-ascii', minLength: 1 }),
    fc.constantFrom('Bearer', 'abc', 'a b', 'abc\n', '3600', '1e3', 3600, 0.0001, 5e-324, -1, 1e308),
  );
  const like = fc.record(
    { access_token: member, token_type: member, expires_in: member, refresh_token: member, error: member },
    { requiredKeys: [] },
  );
  const lucky = fc.record(
    {
      access_token: fc.string({ unit: 'grapheme-ascii', minLength: 1 }),
      expires_in: fc.oneof(fc.double(), fc.integer(), member),
      refresh_token: fc.oneof(fc.string({ unit: 'grapheme-ascii' }), member),
    },
    { requiredKeys: ['access_token'] },
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.jsonValue(), like, lucky), async (body) => {
      const tokens = await read(jsonAnswer(body));
      if (!tokens.ok) return;
      const { accessToken, refreshToken = accessToken, lifetime } = tokens.value;
      expect(accessToken.reveal()).toMatch(/^[!-~]{1,65536}$/);
      expect(refreshToken.reveal()).toMatch(/^[!-~]{1,65536}$/);
      expect(lifetime).toBeGreaterThan(0);
      expect(lifetime).toBeLessThanOrEqual(DAY);
      expect(Number.isInteger(lifetime)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
