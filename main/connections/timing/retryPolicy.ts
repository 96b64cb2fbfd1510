import type { AccessToken } from '../model/connection.ts';
import type { ConnectionFailure } from '../model/failure.ts';
import { renewsAt } from '../model/freshness.ts';

/** First wait after a failure, and the longest; between them it doubles. Milliseconds. */
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 900_000;
/** What a provider's Retry-After is followed up to: an hour, so that a slip of its pen does not cost a day. */
export const LONGEST_ASKED_WAIT = 3_600_000;

/** What is known of a connection, as far as the next act by itself hangs on it. */
interface Plan {
  readonly accessToken?: AccessToken | undefined;
  readonly failure?: ConnectionFailure | undefined;
  readonly retryAt?: number | undefined;
}

/**
 * When something is to be done for a connection by itself: the next try, or else the renewal of its token, which one
 * without a token is due for already. Unix milliseconds, Infinity when only a person can help.
 */
export function dueAt({ accessToken, failure, retryAt = Infinity }: Plan): number {
  if (failure !== undefined) return retryAt;
  return Math.min(retryAt, accessToken === undefined ? 0 : renewsAt(accessToken));
}

/**
 * When the next try comes once the computer has woken, been unlocked or got a network again: at once, yet not so soon
 * after the last that an event that comes doubled makes a second one. A wait that is the provider's own stays; keychain and
 * disk are this computer's own, and may be asked at once.
 */
export function retryAfterChange(failure: ConnectionFailure, failedAt: number, retryAt: number): number {
  const isProviders = failure.code === 'too-many-requests' || failure.code === 'server-error';
  if (isShut(failure)) return failedAt;
  return isProviders ? retryAt : Math.min(retryAt, failedAt + FIRST_WAIT);
}

/**
 * How long to wait after the n-th failure in a row: doubling with full jitter, never under what the provider asked.
 * @param chance 0 to 1, from the caller's randomness
 */
export function waitAfter(failure: ConnectionFailure, failures: number, chance: number): number {
  const ceiling = Math.min(FIRST_WAIT * 2 ** Math.min(failures, 10), LONGEST_WAIT);
  const jittered = FIRST_WAIT + chance * (ceiling - FIRST_WAIT);
  const asked = 'retryAfter' in failure ? (failure.retryAfter ?? 0) : 0;
  return Math.max(jittered, Math.min(asked, LONGEST_ASKED_WAIT));
}

/**
 * Whether a renewal that failed so may have been granted all the same: it was sent, and what was answered is not known.
 * 502 and 504 are a gateway's word, not the provider's. The next try sends the same refresh token again: if the provider
 * rotated it, nothing is lost by that but what was lost already. @see RFC 9700 §4.14.2
 */
export function isAnswerLost(failure: ConnectionFailure): boolean {
  if (failure.code === 'unexpected-answer') return failure.status >= 200 && failure.status < 300;
  if (failure.code === 'server-error') return failure.status === 502 || failure.status === 504;
  return failure.code === 'timed-out' || failure.code === 'interrupted' || failure.code === 'answer-too-large';
}

/** Whether that which keeps grants could not be used at all; anything else is about one grant. */
function isShut({ code }: ConnectionFailure): boolean {
  return (
    code === 'not-saved' ||
    code === 'vault-file' ||
    code === 'keychain-unavailable' ||
    code === 'keychain-locked' ||
    code === 'keychain-denied' ||
    code === 'keychain-silent' ||
    code === 'vault-closed'
  );
}
