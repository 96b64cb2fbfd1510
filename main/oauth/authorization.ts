import * as oauth from 'oauth4webapi';
import type { RedirectDiffers, RedirectFailure } from '../../preload/failure.ts';
import type { AddressFault } from '../../preload/fieldFault.ts';
import { fail, ok, type Result } from '../result.ts';
import { readDisplayText } from './displayText.ts';
import { isLoopback, LONGEST_ADDRESS, type Provider } from './provider.ts';
import { Secret } from './secret.ts';
import { parseUrl } from './url.ts';

/** One attempt to sign in: the consent page's address, the redirect URI, and the `state` that ties its redirect to it. */
export interface AuthorizationRequest {
  readonly url: string;
  readonly redirectUri: string;
  readonly state: string;
  /** What the code exchange proves itself with, where the provider supports that. @see RFC 7636 §4.1 */
  readonly codeVerifier?: Secret;
}

/** What arrived at the redirect URI, not yet read: the whole address, and the form when it came by POST. */
export interface Redirect {
  readonly url: string;
  readonly form?: string;
}

/** Why an address cannot be a redirect URI. */
export type RedirectUriFault = AddressFault | 'has-fragment' | 'has-answer-parameters';

const ANSWER_PARAMETERS = ['code', 'state', 'iss', 'error', 'error_description', 'access_token', 'id_token'] as const;
/** Schemes that a browser handles itself: they never lead back to an app. */
const WEB_SCHEMES = /^(javascript|data|blob|file|filesystem|about|app|chrome|devtools|view-source|ws|wss|ftp|mailto):$/;
/** Fyle's codes have tens of characters; RFC 6749 §4.1.2 leaves the length open. */
const LONGEST_CODE = 4096;

/** A new attempt, with 256 random bits of `state`, and as many of the code verifier. @see RFC 6749 §4.1.1, RFC 7636 §4.3 */
export async function authorizationRequest(
  { endpoints: { authorization }, supportsPkce }: Provider,
  clientId: string,
  redirectUri: string,
): Promise<AuthorizationRequest> {
  const state = oauth.generateRandomState();
  const parameters = { client_id: clientId, response_type: 'code', redirect_uri: redirectUri, state };
  if (!supportsPkce) return { url: withParameters(authorization, parameters), redirectUri, state };
  const codeVerifier = oauth.generateRandomCodeVerifier();
  const challenge = await oauth.calculatePKCECodeChallenge(codeVerifier);
  // S256 alone: `plain` would show the verifier to whoever sees the address.
  const proof = { code_challenge: challenge, code_challenge_method: 'S256' };
  const url = withParameters(authorization, { ...parameters, ...proof });
  return { url, redirectUri, state, codeVerifier: new Secret(codeVerifier) };
}

/** Adds parameters in the fragment when that is a route of the page (docs/fyle.md "The # trap"), else in the query. */
export function withParameters(address: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(address);
  const [, route, query] = /^#(!?\/[^?]*)\??(.*)$/.exec(url.hash) ?? [];
  const all = new URLSearchParams(query ?? url.search);
  for (const [name, value] of Object.entries(parameters)) all.set(name, value);
  if (route === undefined) url.search = all.toString();
  else url.hash = `${route}?${all}`;
  return url.href;
}

/** Why an address is no redirect URI: it must be https, http here, or an app's own scheme, without fragment (RFC 6749 §3.1.2). */
export function redirectUriFault(address: string): RedirectUriFault | undefined {
  if (address === '') return 'missing';
  if (address.length > LONGEST_ADDRESS) return 'too-long';
  const url = parseUrl(address);
  if (url === undefined) return 'not-an-address';
  if (WEB_SCHEMES.test(url.protocol)) return 'scheme-not-allowed';
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return 'needs-https';
  if (url.username !== '' || url.password !== '') return 'has-password';
  if (address.includes('#')) return 'has-fragment';
  return ANSWER_PARAMETERS.some((name) => url.searchParams.has(name)) ? 'has-answer-parameters' : undefined;
}

/** Whether an address, as browsers parse it, is the registered redirect URI, with or without a response added. */
export function matchesRedirectUri(registered: string, candidate: string): boolean {
  const got = parseUrl(candidate);
  if (got === undefined) return false;
  const want = new URL(registered);
  const parts = ['protocol', 'username', 'password', 'host', 'pathname'] as const;
  if (parts.some((part) => want[part] !== got[part])) return false;
  return [...want.searchParams.keys()].every((name) => hasSameValues(want, got, name));
}

/** Whether an address itself carries a response, so that no form needs to be waited for. */
export function carriesAuthorizationResponse(candidate: string): boolean {
  return isAnswer(responseParameters({ url: candidate }));
}

