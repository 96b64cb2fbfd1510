import type { BarState } from '../../preload/contract.ts';
import { isLoopback } from '../oauth/provider.ts';

/**
 * Whether a sign-in that began at `start` may show the page `target`: https anywhere; plain http only on this computer,
 * and only when the sign-in began there, so that no page on the net can steer the window at what listens here.
 */
export function mayVisit(start: string, target: string): boolean {
  if (!URL.canParse(target)) return false;
  const { protocol } = new URL(target);
  return protocol === 'https:' || (protocol === 'http:' && isThisComputer(target) && isThisComputer(start));
}

/** Whether an address is fetched by http or https, so that the session's request filter sees it. */
export function isWeb(address: string): boolean {
  return /^https?:/i.test(address);
}

/** What the bar says of a page that is on screen: its host, in letters no alphabet can imitate, and how it came here. */
export function describePage(address: string): Pick<BarState, 'host' | 'security'> {
  const { host, protocol } = new URL(address);
  if (protocol === 'https:') return { host, security: 'encrypted' };
  return protocol === 'http:' && isThisComputer(address)
    ? { host, security: 'this-computer' }
    : { host, security: 'blank' };
}

function isThisComputer(address: string): boolean {
  return isLoopback(new URL(address).hostname);
}
