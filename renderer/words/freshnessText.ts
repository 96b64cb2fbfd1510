import type { ConnectionState } from '../../preload/connection.ts';
import type { Failure } from '../../preload/failure.ts';
import { text } from './text.ts';
import { momentText } from './timeText.ts';

/** An answer that takes longer is told, milliseconds. */
export const slowMs = 10_000;

/**
 * How long a token copied now is valid, shown beside the button. `now`: Unix ms, to the second near the token's end.
 * `freshMinutes`: what is promised.
 */
export function freshnessText(connection: ConnectionState, now: number, freshMinutes: number): string {
  const { accessToken, failure } = connection;
  const end = accessToken !== undefined && accessToken.expiresAt > now ? accessToken.expiresAt : undefined;
  const trouble = failure && !connection.isGrantPending ? troubleOf(failure, connection.retryAt) : undefined;
  if (failure?.code === 'keychain-asks' && end === undefined) return text('freshness.keychainAsks');
  if (failure?.code === 'different-account') return text('freshness.otherAccount');
  if (trouble !== undefined) {
    return end === undefined ? text('freshness.none') : text(`freshness.${trouble}`, { end: momentText(end, now) });
  }
  // Nobody has looked at keychain and provider yet, so nothing is promised.
  if (connection.status === 'unchecked' && end === undefined) return text('freshness.comes');
  // Only a token that lives for twice as long is renewed early enough to keep the promise at every copy.
  const promisedLifetime = 2 * freshMinutes * 60_000;
  if (accessToken === undefined || accessToken.expiresAt - accessToken.issuedAt >= promisedLifetime) {
    return text('freshness.promised', { minutes: freshMinutes });
  }
  return end === undefined ? text('freshness.renews') : text('freshness.validUntil', { end: momentText(end, now) });
}

/** What is wrong with the token for whoever pastes it; undefined when it is renewed and accepted as usual. */
function troubleOf(
  failure: Failure,
  retryAt: number | undefined,
): 'cannotRenew' | 'cannotRenewNow' | 'refused' | undefined {
  // Fyle issued the token and failed at a later request with it, so the next renewal may still succeed.
  const isBehindTheToken = failure.code === 'cluster-untrusted' || ('step' in failure && failure.step !== 'token');
  if (!isBehindTheToken) return retryAt === undefined ? 'cannotRenew' : 'cannotRenewNow';
  return failure.code === 'sign-in-rejected' || failure.code === 'user-not-allowed' ? 'refused' : undefined;
}
