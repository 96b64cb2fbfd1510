import type { Authorization } from '../../../preload/contract.ts';
import { readTokenTimes } from '../../oauth/jwt.ts';
import type { Secret } from '../../oauth/secret.ts';

/** How long Fyle's authorization lasts when the token does not say (docs/fyle.md "Tokens"): 365 days. */
const LIFETIME_UNSAID = 31_536_000_000;
/** An estimate that moves by less is no news, and a clock may be wrong by as much, milliseconds. */
const DAY = 86_400_000;

/** The long clock of a sign-in at `now` (Unix ms): the refresh token's own `exp`, else a year from its issue, marked as an estimate. */
export function grantLifetimeOf(refreshToken: Secret, now: number): Authorization {
  const { issuedAt = now, endsAt } = readTokenTimes(refreshToken.reveal());
  if (endsAt !== undefined) return { signedInAt: now, endsAt, estimated: false };
  // A refresh token that is good and says that it was issued longer ago, or will be, says nothing of its end.
  const isPlausible = issuedAt > now - LIFETIME_UNSAID && issuedAt < now + DAY;
  return { signedInAt: now, endsAt: (isPlausible ? issuedAt : now) + LIFETIME_UNSAID, estimated: true };
}

/** The same sign-in's clock once a renewal has brought another refresh token; undefined when that is no news. */
export function movedLifetime(known: Authorization, refreshToken: Secret, now: number): Authorization | undefined {
  const next = { ...grantLifetimeOf(refreshToken, now), signedInAt: known.signedInAt };
  const isSame = known.estimated && next.estimated && Math.abs(next.endsAt - known.endsAt) < DAY;
  return isSame || (known.estimated === next.estimated && known.endsAt === next.endsAt) ? undefined : next;
}
