import { describe, expect, it } from 'vitest';
import { planRetry, retryAfterChange, waitAfter } from '../../../../main/connections/timing/retryPolicy.ts';
import type { ConnectionFailure } from '../../../../preload/failure.ts';

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

describe('a planned retry', () => {
  const refusal: ConnectionFailure = { code: 'sign-in-rejected', step: 'token', status: 401 };

  it('counts the failures in a row, and comes after the wait for so many', () => {
    const first = planRetry(offline, undefined, 1_000, 1);
    expect(first).toEqual({ failure: offline, count: 1, failedAt: 1_000, retryAt: 11_000 });
    const timedOut: ConnectionFailure = { code: 'timed-out', host: 'accounts.fylehq.com' };
    expect(planRetry(timedOut, first, 11_000, 1)).toEqual({
      failure: timedOut,
      count: 2,
      failedAt: 11_000,
      retryAt: 31_000,
    });
  });

  it('has no time where only a person can help', () => {
    expect(planRetry(refusal, undefined, 1_000, 1)).toEqual({ failure: refusal, count: 1, failedAt: 1_000 });
  });

  it.each([
    [0, 5_000],
    [0.5, 32_500],
    [1, 60_000],
  ])('comes within a minute on a computer without a keychain, by chance %d', (chance, wait) => {
    expect(waitAfter({ code: 'keychain-unavailable', reason: 'no session bus' }, 1_000, chance)).toBe(wait);
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
    expect(retryAfterChange({ failure, count: 3, failedAt, retryAt })).toEqual({
      failure,
      count: 3,
      failedAt,
      retryAt: at,
    });
  });

  it('stays away where only a person can help', () => {
    const retry = { failure: offline, count: 1, failedAt: 1_000 };
    expect(retryAfterChange(retry)).toEqual(retry);
  });
});
