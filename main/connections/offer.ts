import type { Provider } from '../oauth/provider.ts';
import type { Clock } from './ports.ts';
import type { Account, SignedIn } from './signIn.ts';

/** Time to ask a colleague which account is meant, milliseconds. */
const LIFETIME = 600_000;

/** A sign-in that turned out to be another account's. */
export interface Offer {
  /** The connection for which it was made. */
  readonly id: string;
  readonly provider: Provider;
  readonly account: Account;
  readonly signedIn: SignedIn;
}

/** Keeps one offer in memory until somebody says what to do with it, ten minutes at the most. */
export class OneOffer {
  readonly #clock: Clock;
  #held: { readonly offer: Offer; readonly callOff: () => void } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Holds this one, and no other any more. */
  hold(offer: Offer): void {
    this.drop();
    this.#held = { offer, callOff: this.#clock.after(LIFETIME, () => this.drop()) };
  }

  /** Gives the offer made for a connection, undefined when there is none (any more); then none is held. */
  take(id: string): Offer | undefined {
    const offer = this.#held?.offer;
    this.drop();
    return offer?.id === id ? offer : undefined;
  }

  /** Makes it void. */
  drop(): void {
    this.#held?.callOff();
    this.#held = undefined;
  }
}
