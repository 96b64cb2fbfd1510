import type { ConnectionState } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { momentText } from './timeText.ts';

/** Copying renews early enough for ten fresh minutes only when a token lives at least this long. */
const promisedLifetimeMs = 30 * 60_000;

/** What can be relied on when the token is copied now, told beside the button. `now` (Unix ms) is exact near the token's end. */
export function freshnessText(connection: ConnectionState, now: number): string {
  const { accessToken, failure } = connection;
  const end = accessToken !== undefined && accessToken.expiresAt > now ? accessToken.expiresAt : undefined;
  const trouble = failure && !connection.unkept ? troubleOf(failure, connection.retryAt) : undefined;
  if (failure?.code === 'different-account') return 'Cannot be copied: it belongs to another account';
  if (trouble !== undefined) {
    return end === undefined ? 'No token right now' : `Valid until ${momentText(end, now)}, ${trouble}`;
  }
  if (accessToken === undefined || accessToken.expiresAt - accessToken.issuedAt >= promisedLifetimeMs) {
    return 'Fresh for at least 10 minutes when you paste it';
  }
  return end === undefined ? 'Renews when you copy it' : `Valid until ${momentText(end, now)}`;
}

/** What is wrong with the token for the one who pastes it; undefined when it is renewed and taken as ever. */
function troubleOf(failure: Failure, retryAt: number | undefined): string | undefined {
  // Fyle gave the token and failed only when it was used: at what it was asked with it, not at the next renewal.
  const isBehindTheToken = failure.code === 'cluster-untrusted' || ('step' in failure && failure.step !== 'token');
  if (!isBehindTheToken) return retryAt === undefined ? 'cannot be renewed' : 'cannot be renewed right now';
  return failure.code === 'sign-in-rejected' || failure.code === 'user-not-allowed' ? 'but Fyle refuses it' : undefined;
}
