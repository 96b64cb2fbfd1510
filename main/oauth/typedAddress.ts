import { type RedirectUriFault, redirectUriFault } from './authorization.ts';
import { type AddressFault, addressFault } from './provider.ts';
import { parseUrl } from './url.ts';

/** What is wrong with how an address is written, whatever a browser would make of it. */
export type TypedAddressFault = 'has-gap' | 'has-odd-characters' | 'lacks-scheme' | 'not-an-address';

/** `acme.example/cb` and `//acme.example`, and what a parser takes for a scheme of its own: `localhost:8000/cb`. */
const STARTS_WITH_HOST =
  /^(?:\/\/)?(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/?#]|$)|^[a-z0-9.-]+:(?:\d{1,5}(?:[/?#]|$)|$)/i;
/** The name of a domain, backwards. @see RFC 8252 §7.1 */
const PRIVATE_USE_SCHEME = /^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+:/i;

/**
 * What is wrong with an endpoint as a person wrote it. Stricter than {@link addressFault}, by which what is stored is judged
 * too: a list must stay readable when more of what people write is known to be a mistake.
 */
export function typedEndpointFault(address: string): AddressFault | TypedAddressFault | undefined {
  return typedAddressFault(address) ?? addressFault(address);
}

/**
 * The same of a redirect URI. An app's own scheme has a dot (RFC 8252 §7.1), or is `urn:` as in
 * `urn:ietf:wg:oauth:2.0:oob`; without, it is far more often a mistyped `https`.
 */
export function typedRedirectUriFault(address: string): RedirectUriFault | TypedAddressFault | undefined {
  const fault = typedAddressFault(address) ?? redirectUriFault(address);
  if (fault !== undefined) return fault;
  return /^(?:https?|urn):/i.test(address) || PRIVATE_USE_SCHEME.test(address) ? undefined : 'scheme-not-allowed';
}

function typedAddressFault(address: string): TypedAddressFault | undefined {
  if (/\s/.test(address)) return 'has-gap';
  // RFC 3986 §2: letters beyond ASCII are no part of an address, and a host in them may look like another (xn-- may be written).
  if (/[^!-~]|\\/.test(address)) return 'has-odd-characters';
  if (STARTS_WITH_HOST.test(address)) return 'lacks-scheme';
  return /^https?:/i.test(address) && !isHostAsWritten(address) ? 'not-an-address' : undefined;
}

/** A browser also reads `https:/host`, `https://0x7f.1` and `https://%61.example`; the provider compares letters. */
function isHostAsWritten(address: string): boolean {
  const url = parseUrl(address);
  if (url === undefined) return false;
  const { host, hostname } = url;
  const written = /^https?:\/\/(?:[^/?#]*@)?([^/?#@]+)/i.exec(address)?.[1]?.toLowerCase();
  return written === host || written === `${hostname}:443` || written === `${hostname}:80`;
}
