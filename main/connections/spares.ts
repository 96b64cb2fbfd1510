import type { Secret } from '../oauth/secret.ts';
import type { Unusable } from '../oauth/token.ts';
import type { Result } from '../result.ts';
import type { Arrival } from './arrival.ts';

interface Spare {
  readonly given: Secret;
  newest: Secret;
  /** The end of the last request with it. */
  turn: Promise<unknown>;
}

/**
 * What came in exchange for a refresh token that a person gave, as long as it is stored nowhere: the sign-in was called
 * off, or failed after that, or nobody has said yet what to do with it. A provider that rotates takes the given one no
 * more, and may hold its use for a theft: so when it is given again, the newest goes in its place.
 */
export class Spares {
  #spares: readonly Spare[] = [];

  /** Asks with the newest in place of a given one, after the requests with it before have ended. */
  async ask<F>(
    given: Secret,
    request: (refreshToken: Secret) => Promise<Result<Arrival, Unusable<F>>>,
  ): Promise<Result<Arrival, Unusable<F>>> {
    const spare = this.#of(given);
    const asked = spare.turn.then(async () => {
      const tokens = await request(spare.newest);
      spare.newest = (tokens.ok ? tokens.value : tokens.failure).refreshToken ?? spare.newest;
      return tokens;
    });
    spare.turn = asked;
    return asked;
  }

  /** The newest that came in exchange for a given one: itself, as long as none did. */
  newest(given: Secret): Secret {
    return this.#find(given)?.newest ?? given;
  }

  /** Forgets those that were stored with a connection by now. */
  drop(stored: Secret): void {
    this.#spares = this.#spares.filter(({ newest }) => !newest.equals(stored));
  }

  clear(): void {
    this.#spares = [];
  }

  #of(given: Secret): Spare {
    const known = this.#find(given);
    if (known !== undefined) return known;
    const spare = { given, newest: given, turn: Promise.resolve() };
    this.#spares = [...this.#spares, spare];
    return spare;
  }

  #find(given: Secret): Spare | undefined {
    return this.#spares.find((one) => one.given.equals(given));
  }
}
