import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typedEndpointFault, typedRedirectUriFault } from '../../../main/oauth/typedAddress.ts';

describe('a redirect URI as a person writes it', () => {
  it.each([
    'https://app.acme.example/fyle/callback?tenant=7',
    'https://app.acme.example',
    'HTTPS://App.Acme.Example:443/cb',
    'https://xn--bcher-kva.example/cb',
    'https://acme.example/gr%C3%B6%C3%9Fe',
    'http://localhost:8000/callback',
    'http://localhost:80/',
    'http://127.0.0.1:5055/cb',
    'http://[::1]:8080/cb',
    'com.example.app:/cb',
    'com.acme-desk.app://cb',
    'com.acme.desk:callback',
    'com.acme.desk:/8000',
    'urn:ietf:wg:oauth:2.0:oob',
  ])('may be %s', (address) => {
    expect(typedRedirectUriFault(address)).toBeUndefined();
  });

  it.each([
    ['', 'missing'],
    ['localhost:17171/callback', 'lacks-scheme'],
    ['localhost:17171', 'lacks-scheme'],
    ['localhost/callback', 'lacks-scheme'],
    ['localhost', 'lacks-scheme'],
    ['127.0.0.1:8000/cb', 'lacks-scheme'],
    ['acme.example/cb', 'lacks-scheme'],
    ['acme.example:8443/cb', 'lacks-scheme'],
    ['acme.example:', 'lacks-scheme'],
    ['www.acme.example?app=1', 'lacks-scheme'],
    ['//acme.example/cb', 'lacks-scheme'],
    ['desktop:3000', 'lacks-scheme'],
    ['callback', 'not-an-address'],
    ['/callback', 'not-an-address'],
    ['https//acme.example/cb', 'not-an-address'],
    ['https:/acme.example/cb', 'not-an-address'],
    ['https:acme.example/cb', 'not-an-address'],
    ['https:///acme.example/cb', 'not-an-address'],
    ['https://', 'not-an-address'],
    ['https://acme%2Eexample/cb', 'not-an-address'],
    ['http://2130706433/cb', 'not-an-address'],
    ['http://0x7f.1/cb', 'not-an-address'],
    ['https://xn--a.example/cb', 'not-an-address'],
    ['https:\\\\acme.example\\cb', 'has-odd-characters'],
    ['https://acme.example/a\\b', 'has-odd-characters'],
    ['https://acme\u200b.example/cb', 'has-odd-characters'],
    ['https://acme\u00ad.example/cb', 'has-odd-characters'],
    ['https://acme.example/\u202ebc', 'has-odd-characters'],
    ['https://\u0430cme.example/cb', 'has-odd-characters'],
    ['https://acme\u3002example/cb', 'has-odd-characters'],
    ['https://\uff41cme.example/cb', 'has-odd-characters'],
    ['https://acme.example/c\u0000', 'has-odd-characters'],
    ['https://acme.example/my cb', 'has-gap'],
    ['https://acme.\nexample/cb', 'has-gap'],
    ['java\nscript:alert(1)', 'has-gap'],
    ['acme-desk://callback', 'scheme-not-allowed'],
    ['htps://acme.example/cb', 'scheme-not-allowed'],
    ['tel:+49', 'scheme-not-allowed'],
    ['com..acme:/cb', 'scheme-not-allowed'],
    ['com.acme+desk:/cb', 'scheme-not-allowed'],
    ['javascript:alert(1)', 'scheme-not-allowed'],
    ['http://acme.example/cb', 'needs-https'],
    ['https://me:word@acme.example/cb', 'has-password'],
    ['https://acme.example/cb#part', 'has-fragment'],
    ['https://acme.example/cb?code=1', 'has-answer-parameters'],
    [`https://acme.example/${'a'.repeat(2000)}`, 'too-long'],
  ])('may not be %j (%s)', (address, fault) => {
    expect(typedRedirectUriFault(address)).toBe(fault);
  });

  it('is visible ASCII with a scheme, whatever is accepted, and its host is read as it is written', () => {
    const part = fc.constantFrom(
      'http',
      'https',
      ':',
      '//',
      '/',
      '@',
      '.',
      'localhost',
      'acme',
      'example',
      '8000',
      '[::1]',
    );
    const odd = fc.constantFrom('\\', ' ', '\u200b', '\u3002', 'ü', '%61', '0x7f', 'urn', 'com', '#', '?', '-');
    const address = fc.array(fc.oneof(part, odd), { maxLength: 9 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(address, fc.webUrl(), fc.string({ unit: 'binary' })), (text) => {
        if (typedRedirectUriFault(text) !== undefined) return;
        expect(text).toMatch(/^[!-~]+$/);
        expect(text).toMatch(/^(https?:\/\/|urn:|[a-z][a-z0-9-]*\.)/i);
        const { protocol, hostname } = new URL(text);
        // An app's own scheme may start like this too: `http.http:`.
        if (/^https?:$/.test(protocol)) expect(text.toLowerCase()).toContain(`//${hostname}`);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('an endpoint as a person writes it', () => {
  it.each([
    'https://accounts.fylehq.com/app/developers/#/oauth/authorize',
    'https://accounts.fyle.tech:8443/oauth/cluster?tenant=7',
    'http://127.0.0.1:5055/token',
  ])('may be %s', (address) => {
    expect(typedEndpointFault(address)).toBeUndefined();
  });

  it.each([
    ['', 'missing'],
    ['accounts.fylehq.com/oauth/token', 'lacks-scheme'],
    ['localhost:5055/token', 'lacks-scheme'],
    ['https:/accounts.fylehq.com/oauth/token', 'not-an-address'],
    ['https://accounts.fyl\u0435hq.com/oauth/token', 'has-odd-characters'],
    ['https://b\u00fccher.example/token', 'has-odd-characters'],
    ['https://accounts.fylehq.com/oauth token', 'has-gap'],
    ['com.example.app:/token', 'scheme-not-allowed'],
    ['http://accounts.fylehq.com/oauth/token', 'needs-https'],
  ])('may not be %j (%s)', (address, fault) => {
    expect(typedEndpointFault(address)).toBe(fault);
  });
});
