import { describe, expect, it } from 'vitest';
import type { AccessToken } from '../../../../main/connections/model/connection.ts';
import { dueAt } from '../../../../main/connections/renewal/renewal.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import type { ConnectionFailure } from '../../../../preload/failure.ts';

const MINUTE = 60_000;
const ISSUED = 1_000_000_000;

/** A token issued at {@link ISSUED} with this lifetime, milliseconds. */
function living(lifetime: number): AccessToken {
  return { secret: new Secret('access'), issuedAt: ISSUED, expiresAt: ISSUED + lifetime };
}

const offline: ConnectionFailure = { code: 'offline', host: 'accounts.fylehq.com' };

describe('what comes next in the background', () => {
  const token = living(60 * MINUTE);
  const renewal = ISSUED + 50 * MINUTE;
  const lasting = { failure: offline, count: 1, failedAt: 1 };
  const retry = { ...lasting, retryAt: 7 };
  it.each([
    ['without a token is due already', {}, 0],
    ['with a token is its renewal', { accessToken: token }, renewal],
    ['with a token whose check failed is the earlier of both', { accessToken: token, identityFailure: retry }, 7],
    [
      'with a token whose check failed for good is its renewal',
      { accessToken: token, identityFailure: lasting },
      renewal,
    ],
    ['after a failed renewal is the next try', { accessToken: token, renewalFailure: retry }, 7],
    [
      'after a failed renewal is its next try, whatever else failed',
      { renewalFailure: { ...retry, retryAt: 9 }, identityFailure: retry },
      9,
    ],
    [
      'after a renewal that failed for good is nothing',
      { accessToken: token, renewalFailure: lasting, identityFailure: retry },
      Infinity,
    ],
  ])('%s', (_name, plan, at) => {
    expect(dueAt(plan)).toBe(at);
  });
});
