import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Problem } from './setup/problem.mjs';

const startWithin = 20_000;
const stopWithin = 3_000;

/**
 * Starts one program of the virtual desktop and waits for the first line, by which it says that it is there.
 * @param {{ readonly words: readonly string[], readonly env: NodeJS.ProcessEnv, readonly speaksOn?: 1 | 3, readonly hears?: string }} part
 *   `words` are the command and its arguments, `speaksOn` is the file descriptor of its line, none when it never speaks; `hears` what is written to its standard input
 * @returns {Promise<{ readonly process: import('node:child_process').ChildProcess, readonly says: string }>}
 * @throws {Problem} when it ends before, or says nothing within 20 s
 */
export async function startPart({ words, env, speaksOn, hears = '' }) {
  const [program = '', ...args] = words;
  // In a group of its own: Ctrl-C is for the command on the desktop, which must still find its screen while it ends.
  const child = spawn(program, args, {
    env,
    stdio: ['pipe', speaksOn === 1 ? 'pipe' : 'ignore', 'pipe', speaksOn === 3 ? 'pipe' : 'ignore'],
    detached: true,
  });
  let complaint = '';
  child.stderr?.on('data', (text) => {
    complaint = `${complaint}${text}`.slice(-2_000);
  });
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(hears);
  if (speaksOn === undefined) return { process: child, says: '' };
  const voice = child.stdio[speaksOn];
  if (!voice || !('readable' in voice)) throw new Error(`no pipe from ${words.join(' ')}`);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), startWithin);
  try {
    const [says] = await Promise.race([
      once(createInterface(voice), 'line', { signal: stop.signal }),
      once(child, 'exit', { signal: stop.signal }).then(() => {
        throw new Error('ended');
      }),
    ]);
    return { process: child, says };
  } catch {
    child.kill('SIGKILL');
    throw new Problem(`This did not start for the virtual desktop: ${words.join(' ')}\n${complaint}`);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Ends a program of the virtual desktop and waits until it is gone.
 * @param {import('node:child_process').ChildProcess} child
 */
export async function stopPart(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithin);
  await gone;
  clearTimeout(timer);
}
