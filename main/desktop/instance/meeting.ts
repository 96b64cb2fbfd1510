import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';

/** What a running app answers a later start: its window is `shown`, or it is `ending`. */
export type Meeting = 'shown' | 'ending';

/** The pause before a socket that does not answer is tried again, milliseconds. */
const PAUSE = 100;

/**
 * Answers later starts on a Unix socket, from main's own thread: a process that hangs does not answer. A socket that is
 * there already is one of a process that has ended. Where none can be made, later starts take this process for silent.
 */
export function answerStarts(socketPath: string, onStart: () => Meeting): void {
  rmSync(socketPath, { force: true });
  const server = createServer((socket) => {
    // The other process may be gone before it has read the answer.
    socket.on('error', () => undefined);
    socket.end(onStart());
  });
  server.on('error', () => undefined);
  server.listen(socketPath);
}

/**
 * Asks the app that runs to show its window.
 * @param isAlive whether its process runs
 * @param within milliseconds, counted anew once it says that it is ending
 * @returns `shown`; `gone` when its process has ended; `silent` when it has not answered in time
 */
export async function askToShow(
  socketPath: string,
  isAlive: () => boolean,
  within: number,
): Promise<'shown' | 'gone' | 'silent'> {
  let until = Date.now() + within;
  let isEnding = false;
  while (isAlive()) {
    const left = until - Date.now();
    if (left <= 0) return 'silent';
    const answer = await askOnce(socketPath, left);
    if (answer === 'shown') return answer;
    if (answer === 'ending' && !isEnding) {
      isEnding = true;
      until = Date.now() + within;
    }
    await new Promise((resolve) => setTimeout(resolve, Math.min(PAUSE, left)));
  }
  return 'gone';
}

function askOnce(socketPath: string, within: number): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(socketPath);
    socket.setEncoding('utf8');
    socket.on('data', (text) => {
      answer += text;
    });
    socket.on('error', () => undefined);
    // After the answer, an error or the time limit.
    socket.on('close', () => resolve(answer));
    setTimeout(() => socket.destroy(), within).unref();
  });
}
