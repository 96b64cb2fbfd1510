import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorizationRequest, redirectUriFault, withParameters } from '../../../main/oauth/authorization.ts';
import { fyle, fylePresets } from '../../../main/oauth/fyle.ts';

const [preset2021, preset2026] = fylePresets;
const provider = fyle(preset2021.endpoints);
const CALLBACK = 'http://127.0.0.1:5055/callback';
const anyText = fc.string({ unit: 'binary' });
const anyParameters = fc.dictionary(anyText, anyText);

describe('the address of the consent page', () => {
  it("keeps its parameters within the fragment, where the 2021 page's router reads them", async () => {
    const { url, state } = await authorizationRequest(provider, 'tpaClient', CALLBACK);
    expect(url).toBe(
      'https://accounts.fylehq.com/app/developers/#/oauth/authorize?client_id=tpaClient&response_type=code' +
        `&redirect_uri=http%3A%2F%2F127.0.0.1%3A5055%2Fcallback&state=${state}`,
    );
    expect(new URL(url).search).toBe('');
  });

  it('keeps its parameters in the query when there is no route in the fragment, as in 2026', async () => {
    const { url, state, redirectUri } = await authorizationRequest(fyle(preset2026.endpoints), 'tpaClient', CALLBACK);
    expect(url).toBe(
      'https://app.fylehq.com/app/developers/oauth/authorize?client_id=tpaClient&response_type=code' +
        `&redirect_uri=http%3A%2F%2F127.0.0.1%3A5055%2Fcallback&state=${state}`,
    );
    expect(redirectUri).toBe(CALLBACK);
  });

  it.each([
    ['https://a.example/authorize', 'https://a.example/authorize?x=1'],
    ['https://a.example', 'https://a.example/?x=1'],
    ['https://a.example/authorize?tenant=7', 'https://a.example/authorize?tenant=7&x=1'],
    ['https://a.example/authorize?x=0&x=2', 'https://a.example/authorize?x=1'],
    ['https://a.example/authorize#part', 'https://a.example/authorize?x=1#part'],
    ['https://a.example/#/', 'https://a.example/#/?x=1'],
    ['https://a.example/#!/authorize', 'https://a.example/#!/authorize?x=1'],
    ['https://a.example/?lang=en#/authorize', 'https://a.example/?lang=en#/authorize?x=1'],
    ['https://a.example/#/authorize?tenant=7', 'https://a.example/#/authorize?tenant=7&x=1'],
    ['https://a.example/#/authorize?', 'https://a.example/#/authorize?x=1'],
    ['https://a.example/?#/authorize', 'https://a.example/?#/authorize?x=1'],
    ['https://bücher.example/#/größe', 'https://xn--bcher-kva.example/#/gr%C3%B6%C3%9Fe?x=1'],
    ['http://[::1]:5055/#/authorize', 'http://[::1]:5055/#/authorize?x=1'],
  ])('%s gains a parameter as %s', (address, expected) => {
    expect(withParameters(address, { x: '1' })).toBe(expected);
  });

  it('brings every parameter to a hash route unharmed, keeps what is there and adds nothing before the #', () => {
    const base = fc.constantFrom(
      'https://accounts.fylehq.com/app/developers/',
      'https://a.example/?lang=en&q=%23%20+',
      'https://xn--bcher-kva.example/a%20b?',
      'http://127.0.0.1:5055/',
    );
    const route = fc.constantFrom('/', '/oauth/authorize', '!/oauth/authorize', '/a%23b/c');
    fc.assert(
      fc.property(base, route, anyParameters, anyParameters, (before, path, existing, added) => {
        const query = new URLSearchParams(Object.entries(existing)).toString();
        const url = withParameters(`${before}#${path}${query && `?${query}`}`, added);
        const at = url.indexOf('#');
        expect(url.slice(0, at)).toBe(before);
        const [routed, ...rest] = url.slice(at + 1).split('?');
        expect(routed).toBe(path);
        expect(rest).toHaveLength(1);
        const read = [...new URLSearchParams(rest[0])];
        const expected = { ...existing, ...added };
        expect(Object.fromEntries(read)).toEqual(Object.fromEntries(Object.entries(expected)));
        expect(read).toHaveLength(Object.keys(expected).length);
      }),
    );
  });

  it('brings every parameter to a query unharmed, and leaves the fragment alone', () => {
    fc.assert(
      fc.property(anyParameters, anyParameters, fc.constantFrom('', '#part'), (existing, added, hash) => {
        const query = new URLSearchParams(Object.entries(existing)).toString();
        const url = new URL(withParameters(`https://a.example/authorize?${query}${hash}`, added));
        expect(Object.fromEntries(url.searchParams)).toEqual(
          Object.fromEntries(Object.entries({ ...existing, ...added })),
        );
        expect(url.hash).toBe(hash);
      }),
    );
  });
});

