import type { CredentialFault } from '../../../preload/failure.ts';
import { isToken } from '../../oauth/token.ts';

const LONGEST_ID = 500;

type NeverIssued = readonly (readonly [is: RegExp, fault: CredentialFault])[];

/** What no provider issues, each with what it is instead. */
const NO_CREDENTIAL: NeverIssued = [
  // Bullets anywhere; dots alone; a row of asterisks with what some pages leave readable around it.
  [/[•●∙⬤○◦]|^[.·…*]+$|^\w{0,8}\*{3,}\w{0,8}$/, 'is-masked'],
  // One or several values with their names: as a page shows them, as a query or a file holds them, as one line of a file.
  [/client\s+(?:id|secret)|(?:refresh|access)\s+token/i, 'has-a-label'],
  [/\b(?:client_?(?:id|secret)|(?:refresh|access)_?token)(?:["'”]\s*[:=]|=|:\s)/i, 'has-a-label'],
  [/^(?:client_?(?:id|secret)|(?:refresh|access)_?token):/i, 'has-a-label'],
];
/** What is no secret and no token either. Of a client ID this holds at Fyle; elsewhere a web address or an e-mail address may be one. */
const NO_SECRET: NeverIssued = [
  ...NO_CREDENTIAL,
  [/^https?:\/\//i, 'is-a-web-address'],
  // A domain in small letters: a secret that happens to hold an @ is not meant.
  [/^[\w.%+'-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/, 'is-an-email'],
];

/** What is wrong with a client ID, if anything; `isFyles`: it is entered for Fyle itself. */
export function clientIdFault(clientId: string, isFyles: boolean): CredentialFault | undefined {
  if (looksLikeToken(clientId)) return 'looks-like-a-token';
  if (clientId.length > LONGEST_ID) return 'too-long';
  return credentialFault(clientId, isFyles ? NO_SECRET : NO_CREDENTIAL);
}

/** What is wrong with a client secret, if anything; `clientId` is what was entered beside it, empty when nothing was. */
export function clientSecretFault(secret: string, clientId: string): CredentialFault | undefined {
  if (secret !== '' && secret === clientId) return 'is-the-client-id';
  if (looksLikeToken(secret)) return 'looks-like-a-token';
  if (looksLikeClientId(secret) && !looksLikeClientId(clientId)) return 'looks-like-a-client-id';
  return credentialFault(secret);
}

/** What is wrong with a refresh token, if anything, beside the other two. */
export function refreshTokenFault(token: string, clientId: string, secret: string): CredentialFault | undefined {
  if (token !== '' && token === clientId) return 'is-the-client-id';
  if (token !== '' && token === secret) return 'is-the-client-secret';
  if (looksLikeClientId(token)) return 'looks-like-a-client-id';
  return credentialFault(token);
}

function credentialFault(text: string, neverIssued = NO_SECRET): CredentialFault | undefined {
  if (text === '') return 'missing';
  if (text.length > 65_536) return 'too-long';
  const instead = neverIssued.find(([is]) => is.test(text));
  if (instead !== undefined) return instead[1];
  if (/\s/.test(text)) return 'has-gap';
  return isToken(text) ? undefined : 'has-odd-characters';
}

/** Fyle's client IDs begin so (docs/fyle.md); other providers' are not judged by it. */
function looksLikeClientId(text: string): boolean {
  return /^tpa[A-Za-z0-9]{6,24}$/.test(text);
}

/** Three parts with dots, the first being `{"…`: a JWT, so neither an ID nor a secret. */
function looksLikeToken(text: string): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(text);
}
