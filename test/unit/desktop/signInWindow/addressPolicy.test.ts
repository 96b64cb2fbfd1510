import { describe, expect, test } from 'vitest';
import { isLoopbackFromOutside, mayVisit } from '../../../../main/desktop/signInWindow/addressPolicy.ts';

const HTTPS = 'https://accounts.fylehq.com/app/developers/#/oauth/authorize';
const HERE = 'http://127.0.0.1:4000/authorize';

describe('what a page may ask of this computer', () => {
  test.each([
    [HTTPS, 'http://127.0.0.1:9222/json', true],
    [HTTPS, 'https://localhost/', true],
    [HTTPS, 'http://[::1]:8000/', true],
    [HTTPS, 'https://cdn.example.com/a.js', false],
    [HERE, 'http://127.0.0.1:9222/json', false],
    [HTTPS, 'data:text/plain,x', false],
  ])('a page that began at %s asks for %s: refused is %s', (start, target, isRefused) => {
    expect(isLoopbackFromOutside(start, target)).toBe(isRefused);
  });
});

describe('where a sign-in may go', () => {
  test.each([
    [HTTPS, 'https://sso.example.com/saml'],
    [HTTPS, 'https://127.0.0.1:4000/'],
    [HERE, 'https://sso.example.com/saml'],
    [HERE, 'http://localhost:5000/'],
    [HERE, 'http://[::1]:5000/'],
  ])('from %s to %s', (start, target) => {
    expect(mayVisit(start, target)).toBe(true);
  });

  test.each([
    [HTTPS, 'http://accounts.fylehq.com/'],
    [HTTPS, 'http://127.0.0.1:9222/json'],
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
