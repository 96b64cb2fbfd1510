import type { Secret } from '../../oauth/secret.ts';
import type { FailedTokenRequest } from '../../oauth/token.ts';
import type { Result } from '../../result.ts';
import { Sequencer } from '../timing/sequencer.ts';
import type { ReceivedToken } from './receivedToken.ts';

/** How many refresh tokens of a family are known at most: the first, which a person may have, and the last ones. */
const MOST_TOKENS = 20;

interface Family {
  /** The newest is the last. */
  tokens: readonly Secret[];
  /** The connection with which the newest is stored, or is about to be. */
  owner?: string | undefined;
  readonly requests: Sequencer;
}

/** What asking with a family's newest brought, and which is the newest by then. */
interface Asked<F> {
  readonly tokens: Result<ReceivedToken, FailedTokenRequest<F>>;
  readonly newest: Secret;
}

/**
 * Which refresh token came in exchange for which, as long as the app runs. A provider that rotates takes none but the
 * newest of a family, and may hold the use of another for a theft: so whichever is to be sent, typed by a person once more
 * or stored before its successor was, the newest goes in its place, and one request at a time.
 * @see RFC 9700 §4.14.2
 */
export class RefreshTokenFamilies {
  #families: readonly Family[] = [];

  /** Asks with the newest in place of a given one, after the requests with it before have ended. */
  async ask<F>(
    given: Secret,
    request: (refreshToken: Secret) => Promise<Result<ReceivedToken, FailedTokenRequest<F>>>,
    owner?: string,
  ): Promise<Asked<F>> {
    const family = this.#of(given);
    family.owner ??= owner;
    const asking = family.requests.queue(async () => {
      const sent = newestOf(family) ?? given;
      const tokens = await request(sent);
      const newest = (tokens.ok ? tokens.value : tokens.failure).refreshToken ?? sent;
      const [first = given, ...others] = family.tokens;
      if (!newest.equals(sent)) family.tokens = [first, ...others.slice(2 - MOST_TOKENS), newest];
      return { tokens, newest };
    });
    const asked = await asking;
    // Where nothing came in exchange there is nothing to know.
    const isPlain = family.requests.isLast(asking) && family.tokens.length === 1;
    if (isPlain) this.#families = this.#families.filter((one) => one !== family);
    return asked;
  }

  /** The newest that came in exchange for a given one: itself, as long as none did. */
  newest(given: Secret): Secret {
    return newestOf(this.#find(given)) ?? given;
  }

  /** Says with which connection one is stored: of another family that it had before nothing needs to be known. */
  own(stored: Secret, owner: string): void {
    const family = this.#find(stored);
    this.drop(owner);
    if (family === undefined) return;
    family.owner = owner;
    this.#families = [...this.#families.filter((one) => one !== family), family];
  }

  /** Forgets what was stored with a connection. */
  drop(owner: string): void {
    this.#families = this.#families.filter((family) => family.owner !== owner);
  }

  clear(): void {
    this.#families = [];
  }

  #of(given: Secret): Family {
    const known = this.#find(given);
    if (known !== undefined) return known;
    const family: Family = { tokens: [given], requests: new Sequencer() };
    this.#families = [...this.#families, family];
    return family;
  }

  #find(given: Secret): Family | undefined {
    return this.#families.find(({ tokens }) => tokens.some((token) => token.equals(given)));
  }
}

function newestOf(family: Family | undefined): Secret | undefined {
  return family?.tokens.at(-1);
}
