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
  // An opaque token may happen to have two dots.
  const claims = parts.length === 3 ? readPart(parts[1]) : undefined;
  const issuedAt = readTime(claims?.iat);
  const endsAt = readTime(claims?.exp);
  return { ...(issuedAt === undefined ? {} : { issuedAt }), ...(endsAt === undefined ? {} : { endsAt }) };
}

/** What a text that was made as a JWT is; `cut` when a part of it is missing or does not decode. */
export type JwtKind = 'cut' | 'access-token' | 'other';

/** How a header begins in base64url: with `alg`, `cty`, `enc`, `kid`, `typ`, `x5t` or `zip`. */
const HEADER_BEGINS = /^eyJ(?:hbGciOi|jdHkiOi|lbmMiOi|raWQiOi|0eXAiOi|4NXQiOi|6aXAiOi)/;
/** Characters of a signature of fixed size. @see RFC 7518 §3.2, §3.4; RFC 8037 §3.1 */
const SIGNATURE: Readonly<Record<string, number>> = {
  ...{ HS256: 43, HS384: 64, HS512: 86 },
  ...{ ES256: 86, ES384: 128, ES512: 176, EdDSA: 86 },
};
/** Seconds: Fyle's access tokens live for one hour, its refresh tokens for a year (docs/fyle.md "Tokens"). */
const LONGEST_ACCESS = 7_200;
const ACCESS_CLAIMS = ['roles', 'scopes', 'scope', 'scp', 'allowed_CIDRs'];

/** What kind of JWT a text is; undefined for one that was never a JWT, such as another server's opaque token. */
export function jwtKind(text: string): JwtKind | undefined {
  const parts = text.split('.');
  if (!/^[\w.-]+$/.test(text) || parts.length > 5) return undefined;
  const [header, claims] = [readPart(parts[0]), readPart(parts[1])];
  if (typeof header?.alg !== 'string') {
    const lacksBeginning = header === undefined && parts.length === 3 && readTime(claims?.exp) !== undefined;
    return lacksBeginning || (header === undefined && HEADER_BEGINS.test(text)) ? 'cut' : undefined;
  }
  // An encrypted one: RFC 7516 §3.1. Its second part is empty where the key is agreed on beforehand.
  if ('enc' in header)
    return parts.length === 5 && parts.every((part, at) => at === 1 || part !== '') ? 'other' : 'cut';
  if (parts.length !== 3 || claims === undefined || isCutSignature(parts[2] ?? '', header.alg)) return 'cut';
  return isAccessToken(header, claims) ? 'access-token' : 'other';
}

/** Whether the end is missing. A signature of less than two thirds is a test server's word, which no selection leaves. */
function isCutSignature(signature: string, algorithm: string): boolean {
  if (signature === '') return algorithm !== 'none';
  const whole = SIGNATURE[algorithm] ?? 0;
  return signature.length % 4 === 1 || (signature.length < whole && signature.length > (whole * 2) / 3);
}

/** By its type (RFC 9068 §2.1; Keycloak's `typ`, Cognito's `token_use`), else by a short life and what it allows. */
function isAccessToken(header: Claims, claims: Claims): boolean {
  const types = [header.typ, claims.typ, claims.token_use, claims.token_type].map((type) => String(type).toLowerCase());
  if (types.some((type) => /refresh|offline/.test(type))) return false;
  if (types.some((type) => /^(?:application\/)?at\+jwt$|^bearer$|^access(?:[-_]token)?$/.test(type))) return true;
  const [from, to] = [claims.iat, claims.exp];
  const isShort = typeof from === 'number' && typeof to === 'number' && to > from && to - from <= LONGEST_ACCESS;
  return isShort && ACCESS_CLAIMS.some((claim) => claim in claims);
}

type Claims = Readonly<Record<string, unknown>>;

/** A part of a JWT that encodes an object; undefined when it encodes none. */
function readPart(part = ''): Claims | undefined {
  const json = orUndefined<unknown>(() => JSON.parse(new TextDecoder().decode(bytesOf(part))));
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : undefined;
}

function readTime(seconds: unknown): number | undefined {
  const isTime = typeof seconds === 'number' && seconds >= 1 && seconds <= LATEST_SECOND;
  return isTime ? Math.floor(seconds) * 1000 : undefined;
}

function bytesOf(base64url: string): Uint8Array {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
