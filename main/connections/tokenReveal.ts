import type { ConnectionFailure } from '../../preload/failure.ts';
import { fail, type Result } from '../result.ts';
import type { Ledger } from './history/ledger.ts';
import type { AccessToken } from './model/connection.ts';
import type { Clock } from './model/ports.ts';
import { RateLimit } from './timing/rateLimit.ts';

/** A page that reveals more different tokens than a person reads in a minute was taken over. */
const REVEALS_A_MINUTE = 10;

interface Tokens {
  accessToken(id: string): Promise<Result<AccessToken, ConnectionFailure>>;
}

/** Gives tokens to show in the window, at most ten different ones a minute, and records each in the history. */
export class TokenReveal {
  readonly #tokens: Tokens;
  readonly #ledger: Pick<Ledger, 'record'>;
  readonly #reveals: RateLimit;

  constructor(tokens: Tokens, ledger: Pick<Ledger, 'record'>, clock: Clock) {
    this.#tokens = tokens;
    this.#ledger = ledger;
    this.#reveals = new RateLimit(clock, REVEALS_A_MINUTE, 60_000);
  }

  /** A fresh token. Failures: `too-many-reveals`; those of {@link Tokens.accessToken}. */
  async show(id: string): Promise<Result<AccessToken, ConnectionFailure | { readonly code: 'too-many-reveals' }>> {
    const token = await this.#tokens.accessToken(id);
    if (!token.ok) return token;
    const admitted = this.#reveals.admit(token.value.secret);
    if (admitted === false) return fail({ code: 'too-many-reveals' });
    // `again`: the window has already shown this token.
    if (admitted === 'new') this.#ledger.record(id, { what: 'revealed' }, { token: token.value.secret });
    return token;
  }
}
