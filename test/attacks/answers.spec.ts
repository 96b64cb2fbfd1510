import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { test } from '../app/harness/popupTest.ts';
import { GOOD, type RawAnswer, type RawServer, say, sayForEver, sayThenClose, startRawServer } from './rawServer.ts';

/** Chromium has six lines to a host: more than these must have been closed. */
const TIMES = 50;
/** Main may stand still for so long, milliseconds. */
const LONGEST_STANDSTILL = 100;
/** Main may grow by so much, bytes; fifty bombs have twenty times as many. */
const MOST_MEMORY = 50_000_000;
const KIB = 'x'.repeat(1024);
const ZEROS = Buffer.alloc(20_000_000);
const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}transfer-encoding: chunked\r\n\r\n`;
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const packed = (encoding: string, bytes: Buffer) =>
  Buffer.concat([Buffer.from(`${OK}content-encoding: ${encoding}\r\ncontent-length: ${bytes.length}\r\n\r\n`), bytes]);
const nested = (times: number): Buffer =>
  Array.from({ length: times }).reduce<Buffer>((bytes) => gzipSync(bytes), ZEROS);

/** What is answered, and which outcomes are right. */
const answers: readonly (readonly [string, RawAnswer, readonly string[]])[] = [
  ['a body that is too large', say(`${OK}content-length: 1000448\r\n\r\n${KIB.repeat(977)}`), ['answer-too-large']],
  ['a body without end', sayForEver(`${OK}\r\n`, KIB), ['answer-too-large']],
  [
    'a length beyond all numbers',
    sayForEver(`${OK}content-length: 9223372036854775807\r\n\r\n`, KIB),
    ['answer-too-large'],
  ],
  ['chunks without end', sayForEver(CHUNKED, chunk(KIB)), ['answer-too-large']],
  ['a chunk without end', sayForEver(`${CHUNKED}7fffffff\r\n`, KIB), ['answer-too-large']],
  ['a chunk’s words without end', sayForEver(`${CHUNKED}4;`, KIB), ['interrupted']],
  ['a gzip bomb', say(packed('gzip', gzipSync(ZEROS))), ['answer-too-large']],
  ['a deflate bomb', say(packed('deflate', deflateSync(ZEROS))), ['answer-too-large']],
  ['a brotli bomb', say(packed('br', brotliCompressSync(ZEROS))), ['answer-too-large']],
  ['a bomb packed five times', say(packed('gzip, gzip, gzip, gzip, gzip', nested(5))), ['answer-too-large']],
  ['204 with bytes behind it', say(`HTTP/1.1 204 No Content\r\n\r\n${KIB}`), ['204 ']],
  ['204 with bytes without end', sayForEver('HTTP/1.1 204 No Content\r\n\r\n', KIB), ['204 ', 'interrupted']],
  ['204 with a length and bytes', say(`HTTP/1.1 204 No Content\r\ncontent-length: 1024\r\n\r\n${KIB}`), ['204 ']],
  ['205 with bytes without end', sayForEver('HTTP/1.1 205 Reset\r\n\r\n', KIB), ['205 ']],
  ['304 with bytes behind it', say(`HTTP/1.1 304 Not Modified\r\n\r\n${KIB}`), ['304 ']],
  ['headers without end', sayForEver(OK, `a: ${KIB}\r\n`), ['interrupted']],
  ['a header without end', sayForEver(`${OK}a: `, KIB), ['interrupted']],
  ['a status line without end', sayForEver('HTTP/1.1 200 ', KIB), ['interrupted']],
  ['bytes that are no HTTP, without end', sayForEver('hello ', KIB), ['interrupted']],
  ['a redirect with a body without end', sayForEver('HTTP/1.1 302 Found\r\nlocation: /b\r\n\r\n', KIB), ['redirected']],
  ['a proxy’s question with a body without end', sayForEver('HTTP/1.1 407 Ask\r\n\r\n', KIB), ['407 ']],
  [
    'a password question with a body without end',
    sayForEver('HTTP/1.1 401 Ask\r\nwww-authenticate: Basic realm="a"\r\n\r\n', KIB),
    ['answer-too-large'],
  ],
  ['two lengths that differ', say(`${OK}content-length: 4\r\ncontent-length: 5\r\n\r\ngood!`), ['interrupted']],
  ['a length below nothing', sayForEver(`${OK}content-length: -1\r\n\r\n`, KIB), ['answer-too-large']],
  ['fewer bytes than were promised', sayThenClose(`${OK}content-length: 500\r\n\r\ngood`), ['interrupted']],
  ['a second answer behind the first', say(`${GOOD}${OK}content-length: 4\r\n\r\nevil`), ['200 good']],
  ['an answer before the question', say(GOOD), ['200 good']],
  ['a chunk of impossible length', say(`${CHUNKED}ffffffffffffffffff\r\nx`), ['interrupted']],
  [
    'a body that is not packed as it says',
    say(`${OK}content-encoding: gzip\r\ncontent-length: 4\r\n\r\ngood`),
    ['interrupted'],
  ],
  [
    'a body packed in a way that nobody knows',
    say(`${OK}content-encoding: x-own\r\ncontent-length: 4\r\n\r\ngood`),
    ['200 good'],
  ],
];

/** Those that only the deadline ends; asked all at once. */
const endless: readonly (readonly [string, RawAnswer])[] = [
  ['interim answers without end', sayForEver('', 'HTTP/1.1 100 Continue\r\n\r\n')],
  ['early hints without end', sayForEver('', 'HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n')],
  ['trailers without end', sayForEver(`${CHUNKED}0\r\n`, `a: ${KIB}\r\n`)],
  ['a body of a byte a second', (line) => trickle(line, `${OK}content-length: 100000\r\n\r\n`)],
  ['headers of a byte a second', (line) => trickle(line, OK)],
  ['another protocol', say('HTTP/1.1 101 Switch\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n')],
  ['a status that is none', say('HTTP/1.1 000 Zero\r\ncontent-length: 0\r\n\r\n')],
  ['nothing at all', () => undefined],
];

/** Answers that want something besides: another request, a password, a cookie, a place in a cache. */
const wishes: readonly (readonly [string, string])[] = [
  ['a cookie', `${OK}set-cookie: spy=1; Path=/; Max-Age=9999\r\ncontent-length: 4\r\n\r\ngood`],
  ['a cache', `${OK}cache-control: max-age=9999\r\netag: "spy"\r\ncontent-length: 4\r\n\r\ngood`],
  [
    'another server for the next question',
    `${OK}alt-svc: h2="OTHER"; ma=9999, h3="OTHER"\r\ncontent-length: 4\r\n\r\ngood`,
  ],
  [
    'a preload',
    `${OK}link: <http://OTHER/a>; rel=preload, <http://OTHER>; rel=preconnect\r\ncontent-length: 4\r\n\r\ngood`,
  ],
  ['an early preload', `HTTP/1.1 103 Early Hints\r\nlink: <http://OTHER/a>; rel=preload\r\n\r\n${GOOD}`],
  ['a page that loads anew', `${OK}refresh: 0; url=http://OTHER/a\r\ncontent-length: 4\r\n\r\ngood`],
  [
    'another address without a redirect',
    `${OK}location: http://OTHER/a\r\ncontent-location: http://OTHER/a\r\ncontent-length: 4\r\n\r\ngood`,
  ],
  ['a name and password', 'HTTP/1.1 401 Ask\r\nwww-authenticate: Basic realm="a"\r\ncontent-length: 0\r\n\r\n'],
  [
    'a name and password as a digest',
    'HTTP/1.1 401 Ask\r\nwww-authenticate: Digest realm="a", nonce="b"\r\ncontent-length: 0\r\n\r\n',
  ],
  [
    'the person’s own account of the system',
    'HTTP/1.1 401 Ask\r\nwww-authenticate: Negotiate\r\nwww-authenticate: NTLM\r\ncontent-length: 0\r\n\r\n',
  ],
  ['what is said again after 408', 'HTTP/1.1 408 Late\r\nconnection: close\r\ncontent-length: 0\r\n\r\n'],
  ['what is said again after 425', 'HTTP/1.1 425 Early\r\ncontent-length: 0\r\n\r\n'],
  ['what is said again after 503', 'HTTP/1.1 503 Later\r\nretry-after: 0\r\ncontent-length: 0\r\n\r\n'],
];

