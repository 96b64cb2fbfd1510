import { randomBytes } from 'node:crypto';

/** What a code was issued for. */
interface CodeGrant {
  readonly clientId: string;
  readonly endsAt: number;
  readonly codeChallenge: string | undefined;
}

/** The authorization codes that were issued and not used yet. */
export interface Codes {
  /** `codeChallenge`: of the S256 method. @see RFC 7636 §4.4 */
  readonly issue: (clientId: string, now: number, codeChallenge?: string) => string;
  /** Uses up a code: gives its grant only once, within a minute, for the client it was issued to. @see RFC 6749 §4.1.2 */
  readonly redeem: (code: string, clientId: string, now: number) => CodeGrant | undefined;
}

const LIFETIME = 60_000;

/** An empty store in memory: no code outlives the server. */
export function createCodes(): Codes {
  const given = new Map<string, CodeGrant>();
  return {
    issue(clientId, now, codeChallenge) {
      for (const [code, { endsAt }] of given) if (endsAt <= now) given.delete(code);
      const code = randomBytes(24).toString('base64url');
      given.set(code, { clientId, endsAt: now + LIFETIME, codeChallenge });
      return code;
    },
    redeem(code, clientId, now) {
      const entry = given.get(code);
      given.delete(code);
      return entry?.clientId === clientId && now < entry.endsAt ? entry : undefined;
    },
  };
}
