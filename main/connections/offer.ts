import type { Provider } from '../oauth/provider.ts';
import type { Account, SignedIn } from './signIn.ts';

/** A new sign-in for a connection that is another account's, or of which nobody could tell whose it is. */
export interface Offer {
  /** The connection for which it was made. */
  readonly id: string;
  readonly provider: Provider;
  readonly account: Account;
  readonly signedIn: SignedIn;
}

/** Keeps in memory the last such sign-in of each connection, until somebody says what to do with it or the app ends. */
export class Offers {
  readonly #held = new Map<string, Offer>();

  hold(offer: Offer): void {
    this.#held.set(offer.id, offer);
  }

  /** Gives the one that was made for a connection and is another account's, undefined when there is none; then it is held no more. */
  take(id: string): Offer | undefined {
    return this.#take(id, true);
  }

  /** The same with one of which it is not known whose it is. */
  takeUnidentified(id: string): Offer | undefined {
    return this.#take(id, false);
  }

  drop(id: string): void {
    this.#held.delete(id);
  }

  clear(): void {
    this.#held.clear();
  }

  #take(id: string, isIdentified: boolean): Offer | undefined {
    const offer = this.#held.get(id);
    if (offer?.signedIn.identity.ok !== isIdentified) return undefined;
    this.#held.delete(id);
    return offer;
  }
}
