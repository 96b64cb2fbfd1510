// Long, because the tables of bad inputs belong beside the one endpoint they are sent to.
import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { consentQuery, decide, getCode, postJson, practiceForTest, read } from './client.ts';

describe('the consent page', () => {
  it.each([
    '/app/developers/',
    '/app/developers/?client_id=tpaPracticeOAuth2',
    '/app/developers/oauth/authorize?client_id=tpaPracticeOAuth2',
    '/app/developers/%23/oauth/authorize',
  ])('is served at %s, by a host that does not look at the route', async (address) => {
    const { practice } = await practiceForTest();
    const response = await fetch(practice.origin + address);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('allows its one script and its one style by their hashes, and nothing else', async () => {
    const { practice } = await practiceForTest();
    const response = await fetch(practice.endpoints['2026'].authorization);
    const page = await response.text();
    const hashOf = (tag: string) => {
      const parts = [...page.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))];
      expect(parts).toHaveLength(1);
      return createHash('sha256')
        .update(parts[0]?.[1] ?? '')
        .digest('base64');
    };
    expect(response.headers.get('content-security-policy')).toBe(
      `default-src 'none'; script-src 'sha256-${hashOf('script')}'; style-src 'sha256-${hashOf('style')}'; ` +
        "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(page).not.toMatch(/ style=| on\w+=|<script |<link rel="stylesheet/);
  });

  it('has a language, a title, one main part, one heading and the two buttons that Fyle has', async () => {
    const { practice } = await practiceForTest();
    const page = await (await fetch(practice.endpoints['2021'].authorization)).text();
    expect(page).toMatch(/<html lang="en">/);
    expect(page).toMatch(/<title>[^<]+<\/title>/);
    expect(page.match(/<main>/g)).toHaveLength(1);
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect([...page.matchAll(/<button[^>]*>([^<]*)</g)].map(([, text]) => text)).toEqual(['CANCEL', 'YES']);
    expect(page).toContain('nothing leaves this computer');
  });

  it('has a script that compiles and redirects by itself', async () => {
    const { practice } = await practiceForTest();
    const page = await (await fetch(practice.endpoints['2021'].authorization)).text();
    const script = /<script>(.*)<\/script>/s.exec(page)?.[1] ?? '';
    expect(() => new Script(script)).not.toThrow();
    expect(script).toContain('location.href = details.location');
  });

  it.each(['/app/developersx', '/app', '/', '/favicon.ico'])('is not served at %s', async (address) => {
    const { practice } = await practiceForTest();
    const { status, body } = await read(await fetch(practice.origin + address));
    expect({ status, body }).toEqual({ status: 404, body: { message: 'Not found' } });
  });

  it('takes GET only', async () => {
    const { practice } = await practiceForTest();
    expect((await fetch(`${practice.origin}/app/developers/`, { method: 'POST' })).status).toBe(405);
  });
});

describe('asking who asks', () => {
  it('tells the app, the organisation and the person', async () => {
    const { practice } = await practiceForTest();
    const { status, body } = await read(await fetch(`${practice.origin}/practice/consent?${consentQuery(practice)}`));
    expect(status).toBe(200);
    expect(body).toEqual({
      app: 'Token Desk (practice)',
      organisation: 'Practice organisation',
      user: 'Pat Example',
      email: 'pat@practice.example',
      roles: ['FYLER', 'ADMIN'],
    });
  });
});

describe('a bad request for consent', () => {
  const query = 'client_id=tpaPracticeOAuth2&response_type=code&redirect_uri=https%3A%2F%2Fa.example%2Fcb&state=s';

  it.each([
    ['nothing asked', ''],
    ['no client', query.replace('client_id=', 'x=')],
    ['an unknown client', query.replace('OAuth2', 'Nobody')],
    ['the internal app', query.replace('OAuth2', 'Internal')],
    ['no redirect URI', query.replace('redirect_uri=', 'x=')],
    ['another redirect URI', query.replace('a.example', 'b.example')],
    ['a longer redirect URI', query.replace('%2Fcb', '%2Fcb%2F')],
    ['a redirect URI in other case', query.replace('a.example', 'A.example')],
    ['the token response', query.replace('=code', '=token')],
    ['two responses', query.replace('=code', '=code%20token')],
    ['no response type', query.replace('response_type=', 'x=')],
    ['a doubled client', `${query}&client_id=tpaPracticeOAuth2`],
    ['a doubled redirect URI', `${query}&redirect_uri=https%3A%2F%2Fa.example%2Fcb`],
    ['a doubled response type', `${query}&response_type=code`],
    ['a doubled state', `${query}&state=t`],
  ])('(%s) is told, and gives no address, whatever the answer', async (_, bad) => {
    const { practice } = await practiceForTest({ redirectUris: ['https://a.example/cb'] });
    const asked = await read(await fetch(`${practice.origin}/practice/consent?${bad}`));
    const answers = [asked, await decide(practice, bad, 'yes'), await decide(practice, bad, 'cancel')];
    for (const { status, body } of answers) {
      expect(status).toBe(400);
      expect(Object.keys(body)).toEqual(['message']);
    }
    expect((await decide(practice, query)).status).toBe(200);
  });

  it('is what remains when the app was deleted', async () => {
    const { practice } = await practiceForTest();
    practice.pretend('app-deleted');
    expect((await decide(practice, consentQuery(practice))).status).toBe(400);
  });
});

