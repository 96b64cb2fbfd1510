import { type Answer, type Asked, json, refusal } from './answer.ts';
import { isJson, readObject } from './json.ts';
import { findApp, type Organisation, type PracticeApp } from './organisation.ts';

interface ConsentRequest {
  readonly app: PracticeApp;
  readonly redirectUri: string;
  readonly state: string | undefined;
}

/** Tells the consent page who asks, or with 400 why nothing is asked. The query is the page's own, untouched. */
export function answerWhoAsks(organisation: Organisation, { query }: Asked): Answer {
  const request = readRequest(organisation, query);
  if (typeof request === 'string') return refusal(400, request);
  const { organisationName, userName, email, roles } = organisation.person;
  return json(200, { app: request.app.name, organisation: organisationName, user: userName, email, roles });
}

/**
 * Takes the person's answer (`{"answer": "yes" | "cancel"}`) and gives the address to go to. 403 to a page of another
 * origin, 400 to a bad request; in neither case an address. @see RFC 6749 §4.1.2
 */
export function answerDecision(organisation: Organisation, { headers, query, body }: Asked): Answer {
  const site = headers['sec-fetch-site'];
  if (headers.origin !== organisation.origin || (site !== undefined && site !== 'same-origin')) {
    return refusal(403, 'Only the consent page may answer');
  }
  const decision = isJson(headers['content-type']) ? readObject(body)?.answer : undefined;
  const request = readRequest(organisation, query);
  if (typeof request === 'string') return refusal(400, request);
  if (decision === 'cancel') return json(200, { location: redirectTo(request, 'error', 'access_denied') });
  if (decision !== 'yes') return refusal(400, 'The answer is yes or cancel');
  const code = organisation.codes.give(request.app.id, organisation.now());
  return json(200, { location: redirectTo(request, 'code', code) });
}

function readRequest(organisation: Organisation, query: URLSearchParams): ConsentRequest | string {
  for (const name of ['client_id', 'redirect_uri', 'response_type', 'state']) {
    if (query.getAll(name).length > 1) return `The address names ${name} twice.`;
  }
  const app = findApp(organisation, query.get('client_id') ?? '');
  if (app === undefined) return 'No app with this client ID is registered here.';
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!app.redirectUris.includes(redirectUri)) return 'This redirect URI is not registered for the app.';
  if (query.get('response_type') !== 'code') return 'Only response_type=code is supported.';
  return { app, redirectUri, state: query.get('state') ?? undefined };
}

// By hand, because URL.searchParams would write the redirect URI's own query anew.
function redirectTo({ redirectUri, state }: ConsentRequest, name: 'code' | 'error', value: string): string {
  const join = redirectUri.includes('?') ? '&' : '?';
  const echoed = state === undefined ? '' : `&state=${encodeURIComponent(state)}`;
  return `${redirectUri}${join}${name}=${encodeURIComponent(value)}${echoed}`;
}
