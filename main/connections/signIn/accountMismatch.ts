import type { Profile } from '../../../preload/connection.ts';
import type { ConnectionFailure } from '../../../preload/failure.ts';
import type { Provider } from '../../oauth/provider.ts';
import { fail, type Result } from '../../result.ts';
import { isSamePlace } from '../model/connection.ts';
import { isTransient } from '../model/failureStatus.ts';
import { otherAccount } from '../renewal/identity.ts';
import type { Entry } from '../table/connectionTable.ts';
import type { SignedIn, SignInRequest } from './signIn.ts';

/** Failures that end a sign-in before the provider has seen it. */
const BEFORE_PROVIDER: readonly string[] = ['sign-in-cancelled', 'sign-in-already-open'];

/** A new sign-in for a stored connection that is another account's, or whose account could not be learnt. */
interface UnsettledSignIn {
  readonly provider: Provider;
  readonly request: SignInRequest;
  readonly signedIn: SignedIn;
}

type Outcome = Promise<Result<SignedIn, ConnectionFailure>>;

/** Holds in memory the last unsettled sign-in of each connection, until the person decides about it or the app ends. */
export class AccountMismatches {
  readonly #unsettled = new Map<string, UnsettledSignIn>();

  /**
   * Signs in again for a stored connection and gives only a sign-in of the same account. Any other stays here, because
   * for some providers a further sign-in ends this one. If only the account check failed last time, resumes with that
   * grant, without another consent. Failures: `different-account`; the account check's; the sign-in's.
   */
  async signIn(
    entry: Entry,
    provider: Provider,
    request: SignInRequest,
    run: (request: SignInRequest) => Outcome,
  ): Outcome {
    const { id } = entry.connection;
    const isOfApp = ({ request: { clientId }, provider: { endpoints } }: UnsettledSignIn) =>
      isSamePlace({ clientId, endpoints }, { clientId: request.clientId, endpoints: provider.endpoints });
    // What one server gave goes to no other.
    const resumed = 'redirectUri' in request.method ? this.#take(id, false, isOfApp) : undefined;
    const method = resumed === undefined ? request.method : { refreshToken: resumed.signedIn.grant.refreshToken };
    const signedIn = await run({ ...request, method });
    if (!signedIn.ok) {
      const isRefused = !isTransient(signedIn.failure) && !BEFORE_PROVIDER.includes(signedIn.failure.code);
      if (resumed !== undefined && !isRefused) this.#unsettled.set(id, resumed);
      return signedIn;
    }
    // Compared with the profile as it is now: a renewal may have learnt it meanwhile.
    const failure = mismatchFailure(entry.connection.profile, signedIn.value);
    if (failure === undefined) return signedIn;
    this.#unsettled.set(id, { provider, request, signedIn: signedIn.value });
    return fail(failure);
  }

  /** Takes out the sign-in of another account that was made for a connection; undefined when there is none. */
  take(id: string): UnsettledSignIn | undefined {
    return this.#take(id, true);
  }

  /** Forgets the connection's unsettled sign-in. */
  forget(id: string): void {
    this.#unsettled.delete(id);
  }

  /** Forgets every unsettled sign-in. */
  clear(): void {
    this.#unsettled.clear();
  }

  #take(
    id: string,
    isIdentified: boolean,
    isWanted: (unsettled: UnsettledSignIn) => boolean = () => true,
  ): UnsettledSignIn | undefined {
    const unsettled = this.#unsettled.get(id);
    if (unsettled?.signedIn.identity.ok !== isIdentified || !isWanted(unsettled)) return undefined;
    this.#unsettled.delete(id);
    return unsettled;
  }
}

/** Why a new sign-in may not replace the stored one: it is another account's, or its account is unknown. */
function mismatchFailure(known: Profile | undefined, { identity }: SignedIn): ConnectionFailure | undefined {
  if (known === undefined) return undefined;
  return identity.ok ? otherAccount(known, identity.value.profile) : identity.failure;
}
