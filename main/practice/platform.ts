import { type Answer, errorAnswer, jsonAnswer, type ReceivedRequest, userDisabled } from './answer.ts';
import { isJson, readJsonObject } from './json.ts';
import type { Organisation } from './organisation.ts';
import { isAccessToken } from './tokens.ts';

/** The cluster, which is this server. Accepts an empty body or `{}` (docs/fyle.md "Cluster"). */
export function answerCluster(organisation: Organisation, asked: ReceivedRequest): Answer {
  const refused = authorizationError(organisation, asked);
  if (refused !== undefined) return refused;
  if (!isEmpty(asked)) return errorAnswer(400, 'The body must be empty or {}');
  return jsonAnswer(200, { cluster_domain: organisation.origin });
}

/** The profile of the token's person (docs/fyle.md "The first call"). */
export function answerProfile(organisation: Organisation, asked: ReceivedRequest): Answer {
  const refused = authorizationError(organisation, asked);
  if (refused !== undefined) return refused;
  const { userId, userName, email, organisationId, organisationName, organisationDomain, currency, roles } =
    organisation.person;
  const user = { id: userId, email, full_name: userName };
  const org = { id: organisationId, name: organisationName, domain: organisationDomain, currency };
  return jsonAnswer(200, { data: { user_id: userId, org_id: organisationId, org, user, roles } });
}

function authorizationError(organisation: Organisation, { headers }: ReceivedRequest): Answer | undefined {
  const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token === undefined || !isAccessToken(organisation, token)) return errorAnswer(401, 'invalid token');
  return organisation.trouble() === 'user-disabled' ? userDisabled() : undefined;
}

function isEmpty({ headers, body }: ReceivedRequest): boolean {
  if (body === '') return true;
  const value = isJson(headers['content-type']) ? readJsonObject(body) : undefined;
  return value !== undefined && Object.keys(value).length === 0;
}
