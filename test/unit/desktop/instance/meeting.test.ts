import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answerStarts, askToShow } from '../../../../main/desktop/instance/meeting.ts';
import { folderWith } from '../files/diskFolder.ts';

const LONG = 60_000;
const SHORT = 150;
const alive = () => true;
const place = () => join(folderWith(), 'start.sock');

describe('a later start', () => {
  it('is answered by the app that runs, which shows its window once for each', async () => {
    const socketPath = place();
    let shown = 0;
    answerStarts(socketPath, () => {
      shown += 1;
      return 'shown';
    });
    expect(await Promise.all([1, 2, 3].map(() => askToShow(socketPath, alive, LONG)))).toEqual(Array(3).fill('shown'));
    expect(shown).toBe(3);
  });

  it('waits for an app that is still starting, and takes the place of a socket or file that was left', async () => {
    const socketPath = place();
    writeFileSync(socketPath, 'left');
    const met = askToShow(socketPath, alive, LONG);
    answerStarts(socketPath, () => 'shown');
    expect(await met).toBe('shown');
  });

  it('of an app that ends waits until its process is gone', async () => {
    const socketPath = place();
    let answers = 0;
    answerStarts(socketPath, () => {
      answers += 1;
      return 'ending';
    });
    expect(await askToShow(socketPath, () => answers < 2, LONG)).toBe('gone');
  });

  it('that nobody answers ends when the other process does', async () => {
    const child = spawn('sleep', ['60']);
    const met = askToShow(place(), () => child.signalCode === null, LONG);
    child.kill();
    await once(child, 'exit');
    expect(await met).toBe('gone');
  });

  it.each([
    ['no socket', () => undefined],
    ['a socket that says nothing', (path: string) => void listen(path, () => undefined)],
    ['a socket that says something else', (path: string) => void listen(path, (socket) => socket.end('hello'))],
    ['a socket that hangs up', (path: string) => void listen(path, (socket) => socket.destroy())],
    ['an app that says without end that it is ending', (path: string) => answerStarts(path, () => 'ending')],
  ])('takes it for silent: %s', async (_what, make) => {
    const socketPath = place();
    make(socketPath);
    expect(await askToShow(socketPath, alive, SHORT)).toBe('silent');
  });
});

function listen(path: string, onSocket: Parameters<typeof createServer>[1]): void {
  const server = createServer(onSocket).listen(path);
  onTestFinished(() => void server.close());
}
