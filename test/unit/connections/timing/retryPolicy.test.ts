import { describe, expect, it } from 'vitest';
import type { AccessToken } from '../../../../main/connections/model/connection.ts';
import type { ConnectionFailure } from '../../../../main/connections/model/failure.ts';
import { dueAt, retryAfterChange, waitAfter } from '../../../../main/connections/timing/retryPolicy.ts';
import { Secret } from '../../../../main/oauth/secret.ts';

const MINUTE = 60_000;
const ISSUED = 1_000_000_000;

/** A token issued at {@link ISSUED} that lives so long, milliseconds. */
function living(lifetime: number): AccessToken {
  return { secret: new Secret('access'), issuedAt: ISSUED, expiresAt: ISSUED + lifetime };
}

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
