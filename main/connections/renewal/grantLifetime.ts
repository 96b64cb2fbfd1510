import type { Authorization } from '../../../preload/contract.ts';
import { readTokenTimes } from '../../oauth/jwt.ts';
import type { Secret } from '../../oauth/secret.ts';

/** The lifetime of a refresh token without `exp`, milliseconds: 365 days, as at Fyle (docs/fyle.md "Tokens"). */
const ASSUMED_LIFETIME = 31_536_000_000;
/** Estimates that differ by less are the same, and a clock may be wrong by as much, milliseconds. */
const DAY = 86_400_000;

/** The lifetime of a grant obtained at `now` (Unix ms): until the token's `exp`, else about a year from its issue. */
export function grantLifetimeOf(refreshToken: Secret, now: number): Authorization {
  const { issuedAt = now, endsAt } = readTokenTimes(refreshToken.reveal());
  if (endsAt !== undefined) return { signedInAt: now, endsAt, estimated: false };
  // The provider has just accepted the token: an `iat` in the future or over a year ago is wrong.
  const isPlausible = issuedAt > now - ASSUMED_LIFETIME && issuedAt < now + DAY;
  return { signedInAt: now, endsAt: (isPlausible ? issuedAt : now) + ASSUMED_LIFETIME, estimated: true };
}

/** The lifetime after a renewal at `now` (Unix ms) brought another refresh token; undefined when it has not changed. */
export function changedLifetime(known: Authorization, refreshToken: Secret, now: number): Authorization | undefined {
  const next = { ...grantLifetimeOf(refreshToken, now), signedInAt: known.signedInAt };
  const isSame = known.estimated && next.estimated && Math.abs(next.endsAt - known.endsAt) < DAY;
  return isSame || (known.estimated === next.estimated && known.endsAt === next.endsAt) ? undefined : next;
}
