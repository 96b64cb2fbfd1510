import type { Clock, Http } from '../model/ports.ts';

/** How long anybody waits for a token answer, milliseconds. */
const PATIENCE = 60_000;

/** A time limit for an answer, running from the start: a minute unless told, milliseconds. */
export class Patience {
  /** Resolves when the time is over. */
  readonly over: Promise<undefined>;
  readonly #clock: Clock;
  readonly #limit: number;
  #end = (): void => undefined;
  #stopTimer = (): void => undefined;
  #isClosed = false;

  constructor(clock: Clock, limit = PATIENCE) {
    this.#clock = clock;
    this.#limit = limit;
    this.over = new Promise((resolve) => {
      this.#end = () => resolve(undefined);
    });
    this.#restart();
  }

  /** Lets the time stand still until the next request: the keychain may be asking the person, who has a time of their own. */
  pause(): void {
    this.#stopTimer();
  }

  /** Makes the whole time run anew during each request, and stand still between them. */
  timing(http: Http): Http {
    return (url, request) => {
      this.#restart();
      return http(url, request).finally(() => this.pause());
    };
  }

  /** The time is not needed any more. */
  close(): void {
    this.#isClosed = true;
    this.pause();
  }

  #restart(): void {
    this.pause();
    if (!this.#isClosed) this.#stopTimer = this.#clock.after(this.#limit, this.#end);
  }
}

/**
 * Gives the outcome of a token request, or undefined when it takes longer than the patience. The request goes on then:
 * its answer may bring the only valid refresh token, and the caller must still take it.
 */
export async function answerInTime<T>(request: Promise<T>, patience: Patience): Promise<T | undefined> {
  const outcome = await Promise.race([request, patience.over]);
  patience.close();
  return outcome;
}
