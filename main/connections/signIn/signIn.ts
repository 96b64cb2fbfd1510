import type { Authorization } from '../../../preload/connection.ts';
import type { ConnectionFailure } from '../../../preload/failure.ts';
import { authorizationRequest, readRedirect } from '../../oauth/authorization.ts';
import type { Client, Provider } from '../../oauth/provider.ts';
import type { Secret } from '../../oauth/secret.ts';
import { exchangeCode, refresh } from '../../oauth/token.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { AccessToken, ClientPlace, ConnectionEdit, Grant } from '../model/connection.ts';
import type { Http } from '../model/ports.ts';
import { grantLifetimeOf } from '../renewal/grantLifetime.ts';
import { type Identity, type IdentityFailure, identify } from '../renewal/identity.ts';
import { type ReceivedToken, receiveToken } from '../renewal/receivedToken.ts';
import { grantedBy, type RefreshTokenFamilies } from '../renewal/refreshTokenFamilies.ts';
import { answerInTime, Patience } from '../timing/answerInTime.ts';
import type { ForwardClock } from '../timing/forwardClock.ts';
import { startIdleTime } from '../timing/idleTime.ts';
import type { UserAgents } from './userAgents.ts';

/** A sign-in that a person wants: the client, and the refresh token or redirect URI to obtain the grant with. */
export interface SignInRequest extends Client {
  readonly name: string;
  readonly practice: boolean;
  /** What is changed of a stored connection once the grant is there. */
  readonly edit?: ConnectionEdit;
  readonly method: { readonly refreshToken: Secret } | { readonly redirectUri: string };
}

/** A new grant with its first access token. */
export interface ObtainedGrant {
  readonly grant: Grant;
  /** Who gave it, and to whom: it is stored for no other. */
  readonly of: ClientPlace;
  readonly accessToken: AccessToken;
  readonly authorization: Authorization;
  /** The account that it belongs to, once that was asked for; the request may fail although the grant is good. */
  readonly identity?: Result<Identity, IdentityFailure>;
}

/** A new grant whose account was asked for. */
export type SignedIn = Required<ObtainedGrant>;

/** What a sign-in needs. */
export interface SignInWorld {
  readonly http: Http;
  readonly userAgent: Pick<UserAgents, 'authorize'>;
  readonly clock: ForwardClock;
  readonly families: RefreshTokenFamilies;
  /** Called with a grant that comes after the failure `timed-out`. */
  readonly onLate: (obtained: ObtainedGrant) => void;
}

/** {@link obtainGrant} or {@link signIn}. Both store nothing. */
export type SignInFunction<T> = (
  world: SignInWorld,
  provider: Provider,
  request: SignInRequest,
  cancel: AbortSignal,
) => Promise<Result<T, ConnectionFailure>>;

/**
 * Obtains a grant, by the consent page or by the given refresh token. Failures: those of sign-in window, redirect and
 * token endpoint; `sign-in-timed-out` when the person did nothing for ten minutes; `timed-out` when no token answer came within a minute;
 * `unexpected-answer` when the answer has no refresh token.
 */
export const obtainGrant: SignInFunction<ObtainedGrant> = async (world, provider, request, cancel) => {
  const { method } = request;
  const authorized =
    'redirectUri' in method
      ? await authorize(world, provider, request, method.redirectUri, cancel)
      : ok(() => sendRefresh(world, provider, request, method.refreshToken));
  if (!authorized.ok) return authorized;
  const finish = (tokens: Result<ReceivedToken, ConnectionFailure>): Result<ObtainedGrant, ConnectionFailure> => {
    if (!tokens.ok) return tokens;
    const refreshToken = 'refreshToken' in method ? method.refreshToken : tokens.value.refreshToken;
    if (refreshToken === undefined) {
      return fail({ code: 'unexpected-answer', step: 'token', status: 200, reason: 'wrong-shape' });
    }
    return ok(obtained(world, request, provider, refreshToken, tokens.value));
  };
  const answering = authorized.value();
  const tokens = await answerInTime(answering, new Patience(world.clock));
  if (tokens !== undefined) return finish(tokens);
  void answering.then((answer) => {
    const late = finish(answer);
    if (late.ok) world.onLate(late.value);
  });
  return fail({ code: 'timed-out', host: new URL(provider.endpoints.token).host });
};

