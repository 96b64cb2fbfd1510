import { describe, expect, it, vi } from 'vitest';
import type { Failure } from '../../preload/failure.ts';
import type { FailurePlace } from '../../renderer/words/failures/failurePhrases.ts';
import { failureText } from '../../renderer/words/failures/failureText.ts';
import { clockText, dayText } from '../../renderer/words/timeText.ts';
import { everyFailure } from './everyFailure.ts';
import { noon } from './states.ts';

const connectionPlace = { at: 'connection', signedInAt: new Date(2025, 10, 4).getTime() } as const;
const places: readonly FailurePlace[] = [
  connectionPlace,
  { ...connectionPlace, afterSignIn: 'internal' },
  { ...connectionPlace, afterSignIn: 'oauth' },
  { at: 'form', kind: 'internal' },
  { at: 'form', kind: 'oauth' },
  { at: 'window' },
];

const rows = everyFailure.flatMap((failure) => places.map((place) => ({ failure, place })));

/** CONTRIBUTING.md "Interface text". `http://` is allowed: it begins an address. */
const forbidden =
  /token endpoint|\bhttp\b(?!:\/\/)|\bjson\b|invalid_grant|re-?authenticate|exception|undefined|\[object/i;

describe('failureText', () => {
  it.each(rows)(
    'says what happened, what it means and one thing to do: $failure.code at $place.at',
    ({ failure, place }) => {
      const words = failureText(failure, place);
      expect(words.title).toMatch(/^\S.{8,70}\S$/);
      expect(words.title).not.toMatch(/[.!]$/);
      expect(words.meaning).toMatch(/^\S.{10,280}\.$/);
      expect(words.action.label).toMatch(/^[A-Z][a-z]+( [a-z]+){0,3}$/);
      expect(`${words.title} ${words.meaning} ${words.action.label}`).not.toMatch(forbidden);
    },
  );

  it('gives each failure a title of its own', () => {
    const titles = everyFailure
      .filter(({ code }, index) => everyFailure.findIndex((other) => other.code === code) === index)
      .map((failure) => failureText(failure, connectionPlace).title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it.each([
    [{ code: 'wrong-parameters', step: 'token', status: 400 }, 'Fyle did not understand the request', 'sign-in-again'],
    [{ code: 'sign-in-rejected', step: 'token', status: 401 }, 'Fyle no longer accepts this sign-in', 'sign-in-again'],
    [{ code: 'user-not-allowed', step: 'token' }, 'This person has no access to Fyle’s data', 'retry'],
    [{ code: 'app-unknown', step: 'token' }, 'Fyle does not know this app', 'add-connection'],
    [{ code: 'too-many-requests', step: 'token' }, 'Fyle is asking us to slow down', 'retry'],
    [{ code: 'server-error', step: 'token', status: 503 }, 'Fyle is having problems', 'retry'],
    [{ code: 'code-not-accepted', status: 500 }, 'Fyle did not complete the sign-in', 'retry'],
  ] as const)('tells each status of Fyle’s table in its own sentence: $0.code', (failure, title, does) => {
    const words = failureText(failure, connectionPlace);
    expect([words.title, words.action.does]).toEqual([title, does]);
  });

  it('names both causes of a refused sign-in and the day it dates from', () => {
    const { meaning } = failureText({ code: 'sign-in-rejected', step: 'token', status: 401 }, connectionPlace);
    expect(meaning).toContain('client secret was changed');
    expect(meaning).toContain(`the sign-in of ${dayText(new Date(2025, 10, 4).getTime())} has ended`);
  });

  it('names the secret alone when the provider says that it is the cause', () => {
    const failure: Failure = { code: 'sign-in-rejected', step: 'token', status: 401, error: 'invalid_client' };
    const words = failureText(failure, connectionPlace);
    expect([words.title, words.action.label]).toEqual([
      'Fyle does not accept the stored client secret',
      'Enter new client secret',
    ]);
    expect(words.meaning).not.toContain('has ended');
  });

  it('tells when a renewal was cut off, and what that means', () => {
    const words = failureText({ code: 'renewal-interrupted', interruptedAt: noon }, connectionPlace);
    expect(words.title).toBe('A renewal was interrupted and the sign-in is lost');
    expect(words.meaning).toBe(
      `Token Desk quit or the network failed while Fyle was issuing a new refresh token on ${dayText(noon)} at ${clockText(noon)}. The old one no longer works. Signing in again keeps this connection.`,
    );
    expect(words.action.does).toBe('sign-in-again');
  });

  it('leads to the field in a form, where a stored connection signs in again', () => {
    const failure: Failure = { code: 'sign-in-ended', endedAt: noon };
    expect(failureText(failure, { at: 'form', kind: 'internal' }).action).toMatchObject({ field: 'refreshToken' });
    expect(failureText(failure, connectionPlace).action.does).toBe('sign-in-again');
  });

  it.each([
    [{ at: 'form', kind: 'oauth' }, 'go-to-field', 'Change it here to match the one registered in Fyle exactly'],
    [connectionPlace, 'retry', 'Register that one in Fyle, or add a new connection with the other'],
  ] as const)('names both addresses of a redirect that differs, and which to change: %o', (place, does, says) => {
    const [expected, got] = ['https://acme.example/cb', 'https://acme.example/cb/'];
    const words = failureText({ code: 'redirect-differs', expected, got }, place);
    expect(words.meaning).toContain(`It sent you to “${got}”, `);
    expect(words.meaning).toContain(`“${expected}”. `);
    expect(words.details).toEqual([
      ['Code', 'redirect-differs'],
      ['Entered', expected],
      ['Fyle used', got],
    ]);
    expect(words.meaning).toContain(says);
    expect(words.action).toMatchObject(does === 'retry' ? { does } : { does, field: 'redirectUri' });
  });

  it('says that addresses differ which read alike', () => {
    const [expected, got] = ['https://acme.example/cb?app=1', 'https://acme.example/cb'];
    const { meaning } = failureText({ code: 'redirect-differs', expected, got }, connectionPlace);
    expect(meaning).toContain(`“${got}” with something added or left out, `);
  });

  it.each(['cluster', 'profile'] as const)('looks for a missing address at step %s, not for the app', (step) => {
    const failure: Failure = { code: 'app-unknown', step };
    const words = failureText(failure, connectionPlace);
    expect([words.title, words.action.does]).toEqual(['Fyle has nothing at this address', 'retry']);
    expect(words.meaning).toContain('data address');
    expect(failureText(failure, { at: 'form', kind: 'oauth' }).action).toMatchObject({ field: 'cluster' });
  });

  it.each(['cluster', 'profile'] as const)('tries again when the request at step %s was not understood', (step) => {
    expect(failureText({ code: 'wrong-parameters', step, status: 400 }, connectionPlace).action.does).toBe('retry');
  });

  it.each([
    ['internal', 'refreshToken'],
    ['oauth', 'clientSecret'],
  ] as const)('leads to what was typed when a sign-in of an %s app was just refused', (tried, field) => {
    const failure: Failure = { code: 'sign-in-rejected', step: 'token', status: 401 };
    const words = failureText(failure, { ...connectionPlace, afterSignIn: tried });
    expect(words.action).toMatchObject({ does: 'go-to-field', field });
    expect(words.meaning).not.toContain('has ended (they last');
  });

  it.each(rows.filter(({ place }) => place.at !== 'connection'))(
    'speaks of no stored connection where there is none: $failure.code at $place.at',
    ({ failure, place }) => {
      expect(failureText(failure, place).meaning).not.toMatch(/Nothing was deleted|Your connection is fine/);
    },
  );

  it.each(rows.filter(({ place }) => place.at === 'connection'))(
    'never says of a stored connection that nothing is stored, nor that it is fine: $failure.code',
    ({ failure, place }) => {
      expect(failureText(failure, place).meaning).not.toMatch(/Nothing was stored|is fine/);
    },
  );

  it('says of a sign-in that failed that the connection is as it was, of a renewal that nothing was deleted', () => {
    const failure: Failure = { code: 'timed-out', host: 'accounts.fylehq.com' };
    expect(failureText(failure, { ...connectionPlace, afterSignIn: 'oauth' }).meaning).toContain('is unchanged');
    expect(failureText(failure, connectionPlace).meaning).toContain('Nothing was deleted');
  });

  it.each<[FailurePlace, string]>([
    [{ at: 'form', kind: 'oauth' }, 'Fyle’s page'],
    [connectionPlace, 'Fyle’s page'],
    [{ ...connectionPlace, isPractice: true }, 'the practice page'],
    [{ at: 'window' }, 'the practice page'],
  ])('calls the page by its own name on which a person chose CANCEL, and takes no alarm: %j', (place, page) => {
    const words = failureText({ code: 'sign-in-declined' }, place);
    expect(words.meaning).toContain(`CANCEL was chosen on ${page}`);
    expect(words.tone).toBe('warn');
  });

  it('sends nobody to sign in as another person, which would be refused', () => {
    const words = failureText({ code: 'user-not-allowed', step: 'token' }, connectionPlace);
    expect(words.meaning).toContain('Ask your Fyle admin.');
    expect(words.meaning).not.toContain('somebody else');
  });

  it.each([
    ['token', 'when Token Desk asked for a new token'],
    ['cluster', 'when Token Desk asked where your data is stored'],
    ['profile', 'when Token Desk asked who the token belongs to'],
  ] as const)('says in plain English what Fyle was asked at step %s', (step, asked) => {
    expect(failureText({ code: 'server-error', step, status: 503 }, connectionPlace).meaning).toContain(asked);
    expect(failureText({ code: 'wrong-parameters', step, status: 400 }, connectionPlace).meaning).toContain(asked);
  });

  it('does not say that the network is there where the status says that it is not', () => {
    const { meaning } = failureText({ code: 'unreachable', host: 'accounts.fylehq.com' }, connectionPlace);
    expect(meaning).not.toMatch(/network is there/);
  });

  it('says of another account whose the new token is, and who signed in where somebody did', () => {
    const failure: Failure = { code: 'different-account', expected: 'Jane', got: 'Max' };
    expect(failureText(failure, connectionPlace).meaning).toContain('its new token belongs to Max');
    expect(failureText(failure, { ...connectionPlace, afterSignIn: 'oauth' }).meaning).toContain('Max signed in');
  });

  it('says of a refresh token just entered that it has ended, not of the sign-in that is stored', () => {
    const failure: Failure = { code: 'sign-in-ended', endedAt: noon };
    const words = failureText(failure, { ...connectionPlace, afterSignIn: 'internal' });
    expect(words.title).toBe(`This refresh token ended on ${dayText(noon)}`);
    expect(words.action).toMatchObject({ field: 'refreshToken' });
  });

  it('does not tell a window that could not open that nothing is stored', () => {
    expect(failureText({ code: 'bug' }, { at: 'window' }).meaning).toBe('This is the app’s fault, not yours.');
  });

  it('puts code, status, the provider’s own words and the time into the details', () => {
    const failure: Failure = {
      code: 'server-error',
      step: 'token',
      status: 503,
      says: 'try later',
      saidBy: 'sso.acme.example',
    };
    expect(failureText(failure, connectionPlace, noon).details).toEqual([
      ['Code', 'server-error'],
      ['Step', 'token'],
      ['Status', '503'],
      ['sso.acme.example says', 'try later'],
      ['Time', `${dayText(noon)}, ${clockText(noon)}`],
    ]);
  });

  it.each([
    'code challenge required',
    'Proof Key for Code Exchange (PKCE) is mandatory',
    'Missing parameter: code_challenge',
  ])('leads to the switch when a server demands PKCE: %s', (says) => {
    const failure: Failure = { code: 'sign-in-refused', error: 'invalid_request', says };
    expect(failureText(failure, { at: 'form', kind: 'oauth' }).action).toMatchObject({ field: 'authorization' });
    expect(failureText(failure, connectionPlace).action).toMatchObject({ does: 'add-connection' });
  });

  it('tells IT where a certificate belongs, on Linux alone', () => {
    const failure: Failure = { code: 'certificate-untrusted', host: 'a.example', reason: 'ERR_CERT_AUTHORITY_INVALID' };
    const forIT = () => failureText(failure, connectionPlace).details?.find(([name]) => name === 'For IT')?.[1];
    const seen = vi.spyOn(navigator, 'userAgent', 'get');
    seen.mockReturnValue('Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0.0.0');
    expect(forIT()).toContain('certutil -d sql:$HOME/.pki/nssdb -A -t C,,');
    seen.mockReturnValue('Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0.0.0');
    expect(forIT()).toBeUndefined();
    seen.mockRestore();
  });

  it('says how long a pause is asked for', () => {
    const words = failureText({ code: 'too-many-requests', step: 'token', retryAfter: 1500 }, connectionPlace);
    expect(words.meaning).toContain('a pause of 2 seconds');
    const long = failureText({ code: 'too-many-requests', step: 'token', retryAfter: 1_790_000 }, connectionPlace);
    expect(long.meaning).toContain('a pause of 30 minutes');
  });
});