let server: RawServer;
test.beforeEach(async () => {
  server = await startRawServer();
});
test.afterEach(() => server.close());

for (const [what, answer, told] of answers) {
  test(`fifty answers in a row leave no line open: ${what}`, async ({ popup }) => {
    server.answer(answer);
    const seen = await popup.app.evaluate(ask, { url: server.url, times: TIMES, atOnce: 1 });
    expect(told).toEqual(expect.arrayContaining([...new Set(seen.outcomes)]));
    await isUnharmed(popup.app, seen);
    // Not even one that the server would keep: what breaks off on it would be sent a second time.
    expect(server.lines()).toBe(TIMES + 1);
  });
}

for (const [what, answer] of endless) {
  test(`fifty answers at once are given up after ten seconds: ${what}`, async ({ popup }) => {
    server.answer(answer);
    const seen = await popup.app.evaluate(ask, { url: server.url, times: 1, atOnce: TIMES });
    expect(new Set(seen.outcomes)).toEqual(new Set(['timed-out']));
    await isUnharmed(popup.app, seen);
    // Electron throws this where nobody can catch it.
    const uncaught = await popup.app.evaluate(() => globalThis.harness.uncaught.splice(0));
    for (const error of uncaught) expect(error).toContain('init["status"] must be in the range');
  });
}

