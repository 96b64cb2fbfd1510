import { type Answer, errorAnswer, jsonAnswer, type ReceivedRequest } from './answer.ts';
import { isJson, readJsonObject } from './json.ts';
import { findApp, type Organisation, type PracticeApp } from './organisation.ts';

interface ConsentRequest {
  readonly app: PracticeApp;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly codeChallenge: string | undefined;
}

const PKCE_PARAMETERS = ['code_challenge', 'code_challenge_method'];
/** BASE64URL of 32 bytes. @see RFC 7636 §4.2 */
const CODE_CHALLENGE = /^[\w-]{43}$/;

/** Tells the consent page who asks, where to go instead, or with 400 what is wrong. The query is that of the page's own address. */
export function answerConsentDetails(organisation: Organisation, { query }: ReceivedRequest): Answer {
  const request = readRequest(organisation, query);
  if (typeof request === 'string') return errorAnswer(400, request);
  const error = pkceError(organisation, request, query);
  if (error !== undefined) return jsonAnswer(200, { location: redirectTo(request, error) });
  const { organisationName, userName, email, roles } = organisation.person;
  return jsonAnswer(200, { app: request.app.name, organisation: organisationName, user: userName, email, roles });
}

/**
 * Takes the person's choice (`{"answer": "yes" | "cancel"}`) and answers with the address to go to; with 403 to a page of
 * another origin, and 400 to a bad request. @see RFC 6749 §4.1.2
 */
export function answerConsentDecision(organisation: Organisation, { headers, query, body }: ReceivedRequest): Answer {
  const site = headers['sec-fetch-site'];
  if (headers.origin !== organisation.origin || (site !== undefined && site !== 'same-origin')) {
    return errorAnswer(403, 'Only the consent page may answer');
  }
  const decision = isJson(headers['content-type']) ? readJsonObject(body)?.answer : undefined;
  const request = readRequest(organisation, query);
  if (typeof request === 'string') return errorAnswer(400, request);
  const error = pkceError(organisation, request, query);
  if (error !== undefined) return jsonAnswer(200, { location: redirectTo(request, error) });
  if (decision === 'cancel') return jsonAnswer(200, { location: redirectTo(request, { error: 'access_denied' }) });
  if (decision !== 'yes') return errorAnswer(400, 'The answer is yes or cancel');
  const code = organisation.codes.issue(request.app.id, organisation.now(), request.codeChallenge);
  return jsonAnswer(200, { location: redirectTo(request, { code }) });
}

function readRequest(organisation: Organisation, query: URLSearchParams): ConsentRequest | string {
  for (const name of ['client_id', 'redirect_uri', 'response_type', 'state', ...PKCE_PARAMETERS]) {
    if (query.getAll(name).length > 1) return `The address contains ${name} twice.`;
  }
  const app = findApp(organisation, query.get('client_id') ?? '');
  if (app === undefined) return 'No app with this client ID is registered here.';
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!app.redirectUris.includes(redirectUri)) return 'This redirect URI is not registered for the app.';
  if (query.get('response_type') !== 'code') return 'Only response_type=code is supported.';
  const codeChallenge = organisation.demandsPkce ? (query.get('code_challenge') ?? undefined) : undefined;
  return { app, redirectUri, state: query.get('state') ?? undefined, codeChallenge };
}

/** How the redirect refuses a request without a usable code challenge. @see RFC 7636 §4.4.1 */
function pkceError({ demandsPkce }: Organisation, { codeChallenge = '' }: ConsentRequest, query: URLSearchParams) {
  const refuse = (reason: string) => ({ error: 'invalid_request', error_description: reason });
  if (!demandsPkce) return undefined;
  if (!CODE_CHALLENGE.test(codeChallenge)) return refuse('code challenge required');
  return query.get('code_challenge_method') === 'S256' ? undefined : refuse('transform algorithm not supported');
}

// By hand, because URL.searchParams would rewrite the query that the redirect URI already has.
function redirectTo({ redirectUri, state }: ConsentRequest, answer: Readonly<Record<string, string>>): string {
  const all = Object.entries({ ...answer, ...(state === undefined ? {} : { state }) });
  const query = all.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query}`;
}
