import { domainToASCII } from 'node:url';
import { describe, expect, it } from 'vitest';
import { looksLikeAnotherHost } from '../../../main/oauth/lookalikeHost.ts';
import { typedEndpointFault } from '../../../main/oauth/typedAddress.ts';

/** The form in which a browser's address bar gives such a host to the clipboard. */
const ascii = (host: string) => domainToASCII(host);

describe('a host that looks like another one', () => {
  it.each([
    ['a Cyrillic а among Latin letters', '\u0430cme.example'],
    ['a Cyrillic е', 'accounts.fyl\u0435hq.com'],
    ['a Greek ο', 'g\u03bfogle.example'],
    ['an Armenian օ', 'g\u0585ogle.example'],
    ['all letters Cyrillic twins', '\u0430\u0440\u0440\u04cf\u0435.com'],
    ['one far from the first', `${'a'.repeat(30)}\u0456.example`],
    ['several', '\u0430\u0441me-\u0440ay.example'],
  ])('has %s: %s', (_what, host) => {
    expect(ascii(host)).toMatch(/xn--/);
    expect(looksLikeAnotherHost(ascii(host))).toBe(true);
    expect(typedEndpointFault(`https://${ascii(host)}/token`)).toBe('has-odd-characters');
  });

  it.each(['bücher.example', '例え.example', 'пример.рф', 'παράδειγμα.example', 'मेरा.example', 'mañana-日本.example'])(
    'is not %s',
    (host) => {
      expect(looksLikeAnotherHost(ascii(host))).toBe(false);
      expect(typedEndpointFault(`https://${ascii(host)}/token`)).toBeUndefined();
    },
  );

  it.each(['acme.example', 'localhost', '[::1]', '127.0.0.1', 'xn-.example', ''])('is not %j', (host) => {
    expect(looksLikeAnotherHost(host)).toBe(false);
  });
});
