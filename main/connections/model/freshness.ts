import type { AccessToken } from './connection.ts';

/** How long a token that is handed out lives at least, milliseconds: long enough to paste it and finish the work. */
export const PROMISED_FRESHNESS = 600_000;

/** The soonest that a token is renewed after its issue, milliseconds. */
const SOONEST_RENEWAL = 5_000;

/**
 * Whether a token lives long enough to be handed out. A provider whose tokens live for less than half an hour cannot
 * keep the whole promise: there a third of the lifetime stands in for it, and the shown end is true all the same.
 */
export function isFresh(token: AccessToken, now: number, promised = PROMISED_FRESHNESS): boolean {
  return token.expiresAt - now >= Math.min(promised, lifetimeOf(token) / 3);
}

/**
 * When a token is renewed by itself: as soon as it is no longer fresh by the default promise, yet not in a rush: a
 * provider whose tokens live for a moment would be asked without end. Unix milliseconds.
 */
export function renewsAt(token: AccessToken): number {
  const endOfFreshness = token.expiresAt - Math.min(PROMISED_FRESHNESS, lifetimeOf(token) / 3);
  return Math.max(endOfFreshness, token.issuedAt + SOONEST_RENEWAL);
}

function lifetimeOf(token: AccessToken): number {
  return token.expiresAt - token.issuedAt;
}
