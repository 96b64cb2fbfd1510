import type { PastedRedirectFailure, PasteFault } from '../../preload/failure.ts';
import { fail, ok, type Result } from '../result.ts';
import {
  type AuthorizationRequest,
  answersRequest,
  carriesAuthorizationResponse,
  differingRedirect,
  matchesRedirectUri,
  type Redirect,
} from './authorization.ts';
import { parseUrl } from './url.ts';

/**
 * The redirect in an address that a person copied from the browser in which an attempt ended up; it passes the checks that
 * a redirect caught by the app passes.
 */
export function readPastedRedirect(
  request: AuthorizationRequest,
  address: string,
): Result<Redirect, PastedRedirectFailure> {
  const { redirectUri } = request;
  const refuse = (fault: PasteFault) => fail({ code: 'paste-refused', fault, expected: redirectUri } as const);
  if (address === '') return refuse('missing');
  const url = [address, withScheme(redirectUri, address)].find((each) => matchesRedirectUri(redirectUri, each));
  if (url !== undefined) {
    if (!carriesAuthorizationResponse(url)) return refuse('no-answer');
    return answersRequest(request, { url }) ? ok({ url }) : refuse('another-sign-in');
  }
  const got = parseUrl(address);
  if (got === undefined || !got.protocol.match(/^(https?|[a-z][a-z0-9+-]*\.[a-z0-9.+-]*):$/))
    return refuse('not-an-address');
  if (got.origin === new URL(request.url).origin) return refuse('sign-in-page');
  const differs = differingRedirect(request, { url: address });
  return differs === undefined ? refuse('another-address') : fail(differs);
}

/** The address with the redirect URI's scheme, which some browsers leave out of what they show. */
function withScheme(redirectUri: string, address: string): string {
  return `${new URL(redirectUri).protocol}//${address}`;
}
