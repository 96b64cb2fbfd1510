import { describe, expect, it } from 'vitest';
import { refusesEmbedding } from '../../../../main/desktop/signInWindow/embeddedRefusal.ts';

const PAGE = 'https://accounts.example/authorize';
const GOOGLE = `https://accounts.google.com/signin/oauth/error/v2?authError=${encodeURIComponent(
  Buffer.from('\n\u0014disallowed_useragent\u0012\u0007You can’t sign in').toString('base64'),
)}`;

describe('a page that refuses an app’s window', () => {
  it.each<readonly [string, number, string, string]>([
    ['403', 403, PAGE, ''],
    ['403 with any text', 403, PAGE, 'x'.repeat(9_000)],
    ['Google’s error in the address', 400, GOOGLE, ''],
    ['Google’s rejection', 200, 'https://accounts.google.com/v3/signin/rejected?rrk=46', ''],
    ['Google’s words', 200, PAGE, 'Couldn’t sign you in. This browser or app may not be secure. Learn more'],
    ['Google’s code', 200, PAGE, 'Error 403: disallowed_useragent'],
    ['embedded browsers', 200, PAGE, 'Signing in from embedded browsers is not allowed.'],
    ['an in-app browser', 200, PAGE, 'You seem to use an in-app browser. Open this page in Chrome or Safari.'],
    ['web views', 200, PAGE, 'WebViews are not supported.'],
  ])('is known by %s', (_by, status, address, text) => {
    expect(refusesEmbedding(status, address, text)).toBe(true);
  });

  it.each<readonly [string, number, string, string]>([
    ['a sign-in page', 200, PAGE, 'Sign in with your account'],
    ['wrong credentials', 401, PAGE, 'Wrong password'],
    ['a page that is not there', 404, PAGE, 'Not found'],
    [
      'Google’s sign-in page',
      200,
      'https://accounts.google.com/v3/signin/identifier',
      'Sign in. Use your Google Account',
    ],
    ['a long page that mentions them', 200, PAGE, `${'Terms '.repeat(1_000)} embedded browsers`],
  ])('is not every page: %s', (_what, status, address, text) => {
    expect(refusesEmbedding(status, address, text)).toBe(false);
  });
});
