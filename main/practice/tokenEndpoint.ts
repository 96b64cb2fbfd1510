import { createHash } from 'node:crypto';
import { type Answer, errorAnswer, jsonAnswer, type ReceivedRequest, userDisabled } from './answer.ts';
import { isJson, readJsonObject } from './json.ts';
import { equalInConstantTime } from './jwt.ts';
import { findApp, type Organisation } from './organisation.ts';
import { ACCESS_TOKEN_SECONDS, isRefreshToken, issueAccessToken, issueRefreshToken } from './tokens.ts';

interface Grant {
  readonly type: 'authorization_code' | 'refresh_token';
  readonly clientId: string;
  readonly clientSecret: string;
  /** The code or the refresh token. */
  readonly proof: string;
  readonly codeVerifier: unknown;
}

/** @see RFC 7636 §4.1 */
const CODE_VERIFIER = /^[\w.~-]{43,128}$/;

/**
 * The token endpoint: code exchange and refresh, with the statuses of docs/fyle.md "Token endpoint". A refresh gives no new
 * refresh token. @see RFC 6749 §4.1.3, §6 for the grants; the JSON body and the errors are Fyle's own
 */
export function answerToken(organisation: Organisation, { headers, body }: ReceivedRequest): Answer {
  if (!isJson(headers['content-type'])) return errorAnswer(400, 'Content-Type must be application/json');
  const fields = readJsonObject(body);
  if (fields === undefined) return errorAnswer(400, 'The body does not match its content type');
  const grant = readGrant(organisation, fields);
  if (typeof grant === 'string') return errorAnswer(400, grant);

  const app = findApp(organisation, grant.clientId);
  if (app === undefined) return errorAnswer(404, 'Client not found');
  if (!equalInConstantTime(grant.clientSecret, app.secret)) return errorAnswer(401, 'invalid token');
  return grant.type === 'authorization_code' ? exchangeCode(organisation, grant) : refresh(organisation, grant);
}

function exchangeCode(organisation: Organisation, { clientId, proof, codeVerifier }: Grant): Answer {
  const code = organisation.codes.redeem(proof, clientId, organisation.now());
  // Fyle answers a used or expired code with a 5xx that says no more.
  if (code === undefined) return errorAnswer(500, 'Something went wrong');
  if (organisation.demandsPkce && !isVerifier(codeVerifier, code.codeChallenge)) {
    return jsonAnswer(400, { error: 'invalid_grant', error_description: 'The code verifier does not match.' });
  }
  if (organisation.trouble() === 'user-disabled') return userDisabled();
  return jsonAnswer(200, { ...accessToken(organisation), refresh_token: issueRefreshToken(organisation, clientId) });
}

/** @see RFC 7636 §4.6 */
function isVerifier(codeVerifier: unknown, codeChallenge: string | undefined): boolean {
  if (typeof codeVerifier !== 'string' || !CODE_VERIFIER.test(codeVerifier)) return false;
  const computed = createHash('sha256').update(codeVerifier, 'ascii').digest('base64url');
  return codeChallenge !== undefined && equalInConstantTime(computed, codeChallenge);
}

function refresh(organisation: Organisation, { clientId, proof }: Grant): Answer {
  if (!isRefreshToken(organisation, proof, clientId)) return errorAnswer(401, 'invalid token');
  return organisation.trouble() === 'user-disabled' ? userDisabled() : jsonAnswer(200, accessToken(organisation));
}

function accessToken(organisation: Organisation) {
  return { access_token: issueAccessToken(organisation), token_type: 'Bearer', expires_in: ACCESS_TOKEN_SECONDS };
}

// Fyle's published schema allows no other field, so one such as redirect_uri or code_verifier is an error.
function readGrant({ demandsPkce }: Organisation, fields: Readonly<Record<string, unknown>>): Grant | string {
  const type = fields.grant_type;
  if (type !== 'authorization_code' && type !== 'refresh_token') return 'grant_type is missing or not supported';
  const proofName = type === 'refresh_token' ? 'refresh_token' : 'code';
  const known = [
    'grant_type',
    'client_id',
    'client_secret',
    proofName,
    ...(demandsPkce && proofName === 'code' ? ['code_verifier'] : []),
  ];
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  if (unknown !== undefined) return `Unknown field: ${unknown.slice(0, 40)}`;
  const { client_id: clientId, client_secret: clientSecret, [proofName]: proof, code_verifier: codeVerifier } = fields;
  if (!isFilled(clientId)) return 'client_id is missing or not a string';
  if (!isFilled(clientSecret)) return 'client_secret is missing or not a string';
  if (!isFilled(proof)) return `${proofName} is missing or not a string`;
  return { type, clientId, clientSecret, proof, codeVerifier };
}

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
