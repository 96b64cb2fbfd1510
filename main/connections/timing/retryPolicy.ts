import type { ConnectionFailure } from '../../../preload/failure.ts';
import { isTransient, isWithoutKeychain } from '../model/failureStatus.ts';

/** The shortest wait after a failure; the upper bound doubles from twice that to the longest. Milliseconds. */
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 900_000;
/** Without a keychain the waits stay short: one may be installed or started, and looking costs nothing. */
const LONGEST_WAIT_FOR_A_KEYCHAIN = 60_000;
/** The longest Retry-After that is obeyed, milliseconds: a provider's mistake must not cost a day. */
export const LONGEST_RETRY_AFTER = 3_600_000;
/** This computer's keychain, vault or disk could not be used at all; any other failure concerns one grant. */
const LOCAL: readonly ConnectionFailure['code'][] = [
  'not-saved',
  'vault-file',
  'keychain-unavailable',
  'keychain-unusable',
  'keychain-locked',
  'keychain-denied',
  'keychain-silent',
  'vault-closed',
];

/** A failure and the retry that is planned for it. Times are the forward clock's. */
export interface Retry {
  readonly failure: ConnectionFailure;
  /** How many tries in a row have failed. */
  readonly count: number;
  readonly failedAt: number;
  /** When the app retries in the background; absent when only a person can help. */
  readonly retryAt?: number;
}

/** Plans the retry after a failure: `previous` is the retry that has just failed, `chance` 0 to 1 and random. */
export function planRetry(failure: ConnectionFailure, previous: Retry | undefined, now: number, chance: number): Retry {
  const count = (previous?.count ?? 0) + 1;
  const retry = { failure, count, failedAt: now };
  return isTransient(failure) ? { ...retry, retryAt: now + waitAfter(failure, count, chance) } : retry;
}

/**
 * Moves a retry forward after the computer has woken, was unlocked or got a network again: at once for keychain and
 * disk, never after a 429 or 5xx answer, else to the first wait after the last try, so that two events cause one retry.
 */
export function retryAfterChange(retry: Retry): Retry {
  const { failure, failedAt, retryAt } = retry;
  if (retryAt === undefined) return retry;
  if (LOCAL.includes(failure.code)) return { ...retry, retryAt: failedAt };
  const isFromProvider = failure.code === 'too-many-requests' || failure.code === 'server-error';
  return isFromProvider ? retry : { ...retry, retryAt: Math.min(retryAt, failedAt + FIRST_WAIT) };
}

/**
 * The wait after the `count`-th failure in a row, milliseconds: random (`chance`, 0 to 1) between the first wait and a
 * doubling ceiling, but never less than the provider's Retry-After.
 */
export function waitAfter(failure: ConnectionFailure, count: number, chance: number): number {
  const longest = isWithoutKeychain(failure) ? LONGEST_WAIT_FOR_A_KEYCHAIN : LONGEST_WAIT;
  const ceiling = Math.min(FIRST_WAIT * 2 ** Math.min(count, 10), longest);
  const jittered = FIRST_WAIT + chance * (ceiling - FIRST_WAIT);
  const asked = 'retryAfter' in failure ? (failure.retryAfter ?? 0) : 0;
  return Math.max(jittered, Math.min(asked, LONGEST_RETRY_AFTER));
}
