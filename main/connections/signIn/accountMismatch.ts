import type { Profile } from '../../../preload/contract.ts';
import type { ConnectionFailure } from '../../../preload/failure.ts';
import type { Provider } from '../../oauth/provider.ts';
import { fail, type Result } from '../../result.ts';
import { isTransient } from '../model/failureStatus.ts';
import { otherAccount } from '../renewal/identity.ts';
import type { Entry } from '../table/connectionTable.ts';
import { type Account, type SignedIn, type SignInFlow, signIn } from './signIn.ts';

/** Failures of a sign-in of which the provider knows nothing. */
const OUR_OWN: readonly string[] = ['sign-in-cancelled', 'sign-in-already-open'];

/** A new sign-in for a connection that is another account's, or of which nobody could tell whose it is. */
interface Mismatch {
  readonly provider: Provider;
  readonly account: Account;
  readonly signedIn: SignedIn;
}

/** Runs one sign-in at a time. */
interface Attempts {
  run: (
    flow: SignInFlow<SignedIn>,
    provider: Provider,
    account: Account,
  ) => Promise<Result<SignedIn, ConnectionFailure>>;
}

/** Keeps in memory the last such sign-in of each connection, until somebody says what to do with it or the app ends. */
export class AccountMismatches {
  readonly #held = new Map<string, Mismatch>();

  /**
   * Gets in for a stored connection, and gives only what is the same account's. Anything else is held: thrown away it would
   * cost another sign-in, which for some providers ends this one. One of which it was not known whose it is goes on there.
   */
  async signIn(
    attempts: Attempts,
    entry: Entry,
    provider: Provider,
    account: Account,
  ): Promise<Result<SignedIn, ConnectionFailure>> {
    const { id } = entry.connection;
    const held = 'redirectUri' in account.by ? this.#take(id, false) : undefined;
    const by = held === undefined ? account.by : { refreshToken: held.signedIn.grant.refreshToken };
    const signedIn = await attempts.run(signIn, provider, { ...account, by });
    if (!signedIn.ok) {
      const isRefused = !isTransient(signedIn.failure) && !OUR_OWN.includes(signedIn.failure.code);
      if (held !== undefined && !isRefused) this.#held.set(id, held);
      return signedIn;
    }
    // As it is known by now: whose the stored one is may have come to light meanwhile.
    const other = differentAccount(entry.connection.profile, signedIn.value);
    if (other === undefined) return signedIn;
    this.#held.set(id, { provider, account, signedIn: signedIn.value });
    return fail(other);
  }

  /** Gives the one that was made for a connection and is another account's, undefined when there is none; then it is held no more. */
  take(id: string): Mismatch | undefined {
    return this.#take(id, true);
  }

  drop(id: string): void {
    this.#held.delete(id);
  }

  clear(): void {
    this.#held.clear();
  }

  #take(id: string, isIdentified: boolean): Mismatch | undefined {
    const mismatch = this.#held.get(id);
    if (mismatch?.signedIn.identity.ok !== isIdentified) return undefined;
    this.#held.delete(id);
    return mismatch;
  }
}

/** Signing in again must be the same person in the same organisation; who cannot be told is not let in either. */
function differentAccount(known: Profile | undefined, { identity }: SignedIn): ConnectionFailure | undefined {
  if (known === undefined) return undefined;
  return identity.ok ? otherAccount(known, identity.value.profile) : identity.failure;
}
