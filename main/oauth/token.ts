import * as oauth from 'oauth4webapi';
import type {
  AnswerFailure,
  CodeFailure,
  EndedFailure,
  NetworkFailure,
  RequestFailure,
} from '../../preload/failure.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Http, readErrorResponse, readJsonObject, saidIn, withSpeaker } from './answer.ts';
import type { AuthorizationRequest } from './authorization.ts';
import { readHttpDate } from './httpDate.ts';
import { readTokenTimes } from './jwt.ts';
import type { Client, Provider } from './provider.ts';
import { Secret } from './secret.ts';

/** The tokens of one answer. `lifetime`: milliseconds from the issue, which lies between request and answer. */
export interface TokenSet {
  readonly accessToken: Secret;
  readonly lifetime: number;
  /** Absent when Fyle refreshes: the refresh token that was sent stays valid (RFC 6749 §6). */
  readonly refreshToken?: Secret;
  /** How long the refresh token in use lives from the answer on, milliseconds; absent when the provider does not say it. */
  readonly refreshLifetime?: number;
}

/** Why a request gave no usable access token. A `refreshToken` that came with it may be the only valid one now. */
export interface FailedTokenRequest<F> {
  readonly failure: F;
  readonly refreshToken?: Secret;
}

/** When neither the answer nor the token gives a readable lifetime: an hour, as at Fyle. */
const DEFAULT_LIFETIME = 3_600_000;
/** Bounds for a lifetime: a shorter token could never be handed out, and a longer one is renewed after a day anyway. */
const SHORTEST_LIFETIME = 1_000;
const LONGEST_LIFETIME = 86_400_000;
/** Ten years: a provider that says more means that the refresh token does not end by itself. */
const LONGEST_REFRESH_LIFETIME = 315_360_000_000;
/** RFC 6749 §7.1: in any case; some servers, Apigee's for one, name it differently and mean the same. */
const BEARER = /^(bearer|bearertoken|access_token)$/i;
/** Visible ASCII (RFC 6750 §2.1 is narrower), of a length that is no attack. */
const TOKEN = /^[\x21-\x7e]{1,65536}$/;

const SECRET_FIELDS: readonly string[] = ['code', 'code_verifier', 'refresh_token', 'client_secret'];

/** Whether a value can be a token: 1 to 65,536 characters of visible ASCII. */
export function isToken(text: unknown): text is string {
  return typeof text === 'string' && TOKEN.test(text);
}

/**
 * Exchanges an authorization code for tokens. A 5xx becomes `code-not-accepted`: only a new sign-in helps.
 * @param request the one that the code came for
 * @see RFC 6749 §4.1.3, RFC 7636 §4.5; docs/fyle.md "Token endpoint"
 */
export async function exchangeCode(
  http: Http,
  provider: Provider,
  client: Client,
  code: Secret,
  request: Pick<AuthorizationRequest, 'redirectUri' | 'codeVerifier'>,
): Promise<Result<TokenSet, RequestFailure | CodeFailure>> {
  const server = serverOf(provider);
  const registration = { client_id: client.clientId };
  const parameters = oauth.validateAuthResponse(server, registration, new URLSearchParams({ code: code.reveal() }));
  const tokens = await requestTokens(http, provider, (options) =>
    oauth.authorizationCodeGrantRequest(
      server,
      registration,
      oauth.ClientSecretPost(client.clientSecret.reveal()),
      parameters,
      request.redirectUri,
      request.codeVerifier?.reveal() ?? oauth.nopkce,
      options,
    ),
  );
  if (tokens.ok) return tokens;
  const { failure } = tokens.failure;
  if (failure.code !== 'server-error') return fail(failure);
  return fail({ code: 'code-not-accepted', status: failure.status, ...saidIn(failure) });
}

/**
 * Gets a new access token. The caller must store a refresh token that comes, with a failure too. When the provider
 * rejects one whose own `exp` is past at `now`, the failure is `sign-in-ended`, unless the error names the client.
 * @see RFC 6749 §6; docs/fyle.md "Token endpoint"
 */
export async function refresh(
  http: Http,
  provider: Provider,
  client: Client,
  refreshToken: Secret,
  now: number,
): Promise<Result<TokenSet, FailedTokenRequest<RequestFailure | EndedFailure>>> {
  const tokens = await requestTokens(http, provider, (options) =>
    oauth.refreshTokenGrantRequest(
      serverOf(provider),
      { client_id: client.clientId },
      oauth.ClientSecretPost(client.clientSecret.reveal()),
      refreshToken.reveal(),
      options,
    ),
  );
  if (tokens.ok) return tokens;
  const { failure } = tokens.failure;
  if (failure.code !== 'sign-in-rejected' || failure.error === 'invalid_client') return tokens;
  const { endsAt } = readTokenTimes(refreshToken.reveal());
  if (endsAt === undefined || endsAt > now) return tokens;
  return fail({ failure: { code: 'sign-in-ended', endedAt: endsAt, ...saidIn(failure) } });
}

type RequestOptions = oauth.TokenEndpointRequestOptions;

