import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuthorizationRequest, readRedirect } from '../../../main/oauth/authorization.ts';
import { fyle, fylePresets } from '../../../main/oauth/fyle.ts';

const provider = fyle(fylePresets[0].endpoints);
const CALLBACK = 'http://127.0.0.1:5055/callback';

describe('the code', () => {
  const request: AuthorizationRequest = { url: 'https://a.example/', redirectUri: CALLBACK, state: 'the-state' };
  const read = (answer: string, form?: string) =>
    readRedirect(provider, request, { url: `${CALLBACK}${answer}`, ...(form === undefined ? {} : { form }) });

  it.each([
    ['?code=abc&state=the-state', undefined],
    ['?state=the-state&code=abc&scope=x', undefined],
    ['#code=abc&state=the-state', undefined],
    ['?state=the-state#code=abc', undefined],
    ['', 'code=abc&state=the-state'],
    ['?tenant=7', 'code=abc&state=the-state'],
    ['?code=abc&state=the-state&iss=https%3A%2F%2Faccounts.fylehq.com', undefined],
  ])('is read from %j and the form %j', (answer, form) => {
    const code = read(answer, form);
    expect(code.ok && code.value.reveal()).toBe('abc');
    expect(JSON.stringify(code)).toContain('[secret]');
  });

  it('is read as it was written: decoded once', () => {
    const code = read(`?code=${encodeURIComponent('a+b/c=%2B&d e')}&state=the-state`);
    expect(code.ok && code.value.reveal()).toBe('a+b/c=%2B&d e');
  });

  it('may have 4,096 characters', () => {
    expect(read(`?code=${'x'.repeat(4096)}&state=the-state`).ok).toBe(true);
  });

  it.each([
    'https://accounts.fylehq.com/',
    'https://accounts.fylehq.com/realms/acme',
    'https://accounts.fylehq.com/oauth2/default?x=1',
    'https://ACCOUNTS.fylehq.com',
    'https://accounts.fylehq.com:443/',
  ])('is read from an answer of the issuer %s', (issuer) => {
    expect(read(`?code=abc&state=the-state&iss=${encodeURIComponent(issuer)}`).ok).toBe(true);
  });

  it.each([
    ['https://app.fylehq.com', true],
    // Where the code is sent anyway: the page's host is another one there.
    ['https://accounts.fylehq.com/', true],
    ['https://us1.fylehq.com', false],
    ['https://fylehq.com', false],
    ['http://accounts.fylehq.com', false],
    ['https://accounts.fylehq.com.evil.example', false],
  ])('of a provider with two hosts may come from either: %s, %s', (issuer, isOwn) => {
    const url = `${CALLBACK}?code=abc&state=the-state&iss=${encodeURIComponent(issuer)}`;
    expect(readRedirect(fyle(fylePresets[1].endpoints), request, { url }).ok).toBe(isOwn);
  });

  it.each([
    'http://accounts.fylehq.com/',
    'https://accounts.fylehq.com:8443',
    'https://fylehq.com',
    'https://evil.example/accounts.fylehq.com',
    'https://accounts.fylehq.com@evil.example/',
    'https://accounts.fylehq.com.evil.example/',
    'https://accounts.fylehq.com\u0000.evil.example/',
    'accounts.fylehq.com',
    '//accounts.fylehq.com',
    '/',
    'null',
    'blob:https://accounts.fylehq.com/7',
    'data:text/plain,https://accounts.fylehq.com',
    'https://',
  ])('is not looked for in an answer of the issuer %j', (issuer) => {
    const answer = read(`?code=abc&state=the-state&iss=${encodeURIComponent(issuer)}`);
    expect(answer).toEqual({ ok: false, failure: { code: 'redirect-not-ours' } });
  });

  it.each([
    ['no state', '?code=abc', undefined],
    ['an empty state', '?code=abc&state=', undefined],
    ["another attempt's state", '?code=abc&state=another', undefined],
    ['the state in other letters', '?code=abc&state=The-State', undefined],
    ['the state and more', '?code=abc&state=the-state%00', undefined],
    ['a decline without the state', '?error=access_denied', undefined],
    ["a decline with another's state", '?error=access_denied&state=another', undefined],
    ['nothing at all', '', undefined],
    ['an empty form', '', ''],
    ['a foreign issuer', '?code=abc&state=the-state&iss=https%3A%2F%2Fevil.example', undefined],
    ['an empty issuer', '?code=abc&state=the-state&iss=', undefined],
    ['an issuer that begins alike', '?code=abc&state=the-state&iss=https%3A%2F%2Faccounts.fylehq.com.evil', undefined],
    ['a decline by a foreign issuer', '?error=access_denied&state=the-state&iss=https%3A%2F%2Fevil.example', undefined],
  ])('is not looked for in an answer that is not ours: %s', (_, answer, form) => {
    expect(read(answer, form)).toEqual({ ok: false, failure: { code: 'redirect-not-ours' } });
  });

  it.each([
    ['code twice', '?code=abc&code=def&state=the-state', undefined],
    ['the same code twice', '?code=abc&code=abc&state=the-state', undefined],
    ['state twice', '?code=abc&state=the-state&state=another', undefined],
    ['iss twice', '?code=abc&state=the-state&iss=https%3A%2F%2Faccounts.fylehq.com&iss=x', undefined],
    ['error twice', '?error=access_denied&error=x&state=the-state', undefined],
    ['the words of an error twice', '?error=x&error_description=a&error_description=b&state=the-state', undefined],
    ['code in the query and the fragment', '?code=abc&state=the-state#code=def', undefined],
    ['code in the query and the form', '?code=abc&state=the-state', 'code=def'],
    ['state in the fragment and the form', '?code=abc#state=the-state', 'state=the-state'],
    ['an access token twice', '#access_token=a&access_token=b&state=the-state', undefined],
  ])('is refused when anything is doubled: %s', (_, answer, form) => {
    expect(read(answer, form)).toEqual({ ok: false, failure: { code: 'redirect-unreadable', reason: 'doubled' } });
  });

  it.each([
    ['#access_token=abc&token_type=Bearer&state=the-state', undefined],
    ['?access_token=abc&state=the-state', undefined],
    ['?code=abc&state=the-state#access_token=abc', undefined],
    ['#access_token=abc', undefined],
    ['#id_token=abc&state=the-state', undefined],
    ['', 'access_token=abc&state=the-state'],
  ])('is not taken beside an access token: %j, form %j', (answer, form) => {
    expect(read(answer, form)).toEqual({ ok: false, failure: { code: 'redirect-holds-token' } });
  });

  it.each([
    ['there is none', '', 'no-code'],
    ['it is empty', '&code=', 'no-code'],
    ['it has 4,097 characters', `&code=${'x'.repeat(4097)}`, 'too-long'],
    ['it has 100 KiB', `&code=${'x'.repeat(100 * 1024)}`, 'too-long'],
    ['it has a NUL', '&code=a%00b', 'odd-characters'],
    ['it has a line break', '&code=a%0D%0Ab', 'odd-characters'],
    ['it ends with a line break', '&code=abc%0A', 'odd-characters'],
    ['it has a DEL', '&code=%7F', 'odd-characters'],
    ['it has an umlaut', '&code=%C3%BC', 'odd-characters'],
    ['it has a byte that is no character', '&code=%FF', 'odd-characters'],
    ['it turns the direction of writing', '&code=%E2%80%AEabc', 'odd-characters'],
  ])('is refused when %s', (_, rest, reason) => {
    expect(read(`?state=the-state${rest}`)).toEqual({ ok: false, failure: { code: 'redirect-unreadable', reason } });
  });

  it.each([
    '?error=access_denied&state=the-state',
    '?error=access_denied&error_description=no&code=abc&state=the-state',
  ])('is not there when the person declined: %s', (answer) => {
    expect(read(answer)).toEqual({ ok: false, failure: { code: 'sign-in-declined' } });
  });

  it.each([
    ['error=invalid_request', { error: 'invalid_request' }],
    ['error=unauthorized_client', { error: 'unauthorized_client' }],
    ['error=unsupported_response_type', { error: 'unsupported_response_type' }],
    ['error=invalid_scope', { error: 'invalid_scope' }],
    ['error=server_error', { error: 'server_error' }],
    [
      'error=temporarily_unavailable&error_description=Back+soon',
      { error: 'temporarily_unavailable', says: 'Back soon', saidBy: 'accounts.fylehq.com' },
    ],
    ['error=Access_Denied', { error: 'Access_Denied' }],
    ['error=', { error: '' }],
    ['error=x&error_description=', { error: 'x' }],
    [
      'error=x&error_description=%1B%5B31ma%E2%80%AEb%0Ac',
      { error: 'x', says: '[31ma b c', saidBy: 'accounts.fylehq.com' },
    ],
    ['error=server_error&code=abc', { error: 'server_error' }],
  ])('is not there when the provider refuses: %s', (answer, told) => {
    expect(read(`?${answer}&state=the-state`)).toEqual({ ok: false, failure: { code: 'sign-in-refused', ...told } });
  });

  it('is not there when the provider refuses at length, of which 300 characters are shown', () => {
    expect(read(`?error=${'x'.repeat(5000)}&error_description=${'y'.repeat(5000)}&state=the-state`)).toEqual({
      ok: false,
      failure: {
        code: 'sign-in-refused',
        error: 'x'.repeat(300),
        says: 'y'.repeat(300),
        saidBy: 'accounts.fylehq.com',
      },
    });
  });

  it('is only ever taken whole from an answer with our state, and nothing that comes back is an error', () => {
    const name = fc.constantFrom('code', 'state', 'iss', 'error', 'error_description', 'access_token', 'x');
    const value = fc.oneof(
      fc.constantFrom('the-state', 'abc', '', 'https://accounts.fylehq.com'),
      fc.string({ unit: 'binary' }),
    );
    const parameters = fc
      .array(fc.tuple(name, value), { maxLength: 4 })
      .map((pairs) => new URLSearchParams(pairs).toString());
    fc.assert(
      fc.property(parameters, parameters, parameters, (query, fragment, form) => {
        const outcome = readRedirect(provider, request, { url: `${CALLBACK}?${query}#${fragment}`, form });
        if (!outcome.ok) return;
        const all = new URLSearchParams([query, fragment, form].join('&'));
        expect(all.getAll('state')).toEqual(['the-state']);
        expect(all.getAll('code')).toEqual([outcome.value.reveal()]);
        expect(outcome.value.reveal()).toMatch(/^[ -~]{1,4096}$/);
        expect(all.has('access_token')).toBe(false);
        expect(all.has('error')).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});
