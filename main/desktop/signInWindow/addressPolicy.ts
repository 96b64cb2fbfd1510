import { isLoopback } from '../../oauth/provider.ts';
import { parseUrl } from '../../oauth/url.ts';

/** Whether a sign-in that began at `start` may show `target`: https, or http on this computer if it began there too. */
export function mayVisit(start: string, target: string): boolean {
  const url = parseUrl(target);
  if (url === undefined) return false;
  const { protocol, username, password } = url;
  // A user name before the host can pass for the host, and no sign-in page needs one.
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (isHttpLoopback(target) && isHttpLoopback(start));
}

/** Whether a web page requests something from a server on this computer. */
export function isLoopbackFromOutside(start: string, target: string): boolean {
  const url = parseUrl(target);
  return url !== undefined && isLoopback(url.hostname) && !isLoopback(new URL(start).hostname);
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
