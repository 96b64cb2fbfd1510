import { once } from 'node:events';
import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import type { Http } from '../../../main/oauth/answer.ts';
import { fail, ok } from '../../../main/result.ts';

/** One request as its bytes arrived. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A server on this computer that gives every request the same answer and stops after the test. */
export async function serve(body: string | Uint8Array, status = 200, contentType = 'application/json') {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { method = '', url: path = '', headers } = request;
    received.push({ method, path, headers, body: Buffer.concat(chunks).toString('utf8') });
    response.writeHead(status, { 'content-type': contentType }).end(body);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return { origin: `http://127.0.0.1:${port}`, received };
}

/** The `Http` port over Node's own fetch: the bytes on the wire are real. */
export const nodeHttp: Http = async (url, { method, headers, body }) => {
  const { host } = new URL(url);
  try {
    return ok(await fetch(url, { method, headers, redirect: 'error', ...(body === undefined ? {} : { body }) }));
  } catch {
    return fail({ code: 'unreachable', host });
  }
};
