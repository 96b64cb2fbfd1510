import type { ConnectionState } from '../../preload/connection.ts';
import type { Failure } from '../../preload/failure.ts';
import { momentText } from './timeText.ts';

/** An answer that takes longer is told, milliseconds. */
export const slowMs = 10_000;
/** What is told then. */
export const NO_ANSWER_YET = 'Fyle has not answered yet. Token Desk waits for up to a minute.';

/**
 * How long a token copied now is valid, shown beside the button. `now`: Unix ms, to the second near the token's end.
 * `freshMinutes`: what is promised.
 */
export function freshnessText(connection: ConnectionState, now: number, freshMinutes: number): string {
  const { accessToken, failure } = connection;
  const end = accessToken !== undefined && accessToken.expiresAt > now ? accessToken.expiresAt : undefined;
  const trouble = failure && !connection.isGrantPending ? troubleOf(failure, connection.retryAt) : undefined;
  if (failure?.code === 'keychain-asks' && end === undefined) return 'Your keychain asks when you copy it';
  if (failure?.code === 'different-account') return 'Cannot be copied: it belongs to another account';
  if (trouble !== undefined) {
    return end === undefined ? 'No token right now' : `Valid until ${momentText(end, now)}, ${trouble}`;
  }
  // Nobody has looked at keychain and provider yet, so nothing is promised.
  if (connection.status === 'unchecked' && end === undefined) return 'A fresh token comes when you copy it';
  // Only a token that lives for twice as long is renewed early enough to keep the promise at every copy.
  const promisedLifetime = 2 * freshMinutes * 60_000;
  if (accessToken === undefined || accessToken.expiresAt - accessToken.issuedAt >= promisedLifetime) {
    return `Fresh for at least ${freshMinutes} minutes when you paste it`;
  }
  return end === undefined ? 'Renews when you copy it' : `Valid until ${momentText(end, now)}`;
}

/** What is wrong with the token for whoever pastes it; undefined when it is renewed and accepted as usual. */
function troubleOf(failure: Failure, retryAt: number | undefined): string | undefined {
  // Fyle issued the token and failed at a later request with it, so the next renewal may still succeed.
  const isBehindTheToken = failure.code === 'cluster-untrusted' || ('step' in failure && failure.step !== 'token');
  if (!isBehindTheToken) return retryAt === undefined ? 'cannot be renewed' : 'cannot be renewed right now';
  return failure.code === 'sign-in-rejected' || failure.code === 'user-not-allowed' ? 'but Fyle refuses it' : undefined;
}
