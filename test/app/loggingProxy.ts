import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';

/** Name and password as a proxy wants them. */
interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** A proxy of one's own on loopback, which passes everything on and writes down to whom. */
export interface LoggingProxy {
  readonly port: number;
  /** Each request: its target's host and port, and the name and password that the proxy was given. */
  readonly seen: readonly { readonly target: string; readonly credentials: string | undefined }[];
  readonly close: () => Promise<void>;
}

/**
 * @param wanted without them everybody is let through; with them others get 407 (RFC 9110 §15.5.8)
 * @param places where a tunnel to a host and port ends in truth, as the proxy's own name server would say
 */
export async function startProxy(
  wanted?: Credentials,
  places: Readonly<Record<string, string>> = {},
): Promise<LoggingProxy> {
  const seen: { readonly target: string; readonly credentials: string | undefined }[] = [];
  const sockets = new Set<Socket>();
  const admits = (asked: IncomingMessage, target: string) => {
    const [, encoded] = /^Basic (.+)$/.exec(asked.headers['proxy-authorization'] ?? '') ?? [];
    const credentials = encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
    seen.push({ target, credentials });
    return wanted === undefined || credentials === `${wanted.name}:${wanted.password}`;
  };
  const refusal = { 'proxy-authenticate': 'Basic realm="proxy of the company"', connection: 'close' };
  const server = createServer((asked: IncomingMessage, response: ServerResponse) => {
    const target = new URL(asked.url ?? '');
    if (!admits(asked, target.host)) return response.writeHead(407, refusal).end('Who are you?');
    const { 'proxy-authorization': _, 'proxy-connection': __, ...headers } = asked.headers;
    const passed = httpRequest(target, { method: asked.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.writeHead(502).end());
    return asked.pipe(passed);
  });
  server.on('connect', (asked: IncomingMessage, socket: Socket) => {
    const target = asked.url ?? '';
    if (!admits(asked, target)) {
      const lines = Object.entries(refusal).map(([name, value]) => `${name}: ${value}\r\n`);
      return socket.end(`HTTP/1.1 407 Who are you?\r\n${lines.join('')}content-length: 0\r\n\r\n`);
    }
    const { hostname, port } = new URL(`http://${places[target] ?? target}`);
    const passed = connect(Number(port || 80), hostname, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      passed.pipe(socket).pipe(passed);
    });
    passed.on('error', () => socket.destroy());
    return socket.on('error', () => passed.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    port: address.port,
    seen,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The switches by which Chromium sends everything through a proxy, what is on this computer too. */
export function proxySwitches(port: number): readonly string[] {
  return [`--proxy-server=http://127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>'];
}
