import { describe, expect, test } from 'vitest';
import { mayLoad, mayNavigate, mayVisit } from '../../../../main/desktop/signInWindow/addressPolicy.ts';

const HTTPS = 'https://accounts.fylehq.com/app/developers/#/oauth/authorize';
const HERE = 'http://127.0.0.1:4000/authorize';

describe('what a page may load', () => {
  test.each([
    ['public', 'this-computer', false],
    ['public', 'private', false],
    ['public', 'public', true],
    ['private', 'this-computer', false],
    ['private', 'private', true],
    ['this-computer', 'this-computer', true],
    ['this-computer', 'private', true],
  ] as const)('one that is %s loads what is %s: %s', (from, to, may) => {
    expect(mayLoad(from, to)).toBe(may);
  });
});

describe('where a page may go', () => {
  test.each([
    ['public', 'this-computer', false, false],
    ['public', 'this-computer', true, false],
    ['public', 'private', false, false],
    // A company's sign-in page.
    ['public', 'private', true, true],
    ['private', 'private', false, true],
    ['private', 'this-computer', true, false],
    ['this-computer', 'this-computer', false, true],
    ['public', 'public', true, true],
  ] as const)('from %s to %s, by a name: %s', (from, to, isName, may) => {
    expect(mayNavigate(from, to, isName)).toBe(may);
  });
});

describe('where a sign-in may go', () => {
  test.each([
    [HTTPS, 'https://sso.example.com/saml'],
    ['https://127.0.0.1:4000/authorize', 'https://127.0.0.1:4000/'],
    ['https://10.0.0.5/authorize', 'https://10.0.0.6/'],
    [HERE, 'https://sso.example.com/saml'],
    [HERE, 'http://localhost:5000/'],
    [HERE, 'http://[::1]:5000/'],
  ])('from %s to %s', (start, target) => {
    expect(mayVisit(start, target)).toBe(true);
  });

  test.each([
    [HTTPS, 'http://accounts.fylehq.com/'],
    [HTTPS, 'http://127.0.0.1:9222/json'],
    [HTTPS, 'https://127.0.0.1:4000/'],
    [HTTPS, 'https://x.localhost/'],
    [HTTPS, 'https://192.168.1.1/'],
    ['https://10.0.0.5/authorize', 'https://localhost./'],
    ['https://127.0.0.1:4000/authorize', 'http://127.0.0.1:9222/json'],
    [HERE, 'http://127.0.0.1.example.com/'],
    [HERE, 'http://169.254.169.254/latest/meta-data/'],
    [HERE, 'file:///etc/passwd'],
    [HERE, 'app://token-desk/index.html'],
    [HERE, 'about:blank'],
    [HERE, 'blob:http://127.0.0.1:4000/x'],
    [HERE, ''],
    [HTTPS, 'https://user@accounts.fylehq.com/'],
    [HERE, 'http://user:secret@127.0.0.1:4000/cb?code=c'],
  ])('never from %s to %s', (start, target) => {
    expect(mayVisit(start, target)).toBe(false);
  });
});
