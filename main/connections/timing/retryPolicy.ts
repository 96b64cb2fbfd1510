import type { ConnectionFailure } from '../../../preload/failure.ts';
import type { AccessToken } from '../model/connection.ts';
import { isTransient } from '../model/failureStatus.ts';
import { renewsAt } from '../model/freshness.ts';

/** The wait after a first failure, and the longest; between them it doubles. Milliseconds. */
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 900_000;
/** A computer without a keychain is asked again soon: one may be installed or started, and asking costs nothing. */
const LONGEST_WAIT_FOR_A_KEYCHAIN = 60_000;
/** The longest Retry-After that is obeyed, milliseconds: a slip of the provider's pen must not cost a day. */
export const LONGEST_RETRY_AFTER = 3_600_000;

/** A failure and what is planned because of it. Times are the forward clock's. */
export interface Retry {
  readonly failure: ConnectionFailure;
  /** How many times in a row it was tried in vain. */
  readonly count: number;
  readonly failedAt: number;
  /** When it is tried again in the background; absent when only a person can help. */
  readonly retryAt?: number;
}

/**
 * Plans the next try after a failure.
 * @param previous what was planned before, if this is one more failure in a row
 * @param chance 0 to 1, from the caller's randomness
 */
export function planRetry(failure: ConnectionFailure, previous: Retry | undefined, now: number, chance: number): Retry {
  const count = (previous?.count ?? 0) + 1;
  const retry = { failure, count, failedAt: now };
  return isTransient(failure) ? { ...retry, retryAt: now + waitAfter(failure, count, chance) } : retry;
}

/**
 * Moves the next try forward once the computer has woken, was unlocked or got a network again: at once, but not within the
 * first wait after the last try, so that an event that comes twice makes one try. A wait that the provider asked for stays;
 * keychain and disk are this computer's own and may be tried at once.
 */
export function retryAfterChange(retry: Retry): Retry {
  const { failure, failedAt, retryAt } = retry;
  if (retryAt === undefined) return retry;
  if (isLocal(failure)) return { ...retry, retryAt: failedAt };
  const isProviders = failure.code === 'too-many-requests' || failure.code === 'server-error';
  return isProviders ? retry : { ...retry, retryAt: Math.min(retryAt, failedAt + FIRST_WAIT) };
}

/** What is known of a connection as far as its next renewal depends on it. */
interface Plan {
  readonly accessToken?: AccessToken | undefined;
  readonly renewalFailure?: Retry | undefined;
  readonly identityFailure?: Retry | undefined;
}

/**
 * When something is to be done for a connection in the background: the next try after a failure, else the renewal of its
 * token; a connection without a token is due already. Infinity when only a person can help.
 */
export function dueAt({ accessToken, renewalFailure, identityFailure }: Plan): number {
  if (renewalFailure !== undefined) return renewalFailure.retryAt ?? Infinity;
  return Math.min(identityFailure?.retryAt ?? Infinity, accessToken === undefined ? 0 : renewsAt(accessToken));
}

/**
 * The wait after the n-th failure in a row, milliseconds: doubling, with full jitter, never under what the provider asked.
 * @param chance 0 to 1
 */
export function waitAfter(failure: ConnectionFailure, count: number, chance: number): number {
  const longest = failure.code === 'keychain-unavailable' ? LONGEST_WAIT_FOR_A_KEYCHAIN : LONGEST_WAIT;
  const ceiling = Math.min(FIRST_WAIT * 2 ** Math.min(count, 10), longest);
  const jittered = FIRST_WAIT + chance * (ceiling - FIRST_WAIT);
  const asked = 'retryAfter' in failure ? (failure.retryAfter ?? 0) : 0;
  return Math.max(jittered, Math.min(asked, LONGEST_RETRY_AFTER));
}

/** Whether this computer's keychain, vault or disk could not be used at all; any other failure is about one grant. */
function isLocal({ code }: ConnectionFailure): boolean {
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
