import type { Secret } from '../../oauth/secret.ts';
import type { TokenSet } from '../../oauth/token.ts';
import { ok, type Result } from '../../result.ts';
import type { AccessToken } from '../model/connection.ts';
import { isFresh } from '../model/freshness.ts';
import type { Clock } from '../model/ports.ts';

/** Longer no answer is waited for, milliseconds, with room for a computer that is busy. */
const LONGEST_ROUND = 30_000;

/** What a token answer brought, with the access token's short clock. */
export interface ReceivedToken {
  readonly accessToken: AccessToken;
  readonly refreshToken?: Secret | undefined;
}

/**
 * Asks for tokens and starts the short clock of what arrives. A lifetime runs from the question: nobody knows when on its
 * way the token was issued. One that is too short for that, so that it could never be handed out, runs from the answer's
 * arrival, unless the computer slept in between: a night may lie between its issue and its reading.
 */
export async function receiveToken<F>(
  clock: Clock,
  ask: () => Promise<Result<TokenSet, F>>,
): Promise<Result<ReceivedToken, F>> {
  const askedAt = clock.now();
  const tokens = await ask();
  if (!tokens.ok) return tokens;
  const { accessToken: secret, lifetime, refreshToken } = tokens.value;
  const now = clock.now();
  const round = now - askedAt;
  const from = (issuedAt: number): AccessToken => ({ secret, issuedAt, expiresAt: issuedAt + lifetime });
  const older = from(now - round);
  const accessToken = isFresh(older, now) || round > LONGEST_ROUND ? older : from(now);
  return ok({ accessToken, refreshToken });
}
