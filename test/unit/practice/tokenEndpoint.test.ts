// Long, because the tables of bad inputs belong beside the one endpoint they are sent to.
import { describe, expect, it } from 'vitest';
import { claimsOf, exchangeFields, getCode, postJson, practiceForTest, read, refreshFields, START } from './client.ts';

const SECONDS = START / 1_000;

describe('the token endpoint', () => {
  it.each(['2021', '2026'] as const)('exchanges a code for both tokens at the address of %s', async (generation) => {
    const { practice } = await practiceForTest();
    const url = practice.endpoints[generation].token;
    const { status, headers, body } = await postJson(url, exchangeFields(practice, await getCode(practice)));
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(Object.keys(body)).toEqual(['access_token', 'token_type', 'expires_in', 'refresh_token']);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3_600 });
  });

  it('gives an access token with Fyle’s claims, four of them JSON inside a string', async () => {
    const { practice } = await practiceForTest();
    const { body } = await postJson(practice.endpoints['2021'].token, refreshFields(practice));
    expect(claimsOf(body.access_token)).toEqual({
      iat: SECONDS,
      iss: 'FyleApp',
      user_id: 'usPractice01',
      org_user_id: 'ouPractice01',
      org_id: 'orPractice01',
      roles: '["FYLER","ADMIN"]',
      scopes: '[]',
      allowed_CIDRs: '[]',
      version: '3',
      cluster_domain: `"${practice.origin}"`,
      jti: expect.any(String),
      exp: SECONDS + 3_600,
    });
  });

  it('gives a refresh token that says it ends in a year', async () => {
    const { practice } = await practiceForTest();
    const fields = exchangeFields(practice, await getCode(practice));
    const { body } = await postJson(practice.endpoints['2021'].token, fields);
    expect(claimsOf(body.refresh_token)).toMatchObject({ iat: SECONDS, exp: SECONDS + 365 * 86_400 });
    expect(claimsOf(practice.internalApp.refreshToken)).toMatchObject({ exp: SECONDS + 365 * 86_400 });
  });

  it('gives no new refresh token on a refresh, and never the same access token twice', async () => {
    const { practice } = await practiceForTest();
    const first = await postJson(practice.endpoints['2021'].token, refreshFields(practice));
    const second = await postJson(practice.endpoints['2026'].token, refreshFields(practice));
    expect(first.status).toBe(200);
    expect(Object.keys(first.body)).toEqual(['access_token', 'token_type', 'expires_in']);
    expect(second.body.access_token).not.toBe(first.body.access_token);
  });

  it('takes a refresh token that came from a code', async () => {
    const { practice } = await practiceForTest();
    const { token } = practice.endpoints['2021'];
    const { code, ...fields } = exchangeFields(practice, await getCode(practice));
    const { body } = await postJson(token, { ...fields, code });
    const again = { ...fields, grant_type: 'refresh_token', refresh_token: body.refresh_token };
    expect((await postJson(token, again)).status).toBe(200);
  });

  it('takes a refresh token that an earlier server on another port gave', async () => {
    const earlier = await practiceForTest();
    const fields = refreshFields(earlier.practice);
    await earlier.practice.close();
    const { practice } = await practiceForTest();
    const { status, body } = await postJson(practice.endpoints['2021'].token, fields);
    expect(status).toBe(200);
    expect(claimsOf(body.access_token).cluster_domain).toBe(`"${practice.origin}"`);
  });

  it('takes a code once, and answers 500 to its second use', async () => {
    const { practice } = await practiceForTest();
    const fields = exchangeFields(practice, await getCode(practice));
    expect((await postJson(practice.endpoints['2021'].token, fields)).status).toBe(200);
    const second = await postJson(practice.endpoints['2021'].token, fields);
    expect(second).toMatchObject({ status: 500, body: { message: 'Something went wrong' } });
  });

  it.each([
    { age: 59_999, status: 200 },
    { age: 60_000, status: 500 },
  ])('answers $status to a code that is $age ms old', async ({ age, status }) => {
    const { practice, wait } = await practiceForTest();
    const fields = exchangeFields(practice, await getCode(practice));
    wait(age);
    expect((await postJson(practice.endpoints['2021'].token, fields)).status).toBe(status);
  });

  it('answers 500 to a code of another client', async () => {
    const { practice } = await practiceForTest();
    const { clientId, clientSecret } = practice.internalApp;
    const fields = exchangeFields(practice, await getCode(practice));
    const stolen = { ...fields, client_id: clientId, client_secret: clientSecret };
    expect((await postJson(practice.endpoints['2021'].token, stolen)).status).toBe(500);
  });

  it('answers 401 to a refresh token of another client', async () => {
    const { practice } = await practiceForTest();
    const { clientId, clientSecret } = practice.oauthApp;
    const stolen = { ...refreshFields(practice), client_id: clientId, client_secret: clientSecret };
    expect((await postJson(practice.endpoints['2021'].token, stolen)).status).toBe(401);
  });

  it('answers 401 to a refresh token after its year', async () => {
    const { practice, wait } = await practiceForTest();
    wait(365 * 86_400_000 - 1);
    expect((await postJson(practice.endpoints['2021'].token, refreshFields(practice))).status).toBe(200);
    wait(1);
    const { status, body } = await postJson(practice.endpoints['2021'].token, refreshFields(practice));
    expect({ status, body }).toEqual({ status: 401, body: { message: 'invalid token' } });
  });

  it.each([
    { trouble: 'user-disabled', status: 403, message: 'User is disabled' },
    { trouble: 'app-deleted', status: 404, message: 'Client not found' },
    { trouble: 'sign-in-ended', status: 401, message: 'invalid token' },
    { trouble: 'failing', status: 500, message: 'Something went wrong' },
  ] as const)('answers $status to a refresh when $trouble, and 200 once that is over', async (row) => {
    const { practice } = await practiceForTest();
    practice.pretend(row.trouble);
    const { status, body } = await postJson(practice.endpoints['2021'].token, refreshFields(practice));
    expect({ status, body }).toEqual({ status: row.status, body: { message: row.message } });
    practice.pretend();
    expect((await postJson(practice.endpoints['2021'].token, refreshFields(practice))).status).toBe(200);
  });

  it('answers 403 to a code exchange when the user is disabled', async () => {
    const { practice } = await practiceForTest();
    const fields = exchangeFields(practice, await getCode(practice));
    practice.pretend('user-disabled');
    expect((await postJson(practice.endpoints['2021'].token, fields)).status).toBe(403);
  });

  it.each([
    { what: 'a wrong secret', change: { client_secret: 'wrong' }, status: 401, message: 'invalid token' },
    { what: 'a dead refresh token', change: { refresh_token: 'dead' }, status: 401, message: 'invalid token' },
    { what: 'an unknown client', change: { client_id: 'tpaNobody' }, status: 404, message: 'Client not found' },
    {
      what: 'another grant',
      change: { grant_type: 'password' },
      status: 400,
      message: 'grant_type is missing or not supported',
    },
    {
      what: 'no grant',
      change: { grant_type: undefined },
      status: 400,
      message: 'grant_type is missing or not supported',
    },
    {
      what: 'no client',
      change: { client_id: undefined },
      status: 400,
      message: 'client_id is missing or not a string',
    },
    {
      what: 'an empty client',
      change: { client_id: '' },
      status: 400,
      message: 'client_id is missing or not a string',
    },
    {
      what: 'a secret that is a number',
      change: { client_secret: 7 },
      status: 400,
      message: 'client_secret is missing or not a string',
    },
    {
      what: 'a token that is a list',
      change: { refresh_token: ['a'] },
      status: 400,
      message: 'refresh_token is missing or not a string',
    },
    { what: 'a code beside', change: { code: 'c' }, status: 400, message: 'Unknown field: code' },
    { what: 'a redirect URI', change: { redirect_uri: 'x' }, status: 400, message: 'Unknown field: redirect_uri' },
    { what: 'a code verifier', change: { code_verifier: 'x' }, status: 400, message: 'Unknown field: code_verifier' },
    { what: 'a scope', change: { scope: '' }, status: 400, message: 'Unknown field: scope' },
  ])('answers $status to a refresh with $what', async ({ change, status, message }) => {
    const { practice } = await practiceForTest();
    const answer = await postJson(practice.endpoints['2021'].token, { ...refreshFields(practice), ...change });
    expect({ status: answer.status, body: answer.body }).toEqual({ status, body: { message } });
  });

  it.each([
    { what: 'JSON called a form', type: 'application/x-www-form-urlencoded' },
    { what: 'JSON called plain text', type: 'text/plain' },
    { what: 'JSON of a type that only begins alike', type: 'application/jsonp' },
    { what: 'JSON of an empty type', type: '' },
  ])('answers 400 to $what, though the grant in it is good', async ({ type }) => {
    const { practice } = await practiceForTest();
    const fields = refreshFields(practice);
    const { status, body } = await postJson(practice.endpoints['2021'].token, fields, { 'content-type': type });
    expect({ status, body }).toEqual({ status: 400, body: { message: 'Content-Type must be application/json' } });
  });

  it('answers 400 to a form of the form’s own type, though the grant in it is good', async () => {
    const { practice } = await practiceForTest();
    const body = new URLSearchParams(refreshFields(practice));
    const answer = await read(await fetch(practice.endpoints['2021'].token, { method: 'POST', body }));
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ message: 'Content-Type must be application/json' });
  });

  const mismatch = 'The body does not match its content type';

  it.each([
    { what: 'a form', body: 'grant_type=refresh_token', message: mismatch },
    { what: 'nothing', body: '', message: mismatch },
    { what: 'a list', body: '[]', message: mismatch },
    { what: 'null', body: 'null', message: mismatch },
    { what: 'a text', body: '"grant_type"', message: mismatch },
    { what: 'cut-off JSON', body: '{"grant_type":', message: mismatch },
    {
      what: 'a smuggled prototype',
      body: '{"__proto__":{"grant_type":"refresh_token"}}',
      message: 'grant_type is missing or not supported',
    },
    { what: 'a text that is not UTF-8', body: Buffer.from('{"a":"\xff"}', 'latin1'), message: 'The body is not UTF-8' },
  ])('answers 400 to JSON that is $what', async ({ body, message }) => {
    const { practice } = await practiceForTest();
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    const answer = await read(await fetch(practice.endpoints['2021'].token, init));
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 400, body: { message } });
  });

  it('reads JSON whose type has a charset', async () => {
    const { practice } = await practiceForTest();
    const headers = { 'content-type': 'Application/JSON; charset=utf-8' };
    expect((await postJson(practice.endpoints['2021'].token, refreshFields(practice), headers)).status).toBe(200);
  });

  it.each([
    { bytes: 65_536, status: 400 },
    { bytes: 65_537, status: 413 },
    { bytes: 3_000_000, status: 413 },
  ])('answers $status to a body of $bytes bytes', async ({ bytes, status }) => {
    const { practice } = await practiceForTest();
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: 'x'.repeat(bytes) };
    const answer = await read(await fetch(practice.endpoints['2021'].token, init));
    expect(answer.status).toBe(status);
    expect(Object.keys(answer.body)).toEqual(['message']);
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('answers 405 to %s', async (method) => {
    const { practice } = await practiceForTest();
    const { status, headers } = await read(await fetch(practice.endpoints['2021'].token, { method }));
    expect([status, headers.get('allow')]).toEqual([405, 'POST']);
  });
});