/** Sends one token request of the library over `http` and reads the answer. */
async function requestTokens(
  http: Http,
  provider: Provider,
  request: (options: RequestOptions) => Promise<Response>,
): Promise<Result<TokenSet, FailedTokenRequest<RequestFailure>>> {
  const ask = provider.translate(http);
  let unreached: NetworkFailure | undefined;
  let sent: readonly (readonly [string, string])[] = [];
  const options: RequestOptions = {
    // addressFault admits plain http only for this computer.
    [oauth.allowInsecureRequests]: true,
    [oauth.customFetch]: async (url, { headers, body }) => {
      sent = [...new URLSearchParams(String(body)).entries()];
      const answer = await ask(url, { method: 'POST', headers, body: String(body), mayRotate: true });
      if (answer.ok) return answer.value;
      unreached = answer.failure;
      throw new Error(answer.failure.code);
    },
  };
  try {
    const answer = await request(options);
    // RFC 6749 §5.1 says 200, but any 2xx may carry the new refresh token.
    const tokens = answer.ok ? await readTokens(answer) : fail({ failure: await readErrorResponse('token', answer) });
    const secrets = sent.filter(([name]) => SECRET_FIELDS.includes(name)).map(([, value]) => value);
    if (tokens.ok) return tokens;
    const { failure, ...rest } = tokens.failure;
    return fail({ ...rest, failure: withSpeaker(failure, provider.endpoints.token, secrets) });
  } catch (error) {
    if (unreached !== undefined) return fail({ failure: unreached });
    throw error;
  }
}

/** Reads a token answer: leniently where Fyle needs it (docs/fyle.md "Token endpoint"), strictly where a token could do harm. */
async function readTokens(answer: Response): Promise<Result<TokenSet, FailedTokenRequest<AnswerFailure>>> {
  const { status } = answer;
  const unchanged = answer.clone();
  const body = await readJsonObject('token', answer);
  if (!body.ok) return fail({ failure: body.failure });
  const { access_token, token_type, expires_in, refresh_token, error } = body.value;
  if (typeof error === 'string' && error !== '') return fail({ failure: await readErrorResponse('token', unchanged) });
  const refreshed = isToken(refresh_token) ? { refreshToken: new Secret(refresh_token) } : {};
  const unusable = (reason: 'wrong-shape' | 'not-a-bearer') =>
    fail({ failure: { code: 'unexpected-answer', step: 'token', status, reason }, ...refreshed } as const);
  const hasRefreshToken = refresh_token !== undefined && refresh_token !== null && refresh_token !== '';
  if (!isToken(access_token) || (hasRefreshToken && !isToken(refresh_token))) return unusable('wrong-shape');
  const hasType = token_type !== undefined && token_type !== null && token_type !== '';
  const isBearer = typeof token_type === 'string' && BEARER.test(token_type);
  if (hasType && !isBearer) return unusable('not-a-bearer');
  const lifetime = readLifetime(expires_in, access_token, answer.headers);
  return ok({ accessToken: new Secret(access_token), lifetime, ...refreshed, ...readRefreshLifetime(body.value) });
}

/** No specification has such a field: GitHub and LinkedIn, Intuit, and Keycloak name it differently. 0: without an end. */
function readRefreshLifetime(body: Readonly<Record<string, unknown>>): Pick<TokenSet, 'refreshLifetime'> {
  const told = [body.refresh_token_expires_in, body.x_refresh_token_expires_in, body.refresh_expires_in];
  const [lifetime] = told.flatMap((seconds) => readSeconds(seconds) ?? []);
  return lifetime === undefined ? {} : { refreshLifetime: Math.min(lifetime, LONGEST_REFRESH_LIFETIME) };
}

/** A decimal number in a string. */
const NUMBER = /^\s*\d{1,10}(\.\d+)?(e\d{1,3})?\s*$/i;
/** An `Age` header: how many seconds a cache held the answer. */
const AGE = /^\d{1,10}$/;

/** The lifetime in milliseconds: `expires_in` if that is a number above 0 or its text, else by the token's claims. */
function readLifetime(expiresIn: unknown, accessToken: string, headers: Headers): number {
  const lifetime = readSeconds(expiresIn) ?? ownLifetime(accessToken, headers);
  return Math.min(Math.max(lifetime, SHORTEST_LIFETIME), LONGEST_LIFETIME);
}

/** A number of seconds above 0, or the text of one, in milliseconds; undefined for anything else. */
function readSeconds(foreign: unknown): number | undefined {
  const seconds = typeof foreign === 'string' && NUMBER.test(foreign) ? Number(foreign) : foreign;
  const isSaid = typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0;
  return isSaid ? Math.floor(seconds * 1000) : undefined;
}

/**
 * The time from a token's issue to its end, or what was left of it when the provider answered: it may give out a token
 * twice. By the answer's `Date` and `Age`, not this computer's clock. @see RFC 9110 §6.6.1; RFC 9111 §5.1
 */
function ownLifetime(accessToken: string, headers: Headers): number {
  const { issuedAt, endsAt } = readTokenTimes(accessToken);
  if (endsAt === undefined) return DEFAULT_LIFETIME;
  const whole = issuedAt !== undefined && endsAt > issuedAt ? endsAt - issuedAt : DEFAULT_LIFETIME;
  const date = readHttpDate(headers.get('date'));
  // No provider gives out an ended token: a date that says so comes from another clock.
  if (date === undefined || date >= endsAt) return whole;
  const age = headers.get('age') ?? '';
  return Math.min(whole, endsAt - date - (AGE.test(age) ? Number(age) * 1000 : 0));
}

function serverOf(provider: Provider): oauth.AuthorizationServer {
  const { authorization, token } = provider.endpoints;
  return { issuer: new URL(authorization).origin, authorization_endpoint: authorization, token_endpoint: token };
}
