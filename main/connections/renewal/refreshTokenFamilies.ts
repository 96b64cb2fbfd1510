import type { Provider } from '../../oauth/provider.ts';
import type { Secret } from '../../oauth/secret.ts';
import type { FailedTokenRequest } from '../../oauth/token.ts';
import type { Result } from '../../result.ts';
import { Sequencer } from '../timing/sequencer.ts';
import type { ReceivedToken } from './receivedToken.ts';

/** How many refresh tokens of a family are remembered: the first, which a person may paste again, and the newest. */
const MOST_TOKENS = 20;

/** Refresh tokens that were issued in exchange for one another. */
interface Family {
  /** The {@link grantedBy} of all of them: they are sent nowhere else. */
  readonly by: string;
  /** The oldest first. */
  tokens: readonly Secret[];
  /** The id of the connection that the newest token is stored for, or is about to be. */
  connectionId?: string | undefined;
  readonly requests: Sequencer;
}

/** What a request gave, and the family's newest refresh token after it. */
interface FamilyAnswer<F> {
  readonly tokens: Result<ReceivedToken, FailedTokenRequest<F>>;
  readonly newest: Secret;
}

/**
 * Remembers until the app ends which refresh token was issued in exchange for which. A provider that rotates accepts
 * only the newest of a family, and may treat the use of an older one as theft. So for any token of a family (pasted
 * once more, or read from the keychain before its successor was stored) the newest is sent, one request at a time.
 * @see RFC 9700 §4.14.2
 */
export class RefreshTokenFamilies {
  readonly #families = new Set<Family>();

  /**
   * Calls `send` with the newest refresh token of the given one's family, after its earlier requests have ended.
   * @param by {@link grantedBy}
   * @param connectionId the connection that the token is stored for, if it is
   */
  async request<F>(
    given: Secret,
    by: string,
    send: (refreshToken: Secret) => Promise<Result<ReceivedToken, FailedTokenRequest<F>>>,
    connectionId?: string,
  ): Promise<FamilyAnswer<F>> {
    const family: Family = this.#find(given, by) ?? { by, tokens: [given], requests: new Sequencer() };
    this.#families.add(family);
    family.connectionId ??= connectionId;
    const request = family.requests.queue(async () => {
      const sent = newestOf(family) ?? given;
      const tokens = await send(sent);
      const newest = (tokens.ok ? tokens.value : tokens.failure).refreshToken ?? sent;
      const [first = given, ...others] = family.tokens;
      if (!newest.equals(sent)) family.tokens = [first, ...others.slice(2 - MOST_TOKENS), newest];
      return { tokens, newest };
    });
    const answer = await request;
    // A family of one token needs no memory.
    if (family.requests.isLast(request) && family.tokens.length === 1) this.#families.delete(family);
    return answer;
  }

  /** The newest refresh token of the given one's family: the given one itself when it was never rotated. */
  newest(given: Secret, by: string): Secret {
    return newestOf(this.#find(given, by)) ?? given;
  }

  /** Notes that a refresh token is stored for a connection; the family that it had before is forgotten. */
  setStored(refreshToken: Secret, by: string, connectionId: string): void {
    const family = this.#find(refreshToken, by);
    this.forget(connectionId);
    if (family === undefined) return;
    family.connectionId = connectionId;
    this.#families.add(family);
  }

  /** Forgets the family that is stored for a connection. */
  forget(connectionId: string): void {
    for (const family of this.#families) if (family.connectionId === connectionId) this.#families.delete(family);
  }

  /** Forgets every family. */
  clear(): void {
    this.#families.clear();
  }

  #find(given: Secret, by: string): Family | undefined {
    return [...this.#families].find((family) => family.by === by && family.tokens.some((token) => token.equals(given)));
  }
}

/** Who issues refresh tokens, and to whom: the token address and the client. */
export function grantedBy({ endpoints }: Pick<Provider, 'endpoints'>, clientId: string): string {
  return `${clientId} ${endpoints.token}`;
}

function newestOf(family: Family | undefined): Secret | undefined {
  return family?.tokens.at(-1);
}
