import type { AccessToken } from './connection.ts';

/**
 * The least remaining lifetime of a token that is handed out, milliseconds, unless the person chose another: enough to
 * paste it and finish the work.
 */
export const PROMISED_FRESHNESS = 600_000;

/** The soonest renewal after a token's issue, milliseconds: very short tokens must not cause endless requests. */
const SOONEST_RENEWAL = 5_000;

/**
 * Whether a token may be handed out: it lives for at least `promised` more milliseconds. Where a whole lifetime is less
 * than twice that, half of the lifetime is enough, or tokens would be renewed again and again.
 */
export function isFresh(token: AccessToken, now: number, promised = PROMISED_FRESHNESS): boolean {
  return token.expiresAt - now >= Math.min(promised, lifetimeOf(token) / 2);
}

/** When a token is renewed in the background: once it is no longer fresh. A time of the token's clock. */
export function renewsAt(token: AccessToken, promised = PROMISED_FRESHNESS): number {
  const endOfFreshness = token.expiresAt - Math.min(promised, lifetimeOf(token) / 2);
  return Math.max(endOfFreshness, token.issuedAt + SOONEST_RENEWAL);
}

function lifetimeOf(token: AccessToken): number {
  return token.expiresAt - token.issuedAt;
}
