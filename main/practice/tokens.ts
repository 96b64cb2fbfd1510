import { randomUUID } from 'node:crypto';
import { type Claims, readJwt, signJwt } from './jwt.ts';
import type { Organisation } from './organisation.ts';

/** How long an access token lives, in seconds. */
export const ACCESS_TOKEN_SECONDS = 3_600;
const REFRESH_TOKEN_SECONDS = 365 * 24 * 3_600;

/**
 * Fixed keys, because a refresh token must work at the next start, with nothing stored here. They may be public: a
 * forged token gives access to one made-up person. Two keys, so that neither kind of token passes for the other.
 */
const ACCESS_KEY = 'practice organisation: access tokens';
const REFRESH_KEY = 'practice organisation: refresh tokens';
const ISSUER = 'FyleApp';

/** A new access token with Fyle's claims, four of which are JSON inside a string (docs/fyle.md "Tokens"). */
export function issueAccessToken({ now, origin, person }: Organisation): string {
  const claims = {
    user_id: person.userId,
    org_user_id: person.orgUserId,
    org_id: person.organisationId,
    roles: JSON.stringify(person.roles),
    scopes: '[]',
    allowed_CIDRs: '[]',
    version: '3',
    cluster_domain: JSON.stringify(origin),
  };
  return issue(claims, now(), ACCESS_TOKEN_SECONDS, ACCESS_KEY);
}

/** Whether this is an access token of the organisation's person, signed here and not expired. */
export function isAccessToken({ now, person }: Organisation, token: string): boolean {
  const claims = readJwt(token, ACCESS_KEY, now());
  return claims?.iss === ISSUER && claims.org_user_id === person.orgUserId;
}

/** A new refresh token for this client, valid for a year at every practice server. */
export function issueRefreshToken({ now, person }: Organisation, clientId: string): string {
  const claims = { org_user_id: person.orgUserId, tpa_id: JSON.stringify(clientId) };
  return issue(claims, now(), REFRESH_TOKEN_SECONDS, REFRESH_KEY);
}

function issue(claims: Claims, now: number, seconds: number, key: string): string {
  const iat = Math.floor(now / 1_000);
  // `jti` is not Fyle's: without it two tokens of the same second would be equal, and a renewal would not show.
  return signJwt({ iat, iss: ISSUER, ...claims, jti: randomUUID(), exp: iat + seconds }, key);
}

/** Whether this is a refresh token of the organisation's person, issued to this client and neither expired nor ended. */
export function isRefreshToken({ now, person, trouble }: Organisation, token: string, clientId: string): boolean {
  if (trouble() === 'sign-in-ended') return false;
  const claims = readJwt(token, REFRESH_KEY, now());
  return (
    claims?.iss === ISSUER && claims.org_user_id === person.orgUserId && claims.tpa_id === JSON.stringify(clientId)
  );
}
