import { type Answer, errorAnswer, jsonAnswer, type ReceivedRequest } from './answer.ts';
import { isJson, readJsonObject } from './json.ts';
import { findApp, type Organisation, type PracticeApp } from './organisation.ts';

interface ConsentRequest {
  readonly app: PracticeApp;
  readonly redirectUri: string;
  readonly state: string | undefined;
}

/** Tells the consent page who asks, or with 400 what is wrong. The query is that of the page's own address. */
export function answerConsentDetails(organisation: Organisation, { query }: ReceivedRequest): Answer {
  const request = readRequest(organisation, query);
  if (typeof request === 'string') return errorAnswer(400, request);
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
  if (decision === 'cancel') return jsonAnswer(200, { location: redirectTo(request, 'error', 'access_denied') });
  if (decision !== 'yes') return errorAnswer(400, 'The answer is yes or cancel');
  const code = organisation.codes.issue(request.app.id, organisation.now());
  return jsonAnswer(200, { location: redirectTo(request, 'code', code) });
}

function readRequest(organisation: Organisation, query: URLSearchParams): ConsentRequest | string {
  for (const name of ['client_id', 'redirect_uri', 'response_type', 'state']) {
    if (query.getAll(name).length > 1) return `The address contains ${name} twice.`;
  }
  const app = findApp(organisation, query.get('client_id') ?? '');
  if (app === undefined) return 'No app with this client ID is registered here.';
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!app.redirectUris.includes(redirectUri)) return 'This redirect URI is not registered for the app.';
  if (query.get('response_type') !== 'code') return 'Only response_type=code is supported.';
  return { app, redirectUri, state: query.get('state') ?? undefined };
}

// By hand, because URL.searchParams would rewrite the query that the redirect URI already has.
function redirectTo({ redirectUri, state }: ConsentRequest, name: 'code' | 'error', value: string): string {
  const join = redirectUri.includes('?') ? '&' : '?';
  const echoed = state === undefined ? '' : `&state=${encodeURIComponent(state)}`;
  return `${redirectUri}${join}${name}=${encodeURIComponent(value)}${echoed}`;
}
