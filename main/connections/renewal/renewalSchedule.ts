import type { AccessToken } from '../model/connection.ts';
import { renewsAt } from '../model/freshness.ts';
import type { Retry } from '../timing/retryPolicy.ts';

/** What decides when a connection needs background work. */
interface Plan {
  readonly accessToken?: AccessToken | undefined;
  readonly renewalFailure?: Retry | undefined;
  readonly identityFailure?: Retry | undefined;
}

/**
 * When a connection next needs background work: the retry of its failed renewal, else the earlier of the identity
 * lookup's retry and the token's renewal. Zero without a token, Infinity when only a person can help.
 */
export function dueAt({ accessToken, renewalFailure, identityFailure }: Plan): number {
  if (renewalFailure !== undefined) return renewalFailure.retryAt ?? Infinity;
  return Math.min(identityFailure?.retryAt ?? Infinity, accessToken === undefined ? 0 : renewsAt(accessToken));
}
