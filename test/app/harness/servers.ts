import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { selfSigned } from './certificate.ts';

/** A listener where the redirect URI points to. What it hears is what has leaked. */
export interface RedirectHost {
  /** `http://127.0.0.1:49152` */
  readonly origin: string;
  /** Every request since the last `forget`, `GET /cb?code=…`. */
  readonly heard: () => readonly string[];
  readonly forget: () => void;
  readonly close: () => Promise<void>;
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A provider whose pages each test writes itself. */
export interface Provider {
  readonly origin: string;
  /** The same by https, with a certificate that nobody trusts. */
  readonly secureOrigin: string;
  /** Answers a path by a page with this body, or by a function; the last word on a path counts. */
  readonly answer: (path: string, by: string | Answer) => void;
  readonly close: () => Promise<void>;
}

/** Starts the listener on a free port of this computer. */
export async function startRedirectHost(): Promise<RedirectHost> {
  let heard: readonly string[] = [];
  const server = createServer((request, response) => {
    heard = [...heard, `${request.method} ${request.url}`];
    response.end('reached');
  });
  const port = await listen(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    heard: () => heard,
    forget: () => {
      heard = [];
    },
    close: () => close(server),
  };
}

/** Starts the provider on two free ports of this computer. */
export async function startProvider(): Promise<Provider> {
  const answers = new Map<string, string | Answer>();
  const serve: RequestListener = (request, response) => {
    const by = answers.get(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (by === undefined) response.writeHead(404).end('nothing here');
    else if (typeof by === 'function') by(request, response);
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(asPage(by));
  };
  const plain = createServer(serve);
  const secure = createSecureServer(selfSigned(), serve);
  const [port, securePort] = await Promise.all([listen(plain), listen(secure)]);
  return {
    origin: `http://127.0.0.1:${port}`,
    secureOrigin: `https://127.0.0.1:${securePort}`,
    answer: (path, by) => void answers.set(path, by),
    close: async () => void (await Promise.all([close(plain), close(secure)])),
  };
}

/** A port on which nobody listens any more. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await close(server);
  return port;
}

function asPage(body: string): string {
  return `<!doctype html><html lang="en"><head><title>Fyle</title></head><body>${body}</body></html>`;
}

/** Listens on a free port of this computer, and gives it. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('not listening on a port');
  return address.port;
}

/** Ends a server with whatever is still open. */
export async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
