import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHttpDate } from '../../../main/oauth/httpDate.ts';

describe('a date in a header', () => {
  // RFC 9110 §5.6.7's own example in its three forms, and around leap days.
  it.each([
    ['Sun, 06 Nov 1994 08:49:37 GMT', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['Sun Nov  6 08:49:37 1994', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['Friday, 06-Nov-26 08:49:37 GMT', Date.UTC(2026, 10, 6, 8, 49, 37)],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['Tue, 29 Feb 2000 23:59:59 GMT', Date.UTC(2000, 1, 29, 23, 59, 59)],
    ['Wed, 01 Mar 2028 00:00:00 GMT', Date.UTC(2028, 2, 1)],
    ['Sun, 01 Mar 2100 00:00:00 GMT', Date.UTC(2100, 2, 1)],
    ['Sat, 31 Dec 2016 23:59:60 GMT', Date.UTC(2017, 0, 1)],
  ])('is read: %s', (text, moment) => {
    expect(readHttpDate(text)).toBe(moment);
  });

  it('is read as it is written, whatever it is', () => {
    const moments = fc.integer({ min: 0, max: 4_102_444_800 }).map((seconds) => seconds * 1000);
    fc.assert(
      fc.property(moments, (moment) => {
        expect(readHttpDate(new Date(moment).toUTCString())).toBe(moment);
      }),
    );
  });

  it.each([
    null,
    '',
    'soon',
    '7',
    '2026-11-06T08:49:37Z',
    'Sun, 6 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37 CET',
    'Sun, 06 Nov 1994 24:00:00 GMT',
    'Sun, 06 Nov 1994 08:60:00 GMT',
    'Sun, 06 Nov 1969 08:49:37 GMT',
    'Sun, 31 Nov 2026 08:49:37 GMT',
    'Mon, 29 Feb 2100 08:49:37 GMT',
    'Sun, 00 Nov 2026 08:49:37 GMT',
    'Sun, 06 Foo 2026 08:49:37 GMT',
    ' Sun, 06 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT',
    `Sun, 06 Nov 1994 08:49:37 GMT${' '.repeat(100_000)}`,
  ])('is none: %j', (text) => {
    expect(readHttpDate(text)).toBeUndefined();
  });
});