describe('the state', () => {
  const ask = () => authorizationRequest(provider, 'tpaClient', CALLBACK);
  const asked = Promise.all(Array.from({ length: 300 }, ask)).then((all) => all.map(({ state }) => state));

  it('differs each time', async () => {
    const states = await asked;
    expect(new Set(states).size).toBe(states.length);
  });

  it('has at least 128 bits, none of which stands still', async () => {
    const states = await asked;
    const bytes = states.map((state) => Buffer.from(state, 'base64url'));
    const length = Math.min(...bytes.map(({ byteLength }) => byteLength));
    expect(length).toBeGreaterThanOrEqual(16);
    for (let bit = 0; bit < length * 8; bit += 1) {
      const seen = new Set(bytes.map((state) => ((state[bit >> 3] ?? 0) >> (bit & 7)) & 1));
      expect(seen.size, `bit ${bit}`).toBe(2);
    }
  });

  it('needs no escaping in an address', async () => {
    for (const state of await asked) expect(state).toMatch(/^[\w-]+$/);
  });
});

describe('a redirect URI', () => {
  it.each([
    'https://app.acme.example/fyle/callback?tenant=7',
    CALLBACK,
    'http://localhost/',
    'http://[::1]:8080/cb',
    'com.acme.desk:/callback',
    'acme-desk://callback',
  ])('may be %s', (address) => {
    expect(redirectUriFault(address)).toBeUndefined();
  });

  it('may have 2,000 characters and no more', () => {
    const longest = 'https://a.example/'.padEnd(2000, 'x');
    expect(redirectUriFault(longest)).toBeUndefined();
    expect(redirectUriFault(`${longest}x`)).toBe('too-long');
  });

  it.each([
    ['', 'missing'],
    ['callback', 'not-an-address'],
    ['//a.example/cb', 'not-an-address'],
    ['https://', 'not-an-address'],
    ['http://app.acme.example/callback', 'needs-https'],
    ['http://localhost.evil.example/', 'needs-https'],
    ['http://192.168.0.7/cb', 'needs-https'],
    ['https://a.example/cb#part', 'has-fragment'],
    ['https://a.example/cb#', 'has-fragment'],
    ['acme-desk://callback#part', 'has-fragment'],
    ['https://me@a.example/cb', 'has-password'],
    ['https://me:word@a.example/cb', 'has-password'],
    ['acme-desk://me@callback', 'has-password'],
    ['https://a.example/cb?code=1', 'has-answer-parameters'],
    ['https://a.example/cb?a=1&state=', 'has-answer-parameters'],
    ['https://a.example/cb?%63ode=1', 'has-answer-parameters'],
    ['https://a.example/cb?iss=x', 'has-answer-parameters'],
    ['https://a.example/cb?error=x', 'has-answer-parameters'],
    ['https://a.example/cb?access_token=x', 'has-answer-parameters'],
    ['javascript:alert(1)', 'scheme-not-allowed'],
    ['JavaScript:alert(1)', 'scheme-not-allowed'],
    ['java\nscript:alert(1)', 'scheme-not-allowed'],
    ['data:text/html,x', 'scheme-not-allowed'],
    ['blob:https://a.example/1', 'scheme-not-allowed'],
    ['file:///etc/passwd', 'scheme-not-allowed'],
    ['about:blank', 'scheme-not-allowed'],
    ['app://bundle/index.html', 'scheme-not-allowed'],
    ['chrome://settings', 'scheme-not-allowed'],
    ['devtools://devtools/', 'scheme-not-allowed'],
    ['view-source:https://a.example/', 'scheme-not-allowed'],
    ['wss://a.example/cb', 'scheme-not-allowed'],
  ])('may not be %j (%s)', (address, fault) => {
    expect(redirectUriFault(address)).toBe(fault);
  });
});
