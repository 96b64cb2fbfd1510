import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressFault, isLoopback } from '../../../main/oauth/provider.ts';

describe('a host on this computer', () => {
  it.each(['localhost', '127.0.0.1', '127.0.0.2', '127.255.255.254', '[::1]'])('is %s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each([
    '',
    'localhost.',
    'localhost.evil.example',
    'evil-localhost',
    '127.0.0.1.evil.example',
    'evil.example.127.0.0.1',
    '126.0.0.1',
    '128.0.0.1',
    '10.0.0.1',
    '192.168.0.1',
    '0.0.0.0',
    '169.254.169.254',
    '[::]',
    '[::ffff:7f00:1]',
    '[fe80::1]',
    '127.0.0.1\n',
  ])('is not %j', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});

describe("an endpoint's address", () => {
  it.each([
    'https://accounts.fylehq.com/api/oauth/token',
    'https://accounts.fylehq.com/app/developers/#/oauth/authorize',
    'https://accounts.fyle.tech:8443/oauth/cluster?tenant=7',
    'https://10.0.0.7/token',
    'https://bücher.example/token',
    'http://localhost:5055/token',
    'http://LOCALHOST/token',
    'http://127.0.0.1/token',
    'http://[::1]:5055/token',
  ])('is accepted: %s', (address) => {
    expect(addressFault(address)).toBeUndefined();
  });

  it('stays accepted however often it is asked about', () => {
    const faults = Array.from({ length: 20_000 }, () => addressFault('https://bücher.example/token'));
    expect(new Set(faults)).toEqual(new Set([undefined]));
  });

  it('may have 2,000 characters and no more', () => {
    const longest = 'https://a.example/'.padEnd(2000, 'x');
    expect(addressFault(longest)).toBeUndefined();
    expect(addressFault(`${longest}x`)).toBe('too-long');
  });

  it.each([
    ['', 'missing'],
    ['accounts.fylehq.com/token', 'not-an-address'],
    ['/token', 'not-an-address'],
    ['https://', 'not-an-address'],
    ['https://a b.example/', 'not-an-address'],
    ['https://a.example:99999/', 'not-an-address'],
    ['http://accounts.fylehq.com/token', 'needs-https'],
    ['http://localhost.evil.example/token', 'needs-https'],
    ['http://127.0.0.1.evil.example/token', 'needs-https'],
    ['http://10.0.0.7/token', 'needs-https'],
    ['http://[::2]/token', 'needs-https'],
    ['https://user@a.example/', 'has-password'],
    ['https://:word@a.example/', 'has-password'],
    ['https://accounts.fylehq.com@evil.example/', 'has-password'],
    ['http://127.0.0.1@evil.example/', 'has-password'],
    ['ftp://a.example/', 'scheme-not-allowed'],
    ['file:///etc/passwd', 'scheme-not-allowed'],
    ['javascript:alert(1)', 'scheme-not-allowed'],
    ['data:text/html,x', 'scheme-not-allowed'],
    ['ws://localhost/', 'scheme-not-allowed'],
    ['blob:https://a.example/1', 'scheme-not-allowed'],
    ['localhost:5055/token', 'scheme-not-allowed'],
  ])('is refused: %j (%s)', (address, fault) => {
    expect(addressFault(address)).toBe(fault);
  });

  it('is https without a password, or stays on this computer, whatever is accepted', () => {
    const part = fc.constantFrom('http', 'https', 'ftp', '://', '//', '@', 'user:word@', 'localhost', '127.0.0.1');
    const rest = fc.constantFrom('[::1]', 'a.example', ':80', ':', '/', '\\', '?x', '#y', '.', '%', ' ', '\t', 'ü');
    const address = fc.oneof(
      fc.webUrl(),
      fc.array(fc.oneof(part, rest), { maxLength: 8 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(address, (text) => {
        if (addressFault(text) !== undefined) return;
        const { protocol, hostname, username, password } = new URL(text);
        expect([username, password]).toEqual(['', '']);
        expect(protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
