import { randomBytes } from 'node:crypto';

/** The authorization codes given and not yet used. */
export interface Codes {
  /** A new code for this client. */
  readonly issue: (clientId: string, now: number) => string;
  /** Uses up the code: true once, for the client it was given to, within a minute. @see RFC 6749 §4.1.2 */
  readonly redeem: (code: string, clientId: string, now: number) => boolean;
}

const LIFETIME = 60_000;

/** An empty store of codes, in memory: no code outlives the server. */
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
