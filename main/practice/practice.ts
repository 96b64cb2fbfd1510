import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Answer, errorAnswer } from './answer.ts';
import { readBody } from './body.ts';
import { createCodes } from './codes.ts';
import type { Organisation, PracticePerson, Trouble } from './organisation.ts';
import { DEFAULT_PERSON, DEFAULT_REDIRECT_URI, practiceApps } from './organisation.ts';
import { consentPage } from './page.ts';
import { createRateLimit } from './rate.ts';
import { endpointsAt, isApiPath, route } from './routes.ts';
import { issueRefreshToken } from './tokens.ts';

/** How to start the practice organisation; everything has a default. */
export interface PracticeOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Unix ms; the clock of tokens, codes and the rate limit. */
  readonly now?: () => number;
  readonly person?: Partial<PracticePerson>;
  /** The redirect URIs of the OAuth 2.0 app; `oauthApp` names the first. Any scheme, no fragment. */
  readonly redirectUris?: readonly [string, ...string[]];
  /** Demands PKCE with S256 from every sign-in; Fyle and the default know no PKCE. @see RFC 7636 */
  readonly demandsPkce?: boolean;
  /** For each IP address; 10, as at Fyle, when absent. */
  readonly requestsPerSecond?: number;
  /** Called for each request, also one that is then refused. */
  readonly onRequest?: (seen: SeenRequest) => void;
}

/** One request as it arrived. `path` has no query; `at` is Unix ms. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly at: number;
}

/** A running practice organisation. */
export interface Practice {
  /** `http://127.0.0.1:<port>`, also the cluster's. */
  readonly origin: string;
  /** By generation: docs/fyle.md "Endpoints". */
  readonly endpoints: ReturnType<typeof endpointsAt>;
  readonly oauthApp: { readonly clientId: string; readonly clientSecret: string; readonly redirectUri: string };
  readonly internalApp: { readonly clientId: string; readonly clientSecret: string; readonly refreshToken: string };
  /** Simulates a problem at the provider from now on; without an argument, none. */
  readonly pretend: (trouble?: Trouble) => void;
  /** Stops listening and closes every connection, also those in use. May be called twice. */
  readonly close: () => Promise<void>;
}

/**
 * Starts the practice organisation: Fyle's endpoints and behaviour on 127.0.0.1, for first steps, the demo and the tests.
 * Rejects with Node's error when the port is not available (`EADDRINUSE`, `EACCES`).
 */
export async function startPractice(options: PracticeOptions = {}): Promise<Practice> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { origin } = new URL(`http://127.0.0.1:${portOf(server)}`);
  const { now = Date.now, redirectUris = [DEFAULT_REDIRECT_URI], demandsPkce = false } = options;
  const apps = practiceApps(redirectUris);
  let trouble: Trouble | undefined;
  const person = { ...DEFAULT_PERSON, ...options.person };
  const codes = createCodes();
  const organisation: Organisation = { origin, person, apps, codes, demandsPkce, now, trouble: () => trouble };
  const answer = createAnswering(organisation, options);
  server.on('request', (request, response) => void answer(request, response));
  return {
    origin,
    endpoints: endpointsAt(origin),
    oauthApp: { clientId: apps.oauth.id, clientSecret: apps.oauth.secret, redirectUri: redirectUris[0] },
    internalApp: {
      clientId: apps.internal.id,
      clientSecret: apps.internal.secret,
      refreshToken: issueRefreshToken(organisation, apps.internal.id),
    },
    pretend: (next) => {
      trouble = next;
    },
    close: () => stop(server),
  };
}

function createAnswering(organisation: Organisation, { requestsPerSecond = 10, onRequest }: PracticeOptions) {
  const page = consentPage();
  const isWithinLimit = createRateLimit(requestsPerSecond);

  async function judge(request: IncomingMessage): Promise<Answer | undefined> {
    const { method = '', url: target = '', headers } = request;
    const url = readAddress(organisation.origin, target);
    onRequest?.({ method, path: url?.pathname ?? '', at: organisation.now() });
    // DNS rebinding: a page of another site whose name resolves to 127.0.0.1 sends that name as its Host.
    if (url === undefined || headers.host !== url.host) return errorAnswer(421, 'This address is not served here');
    if (isApiPath(url.pathname) && !isWithinLimit(request.socket.remoteAddress ?? '', organisation.now())) {
      return errorAnswer(429, 'Too many requests');
    }
    const body = await readBody(request);
    if (body.kind === 'gone') return undefined;
    if (body.kind === 'too-large') return errorAnswer(413, 'The body is too large');
    if (body.kind === 'not-text') return errorAnswer(400, 'The body is not UTF-8');
    const { pathname: path, searchParams: query } = url;
    return route(organisation, page, { method, path, query, headers, body: body.text });
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await judge(request).catch((bug: unknown) =>
      errorAnswer(500, `The practice organisation has a bug: ${bug}`),
    );
    if (answer === undefined) return;
    const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...answer.headers };
    response.writeHead(answer.status, headers).end(answer.body);
  };
}

// The target may be an absolute address (RFC 9112 §3.2.2) or start with two slashes: it must not name another host.
function readAddress(origin: string, target: string): URL | undefined {
  if (!URL.canParse(target, origin)) return undefined;
  const url = new URL(target, origin);
  return url.origin === origin ? url : undefined;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The practice server has no port');
  return address.port;
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
