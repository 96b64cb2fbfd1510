import type { SignInAttempt } from '../../../preload/contract.ts';
import type { ConnectionFailure } from '../../../preload/failure.ts';
import type { Provider } from '../../oauth/provider.ts';
import { fail, type Result } from '../../result.ts';
import { newConnectionId } from '../model/connection.ts';
import type { Http, Keychain, UserAgent } from '../model/ports.ts';
import type { RefreshTokenFamilies } from '../renewal/refreshTokenFamilies.ts';
import type { ForwardClock } from '../timing/forwardClock.ts';
import type { Account, SignInFlow } from './signIn.ts';

interface World {
  readonly userAgent: UserAgent;
  readonly http: Http;
  readonly keychain: Keychain;
  readonly clock: ForwardClock;
  readonly families: RefreshTokenFamilies;
}

type Outcome<T> = Promise<Result<T, ConnectionFailure>>;

/** Sign-ins, one at a time. */
export class SignInAttempts {
  readonly #world: World;
  readonly #onChange: () => void;
  #current:
    | { readonly name: string; readonly host: string; window: boolean; readonly cancel: AbortController }
    | undefined;

  constructor(world: World, onChange: () => void) {
    this.#world = world;
    this.#onChange = onChange;
  }

  get current(): SignInAttempt | undefined {
    if (this.#current === undefined) return undefined;
    const { cancel: _cancel, ...attempt } = this.#current;
    return attempt;
  }

  /** Ends the sign-in that is under way, if any. */
  cancel(): void {
    this.#current?.cancel.abort();
  }

  /** One sign-in at a time: a second one brings the first one's window to the front. One that could not be kept is not begun. */
  async run<T>(way: SignInFlow<T>, provider: Provider, account: Account): Outcome<T> {
    if (this.#current !== undefined) {
      this.#world.userAgent.focus();
      return fail({ code: 'sign-in-already-open' });
    }
    const cancel = new AbortController();
    const { endpoints } = provider;
    const { host } = new URL('redirectUri' in account.by ? endpoints.authorization : endpoints.token);
    const attempt = { name: account.name, host, window: false, cancel };
    this.#current = attempt;
    this.#onChange();
    try {
      // Reading shows whether the keychain answers. Where there is none, memory stands in for it.
      const place = { id: newConnectionId(), practice: account.practice, endpoints, isTrial: true } as const;
      const keychain = await this.#world.keychain.read(place);
      if (!keychain.ok && keychain.failure.code !== 'keychain-unavailable') return keychain;
      if (cancel.signal.aborted) return fail({ code: 'sign-in-cancelled' });
      const isAt = (isOpen: boolean) => {
        attempt.window = isOpen;
        this.#onChange();
      };
      const outcome = await Promise.race([
        way({ ...this.#world, userAgent: watched(this.#world.userAgent, isAt) }, provider, account, cancel.signal),
        // The window ends itself; an answer that is on its way is not waited for.
        calledOff(cancel.signal, () => !attempt.window),
      ]);
      return cancel.signal.aborted ? fail({ code: 'sign-in-cancelled' }) : outcome;
    } finally {
      this.#current = undefined;
      this.#onChange();
    }
  }
}

function watched(userAgent: UserAgent, isAt: (isOpen: boolean) => void): UserAgent {
  return {
    focus: () => userAgent.focus(),
    authorize: async (page, signal) => {
      isAt(true);
      const redirect = await userAgent.authorize(page, signal);
      isAt(false);
      return redirect;
    },
  };
}

/** Ends when the signal aborts, if it counts then. */
function calledOff(signal: AbortSignal, counts: () => boolean): Outcome<never> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      if (counts()) resolve(fail({ code: 'sign-in-cancelled' }));
    });
  });
}
