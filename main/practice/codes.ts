import { randomBytes } from 'node:crypto';

/** The authorization codes that were issued and not used yet. */
export interface Codes {
  readonly issue: (clientId: string, now: number) => string;
  /** Uses up a code: true only once, within a minute, for the client it was issued to. @see RFC 6749 §4.1.2 */
  readonly redeem: (code: string, clientId: string, now: number) => boolean;
}

const LIFETIME = 60_000;

/** An empty store in memory: no code outlives the server. */
export function createCodes(): Codes {
  const given = new Map<string, { readonly clientId: string; readonly endsAt: number }>();
  return {
    issue(clientId, now) {
      for (const [code, { endsAt }] of given) if (endsAt <= now) given.delete(code);
      const code = randomBytes(24).toString('base64url');
      given.set(code, { clientId, endsAt: now + LIFETIME });
      return code;
    },
    redeem(code, clientId, now) {
      const entry = given.get(code);
      given.delete(code);
      return entry !== undefined && entry.clientId === clientId && now < entry.endsAt;
    },
  };
}
