import type { AddressFault, TypedAddressFault } from '../../preload/fieldFault.ts';
import { type RedirectUriFault, redirectUriFault } from './authorization.ts';
import { looksLikeAnotherHost } from './lookalikeHost.ts';
import { addressFault, LONGEST_ADDRESS } from './provider.ts';
import { parseUrl } from './url.ts';
import { isWrappedLink } from './wrappedLink.ts';

/** `acme.example/cb`, `//acme.example`, and `localhost:8000/cb`, in which a parser takes the host for a scheme. */
const STARTS_WITH_HOST =
  /^(?:\/\/)?(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/?#]|$)|^[a-z0-9.-]+:(?:\d{1,5}(?:[/?#]|$)|$)/i;
/** A domain name in reverse. @see RFC 8252 §7.1 */
const PRIVATE_USE_SCHEME = /^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+:/i;

/** What a sign-in page adds to a redirect URI. @see RFC 6749 §4.1.2 */
const ANSWER = /[?&](?:code|state|error|access_token|id_token)=/;

/** Labels of letters and digits, or an IPv6 address. @see RFC 1034 §3.5 */
const HOST_NAME = /^(?:(?!-)[\w-]+(?<!-)(?:\.(?!-)[\w-]+(?<!-))*|\[[\da-f:.]+\])$/;

/** What is wrong with an endpoint as typed; `addressFault` also judges stored ones, which no new check may refuse. */
export function typedEndpointFault(address: string): AddressFault | TypedAddressFault | undefined {
  const fault = typedAddressFault(address) ?? addressFault(address);
  return fault ?? (ANSWER.test(address) ? 'has-answer-parameters' : undefined);
}

/** The same for a redirect URI. An app's own scheme has a dot (RFC 8252 §7.1) or is `urn:`; others are mistakes. */
export function typedRedirectUriFault(address: string): RedirectUriFault | TypedAddressFault | undefined {
  const fault = typedAddressFault(address) ?? redirectUriFault(address);
  if (fault !== undefined) return fault;
  return /^(?:https?|urn):/i.test(address) || PRIVATE_USE_SCHEME.test(address) ? undefined : 'scheme-not-allowed';
}

function typedAddressFault(address: string): TypedAddressFault | undefined {
  // Refused by its length, and not worth the time.
  if (address.length > LONGEST_ADDRESS) return undefined;
  if (/\s/.test(address)) return 'has-gap';
  // RFC 3986 §2: an address has ASCII only, and other letters can make a host look like another one. xn-- is accepted.
  if (/[^!-~]|["<>\\^`{|}]|%(?![0-9a-f]{2})/i.test(address)) return 'has-odd-characters';
  if (looksLikeAnotherHost(parseUrl(address)?.hostname ?? '')) return 'has-odd-characters';
  if (STARTS_WITH_HOST.test(address)) return 'lacks-scheme';
  if (isWrappedLink(address)) return 'is-a-wrapped-link';
  // One that a query names as its target is encoded or follows `=`.
  if (/[^/:=?&#]https?:\/\//i.test(address)) return 'has-two-addresses';
  return /^https?:/i.test(address) && !isHostAsWritten(address) ? 'not-an-address' : undefined;
}

/** A browser also accepts `https:/host`, `https://0x7f.1` and `https://%61.example`; the provider compares letter by letter. */
function isHostAsWritten(address: string): boolean {
  const url = parseUrl(address);
  if (url === undefined) return false;
  const { host, hostname } = url;
  if (!HOST_NAME.test(hostname)) return false;
  const written = /^https?:\/\/(?:[^/?#]*@)?([^/?#@]+)/i.exec(address)?.[1]?.toLowerCase();
  return written === host || written === `${hostname}:443` || written === `${hostname}:80`;
}
