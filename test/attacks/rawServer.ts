import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** Answers a request on its line in any bytes, and says when to stop. */
export type RawAnswer = (line: Socket, request: string) => void;

/** A server that writes bytes and not HTTP: no library mends or refuses what it says. */
export interface RawServer {
  readonly url: string;
  /** Every request, head and body. */
  readonly heard: readonly string[];
  /** How many lines the other side has not closed. */
  readonly open: () => number;
  /** How many lines there were. */
  readonly lines: () => number;
  readonly answer: (by: RawAnswer) => void;
  readonly close: () => Promise<void>;
}

/** What a good server says. */
export const GOOD = 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ngood';

/** Answers in these bytes and leaves the line open. */
export const say =
  (bytes: string | Buffer): RawAnswer =>
  (line) =>
    void line.write(bytes);

/** Answers with a beginning, and then with the same part for as long as the line is open and takes it. */
export const sayForEver =
  (head: string | Buffer, part: string | Buffer): RawAnswer =>
  (line) => {
    const more = () => {
      while (line.writable && line.write(part));
    };
    line.on('drain', more);
    line.write(head);
    more();
  };

/** Starts it on a free port of this computer. */
export async function startRawServer(): Promise<RawServer> {
  const lines = new Set<Socket>();
  const heard: string[] = [];
  let opened = 0;
  let by = say(GOOD);
  // A line that is closed by the other side is closed here at once: what is left over is theirs.
  const server = createServer((line) => {
    lines.add(line);
    opened += 1;
    line.on('close', () => lines.delete(line));
    line.on('error', () => line.destroy());
    line.on('data', (bytes) => {
      heard.push(bytes.toString());
      by(line, bytes.toString());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    heard,
    open: () => lines.size,
    lines: () => opened,
    answer: (next) => {
      by = next;
    },
    close: async () => {
      for (const line of lines) line.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers in these bytes and closes the line. */
export const sayThenClose =
  (bytes: string): RawAnswer =>
  (line) =>
    void line.end(bytes);
