import type { Secret } from '../oauth/secret.ts';
import type { TokenSet } from '../oauth/token.ts';
import { ok, type Result } from '../result.ts';
import type { AccessToken } from './connection.ts';
import type { Clock } from './ports.ts';

/** Longer no answer is waited for, milliseconds, with room for a computer that is busy. */
const LONGEST_ROUND = 30_000;

/** What a token answer brought, with the access token's short clock. */
export interface Arrival {
  readonly accessToken: AccessToken;
  readonly refreshToken?: Secret | undefined;
}

/**
 * Asks for tokens and starts the short clock of what arrives. A lifetime runs from the answer's arrival, unless the
 * computer slept in between: nobody knows on which side of the night the token was issued, so it counts as the older.
 */
export async function arrival<F>(clock: Clock, ask: () => Promise<Result<TokenSet, F>>): Promise<Result<Arrival, F>> {
  const askedAt = clock.now();
  const tokens = await ask();
  if (!tokens.ok) return tokens;
  const arrivedAt = clock.now();
  const issuedAt = arrivedAt - askedAt > LONGEST_ROUND ? askedAt : arrivedAt;
  const { accessToken: secret, lifetime, refreshToken } = tokens.value;
  return ok({ accessToken: { secret, issuedAt, expiresAt: issuedAt + lifetime }, refreshToken });
}
