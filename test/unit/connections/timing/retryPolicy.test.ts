import { describe, expect, it } from 'vitest';
import type { AccessToken, ConnectionFailure } from '../../../../main/connections/model/connection.ts';
import {
  dueAt,
  isFresh,
  judge,
  PROMISED_FRESHNESS,
  renewsAt,
  retryAfterChange,
  waitAfter,
} from '../../../../main/connections/timing/retryPolicy.ts';
import { Secret } from '../../../../main/oauth/secret.ts';

const MINUTE = 60_000;
const ISSUED = 1_000_000_000;

/** A token issued at {@link ISSUED} that lives so long, milliseconds. */
function living(lifetime: number): AccessToken {
  return { secret: new Secret('access'), issuedAt: ISSUED, expiresAt: ISSUED + lifetime };
}

describe('freshness', () => {
  it('is ten minutes unless another time is promised', () => {
    expect(PROMISED_FRESHNESS).toBe(10 * MINUTE);
  });

  // Lifetime, promise, and for how long after its issue the token may be handed out.
  it.each([
    ['an hour, ten minutes promised', 60 * MINUTE, 10 * MINUTE, 50 * MINUTE],
    ['an hour, nothing promised', 60 * MINUTE, 0, 60 * MINUTE],
    ['an hour, fifteen minutes promised', 60 * MINUTE, 15 * MINUTE, 45 * MINUTE],
    ['an hour, more promised than a third of it', 60 * MINUTE, 45 * MINUTE, 40 * MINUTE],
    ['a day', 24 * 60 * MINUTE, 10 * MINUTE, (24 * 60 - 10) * MINUTE],
    ['half an hour', 30 * MINUTE, 10 * MINUTE, 20 * MINUTE],
    ['ten minutes', 10 * MINUTE, 10 * MINUTE, (20 / 3) * MINUTE],
    ['three seconds', 3_000, 10 * MINUTE, 2_000],
  ])('of a token that lives for %s ends to the millisecond', (_name, lifetime, promised, lasts) => {
    const token = living(lifetime);
    expect(isFresh(token, ISSUED, promised)).toBe(true);
    expect(isFresh(token, ISSUED + lasts, promised)).toBe(true);
    expect(isFresh(token, ISSUED + lasts + 1, promised)).toBe(false);
    expect(isFresh(token, ISSUED + lifetime + 1, promised)).toBe(false);
    // The clock was set back.
    expect(isFresh(token, ISSUED - 1, promised)).toBe(false);
  });

  it.each([60 * MINUTE, 30 * MINUTE, 20 * MINUTE, 90_000])('ends when the token renews itself: %i ms', (lifetime) => {
    const token = living(lifetime);
    expect(isFresh(token, renewsAt(token))).toBe(true);
    expect(isFresh(token, renewsAt(token) + 1)).toBe(false);
  });

  it('of a token that lives for a moment is no reason to renew in a rush', () => {
    expect(renewsAt(living(1))).toBe(ISSUED + 5_000);
    expect(renewsAt(living(6_000))).toBe(ISSUED + 5_000);
    expect(renewsAt(living(9_000))).toBe(ISSUED + 6_000);
  });
});

const offline: ConnectionFailure = { code: 'offline', host: 'accounts.fylehq.com' };

describe('the wait after a failure', () => {
  it.each([
    [1, 0, 5_000],
    [1, 0.5, 7_500],
    [1, 1, 10_000],
    [2, 1, 20_000],
    [3, 0.5, 22_500],
    [7, 1, 640_000],
    [8, 1, 900_000],
    [1000, 1, 900_000],
    [1000, 0, 5_000],
  ])('%i in a row, by chance %d, is %i ms', (failures, chance, wait) => {
    expect(waitAfter(offline, failures, chance)).toBe(wait);
  });

  it.each([
    [7_000, 0, 7_000],
    [7_000, 1, 10_000],
    [0, 0, 5_000],
    [3_600_000, 0, 3_600_000],
    [3_600_001, 0, 3_600_000],
    [9e15, 1, 3_600_000],
  ])('that the provider asks to be %i ms, by chance %d, is %i ms', (retryAfter, chance, wait) => {
    expect(waitAfter({ code: 'too-many-requests', step: 'token', retryAfter }, 1, chance)).toBe(wait);
    expect(waitAfter({ code: 'server-error', step: 'token', status: 503, retryAfter }, 1, chance)).toBe(wait);
  });
});