/** Obtains a grant, then asks which account it belongs to. Failures: those of {@link obtainGrant}. */
export const signIn: SignInFunction<SignedIn> = async (world, provider, request, cancel) => {
  const first = await obtainGrant(world, provider, request, cancel);
  return first.ok ? ok(await identifyGrant(world, provider, request, first.value)) : first;
};

/** Asks which account a new grant belongs to. */
export async function identifyGrant(
  world: Omit<SignInWorld, 'onLate' | 'userAgent'>,
  provider: Provider,
  request: SignInRequest,
  first: ObtainedGrant,
): Promise<SignedIn> {
  const { accessToken, grant } = first;
  const identity = await identify(world.http, provider, accessToken.secret);
  if (identity.ok || identity.failure.code !== 'sign-in-rejected') return { ...first, identity };
  // A data call refused with 401 or 498: refresh once, repeat the call once, then stop (docs/fyle.md "The first call").
  const renewed = await sendRefresh(world, provider, request, grant.refreshToken);
  const received = renewed.ok ? renewed.value : { accessToken };
  return {
    ...obtained(world, request, provider, grant.refreshToken, received),
    identity: renewed.ok ? await identify(world.http, provider, received.accessToken.secret) : identity,
  };
}

/** The grant as it is now: the given refresh token may have been rotated. */
function obtained(
  { clock, families }: Pick<SignInWorld, 'clock' | 'families'>,
  { clientId, clientSecret }: Client,
  provider: Provider,
  given: Secret,
  { accessToken, refreshLifetime }: ReceivedToken,
) {
  const grant = { refreshToken: families.newest(given, grantedBy(provider, clientId)), clientSecret };
  return {
    grant,
    of: { clientId, endpoints: provider.endpoints },
    accessToken,
    authorization: grantLifetimeOf(grant.refreshToken, clock.wallNow(), refreshLifetime),
  };
}

/** The consent page and the redirect; gives the code exchange. The pending authorization is only on this function's stack. */
async function authorize(
  { http, userAgent, clock }: SignInWorld,
  provider: Provider,
  signInRequest: SignInRequest,
  redirectUri: string,
  cancel: AbortSignal,
): Promise<Result<() => Promise<Result<ReceivedToken, ConnectionFailure>>, ConnectionFailure>> {
  const { codeVerifier, ...request } = await authorizationRequest(provider, signInRequest.clientId, redirectUri);
  const deadline = new AbortController();
  const idle = startIdleTime(clock, () => deadline.abort());
  const redirect = await userAgent.authorize(
    { ...request, practice: signInRequest.practice, title: signInRequest.name },
    AbortSignal.any([cancel, deadline.signal]),
    idle,
  );
  idle.stop();
  if (!redirect.ok) return deadline.signal.aborted ? fail({ code: 'sign-in-timed-out' }) : redirect;
  const code = readRedirect(provider, request, redirect.value);
  if (!code.ok) return code;
  const proof = { redirectUri, ...(codeVerifier && { codeVerifier }) };
  return ok(() => receiveToken(clock, () => exchangeCode(http, provider, signInRequest, code.value, proof)));
}

/** Refreshes with the newest refresh token of the given one's family. */
async function sendRefresh(
  { http, clock, families }: Pick<SignInWorld, 'http' | 'clock' | 'families'>,
  provider: Provider,
  client: Client,
  given: Secret,
) {
  const { tokens } = await families.request(given, grantedBy(provider, client.clientId), (newest) =>
    receiveToken(clock, () => refresh(http, provider, client, newest, clock.wallNow())),
  );
  return tokens.ok ? tokens : fail(tokens.failure.failure);
}
