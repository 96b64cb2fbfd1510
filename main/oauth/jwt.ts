/** When a token says it was issued and ends, Unix milliseconds. For display and planning only: nothing is verified. */
export interface TokenTimes {
  readonly issuedAt?: number;
  readonly endsAt?: number;
}

/** The last moment that is read from a token, in seconds: the year 2100. Later is a token's mistake. */
const LATEST_SECOND = 4_102_444_800;

/**
 * `iat` and `exp` of a token that looks like a JWT (Fyle's do), each absent when it is no plausible time.
 * @see RFC 7519 §4.1.4, §4.1.6; docs/fyle.md "Tokens"
 */
export function readTokenTimes(token: string): TokenTimes {
  const parts = token.split('.');
  const payload = parts[1];
  if (parts.length !== 3 || payload === undefined) return {};
  try {
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytesOf(payload)));
    if (typeof claims !== 'object' || claims === null) return {};
    const issuedAt = 'iat' in claims ? readTime(claims.iat) : undefined;
    const endsAt = 'exp' in claims ? readTime(claims.exp) : undefined;
    return { ...(issuedAt === undefined ? {} : { issuedAt }), ...(endsAt === undefined ? {} : { endsAt }) };
  } catch {
    // Three parts with dots, yet no JWT: an opaque token has no times to read.
    return {};
  }
}

function readTime(seconds: unknown): number | undefined {
  return typeof seconds === 'number' && seconds >= 1 && seconds <= LATEST_SECOND
    ? Math.floor(seconds) * 1000
    : undefined;
}

function bytesOf(base64url: string): Uint8Array {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
