import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingRedirect, isAtRedirectHost, matchesRedirectUri } from '../../../main/oauth/authorization.ts';

const CALLBACK = 'http://127.0.0.1:5055/callback';
const PROVIDER = 'https://accounts.fylehq.com';
const STATE = 'wL4oK-state-of-this-attempt_9x';
const YES = `code=abc&state=${STATE}`;

const requestOf = (redirectUri: string) => ({
  url: `${PROVIDER}/app/developers/#/oauth/authorize?state=${STATE}`,
  redirectUri,
  state: STATE,
});

describe('an answer to this attempt that goes to another address', () => {
  it.each([
    // How a typed redirect URI can differ from the registered one.
    [CALLBACK, `${CALLBACK}/?${YES}`, `${CALLBACK}/`],
    [`${CALLBACK}/`, `${CALLBACK}?${YES}`, CALLBACK],
    [CALLBACK, `http://127.0.0.1:5055/Callback?${YES}`, 'http://127.0.0.1:5055/Callback'],
    [CALLBACK, `http://127.0.0.1:5055/other?${YES}`, 'http://127.0.0.1:5055/other'],
    [CALLBACK, `http://127.0.0.1:5056/callback?${YES}`, 'http://127.0.0.1:5056/callback'],
    [CALLBACK, `https://127.0.0.1:5055/callback?${YES}`, 'https://127.0.0.1:5055/callback'],
    [CALLBACK, `http://localhost:5055/callback?${YES}`, 'http://localhost:5055/callback'],
    ['https://a.example/cb?t=7', `https://a.example/cb?t=8&${YES}`, 'https://a.example/cb'],
    ['com.acme.desk:/cb', `com.acme.desk:/cb/?${YES}`, 'com.acme.desk:/cb/'],
    ['com.acme.desk:/cb', `com.acme.desk://cb?${YES}`, 'com.acme.desk://cb'],
    ['urn:ietf:wg:oauth:2.0:oob', `urn:ietf:wg:oauth:2.0:oob:auto?${YES}`, 'urn:ietf:wg:oauth:2.0:oob:auto'],
    // Every way a response can travel, for an error as for a code.
    [CALLBACK, `${CALLBACK}/#${YES}`, `${CALLBACK}/`],
    [CALLBACK, `${CALLBACK}/?state=${STATE}#code=abc`, `${CALLBACK}/`],
    [CALLBACK, `${CALLBACK}/?error=access_denied&state=${STATE}`, `${CALLBACK}/`],
    [CALLBACK, `${CALLBACK}/#access_token=abc&state=${STATE}`, `${CALLBACK}/`],
    [CALLBACK, `${CALLBACK}/?${YES}&state=another`, `${CALLBACK}/`],
    // Another host.
    [CALLBACK, `https://b.example/callback?${YES}`, 'https://b.example/callback'],
    [CALLBACK, `https://fylehq.com/?${YES}`, 'https://fylehq.com/'],
    [CALLBACK, `http://accounts.fylehq.com/?${YES}`, 'http://accounts.fylehq.com/'],
    [CALLBACK, `https://accounts.fylehq.com:8443/?${YES}`, 'https://accounts.fylehq.com:8443/'],
    [CALLBACK, `com.acme.desk:/cb?${YES}`, 'com.acme.desk:/cb'],
    // An address that only looks like the redirect URI does not count, and is reported without user name and password.
    [CALLBACK, `${CALLBACK}.evil?${YES}`, `${CALLBACK}.evil`],
    [CALLBACK, `${CALLBACK}%2e?${YES}`, `${CALLBACK}%2e`],
    [CALLBACK, `http://127.0.0.1@evil.example/callback?${YES}`, 'http://evil.example/callback'],
    [CALLBACK, `http://me:word@127.0.0.1:5055/callback?${YES}`, CALLBACK],
    ['https://a.example/cb', `https://a.example./cb?${YES}`, 'https://a.example./cb'],
  ])('%s by %s', (expected, url, got) => {
    expect(differingRedirect(requestOf(expected), { url })).toEqual({ code: 'redirect-differs', expected, got });
  });

  it('in a form', () => {
    expect(differingRedirect(requestOf(CALLBACK), { url: `${CALLBACK}/`, form: YES })).toMatchObject({
      got: `${CALLBACK}/`,
    });
  });

  it.each([
    // The redirect URI itself.
    `${CALLBACK}?${YES}`,
    `http://127.1:5055/callback?${YES}`,
    // No response, or one to another attempt.
    `${CALLBACK}/`,
    `${CALLBACK}/?state=${STATE}`,
    `${CALLBACK}/?code=abc`,
    `${CALLBACK}/?error=access_denied`,
    `${CALLBACK}/?code=abc&state=another`,
    `${CALLBACK}/?error=access_denied&state=`,
    `${CALLBACK}/?code=abc&state=${STATE}x`,
    `${CALLBACK}/?code=abc&State=${STATE}`,
    `${CALLBACK}/?code=abc&q=${encodeURIComponent(`&state=${STATE}`)}`,
    `${CALLBACK}/?codes=abc&state=${STATE}`,
    'https://b.example/?error=access_denied',
    'https://b.example/?error=access_denied&state=another',
    // The provider's own pages may pass code and state along.
    `${PROVIDER}/app/developers/?${YES}`,
    `${PROVIDER}:443/callback?${YES}`,
    `${PROVIDER}/#${YES}`,
    '',
    `/callback?${YES}`,
  ])('is not told of %j', (url) => {
    expect(differingRedirect(requestOf(CALLBACK), { url })).toBeUndefined();
  });

  it('is told shortly and in plain characters, however the address is made', () => {
    const url = `acme-desk://callback/${'x'.repeat(5000)}\u202e?${YES}`;
    const differs = differingRedirect(requestOf('acme-desk://callback'), { url });
    expect(differs?.got).toMatch(/^acme-desk:\/\/callback\/x{279}$/);
  });

  it('is never also the redirect, and never shows the code, the state or a password', () => {
    const part = {
      scheme: fc.constantFrom('http', 'https', 'acme-desk'),
      user: fc.constantFrom('', 'me@', 'me:s3cret@', '127.0.0.1:s3cret@'),
      host: fc.constantFrom('127.0.0.1', 'localhost', '[::1]', 'a.example', 'A.example', 'a.example.', 'b.example'),
      port: fc.constantFrom('', ':81', ':5055'),
      path: fc.constantFrom('/', '/cb', '/cb/', '/CB', '/cb.evil', '//cb', '/c%62', '/x/../cb'),
    };
    const mark = fc.constantFrom('?', '#', '?t=7&', '?t=7#');
    const registered = fc.constantFrom('http://127.0.0.1/cb', 'https://a.example/cb?t=7', 'acme-desk://a.example/cb');
    fc.assert(
      fc.property(registered, fc.record(part), mark, (redirectUri, { scheme, user, host, port, path }, before) => {
        const url = `${scheme}://${user}${host}${port}${path}${before}code=c0de&state=${STATE}`;
        const differs = differingRedirect(requestOf(redirectUri), { url });
        expect(differs === undefined).toBe(matchesRedirectUri(redirectUri, url));
        expect(differs?.got ?? '').not.toMatch(/c0de|s3cret|wL4oK|[?#@]/);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('an address is at the host of the redirect URI', () => {
  it.each([
    [CALLBACK, CALLBACK],
    [CALLBACK, 'https://127.0.0.1/'],
    [CALLBACK, 'http://localhost:1/x?y#z'],
    [CALLBACK, 'http://LOCALHOST./'],
    [CALLBACK, 'http://127.9.9.9/'],
    [CALLBACK, 'http://[::1]:5055/'],
    [CALLBACK, 'http://me@127.0.0.1/'],
    [CALLBACK, 'http://evil.example@127.0.0.1/'],
    ['https://a.example/cb', 'http://a.example:8080/other?code=1'],
    ['https://a.example/cb', 'https://A.EXAMPLE./'],
    ['https://a.example/cb', 'acme-desk://A.example/cb'],
    ['com.acme.desk:/cb', 'COM.ACME.DESK://else/where'],
    ['urn:ietf:wg:oauth:2.0:oob', 'URN:x'],
  ])('%s: %s', (registered, candidate) => {
    expect(isAtRedirectHost(registered, candidate)).toBe(true);
  });

  it.each([
    [CALLBACK, 'http://127.0.0.1@evil.example/callback'],
    [CALLBACK, 'http://127.0.0.1:5055@evil.example/callback'],
    [CALLBACK, 'http://127.0.0.1.evil.example/callback'],
    [CALLBACK, 'http://localhost.evil.example/callback'],
    [CALLBACK, 'http://evil.example/127.0.0.1'],
    [CALLBACK, 'http://[::ffff:127.0.0.1]:5055/callback'],
    [CALLBACK, 'http://0.0.0.0:5055/callback'],
    [CALLBACK, 'com.acme.desk:/callback'],
    ['https://a.example/cb', 'https://www.a.example/cb'],
    ['https://a.example/cb', 'https://\u0430.example/cb'],
    ['https://a.example/cb', 'https://a.example../cb'],
    ['com.acme.desk:/cb', 'com.acme.desk2:/cb'],
    ['com.acme.desk://a.example', 'https://a.example/'],
    [CALLBACK, ''],
    [CALLBACK, '/callback'],
  ])('%s: never %s', (registered, candidate) => {
    expect(isAtRedirectHost(registered, candidate)).toBe(false);
  });
});