/** Whether a redirect is a response to this attempt: at its redirect URI, with its `state`. */
export function answersRequest({ redirectUri, state }: AuthorizationRequest, redirect: Redirect): boolean {
  if (!matchesRedirectUri(redirectUri, redirect.url)) return false;
  const answer = responseParameters(redirect);
  return isAnswer(answer) && answer.get('state') === state;
}

/**
 * The failure when another address than the redirect URI receives the response to this attempt, known by its `state`.
 * Not for an address at the provider itself: its pages may pass code and state among themselves.
 */
export function differingRedirect(request: AuthorizationRequest, redirect: Redirect): RedirectDiffers | undefined {
  const got = parseUrl(redirect.url);
  if (got === undefined || matchesRedirectUri(request.redirectUri, redirect.url)) return undefined;
  if (got.origin === new URL(request.url).origin) return undefined;
  const answer = responseParameters(redirect);
  if (!isAnswer(answer) || !answer.getAll('state').includes(request.state)) return undefined;
  // Everything that may be secret: the code, and a password before the host.
  for (const part of ['search', 'hash', 'username', 'password'] as const) got[part] = '';
  return { code: 'redirect-differs', expected: request.redirectUri, got: readDisplayText(got.href) ?? '' };
}

/** Whether an address is at the redirect URI's host (this computer's names are one), or has the app's own scheme. */
export function isAtRedirectHost(registered: string, candidate: string): boolean {
  const got = parseUrl(candidate);
  if (got === undefined) return false;
  const want = new URL(registered);
  if (!/^https?:$/.test(want.protocol)) return want.protocol === got.protocol;
  const [wanted, at] = [hostNameOf(want), hostNameOf(got)];
  return wanted === at || (isLoopback(wanted) && isLoopback(at));
}

/** Reads the authorization code from an attempt's redirect. @see RFC 6749 §4.1.2, RFC 9207 §2.4, RFC 9700 §4.4 */
export function readRedirect(
  provider: Provider,
  request: AuthorizationRequest,
  redirect: Redirect,
): Result<Secret, RedirectFailure> {
  const answer = responseParameters(redirect);
  if (ANSWER_PARAMETERS.some((name) => answer.getAll(name).length > 1)) {
    return fail({ code: 'redirect-unreadable', reason: 'doubled' });
  }
  if (answer.has('access_token') || answer.has('id_token')) return fail({ code: 'redirect-holds-token' });
  if (answer.get('state') !== request.state) return fail({ code: 'redirect-not-ours' });
  // No metadata names the issuer, which may have a path: it is where the page is, or where the code is sent.
  const { authorization, token } = provider.endpoints;
  const issuer = parseUrl(answer.get('iss') ?? authorization);
  const own = [new URL(authorization), new URL(token)];
  const isOwn = own.some(({ protocol, host }) => issuer?.protocol === protocol && issuer.host === host);
  if (!isOwn) return fail({ code: 'redirect-not-ours' });
  const error = answer.get('error');
  if (error !== null) return fail(readError(error, answer.get('error_description'), authorization));
  const code = answer.get('code') ?? '';
  if (code === '') return fail({ code: 'redirect-unreadable', reason: 'no-code' });
  if (code.length > LONGEST_CODE) return fail({ code: 'redirect-unreadable', reason: 'too-long' });
  if (!/^[\x20-\x7e]+$/.test(code)) return fail({ code: 'redirect-unreadable', reason: 'odd-characters' });
  return ok(new Secret(code));
}

function readError(error: string, description: string | null, page: string): RedirectFailure {
  if (error === 'access_denied') return { code: 'sign-in-declined' };
  const says = readDisplayText(description);
  return {
    code: 'sign-in-refused',
    error: readDisplayText(error) ?? '',
    ...(says === undefined ? {} : { says, saidBy: new URL(page).host }),
  };
}

/** All parameters of a response, from query, fragment and form; one that is in two of them is doubled. */
function responseParameters({ url, form = '' }: Redirect): URLSearchParams {
  const { search, hash } = new URL(url);
  return new URLSearchParams([
    ...new URLSearchParams(search),
    ...new URLSearchParams(hash.replace(/^#/, '')),
    ...new URLSearchParams(form),
  ]);
}

function isAnswer(parameters: URLSearchParams): boolean {
  return parameters.has('code') || parameters.has('error') || parameters.has('access_token');
}

/** A trailing dot (RFC 1034 §3.1) does not make it another host. */
function hostNameOf({ hostname }: URL): string {
  return hostname.toLowerCase().replace(/\.$/, '');
}

function hasSameValues(want: URL, got: URL, name: string): boolean {
  return JSON.stringify(want.searchParams.getAll(name)) === JSON.stringify(got.searchParams.getAll(name));
}
