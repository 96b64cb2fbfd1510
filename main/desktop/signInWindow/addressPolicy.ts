import type { BarState } from '../../../preload/barContract.ts';
import { isLoopback } from '../../oauth/provider.ts';
import { parseUrl } from '../../oauth/url.ts';

/**
 * Whether a sign-in that began at `start` may show the page `target`: https anywhere; plain http only on this computer,
 * and only when the sign-in began so, lest a page on the net steers the window at what listens here.
 */
export function mayVisit(start: string, target: string): boolean {
  const url = parseUrl(target);
  if (url === undefined) return false;
  const { protocol, username, password } = url;
  // A name and password before the host are a trick upon the reader, and no page of a sign-in needs them.
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (isHttpLoopback(target) && isHttpLoopback(start));
}

/** Whether a page from the net reaches for what listens on this computer, by something in it. */
export function isLoopbackFromOutside(start: string, target: string): boolean {
  const url = parseUrl(target);
  return url !== undefined && isLoopback(url.hostname) && !isLoopback(new URL(start).hostname);
}

/** Whether an address is fetched by http or https, so that the session's request filter sees it. */
export function isHttp(address: string): boolean {
  return /^https?:/i.test(address);
}

/** What the bar says of a page that is on screen: its host, in letters no alphabet can imitate, and how it came here. */
export function describePage(address: string): Pick<BarState, 'host' | 'security'> {
  const { host, protocol } = new URL(address);
  if (protocol === 'https:') return { host, security: 'encrypted' };
  return { host, security: isHttpLoopback(address) ? 'this-computer' : 'blank' };
}

function isHttpLoopback(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && isLoopback(hostname);
}
