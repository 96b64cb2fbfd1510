import type { Secret } from '../../oauth/secret.ts';
import type { TokenSet } from '../../oauth/token.ts';
import { ok, type Result } from '../../result.ts';
import type { AccessToken } from '../model/connection.ts';
import { isFresh } from '../model/freshness.ts';
import type { Clock } from '../model/ports.ts';

/** After a longer round trip the computer may have slept, milliseconds; a provider is seldom as slow. */
const LONGEST_ROUND_TRIP = 30_000;

/** The tokens of one answer, with the times of the access token. */
export interface ReceivedToken {
  readonly accessToken: AccessToken;
  readonly refreshToken?: Secret | undefined;
  /** How long the grant lives from now on, milliseconds, when the provider says it. */
  readonly refreshLifetime?: number | undefined;
}

/**
 * Sends a token request and dates the access token by `clock`. Its lifetime counts from the request, because nobody
 * knows when in the round trip it was issued. If it is too short for that (the token would never be fresh), it counts
 * from the answer, unless the computer slept in between: the token may have been issued a night before.
 */
export async function receiveToken<F>(
  clock: Clock,
  request: () => Promise<Result<TokenSet, F>>,
): Promise<Result<ReceivedToken, F>> {
  const requestedAt = clock.now();
  const tokens = await request();
  if (!tokens.ok) return tokens;
  const { accessToken: secret, lifetime, refreshToken, refreshLifetime } = tokens.value;
  const now = clock.now();
  const issued = (issuedAt: number): AccessToken => ({ secret, issuedAt, expiresAt: issuedAt + lifetime });
  const byRequest = issued(requestedAt);
  const countsFromRequest = isFresh(byRequest, now) || now - requestedAt > LONGEST_ROUND_TRIP;
  return ok({ accessToken: countsFromRequest ? byRequest : issued(now), refreshToken, refreshLifetime });
}