for (const [what, answer] of wishes) {
  test(`a request is sent once, and the next knows nothing of its answer, which wants ${what}`, async ({ popup }) => {
    const other = await startRawServer();
    server.answer(say(answer.replaceAll('OTHER', new URL(other.url).host)));
    const twice = await popup.app.evaluate(ask, { url: server.url, times: 2, atOnce: 1, mayRotate: true });
    expect(twice.outcomes[0]).toBe(twice.outcomes[1]);
    expect(server.heard).toHaveLength(2);
    expect(server.heard[1]).toBe(server.heard[0]);
    expect(server.heard[0]).not.toMatch(/^(cookie|authorization|if-none-match):/im);
    await isUnharmed(popup.app, twice);
    expect(other.lines()).toBe(0);
    await other.close();
  });
}

type App = Parameters<Parameters<typeof test>[2]>[0]['popup']['app'];

/** What {@link ask} saw: how each request ended, and what that cost main, in milliseconds and bytes. */
interface Seen {
  readonly outcomes: readonly string[];
  readonly standstill: number;
  readonly memory: number;
}

interface Asked {
  readonly url: string;
  readonly times: number;
  readonly atOnce: number;
  readonly mayRotate?: boolean;
}

/** In main. The longest standstill counts main's own work alone: a busy machine makes everything stand still. */
async function ask(_electron: unknown, { url, times, atOnce, mayRotate }: Asked): Promise<Seen> {
  const memory = process.memoryUsage().rss;
  const working = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  let standstill = 0;
  let [last, lastWork] = [performance.now(), working()];
  const beat = setInterval(() => {
    const [now, work] = [performance.now(), working()];
    standstill = Math.max(standstill, Math.min(now - last, work - lastWork));
    [last, lastWork] = [now, work];
  }, 10);
  const outcomes: string[] = [];
  for (let time = 0; time < times; time += 1) {
    const asking = Array.from({ length: atOnce }, () => globalThis.harness.ask(url, mayRotate));
    outcomes.push(...(await Promise.all(asking)));
  }
  clearInterval(beat);
  return { outcomes, standstill, memory: process.memoryUsage().rss - memory };
}

/** The server sees each line closed, its good answer arrives, and main has neither stood still nor kept what came. */
async function isUnharmed(app: App, { standstill, memory }: Seen) {
  await expect.poll(server.open).toBe(0);
  server.answer(say(GOOD));
  expect(await app.evaluate((_electron, url) => globalThis.harness.ask(url), server.url)).toBe('200 good');
  expect(standstill).toBeLessThan(LONGEST_STANDSTILL);
  expect(memory).toBeLessThan(MOST_MEMORY);
}

function trickle(line: Parameters<RawAnswer>[0], head: string) {
  line.write(head);
  const timer = setInterval(() => line.write('x'), 1_000);
  line.on('close', () => clearInterval(timer));
}
