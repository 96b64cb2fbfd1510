import type { CredentialDoubt, CredentialFault } from '../../../preload/fieldFault.ts';
import { jwtKind } from '../../oauth/jwt.ts';
import { isToken } from '../../oauth/token.ts';
import { repeated } from './pasteCleanup.ts';

const LONGEST_ID = 500;
const LONGEST_SECRET = 65_536;

type Patterns<F> = readonly (readonly [pattern: RegExp, fault: F])[];
type Fault = CredentialFault | CredentialDoubt;

/** Texts that no provider issues as a client ID, a client secret or a refresh token. */
const NEVER_ISSUED: Patterns<CredentialFault> = [
  // The redirect's address or its query: RFC 6749 §4.1.2.
  [/(?:^|[?&#])(?:code|state)=[^=]/, 'is-a-sign-in-answer'],
  [/\bbearer\s/i, 'has-the-word-bearer'],
  // Bullets anywhere; dots alone; a row of asterisks, with the characters that some pages leave readable around it.
  [/[•●∙⬤○◦…]|^[.·…*]+$|^\w{0,8}\*{3,}\w{0,8}$/, 'is-masked'],
  // Values with their labels: as a page shows them, in a query or a file, as one line of a file.
  [/client\s+(?:id|secret)|(?:refresh|access)\s+token/i, 'has-a-label'],
  [/[?&](?:grant_type|redirect_uri|response_type|scope)=|^tpa[A-Za-z0-9]{6,24}[:;,|]/, 'has-a-label'],
  [/(?:client[_-]?(?:id|secret)|(?:refresh|access)[_-]?token)(?:["'”]\s*[:=]|=|:\s)/i, 'has-a-label'],
  [/^(?:client_?(?:id|secret)|(?:refresh|access)_?token):/i, 'has-a-label'],
];
/** The same for secrets, tokens and Fyle's client IDs; another provider's client ID may be a web or e-mail address. */
const NEVER_ISSUED_AS_SECRET: Patterns<CredentialFault> = [
  ...NEVER_ISSUED,
  [/^https?:\/\//i, 'is-a-web-address'],
  // The domain in small letters only, because a secret may contain an @.
  [/^[\w.%+'-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/, 'is-an-email'],
];

/**
 * What a provider may issue, but people more often paste along: what {@link cleanPaste} leaves because it may be a part
 * of the value.
 */
const DOUBTFUL: Patterns<CredentialDoubt> = [
  [/^bearer(?:[^A-Za-z0-9]|\S{16})/i, 'has-bearer-before-it'],
  [/^(?:[a-z0-9]{1,20}[_.-]){0,4}(?:id|secret|token|key|jwt)["']?[:=]\S{3}/i, 'has-its-name'],
  [/\.{3}/, 'is-cut-short'],
  [/%(?:2[0-9A-F]|3[A-F]|40|5[BCD]|7[BCDE])|&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,3});|=3D|\\u00/i, 'has-encoded-signs'],
  [/^["'`=>([<{]|[.,;:!?"'`)\]>}\\]$|\\[nrt]$|^([*_|])\S+\1$/, 'has-signs-around-it'],
];
/** What is wrong with a client ID, if anything. `isFyle`: the endpoints beside it are Fyle's. */
export function clientIdFault(clientId: string, isFyle: boolean): Fault | undefined {
  if (looksLikeToken(clientId)) return 'looks-like-a-token';
  if (clientId.length > LONGEST_ID) return 'too-long';
  const fault = credentialFault(clientId, isFyle ? NEVER_ISSUED_AS_SECRET : NEVER_ISSUED);
  return fault ?? (isFyle && !/^tpa[A-Za-z0-9]+$/.test(clientId) ? 'is-no-client-id-of-fyle' : undefined);
}

/** What is wrong with a client secret, if anything, beside this client ID; empty when none was entered. */
export function clientSecretFault(secret: string, clientId: string): Fault | undefined {
  if (secret !== '' && secret === clientId) return 'is-the-client-id';
  if (looksLikeToken(secret)) return 'looks-like-a-token';
  if (looksLikeClientId(secret) && !looksLikeClientId(clientId)) return 'looks-like-a-client-id';
  return credentialFault(secret);
}

/** What is wrong with a refresh token, if anything, beside this client ID and client secret. */
export function refreshTokenFault(token: string, clientId: string, secret: string): Fault | undefined {
  if (token !== '' && token === clientId) return 'is-the-client-id';
  if (token !== '' && token === secret) return 'is-the-client-secret';
  if (looksLikeClientId(token)) return 'looks-like-a-client-id';
  const kind = jwtKind(token);
  if (kind === 'access-token') return 'is-an-access-token';
  return kind === 'cut' ? 'is-cut-short' : credentialFault(token);
}

function credentialFault(text: string, neverIssued = NEVER_ISSUED_AS_SECRET): Fault | undefined {
  if (text === '') return 'missing';
  if (text.length > LONGEST_SECRET) return 'too-long';
  const found = neverIssued.find(([pattern]) => pattern.test(text));
  if (found !== undefined) return found[1];
  if (/\s/.test(text)) return 'has-gap';
  if (/[“”„‟‘’‚‛«»‹›]/.test(text)) return 'has-curly-quotes';
  if (/[–—−]/.test(text)) return 'has-a-long-dash';
  if (!isToken(text)) return 'has-odd-characters';
  const doubt = DOUBTFUL.find(([pattern]) => pattern.test(text))?.[1];
  const isRepeated = text.length >= 12 && [2, 3].some((times) => repeated(text, times) !== undefined);
  return doubt ?? (isRepeated ? 'is-repeated' : undefined);
}

/** Whether this is a client ID in Fyle's format (docs/fyle.md "Authorization request"). */
function looksLikeClientId(text: string): boolean {
  return /^tpa[A-Za-z0-9]{6,24}$/.test(text);
}

/** Whether this is a JWT, or what is left of one: three parts, the first of which encodes `{"…`. */
function looksLikeToken(text: string): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(text) || jwtKind(text) !== undefined;
}