describe('the answer', () => {
  it.each([
    ['https://a.example/cb', 'https://a.example/cb?'],
    ['https://a.example/cb?x=a%20b&y', 'https://a.example/cb?x=a%20b&y&'],
    ['http://localhost:5000/', 'http://localhost:5000/?'],
    ['com.example.app:/cb', 'com.example.app:/cb?'],
    ['urn:ietf:wg:oauth:2.0:oob', 'urn:ietf:wg:oauth:2.0:oob?'],
  ])('goes to %s with its own query kept', async (redirectUri, beginning) => {
    const { practice } = await practiceForTest({ redirectUris: [redirectUri] });
    const { body } = await decide(practice, consentQuery(practice));
    const location = String(body.location);
    expect(location.slice(0, beginning.length)).toBe(beginning);
    expect(location.slice(beginning.length)).toMatch(/^code=[\w-]{32}&state=st$/);
  });

  it.each([
    ['a b&c=d#e', 'a%20b%26c%3Dd%23e'],
    ['100%+ü', '100%25%2B%C3%BC'],
    ['', ''],
  ])('echoes the state %j as %j', async (state, echoed) => {
    const { practice } = await practiceForTest();
    const { body } = await decide(practice, consentQuery(practice, { state }));
    expect(String(body.location).split('&state=')[1]).toBe(echoed);
  });

  it('has no state when none was sent', async () => {
    const { practice } = await practiceForTest();
    const { body } = await decide(practice, consentQuery(practice).replace(/&state=.*$/, ''));
    expect(body.location).toMatch(/\?code=[\w-]{32}$/);
  });

  it('is access_denied when the person declined', async () => {
    const { practice } = await practiceForTest();
    const { status, body } = await decide(practice, consentQuery(practice), 'cancel');
    expect(status).toBe(200);
    expect(body.location).toBe(`${practice.oauthApp.redirectUri}?error=access_denied&state=st`);
  });

  it('is a new code each time', async () => {
    const { practice } = await practiceForTest();
    expect(await getCode(practice)).not.toBe(await getCode(practice));
  });

  it.each([['no'], [''], [true], [null], [['yes']], [undefined]])('is refused when it is %j', async (answer) => {
    const { practice } = await practiceForTest();
    const { status, body } = await postJson(
      `${practice.origin}/practice/consent?${consentQuery(practice)}`,
      { answer },
      { origin: practice.origin },
    );
    expect({ status, body }).toEqual({ status: 400, body: { message: 'The answer is yes or cancel' } });
  });

  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['no origin', { origin: '' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
    ['a site that is not its own', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['a typed address', { 'sec-fetch-site': 'none' }],
  ])('is refused from %s', async (_, headers) => {
    const { practice } = await practiceForTest();
    const { status, body } = await decide(practice, consentQuery(practice), 'yes', headers);
    expect(status).toBe(403);
    expect(Object.keys(body)).toEqual(['message']);
  });

  it('is taken from the page itself, as a browser marks it', async () => {
    const { practice } = await practiceForTest();
    const headers = { 'sec-fetch-site': 'same-origin' };
    expect((await decide(practice, consentQuery(practice), 'yes', headers)).status).toBe(200);
  });

  it('is refused as a form, which another site could send unasked', async () => {
    const { practice } = await practiceForTest();
    const headers = { 'content-type': 'text/plain' };
    expect((await decide(practice, consentQuery(practice), 'yes', headers)).status).toBe(400);
  });
});
