import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Server } from 'node:net';

/** How the token endpoint answers from now on; the response is its own to end, or not. */
export type Mood = (response: ServerResponse, request: IncomingMessage) => void;

/** A Fyle whose token endpoint can be put in any mood. */
export interface MoodyFyle {
  readonly endpoints: { readonly authorization: string; readonly token: string; readonly cluster: string };
  /** Every token request: its headers and body. */
  readonly asked: readonly { readonly headers: IncomingMessage['headers']; readonly body: string }[];
  setMood(mood: Mood): void;
  close(): Promise<void>;
}

/** Answers with a status and a body as JSON. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Mood {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

/** The mood of a good day. */
export const well = json(200, { access_token: 'a-token-of-a-good-day', token_type: 'Bearer', expires_in: 3600 });

/** Starts it on a free port of 127.0.0.1, in a good mood. */
export async function startMoodyFyle(): Promise<MoodyFyle> {
  const asked: { headers: IncomingMessage['headers']; body: string }[] = [];
  let mood = well;
  const server = createServer(async (request, response) => {
    const body = (await request.toArray()).join('');
    const { host = '' } = request.headers;
    if (request.url === '/oauth/cluster')
      json(200, { cluster_domain: `${host.startsWith('127.') ? 'http' : 'https'}://${host}` })(response, request);
    else if (request.url?.endsWith('/my_profile')) json(200, profile)(response, request);
    else if (request.url?.startsWith('/authorize')) {
      // A person who says yes at once.
      const asks = new URL(request.url, `http://${host}`).searchParams;
      const answer = new URLSearchParams({ code: 'a-code', state: asks.get('state') ?? '' });
      response.writeHead(302, { location: `${asks.get('redirect_uri')}?${answer}` }).end();
    } else {
      asked.push({ headers: request.headers, body });
      mood(response, request);
    }
  });
  const origin = `http://127.0.0.1:${await listen(server)}`;
  return {
    endpoints: { authorization: `${origin}/authorize`, token: `${origin}/token`, cluster: `${origin}/oauth/cluster` },
    asked,
    setMood: (next) => {
      mood = next;
    },
    close: async () => {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A free port of 127.0.0.1, on which the server listens from now on. */
export async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // An inet server's address is never a string.
  return (server.address() as AddressInfo).port;
}

const profile = {
  data: {
    user_id: 'us1',
    org_id: 'or1',
    org: { id: 'or1', name: 'Acme Ltd', currency: 'EUR' },
    user: { id: 'us1', email: 'jane@acme.example', full_name: 'Jane Doe' },
    roles: ['FYLER'],
  },
};
