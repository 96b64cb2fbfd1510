import { describe, expect, it } from 'vitest';
import { readPastedRedirect } from '../../../main/oauth/pastedRedirect.ts';
import type { PasteFault } from '../../../preload/failure.ts';

const request = {
  url: 'https://accounts.fylehq.com/app/developers/#/oauth/authorize?client_id=tpaAcme&state=the-state',
  redirectUri: 'https://acme.example/callback?app=1',
  state: 'the-state',
};
const RIGHT = 'https://acme.example/callback?app=1&code=abc&state=the-state';

describe('an address that a person pasted', () => {
  it.each([
    RIGHT,
    'https://acme.example/callback?app=1&state=the-state&code=abc&scope=all',
    'https://acme.example/callback?app=1#code=abc&state=the-state',
    'https://ACME.example:443/callback?app=1&code=abc&state=the-state',
    // As some browsers copy it.
    'acme.example/callback?app=1&code=abc&state=the-state',
    // The provider's own answer, which is told as such.
    'https://acme.example/callback?app=1&error=access_denied&state=the-state',
  ])('is taken as the redirect: %s', (address) => {
    const redirect = readPastedRedirect(request, address);
    expect(redirect.ok && redirect.value.url).toContain(new URL(RIGHT).pathname);
  });

  it.each<readonly [PasteFault, string]>([
    ['missing', ''],
    ['not-an-address', 'abc'],
    ['not-an-address', 'code=abc&state=the-state'],
    ['not-an-address', '?code=abc&state=the-state'],
    ['not-an-address', 'https://'],
    ['not-an-address', 'javascript:alert(1)//https://acme.example/callback?app=1&code=abc&state=the-state'],
    ['not-an-address', 'data:text/html,https://acme.example/callback?app=1&code=abc&state=the-state'],
    ['not-an-address', 'about:blank'],
    ['sign-in-page', request.url],
    ['sign-in-page', 'https://accounts.fylehq.com/login'],
    ['another-address', 'https://mail.example/inbox'],
    ['another-address', 'https://acme.example/'],
    ['another-address', 'http://acme.example/callback?app=1'],
    ['another-address', 'https://acme.example/callback'],
    ['another-address', 'https://acme.example:8443/callback?app=1'],
    ['another-address', 'https://acme.example.evil.example/callback?app=1&code=abc'],
    ['another-address', 'https://evil.example/https://acme.example/callback?app=1'],
    ['another-address', 'https://acme.example/other?app=1&code=abc&state=another'],
    ['no-answer', 'https://acme.example/callback?app=1'],
    ['no-answer', 'https://acme.example/callback?app=1&state=the-state'],
    ['another-sign-in', 'https://acme.example/callback?app=1&code=abc'],
    ['another-sign-in', 'https://acme.example/callback?app=1&code=abc&state='],
    ['another-sign-in', 'https://acme.example/callback?app=1&code=abc&state=the-state-before'],
    ['another-sign-in', 'https://acme.example/callback?app=1&code=abc&state=THE-STATE'],
    ['another-sign-in', 'https://acme.example/callback?app=1&error=access_denied&state=another'],
    ['another-sign-in', 'https://acme.example/callback?app=1&code=abc&state=x&state=the-state'],
  ])('is refused as %s: %s', (fault, address) => {
    const failure = { code: 'paste-refused', fault, expected: request.redirectUri };
    expect(readPastedRedirect(request, address)).toEqual({ ok: false, failure });
  });

  it('with this sign-in’s answer at another address tells both, without the answer', () => {
    const address = 'https://acme.example/callback/?app=1&code=abc&state=the-state';
    const failure = { code: 'redirect-differs', expected: request.redirectUri, got: 'https://acme.example/callback/' };
    expect(readPastedRedirect(request, address)).toEqual({ ok: false, failure });
  });

  it('may have the scheme of an app', () => {
    const ofApp = { ...request, redirectUri: 'com.example.app:/cb' };
    expect(readPastedRedirect(ofApp, 'com.example.app:/cb?code=abc&state=the-state').ok).toBe(true);
    const failure = { code: 'paste-refused', fault: 'another-address', expected: 'com.example.app:/cb' };
    expect(readPastedRedirect(ofApp, 'com.example.other:/cb')).toEqual({ ok: false, failure });
  });

  it('may be on the sign-in page’s own host', () => {
    const own = { ...request, redirectUri: 'https://accounts.fylehq.com/done' };
    expect(readPastedRedirect(own, 'https://accounts.fylehq.com/done?code=abc&state=the-state').ok).toBe(true);
  });
});
