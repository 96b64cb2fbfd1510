import { type Session, session } from 'electron';
import { parseUrl } from '../../oauth/url.ts';

/** No computer has it, and no program can listen there. */
const NOWHERE = 'http://255.255.255.255:1';

/** Keeps every page of a session from connecting to anything. */
export function closeNetwork(own: Session): Promise<void> {
  return own.setProxy({ proxyRules: NOWHERE, proxyBypassRules: '<-loopback>' });
}

/** Whether the system's settings lead past every proxy to an address. A session's own settings may be its gate's. */
export async function isDirect(address: string): Promise<boolean> {
  const own = session.fromPartition('system-proxies');
  // Until a new session has read the settings, it says that every address is reached without a proxy.
  await own.forceReloadProxyConfig();
  return (await own.resolveProxy(address)) === 'DIRECT';
}

/**
 * Lets the pages of a session connect only to where a request of theirs was allowed: what passes every filter of requests
 * (WebRTC by TCP, WebTransport, reports, connections made ahead) finds a proxy that is nowhere. Where the system's own
 * settings name a proxy they hold instead, and that proxy decides.
 */
export class ConnectionGate {
  readonly #own: Session;
  readonly #allowed = new Set<string>();
  #isOpen = false;
  #setting: Promise<void> = Promise.resolve();

  constructor(own: Session) {
    this.#own = own;
  }

  /** Lets connections pass to the host and port of an address, from now on. */
  async allow(address: string): Promise<void> {
    const url = parseUrl(address.replace(/^ws/, 'http'));
    if (url === undefined || !/^https?:$/.test(url.protocol)) return;
    const place = `${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`;
    if (this.#isOpen || this.#allowed.has(place)) return this.#setting;
    this.#isOpen = !(await isDirect(url.href));
    // As long as nothing was set for the session, it has the settings of the app.
    if (this.#isOpen && this.#allowed.size === 0) return;
    this.#allowed.add(place);
    this.#setting = this.#own.setProxy(
      this.#isOpen
        ? { mode: 'system' }
        : // The last rule counts first; this computer is behind the gate too.
          { proxyRules: NOWHERE, proxyBypassRules: ['<-loopback>', ...this.#allowed].join(';') },
    );
    return this.#setting;
  }
}
