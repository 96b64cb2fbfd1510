import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Problem } from './setup/problem.mjs';

const startWithin = 20_000;
const stopWithin = 3_000;

/**
 * Starts one program of the virtual desktop and waits for its first line, which says that it is ready.
 * @param {{ readonly words: readonly string[], readonly env: NodeJS.ProcessEnv, readonly speaksOn?: 1 | 3,
 *   readonly hears?: string }} part `words`: the command and its arguments; `speaksOn`: the file descriptor on which it
 *   prints that line, absent when it prints none; `hears`: the text for its standard input
 * @returns {Promise<{ readonly process: import('node:child_process').ChildProcess, readonly says: string }>} the
 *   process and its line, empty when it prints none
 * @throws {Problem} when it ends before that line, or prints nothing within 20 s
 */
export async function startPart({ words, env, speaksOn, hears = '' }) {
  const [program = '', ...args] = words;
  // Its own process group, so that Ctrl-C does not reach it: the command still needs its screen while it ends.
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
    throw new Problem(`A program of the virtual desktop did not start: ${words.join(' ')}\n${complaint}`);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Ends a program of the virtual desktop by SIGTERM, after 3 s by SIGKILL, and waits until it has ended.
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
