import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Answer, errorAnswer } from './answer.ts';
import { readBody } from './body.ts';
import { createCodes } from './codes.ts';
import {
  DEFAULT_PERSON,
  DEFAULT_REDIRECT_URI,
  type Organisation,
  type PracticePerson,
  practiceApps,
  type Trouble,
} from './organisation.ts';
import { consentPage } from './page.ts';
import { createRateLimit, type RateLimit } from './rate.ts';
import { endpointsAt, isApiPath, route } from './routes.ts';
import { issueRefreshToken } from './tokens.ts';

/** How the practice organisation is started; everything has a default. */
export interface PracticeOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Unix ms; tokens, codes and the limit of requests go by it. */
  readonly now?: () => number;
  readonly person?: Partial<PracticePerson>;
  /** Registered for the OAuth 2.0 app, the first is the one that `oauthApp` names; any scheme, no fragment. */
  readonly redirectUris?: readonly [string, ...string[]];
  /** Fyle's limit, 10, for each IP address. */
  readonly requestsPerSecond?: number;
  /** Called when a request arrives, also one that is then refused. */
  readonly onRequest?: (seen: SeenRequest) => void;
}

/** One request as it arrived; `path` is without the query, `at` in Unix ms. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly at: number;
}

/** A running practice organisation. */
export interface Practice {
  /** `http://127.0.0.1:<port>`, also the cluster's domain. */
  readonly origin: string;
  /** By generation, as in docs/fyle.md "Token endpoint". */
  readonly endpoints: ReturnType<typeof endpointsAt>;
  readonly oauthApp: { readonly clientId: string; readonly clientSecret: string; readonly redirectUri: string };
  readonly internalApp: { readonly clientId: string; readonly clientSecret: string; readonly refreshToken: string };
  /** From now on this is wrong at the provider; without an argument all is well again. */
  readonly pretend: (trouble?: Trouble) => void;
  /** Stops listening and ends every connection, also those under way. May be called twice. */
  readonly close: () => Promise<void>;
}

/**
 * Starts the practice organisation: Fyle's endpoints and behaviour on 127.0.0.1, for first steps, demo and tests.
 * Rejects with Node's own error when the port cannot be had (`EADDRINUSE`, `EACCES`).
 */
export async function startPractice(options: PracticeOptions = {}): Promise<Practice> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { origin } = new URL(`http://127.0.0.1:${portOf(server)}`);
  const { now = Date.now, redirectUris = [DEFAULT_REDIRECT_URI] } = options;
  const apps = practiceApps(redirectUris);
  let trouble: Trouble | undefined;
  const organisation: Organisation = {
    origin,
    person: { ...DEFAULT_PERSON, ...options.person },
    apps,
    codes: createCodes(),
    now,
    trouble: () => trouble,
  };
  const answer = createAnswering(organisation, createRateLimit(options.requestsPerSecond ?? 10), options.onRequest);
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

type Answering = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function createAnswering(
  organisation: Organisation,
  isWithinLimit: RateLimit,
  onRequest: PracticeOptions['onRequest'],
): Answering {
  const page = consentPage();

  async function judge(request: IncomingMessage): Promise<Answer | undefined> {
    const { method = '', url: target = '', headers } = request;
    const url = readAddress(organisation.origin, target);
    onRequest?.({ method, path: url?.pathname ?? '', at: organisation.now() });
    // A page of some other site whose name was pointed at 127.0.0.1 would send its own name (DNS rebinding).
    if (url === undefined || headers.host !== url.host) return errorAnswer(421, 'This address is not served here');
    if (isApiPath(url.pathname) && !isWithinLimit(request.socket.remoteAddress ?? '', organisation.now())) {
      return errorAnswer(429, 'Too many requests');
    }
    const body = await readBody(request);
    switch (body.kind) {
      case 'gone':
        return undefined;
      case 'too-large':
        return errorAnswer(413, 'The body is too large');
      case 'not-text':
        return errorAnswer(400, 'The body is not UTF-8');
      case 'text': {
        const asked = { method, path: url.pathname, query: url.searchParams, headers, body: body.text };
        return route(organisation, page, asked);
      }
    }
  }

  return async (request, response) => {
    const answer = await judge(request).catch((bug: unknown) =>
      errorAnswer(500, `The practice organisation has a bug: ${bug}`),
    );
    if (answer === undefined) return;
    response.writeHead(answer.status, {
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...answer.headers,
    });
    response.end(answer.body);
  };
}

// The target may be a whole address (RFC 9112 §3.2.2) or begin with two slashes: neither may name another host.
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
