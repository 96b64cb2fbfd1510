import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { readJsonObject } from './json.ts';

/** The payload of a token. */
export type Claims = Readonly<Record<string, unknown>>;

// An access token with every role is below 1 KiB.
const LONGEST_TOKEN = 8_192;
const SHAPE = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/** A compact JWT of these claims, signed with HMAC-SHA-256. @see RFC 7519 §7.1 */
export function signJwt(claims: Claims, key: string): string {
  const signed = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(claims)}`;
  return `${signed}.${signature(signed, key)}`;
}

/**
 * The claims of a token that was signed with `key` and has not expired at `now` (Unix ms), else `undefined`. Accepts no
 * algorithm but HS256, and so not `none`. @see RFC 7519 §7.2, RFC 8725 §3.1
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

/** Whether two texts are equal; the time it takes does not depend on where they differ. */
export function equalInConstantTime(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function signature(signed: string, key: string): string {
  return createHmac('sha256', key).update(signed).digest('base64url');
}

// timingSafeEqual throws when the lengths differ, so it compares digests.
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function fromBase64url(text: string): string {
  return Buffer.from(text, 'base64url').toString('utf8');
}
