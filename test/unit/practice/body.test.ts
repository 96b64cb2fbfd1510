import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { readBody } from '../../../main/practice/body.ts';

it('stops waiting for a body whose sender has gone', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const socket = connect(port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: practice\r\nContent-Length: 50\r\n\r\n{');
  const [request]: IncomingMessage[] = await once(server, 'request');
  const body = request && readBody(request);
  socket.destroy();
  expect(await body).toEqual({ kind: 'gone' });
});
