import { orUndefined } from '../result.ts';

/** When a token was issued and ends, by its own claims, Unix milliseconds. Not verified: only for display and planning. */
export interface TokenTimes {
  readonly issuedAt?: number;
  readonly endsAt?: number;
}

/** Seconds, the year 2100: a later time in a token is a mistake. */
const LATEST_SECOND = 4_102_444_800;

/** Reads `iat` and `exp` of a JWT; absent when implausible. @see RFC 7519 §4.1.4, §4.1.6; docs/fyle.md "Tokens" */
export function readTokenTimes(token: string): TokenTimes {
  const parts = token.split('.');
  const payload = parts[1];
  if (parts.length !== 3 || payload === undefined) return {};
  // An opaque token may happen to have two dots.
  const claims = orUndefined<unknown>(() => JSON.parse(new TextDecoder().decode(bytesOf(payload))));
  if (typeof claims !== 'object' || claims === null) return {};
  const issuedAt = 'iat' in claims ? readTime(claims.iat) : undefined;
  const endsAt = 'exp' in claims ? readTime(claims.exp) : undefined;
  return { ...(issuedAt === undefined ? {} : { issuedAt }), ...(endsAt === undefined ? {} : { endsAt }) };
}

function readTime(seconds: unknown): number | undefined {
  const isTime = typeof seconds === 'number' && seconds >= 1 && seconds <= LATEST_SECOND;
  return isTime ? Math.floor(seconds) * 1000 : undefined;
}

function bytesOf(base64url: string): Uint8Array {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
