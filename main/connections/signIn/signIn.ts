import type { Authorization } from '../../../preload/contract.ts';
import type { ConnectionFailure } from '../../../preload/failure.ts';
import { authorizationRequest, readRedirect } from '../../oauth/authorization.ts';
import type { Client, Provider } from '../../oauth/provider.ts';
import type { Secret } from '../../oauth/secret.ts';
import { exchangeCode, refresh } from '../../oauth/token.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { AccessToken, Grant } from '../model/connection.ts';
import type { Http, UserAgent } from '../model/ports.ts';
import { grantLifetimeOf } from '../renewal/grantLifetime.ts';
import { type Identity, type IdentityFailure, identify } from '../renewal/identity.ts';
import { type ReceivedToken, receiveToken } from '../renewal/receivedToken.ts';
import type { RefreshTokenFamilies } from '../renewal/refreshTokenFamilies.ts';
import type { ForwardClock } from '../timing/forwardClock.ts';

/** What a person brings to get in: a client, and either a refresh token or a redirect URI to sign in with. */
export interface Account extends Client {
  readonly name: string;
  readonly practice: boolean;
  readonly by: { readonly refreshToken: Secret } | { readonly redirectUri: string };
}

/** What a sign-in brings before it is known whose it is. */
export interface Granted {
  readonly grant: Grant;
  readonly accessToken: AccessToken;
  readonly authorization: Authorization;
}

/** All that a sign-in brings. `identity` may have failed although the grant is good. */
export interface SignedIn extends Granted {
  readonly identity: Result<Identity, IdentityFailure>;
}

interface World {
  readonly http: Http;
  readonly userAgent: UserAgent;
  readonly clock: ForwardClock;
  readonly families: RefreshTokenFamilies;
}

/** How long a person may take in the sign-in window, milliseconds: time for a second factor and a coffee. */
const AUTHORIZATION_DEADLINE = 600_000;

/** One way to get in: until the grant is there, or until it is known whose it is. */
export type SignInFlow<T> = (
  world: World,
  provider: Provider,
  account: Account,
  cancel: AbortSignal,
) => Promise<Result<T, ConnectionFailure>>;

/** Gets a grant, by the consent page or for the given refresh token. Stores nothing, and asks nothing after it. */
export const getGrant: SignInFlow<Granted> = async (world, provider, account, cancel) => {
  const tokens =
    'redirectUri' in account.by
      ? await authorize(world, provider, account, account.by.redirectUri, cancel)
      : await refreshed(world, provider, account, account.by.refreshToken);
  if (!tokens.ok) return tokens;
  const given = 'refreshToken' in account.by ? account.by.refreshToken : tokens.value.refreshToken;
  if (given === undefined) {
    return fail({ code: 'unexpected-answer', step: 'token', status: 200, reason: 'wrong-shape' });
  }
  return ok(granted(world, account, given, tokens.value.accessToken));
};

/** The same, and asks whose it is. Stores nothing. */
export const signIn: SignInFlow<SignedIn> = async (world, provider, account, cancel) => {
  const first = await getGrant(world, provider, account, cancel);
  if (!first.ok) return first;
  const { accessToken, grant } = first.value;
  const identity = await identify(world.http, provider, accessToken.secret);
  if (identity.ok || identity.failure.code !== 'sign-in-rejected') return ok({ ...first.value, identity });
  // A data call refused with 401 or 498 means: refresh once, try once more, then stop (docs/fyle.md "The first call").
  const given = 'refreshToken' in account.by ? account.by.refreshToken : grant.refreshToken;
  const renewed = await refreshed(world, provider, account, given);
  const token = renewed.ok ? renewed.value.accessToken : accessToken;
  return ok({
    ...granted(world, account, given, token),
    identity: renewed.ok ? await identify(world.http, provider, token.secret) : identity,
  });
};

/** What is granted by now for a refresh token that was given. */
function granted({ clock, families }: World, account: Account, given: Secret, accessToken: AccessToken): Granted {
  const refreshToken = families.newest(given);
  return {
    grant: { refreshToken, clientSecret: account.clientSecret },
    accessToken,
    authorization: grantLifetimeOf(refreshToken, clock.wallNow()),
  };
}

/** The consent page, the redirect and the code exchange. The attempt lives here and nowhere else. */
async function authorize(
  { http, userAgent, clock }: World,
  provider: Provider,
  account: Account,
  redirectUri: string,
  cancel: AbortSignal,
): Promise<Result<ReceivedToken, ConnectionFailure>> {
  const request = authorizationRequest(provider, account.clientId, redirectUri);
  const deadline = new AbortController();
  const callOff = clock.after(AUTHORIZATION_DEADLINE, () => deadline.abort());
  const redirect = await userAgent.authorize(
    { ...request, practice: account.practice, title: account.name },
    AbortSignal.any([cancel, deadline.signal]),
  );
  callOff();
  if (!redirect.ok) return deadline.signal.aborted ? fail({ code: 'sign-in-timed-out' }) : redirect;
  const code = readRedirect(provider, request, redirect.value);
  if (!code.ok) return code;
  return receiveToken(clock, () => exchangeCode(http, provider, account, code.value, redirectUri));
}

async function refreshed({ http, clock, families }: World, provider: Provider, client: Client, given: Secret) {
  const { tokens } = await families.ask(given, (newest) =>
    receiveToken(clock, () => refresh(http, provider, client, newest, clock.wallNow())),
  );
  return tokens.ok ? tokens : fail(tokens.failure.failure);
}
