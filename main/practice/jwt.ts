import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { readJsonObject } from './json.ts';

/** What a token says, as read from its middle part. */
export type Claims = Readonly<Record<string, unknown>>;

// An access token of a person with every role is below 1 KiB; nothing longer was made here.
const LONGEST_TOKEN = 8_192;
const SHAPE = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/** A compact JWT over `claims`, signed with HMAC-SHA-256. @see RFC 7519 §7.1 */
export function signJwt(claims: Claims, key: string): string {
  const signed = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(claims)}`;
  return `${signed}.${signature(signed, key)}`;
}

/**
 * The claims of a token that `key` signed and that has not expired at `now` (Unix ms); `undefined` for every other text.
 * Only HS256 is taken: a token that names `none` or another algorithm is refused. @see RFC 7519 §7.2, RFC 8725 §3.1
 */
export function readJwt(token: string, key: string, now: number): Claims | undefined {
  const parts = token.length <= LONGEST_TOKEN ? SHAPE.exec(token) : null;
  const [, head, body, mark] = parts ?? [];
  if (head === undefined || body === undefined || mark === undefined) return undefined;
  if (!equalInConstantTime(mark, signature(`${head}.${body}`, key))) return undefined;
  const header = readJsonObject(fromBase64url(head));
  const claims = readJsonObject(fromBase64url(body));
  if (header?.alg !== 'HS256' || typeof claims?.exp !== 'number') return undefined;
  return now < claims.exp * 1_000 ? claims : undefined;
}

/** Whether two texts are equal, in a time that tells nothing about where they differ. */
export function equalInConstantTime(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function signature(signed: string, key: string): string {
  return createHmac('sha256', key).update(signed).digest('base64url');
}

// timingSafeEqual throws on unequal lengths, so digests are compared.
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function fromBase64url(text: string): string {
  return Buffer.from(text, 'base64url').toString('utf8');
}
