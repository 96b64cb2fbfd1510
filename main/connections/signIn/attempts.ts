import type { SignInAttempt } from '../../../preload/connection.ts';
import type { ConnectionFailure } from '../../../preload/failure.ts';
import type { Provider } from '../../oauth/provider.ts';
import { fail, type Result } from '../../result.ts';
import { newConnectionId } from '../model/connection.ts';
import { isWithoutKeychain } from '../model/failureStatus.ts';
import type { Keychain } from '../model/ports.ts';
import type { SignInFunction, SignInRequest, SignInWorld } from './signIn.ts';
import type { UserAgents } from './userAgents.ts';

interface World extends Omit<SignInWorld, 'onLate' | 'userAgent'> {
  readonly userAgents: UserAgents;
  readonly keychain: Keychain;
}

type Outcome<T> = Promise<Result<T, ConnectionFailure>>;

/** Runs sign-ins, one at a time. */
export class SignInAttempts {
  readonly #world: World;
  readonly #onChange: () => void;
  #current: Pick<SignInAttempt, 'name' | 'host'> | undefined;
  #cancel = new AbortController();

  /** @param onChange called when `current` has changed */
  constructor(world: World, onChange: () => void) {
    this.#world = world;
    this.#onChange = onChange;
  }

  /** The sign-in that is under way, if any. */
  get current(): SignInAttempt | undefined {
    const shown = this.#world.userAgents.shown ?? { window: false };
    return this.#current && { ...this.#current, ...shown };
  }

  /** Cancels the sign-in that is under way, if any, and takes no late answer to the last one. */
  cancel(): void {
    this.#cancel.abort();
  }

  /**
   * Runs a sign-in once the keychain has answered. Failures: `sign-in-already-open` when another one is under way (its
   * window comes to the front); `sign-in-cancelled`; the keychain's, because it could not store a grant; the sign-in's.
   * @param onLate called with a grant that came too late, unless this was cancelled or another sign-in has begun
   */
  async run<T>(
    signIn: SignInFunction<T>,
    provider: Provider,
    request: SignInRequest,
    onLate: SignInWorld['onLate'],
  ): Outcome<T> {
    const { userAgents } = this.#world;
    if (this.#current !== undefined) {
      userAgents.focus();
      return fail({ code: 'sign-in-already-open' });
    }
    this.#cancel.abort();
    this.#cancel = new AbortController();
    const { signal } = this.#cancel;
    const takeLate: SignInWorld['onLate'] = (obtained) => {
      if (!signal.aborted) onLate(obtained);
    };
    const { endpoints } = provider;
    const { host } = new URL('redirectUri' in request.method ? endpoints.authorization : endpoints.token);
    this.#current = { name: request.name, host };
    this.#onChange();
    try {
      // Without any keychain the grant stays pending in memory.
      const place = { id: newConnectionId(), practice: request.practice, endpoints, isTrial: true } as const;
      const keychain = await this.#world.keychain.read(place, 'person');
      if (!keychain.ok && !isWithoutKeychain(keychain.failure)) return keychain;
      if (signal.aborted) return fail({ code: 'sign-in-cancelled' });
      const outcome = await Promise.race([
        signIn({ ...this.#world, userAgent: userAgents, onLate: takeLate }, provider, request, signal),
        // An open page ends the sign-in itself; an answer that is under way is not awaited.
        cancellation(signal, () => userAgents.shown === undefined),
      ]);
      return signal.aborted ? fail({ code: 'sign-in-cancelled' }) : outcome;
    } finally {
      this.#current = undefined;
      this.#onChange();
    }
  }
}

/** Resolves when the signal aborts, if `applies` is true then. */
function cancellation(signal: AbortSignal, applies: () => boolean): Outcome<never> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      if (applies()) resolve(fail({ code: 'sign-in-cancelled' }));
    });
  });
}
