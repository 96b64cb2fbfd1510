import type { Authorization } from '../../../preload/connection.ts';
import { readTokenTimes } from '../../oauth/jwt.ts';
import type { Secret } from '../../oauth/secret.ts';

/** The lifetime of a refresh token without `exp`, milliseconds: 365 days, as at Fyle (docs/fyle.md "Tokens"). */
const ASSUMED_LIFETIME = 31_536_000_000;
/** Estimates that differ by less are the same, and a clock may be wrong by as much, milliseconds. */
const DAY = 86_400_000;
/** Ends that differ by less are the same: the provider counts from its own moment, milliseconds. */
const MINUTE = 60_000;

/**
 * The lifetime of a grant whose refresh token the provider accepts at `now` (Unix ms): from the token's issue until what
 * the provider said (`told`, milliseconds from now), else until the token's `exp`, else about a year from its issue.
 */
export function grantLifetimeOf(refreshToken: Secret, now: number, told?: number): Authorization {
  const { issuedAt = now, endsAt: exp } = readTokenTimes(refreshToken.reveal());
  // The provider has just accepted the token: an `iat` in the future or over a year ago is wrong.
  const isPlausible = issuedAt > now - ASSUMED_LIFETIME && issuedAt < now + DAY;
  const signedInAt = isPlausible ? Math.min(issuedAt, now) : now;
  const endsAt = told === undefined ? exp : now + told;
  if (endsAt === undefined) return { signedInAt, endsAt: signedInAt + ASSUMED_LIFETIME, estimated: true };
  return { signedInAt, endsAt, estimated: false };
}

/** The lifetime after a renewal at `now` (Unix ms); undefined when it has not changed. @param told milliseconds from now */
export function changedLifetime(
  known: Authorization,
  refreshToken: Secret,
  now: number,
  told?: number,
): Authorization | undefined {
  const next = { ...grantLifetimeOf(refreshToken, now, told), signedInAt: known.signedInAt };
  const tolerance = next.estimated ? DAY : MINUTE;
  const isSame = known.estimated === next.estimated && Math.abs(next.endsAt - known.endsAt) < tolerance;
  return isSame ? undefined : next;
}
