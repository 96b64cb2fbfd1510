import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { type AuthorizationRequest, answersRequest, type Redirect } from '../../oauth/authorization.ts';
import { fail, ok, type Result } from '../../result.ts';
import { type BrowserPage, foreignPage, takenPage } from './answerPage.ts';

/** Why nothing listens: another program has the port, or the system does not give it to this one. */
export type ListenFault = 'port-taken' | 'port-refused';

/** A form with a code, a state and an issuer takes far fewer bytes. */
const LONGEST_FORM = 65_536;
/** A browser opens six to a host; more can only be in the way. */
const MOST_CONNECTIONS = 64;
/** How long one request may take to arrive, milliseconds: whoever sends a byte a second holds no connection. */
const LONGEST_REQUEST = 5_000;

/**
 * Listens at an attempt's redirect URI, which is http on this computer, until the returned function is called; passes on
 * the first request with the attempt's `state`, GET or form, and answers every other one with a page that says nothing.
 * @see RFC 8252 §7.3, §8.3; OAuth 2.0 Form Post Response Mode
 */
export async function listenForRedirect(
  request: AuthorizationRequest,
  onRedirect: (redirect: Redirect) => void,
): Promise<Result<() => void, ListenFault>> {
  const { hostname, port } = new URL(request.redirectUri);
  let isTaken = false;
  const answer = async (asked: IncomingMessage, response: ServerResponse) => {
    const redirect = isTaken ? undefined : await readRedirect(asked);
    // Whichever of two comes first: the body of a form takes its time.
    if (isTaken || redirect === undefined || !answersRequest(request, redirect))
      return send(response, 404, foreignPage());
    isTaken = true;
    send(response, 200, takenPage());
    onRedirect(redirect);
  };
  const servers: Server[] = [];
  const stop = () => {
    for (const server of servers) stopServer(server);
  };
  let fault: ListenFault | undefined;
  // A browser may try either address of `localhost`: a program at the other one would get the code.
  for (const host of hostname === 'localhost' ? ['127.0.0.1', '::1'] : [hostname.replace(/^\[|\]$/g, '')]) {
    const listening = await listen(host, Number(port || 80), (...exchange) => void answer(...exchange));
    if (listening.ok) servers.push(listening.value);
    else if (listening.failure !== 'no-such-address') fault = listening.failure;
  }
  if (fault === undefined && servers.length > 0) return ok(stop);
  stop();
  return fail(fault ?? 'port-refused');
}

/** Listens at one address of this computer alone. */
async function listen(
  host: string,
  port: number,
  answer: (asked: IncomingMessage, response: ServerResponse) => void,
): Promise<Result<Server, ListenFault | 'no-such-address'>> {
  const limits = {
    requestTimeout: LONGEST_REQUEST,
    headersTimeout: LONGEST_REQUEST,
    connectionsCheckingInterval: 1_000,
  };
  // Not before it is wanted: with all that it loads it would take a start 25 ms.
  const { createServer } = await import('node:http');
  const server = createServer({ ...limits, maxHeaderSize: 16_384, keepAlive: false }, answer);
  server.maxConnections = MOST_CONNECTIONS;
  server.setTimeout(LONGEST_REQUEST, (socket) => socket.destroy());
  server.on('clientError', (_error, socket) => socket.destroy());
  server.listen({ host, port, exclusive: true, ipv6Only: true });
  try {
    await once(server, 'listening');
    return ok(server);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') return fail('port-taken');
    // A computer may have no IPv6, or no second loopback address.
    return fail(code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' ? 'no-such-address' : 'port-refused');
  }
}

/** Stops listening at once; an answer that is being sent still leaves. */
function stopServer(server: Server): void {
  server.close();
  server.closeIdleConnections();
}

/** The request as a redirect, by the host that the browser asked for: a name of another site's that leads here is none of ours. */
async function readRedirect(asked: IncomingMessage): Promise<Redirect | undefined> {
  const { method, url: target = '', headers } = asked;
  const base = `http://${headers.host}`;
  // An absolute target (RFC 9112 §3.2.2), or one with two slashes, would name another host.
  if (!target.startsWith('/') || target.startsWith('//') || !URL.canParse(target, base)) return undefined;
  const { href } = new URL(target, base);
  if (method === 'GET') return { url: href };
  if (method !== 'POST') return undefined;
  const form = await readForm(asked);
  return form === undefined ? undefined : { url: href, form };
}

/** The body as text; undefined when it is too large, or the browser is gone. */
async function readForm(asked: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of asked) {
      length += chunk.length;
      if (length > LONGEST_FORM) return undefined;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, status: number, { headers, body }: BrowserPage): void {
  response.writeHead(status, headers).end(body);
}
