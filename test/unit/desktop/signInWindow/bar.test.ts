import { describe, expect, test } from 'vitest';
import { describePage } from '../../../../main/desktop/signInWindow/bar.ts';

describe('what the bar says of a page', () => {
  test.each([
    ['https://accounts.fylehq.com/app?x#y', 'accounts.fylehq.com', 'encrypted'],
    ['https://accounts.fylehq.com@evil.example:8443/', 'evil.example:8443', 'encrypted'],
    ['https://\u0430ccounts.fylehq.com/', 'xn--ccounts-1fg.fylehq.com', 'encrypted'],
    ['http://localhost:4000/', 'localhost:4000', 'this-computer'],
    ['http://accounts.fylehq.com/', 'accounts.fylehq.com', 'blank'],
    ['about:blank', '', 'blank'],
  ])('%s', (address, host, security) => {
    expect(describePage(address)).toEqual({ host, security });
  });

  test.each([
    ['https://accounts.fylehq.com', 'accounts.fylehq.com'],
    ['http://127.0.0.1:4000', '127.0.0.1:4000'],
    ['null', ''],
  ])('that has no address of its own, but the origin %s', (origin, host) => {
    expect(describePage('about:blank', origin)).toEqual({ host, security: 'blank' });
  });
});
