import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carriesAuthorizationResponse, matchesRedirectUri } from '../../../main/oauth/authorization.ts';

const CALLBACK = 'http://127.0.0.1:5055/callback';
const anyText = fc.string({ unit: 'binary' });
const anyParameters = fc.dictionary(anyText, anyText);

describe('the redirect is recognised', () => {
  it.each([
    [CALLBACK, CALLBACK],
    [CALLBACK, `${CALLBACK}?code=abc&state=xyz`],
    [CALLBACK, `${CALLBACK}#code=abc&state=xyz`],
    [CALLBACK, 'HTTP://127.0.0.1:5055/callback?error=access_denied'],
    // Spelled differently, but the same address to any browser.
    [CALLBACK, 'http://127.1:5055/callback'],
    [CALLBACK, 'http://2130706433:5055/callback'],
    [CALLBACK, 'http://127.0.0.1.:5055/callback'],
    [CALLBACK, 'http://127.0.0.1:05055/other/../callback'],
    [CALLBACK, 'http:\\\\127.0.0.1:5055\\callback'],
    ['http://[::1]:5055/cb', 'http://[0:0:0:0:0:0:0:1]:5055/cb?code=abc'],
    ['https://a.example/cb', 'https://A.Example:443/cb?code=abc'],
    ['https://a.example', 'https://a.example/?code=abc'],
    ['com.acme.desk:/callback', 'com.acme.desk:/callback?code=abc'],
    ['acme-desk://callback', 'acme-desk://callback?code=abc'],
    ['https://a.example/cb?tenant=7', 'https://a.example/cb?code=abc&tenant=7&state=xyz'],
    ['https://a.example/cb?t=7&t=8', 'https://a.example/cb?t=7&t=8&code=abc'],
    ['https://a.example/cb?t=', 'https://a.example/cb?t=&code=abc'],
  ])('%s by %s', (registered, candidate) => {
    expect(matchesRedirectUri(registered, candidate)).toBe(true);
  });

  it.each([
    `${CALLBACK}.evil`,
    `${CALLBACK}/`,
    `${CALLBACK}/more`,
    `${CALLBACK}/../x`,
    `${CALLBACK}/%2e%2e/x`,
    `${CALLBACK}%2e`,
    `${CALLBACK}%2fx`,
    `${CALLBACK}%3fcode=abc`,
    `${CALLBACK};x`,
    `${CALLBACK}%00`,
    `${CALLBACK}@evil.example`,
    'http://127.0.0.1:5055//callback',
    'http://127.0.0.1:5055/Callback',
    'http://127.0.0.1:5055/%63allback',
    'http://127.0.0.1:5055/x/callback',
    'http://127.0.0.1:5055/',
    'http://127.0.0.1:5055/?x=/callback',
    'http://127.0.0.1:5055/#/callback',
    'http://127.0.0.1:5056/callback',
    'http://127.0.0.1:505/callback',
    'http://127.0.0.1/callback',
    'https://127.0.0.1:5055/callback',
    'ws://127.0.0.1:5055/callback',
    'http://127.0.0.1@evil.example/callback',
    'http://127.0.0.1:5055@evil.example/callback',
    'http://127.0.0.1@evil.example:5055/callback',
    'http://me@127.0.0.1:5055/callback',
    'http://me:word@127.0.0.1:5055/callback',
    'http://127.0.0.1.evil.example:5055/callback',
    'http://evil.example:5055/callback',
    'http://evil.example/http://127.0.0.1:5055/callback',
    'http://evil.example/?u=http://127.0.0.1:5055/callback',
    'http://evil.example/#http://127.0.0.1:5055/callback',
    'http://127.0.0.2:5055/callback',
    'http://localhost:5055/callback',
    'http://[::1]:5055/callback',
    'http://[::ffff:127.0.0.1]:5055/callback',
    'http:///127.0.0.1:5055:callback',
    '//127.0.0.1:5055/callback',
    '/callback',
    'view-source:http://127.0.0.1:5055/callback',
    'blob:http://127.0.0.1:5055/callback',
    'data:text/html,http://127.0.0.1:5055/callback',
    'about:blank',
    'javascript:location="http://127.0.0.1:5055/callback"',
    '',
  ])('never by the look-alike %j', (candidate) => {
    expect(matchesRedirectUri(CALLBACK, candidate)).toBe(false);
  });

  it.each([
    ['http://localhost:5055/cb', 'http://localhost.:5055/cb'],
    ['http://localhost:5055/cb', 'http://127.0.0.1:5055/cb'],
    ['https://a.example/cb', 'https://a.example.:443/cb'],
    ['https://a.example/cb', 'https://a.example:444/cb'],
    ['https://a.example/cb', 'https://а.example/cb'],
    ['https://a.example/cb/', 'https://a.example/cb'],
    ['com.acme.desk:/callback', 'com.acme.desk://callback'],
    ['com.acme.desk:/callback', 'com.acme.desk2:/callback'],
    ['acme-desk://callback', 'acme-desk://callback.evil'],
    ['acme-desk://callback', 'acme-desk://callback/x'],
    ['https://a.example/cb?tenant=7', 'https://a.example/cb?code=abc'],
    ['https://a.example/cb?tenant=7', 'https://a.example/cb?tenant=8&code=abc'],
    ['https://a.example/cb?tenant=7', 'https://a.example/cb?tenant=7&tenant=8&code=abc'],
    ['https://a.example/cb?tenant=7', 'https://a.example/cb#tenant=7&code=abc'],
    ['https://a.example/cb?t=7&t=8', 'https://a.example/cb?t=8&t=7'],
  ])('%s never by %s', (registered, candidate) => {
    expect(matchesRedirectUri(registered, candidate)).toBe(false);
  });

  it('exactly when scheme, host, port and path are all the same, whatever the answer', () => {
    // Forms of each part that no parser turns into one another.
    const scheme = fc.constantFrom('http', 'https', 'acme-desk');
    const host = fc.constantFrom('127.0.0.1', '127.0.0.2', 'localhost', 'localhost.evil.example', '[::1]', 'a.example');
    const port = fc.constantFrom('', ':81', ':5055', ':50551');
    const path = fc.constantFrom(
      '/',
      '/callback',
      '/callback/',
      '/callback.evil',
      '/Callback',
      '//callback',
      '/call%62ack',
    );
    const address = fc.tuple(scheme, host, port, path);
    const textOf = ([name, ...rest]: readonly [string, string, string, string]) => `${name}://${rest.join('')}`;
    const other = fc.oneof(address, fc.constant(undefined));
    fc.assert(
      fc.property(address, other, anyParameters, fc.constantFrom('?', '#'), (own, another, answer, mark) => {
        const candidate = another ?? own;
        const url = `${textOf(candidate)}${mark}${new URLSearchParams(Object.entries(answer))}`;
        expect(matchesRedirectUri(textOf(own), url)).toBe(textOf(own) === textOf(candidate));
      }),
      { numRuns: 500 },
    );
  });

  it('never by an address with anything more in its path', () => {
    const more = fc.stringMatching(/^[\w~@:;,=&$!*'()%-]{1,20}$/);
    fc.assert(
      fc.property(more, (text) => {
        expect(matchesRedirectUri(CALLBACK, CALLBACK + text)).toBe(false);
      }),
    );
  });
});

describe('an address carries an answer', () => {
  it.each([
    [`${CALLBACK}?code=abc`, true],
    [`${CALLBACK}?error=access_denied`, true],
    [`${CALLBACK}#code=abc`, true],
    [`${CALLBACK}#access_token=abc`, true],
    [CALLBACK, false],
    [`${CALLBACK}?state=xyz`, false],
    [`${CALLBACK}?codes=abc&x=code`, false],
    ['acme-desk://callback?code=abc', true],
  ])('%s: %s', (address, expected) => {
    expect(carriesAuthorizationResponse(address)).toBe(expected);
  });
});
