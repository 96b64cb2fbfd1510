import type { CredentialFault } from '../../../preload/failure.ts';
import { isToken } from '../../oauth/token.ts';

const LONGEST_ID = 500;
const LONGEST_SECRET = 65_536;

type FaultPatterns = readonly (readonly [pattern: RegExp, fault: CredentialFault])[];

/** Texts that no provider issues as a client ID, a client secret or a refresh token. */
const NEVER_ISSUED: FaultPatterns = [
  // Bullets anywhere; dots alone; a row of asterisks, with the characters that some pages leave readable around it.
  [/[•●∙⬤○◦]|^[.·…*]+$|^\w{0,8}\*{3,}\w{0,8}$/, 'is-masked'],
  // Values with their labels: as a page shows them, in a query or a file, as one line of a file.
  [/client\s+(?:id|secret)|(?:refresh|access)\s+token/i, 'has-a-label'],
  [/\b(?:client_?(?:id|secret)|(?:refresh|access)_?token)(?:["'”]\s*[:=]|=|:\s)/i, 'has-a-label'],
  [/^(?:client_?(?:id|secret)|(?:refresh|access)_?token):/i, 'has-a-label'],
];
/** The same for secrets, tokens and Fyle's client IDs; another provider's client ID may be a web or e-mail address. */
const NEVER_ISSUED_AS_SECRET: FaultPatterns = [
  ...NEVER_ISSUED,
  [/^https?:\/\//i, 'is-a-web-address'],
  // The domain in small letters only, because a secret may contain an @.
  [/^[\w.%+'-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/, 'is-an-email'],
];

/** What is wrong with a client ID, if anything. `isFyle`: the endpoints beside it are Fyle's. */
export function clientIdFault(clientId: string, isFyle: boolean): CredentialFault | undefined {
  if (looksLikeToken(clientId)) return 'looks-like-a-token';
  if (clientId.length > LONGEST_ID) return 'too-long';
  return credentialFault(clientId, isFyle ? NEVER_ISSUED_AS_SECRET : NEVER_ISSUED);
}

/** What is wrong with a client secret, if anything, beside this client ID; empty when none was entered. */
export function clientSecretFault(secret: string, clientId: string): CredentialFault | undefined {
  if (secret !== '' && secret === clientId) return 'is-the-client-id';
  if (looksLikeToken(secret)) return 'looks-like-a-token';
  if (looksLikeClientId(secret) && !looksLikeClientId(clientId)) return 'looks-like-a-client-id';
  return credentialFault(secret);
}

/** What is wrong with a refresh token, if anything, beside this client ID and client secret. */
export function refreshTokenFault(token: string, clientId: string, secret: string): CredentialFault | undefined {
  if (token !== '' && token === clientId) return 'is-the-client-id';
  if (token !== '' && token === secret) return 'is-the-client-secret';
  if (looksLikeClientId(token)) return 'looks-like-a-client-id';
  return credentialFault(token);
}

function credentialFault(text: string, neverIssued = NEVER_ISSUED_AS_SECRET): CredentialFault | undefined {
  if (text === '') return 'missing';
  if (text.length > LONGEST_SECRET) return 'too-long';
  const found = neverIssued.find(([pattern]) => pattern.test(text));
  if (found !== undefined) return found[1];
  if (/\s/.test(text)) return 'has-gap';
  return isToken(text) ? undefined : 'has-odd-characters';
}

/** Whether this is a client ID in Fyle's format (docs/fyle.md "Authorization request"). */
function looksLikeClientId(text: string): boolean {
  return /^tpa[A-Za-z0-9]{6,24}$/.test(text);
}

/** Whether this is a JWT: three parts, the first of which encodes `{"…`. */
function looksLikeToken(text: string): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(text);
}