describe('what comes next by itself', () => {
  const token = living(60 * MINUTE);
  const renewal = ISSUED + 50 * MINUTE;
  it.each([
    ['without a token is due already', {}, 0],
    ['with a token is its renewal', { accessToken: token }, renewal],
    ['with a token of which something is not known is the earlier of both', { accessToken: token, retryAt: 7 }, 7],
    ['after a failure is the next try', { accessToken: token, failure: offline, retryAt: 7 }, 7],
    ['after a failure that does not pass is nothing', { accessToken: token, failure: offline }, Infinity],
  ])('%s', (_name, plan, at) => {
    expect(dueAt(plan)).toBe(at);
  });
});

describe('the next try, once the computer is back', () => {
  it.each<readonly [failure: ConnectionFailure, failedAt: number, retryAt: number, at: number]>([
    [offline, 1_000, 900_000, 6_000],
    [offline, 1_000, 6_001, 6_000],
    [offline, 1_000, 5_000, 5_000],
    [{ code: 'keychain-locked' }, 1_000, 900_000, 1_000],
    [{ code: 'vault-closed' }, 1_000, 900_000, 1_000],
    [{ code: 'not-saved', reason: 'ENOSPC' }, 1_000, 900_000, 1_000],
    [{ code: 'vault-file', reason: 'ENOSPC' }, 1_000, 900_000, 1_000],
    [{ code: 'keychain-refused' }, 1_000, 900_000, 6_000],
    [{ code: 'too-many-requests', step: 'token' }, 1_000, 900_000, 900_000],
    [{ code: 'server-error', step: 'token', status: 503 }, 1_000, 900_000, 900_000],
  ])('after %j at %i, planned for %i, is at %i', (failure, failedAt, retryAt, at) => {
    expect(retryAfterChange(failure, failedAt, retryAt)).toBe(at);
  });
});

const step = 'token';
const host = 'accounts.fylehq.com';
const CALLBACK = 'https://acme.example/callback';

describe('the judgement of a failure', () => {
  it.each<readonly [failure: ConnectionFailure, status: string, passes: boolean]>([
    [offline, 'offline', true],
    [{ code: 'unreachable', host }, 'offline', true],
    [{ code: 'timed-out', host }, 'offline', true],
    [{ code: 'interrupted', host }, 'offline', true],
    [{ code: 'proxy-failed', host }, 'offline', true],
    [{ code: 'too-many-requests', step }, 'problem', true],
    [{ code: 'server-error', step, status: 503 }, 'problem', true],
    [{ code: 'unexpected-answer', step, status: 200, reason: 'not-json' }, 'problem', true],
    [{ code: 'certificate-untrusted', host, reason: 'ERR_CERT_INVALID' }, 'problem', true],
    [{ code: 'redirected', host }, 'problem', true],
    [{ code: 'answer-too-large', host }, 'problem', true],
    [{ code: 'keychain-unavailable', reason: '' }, 'problem', true],
    [{ code: 'keychain-locked' }, 'problem', true],
    [{ code: 'keychain-denied' }, 'problem', true],
    [{ code: 'keychain-silent' }, 'problem', true],
    [{ code: 'vault-closed' }, 'problem', true],
    [{ code: 'keychain-refused' }, 'problem', true],
    [{ code: 'vault-file', reason: 'ENOSPC' }, 'problem', true],
    [{ code: 'practice-unavailable' }, 'problem', true],
    [{ code: 'sign-in-ended', endedAt: 1 }, 'sign-in-needed', false],
    [{ code: 'sign-in-rejected', step, status: 401 }, 'sign-in-needed', false],
    [{ code: 'renewal-interrupted', interruptedAt: 1 }, 'sign-in-needed', false],
    [{ code: 'secret-missing' }, 'sign-in-needed', false],
    [{ code: 'secret-unreadable' }, 'sign-in-needed', false],
    [{ code: 'wrong-parameters', step, status: 400 }, 'problem', false],
    [{ code: 'user-not-allowed', step }, 'problem', false],
    [{ code: 'app-unknown', step }, 'problem', false],
    [{ code: 'cluster-untrusted', host }, 'problem', false],
    [{ code: 'redirect-differs', expected: CALLBACK, got: `${CALLBACK}/` }, 'problem', false],
  ])('%o', (failure, status, passes) => {
    expect(judge(failure)).toEqual({ status, passes });
  });
});
