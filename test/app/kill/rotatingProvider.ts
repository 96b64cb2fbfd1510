import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { close, listen } from '../harness/servers.ts';

/** The client that this provider knows. */
export const CLIENT = { clientId: 'tpaKill00001', clientSecret: 'secret-of-the-kill-test' };

/** A provider that gives a new refresh token with every renewal and takes the use of an old one as a theft: the grant dies. */
export interface RotatingProvider {
  readonly origin: string;
  /** Makes a new grant and gives its first refresh token, by which it is called from then on. */
  readonly grant: () => string;
  /** How often the refresh token of a grant was exchanged for the next. */
  readonly rotations: (grant: string) => number;
  /** How often an old refresh token of a grant came. */
  readonly reuses: (grant: string) => number;
  /** Every refresh token that there has been. */
  readonly tokens: () => readonly string[];
  /** Ends when every request that has arrived is done: whoever asked may be dead by then. */
  readonly idle: () => Promise<void>;
  /** Looks at the renewals of one grant from now on, or at none. */
  readonly watch: (watched: Watched | undefined) => void;
  readonly close: () => Promise<void>;
}

/** What happens to a renewal on its way. */
interface Watched {
  readonly grant: string;
  /** How long the provider thinks, milliseconds. */
  readonly delay: number;
  /** The request is there, and nothing was done yet; false takes it no further. */
  readonly onArrival: () => boolean;
  /** The old refresh token is worthless, and the answer is on its way. */
  readonly onAnswer: () => void;
}

interface Grant {
  /** Every refresh token so far, the newest last. */
  readonly tokens: string[];
  reuses: number;
}

/** Starts it on a free port of this computer. @see RFC 9700 §4.14.2 */
export async function startRotatingProvider(): Promise<RotatingProvider> {
  const grants = new Map<string, Grant>();
  let watched: Watched | undefined;
  let made = 0;
  const underWay = new Set<Promise<void>>();
  const newToken = () => {
    made += 1;
    // Every fourth is too long for one item of the keychain.
    return `refresh-${made}-${randomBytes(made % 4 === 0 ? 4_500 : 24).toString('base64url')}`;
  };

  const renew = async (token: string, response: ServerResponse) => {
    const [name, grant] = [...grants].find(([, { tokens }]) => tokens.includes(token)) ?? [];
    if (grant === undefined) return send(response, 400, { error: 'invalid_grant' });
    const watch = watched?.grant === name ? watched : undefined;
    if (watch?.onArrival() === false) return;
    await new Promise((resolve) => setTimeout(resolve, watch?.delay ?? 0));
    if (grant.reuses > 0 || grant.tokens.at(-1) !== token) {
      grant.reuses += 1;
      return send(response, 400, { error: 'invalid_grant' });
    }
    const next = newToken();
    grant.tokens.push(next);
    const access = `access-${randomBytes(24).toString('base64url')}`;
    send(response, 200, { access_token: access, token_type: 'Bearer', expires_in: 3600, refresh_token: next });
    watch?.onAnswer();
  };
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request);
    if (request.url === '/oauth/token') return renew(JSON.parse(body).refresh_token, response);
    if (request.url === '/oauth/cluster')
      return send(response, 200, { cluster_domain: `http://${request.headers.host}` });
    made += 1;
    // Another name each time, so that every renewal writes the list of connections too.
    const user = { id: 'usAnna', email: 'anna@acme.example', full_name: `Anna ${made}` };
    send(response, 200, {
      data: { user_id: user.id, org_id: 'orAcme', org: { id: 'orAcme', name: 'Acme Ltd' }, user },
    });
  };

  const server = createServer((request, response) => {
    // Of a request that was cut off by the kill nothing is done.
    const served = serve(request, response).catch(() => undefined);
    underWay.add(served);
    void served.finally(() => underWay.delete(served));
  });
  const port = await listen(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    grant: () => {
      const first = newToken();
      grants.set(first, { tokens: [first], reuses: 0 });
      return first;
    },
    rotations: (grant) => (grants.get(grant)?.tokens.length ?? 1) - 1,
    reuses: (grant) => grants.get(grant)?.reuses ?? 0,
    tokens: () => [...grants.values()].flatMap(({ tokens }) => tokens),
    idle: async () => {
      // What stands in the system's buffers is a request too: it is accepted, and read, within a few turns.
      for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await Promise.all(underWay);
    },
    watch: (next) => {
      watched = next;
    },
    close: () => close(server),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
