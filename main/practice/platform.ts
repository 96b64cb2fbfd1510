import { type Answer, type Asked, json, refusal, userDisabled } from './answer.ts';
import { isJson, readObject } from './json.ts';
import type { Organisation } from './organisation.ts';
import { isAccessToken } from './tokens.ts';

/** Where the organisation's data is: here. Takes an empty body or `{}` (docs/fyle.md, "Cluster"). */
export function answerCluster(organisation: Organisation, asked: Asked): Answer {
  const refused = refuseCaller(organisation, asked);
  if (refused !== undefined) return refused;
  if (!isEmpty(asked)) return refusal(400, 'The body must be empty or {}');
  return json(200, { cluster_domain: organisation.origin });
}

/** Whose token it is (docs/fyle.md, "The first call"). */
export function answerProfile(organisation: Organisation, asked: Asked): Answer {
  const { person } = organisation;
  return (
    refuseCaller(organisation, asked) ??
    json(200, {
      data: {
        user_id: person.userId,
        org_id: person.organisationId,
        org: {
          id: person.organisationId,
          name: person.organisationName,
          domain: person.organisationDomain,
          currency: person.currency,
        },
        user: { id: person.userId, email: person.email, full_name: person.userName },
        roles: person.roles,
      },
    })
  );
}

function refuseCaller(organisation: Organisation, { headers }: Asked): Answer | undefined {
  const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token === undefined || !isAccessToken(organisation, token)) return refusal(401, 'invalid token');
  return organisation.trouble() === 'user-disabled' ? userDisabled() : undefined;
}

function isEmpty({ headers, body }: Asked): boolean {
  if (body === '') return true;
  const value = isJson(headers['content-type']) ? readObject(body) : undefined;
  return value !== undefined && Object.keys(value).length === 0;
}
