import { isLoopback } from '../../oauth/provider.ts';
import { parseUrl } from '../../oauth/url.ts';
import { type AddressSpace, spaceOfHost } from '../foreignPage/addressSpace.ts';

/** Whether a sign-in that began at `start` may show `target`: https, or http on this computer if it began there too. */
export function mayVisit(start: string, target: string): boolean {
  const url = parseUrl(target);
  if (url === undefined) return false;
  const { protocol, username, password, hostname } = url;
  // A user name before the host can pass for the host, and no sign-in page needs one.
  if (username !== '' || password !== '') return false;
  if (protocol === 'https:') return mayNavigate(spaceOfAddress(start), spaceOfHost(hostname) ?? 'public', false);
  return isHttpLoopback(target) && isHttpLoopback(start);
}

/**
 * Whether a page may go somewhere. To this computer only where the sign-in began there; to a private network also by a
 * name, because a company's sign-in page may be there, and from a page that is there itself.
 * @param from of the page, or of the address where the sign-in began
 * @param isName whether `to` was found by looking a name up
 */
export function mayNavigate(from: AddressSpace, to: AddressSpace, isName: boolean): boolean {
  return to === 'public' || from === 'this-computer' || (to === 'private' && (isName || from === 'private'));
}

/** Whether a page may load something without going there: only from where it is itself, or from the public. */
export function mayLoad(from: AddressSpace, to: AddressSpace): boolean {
  return to === 'public' || from === 'this-computer' || from === to;
}

/** Where an address leads that says so itself; a name counts as public until it is looked up. */
export function spaceOfAddress(address: string): AddressSpace {
  return spaceOfHost(parseUrl(address)?.hostname ?? '') ?? 'public';
}

/** Whether an address is http or https, so that the session's request filter sees it. */
export function isHttp(address: string): boolean {
  return /^https?:/i.test(address);
}

/** Whether an address is http on this computer. */
export function isHttpLoopback(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && isLoopback(hostname);
}
