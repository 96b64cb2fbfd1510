import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { electronProgram } from '../setup/electron.mjs';
import { debugPipe } from './debugPipe.mjs';
import { memoryOf, processTree } from './processTree.mjs';

/** Until an app has come to rest after its window is there. */
const restMs = 1500;

/**
 * What one start of one app cost: until its window was usable, at rest, and for one request from its page.
 * @typedef {{ readonly startMs: number, readonly memoryMiB: number, readonly requestMicroseconds: number }} Sample
 */

/**
 * One app to measure: its folder, and scripts in its page: what shows that it is usable, and the call that is timed.
 * `signIn` begins what must be there before it, answered on the page it opens.
 * @typedef {{ readonly folder: string, readonly isUsable: string, readonly request: string,
 *   readonly signIn?: { readonly begin: string, readonly answer: string, readonly isDone: string } }} Subject
 */

/**
 * Starts an app with an empty user-data folder, measures it, and ends it; the folder goes with the virtual desktop.
 * @param {Subject} subject
 * @returns {Promise<Sample>}
 */
export async function measure({ folder, isUsable, request, signIn }) {
  const data = mkdtempSync(join(process.env.XDG_RUNTIME_DIR ?? tmpdir(), 'bench-'));
  const rootNeedsIt = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const begin = performance.now();
  const child = spawn(
    electronProgram(),
    [...rootNeedsIt, '--remote-debugging-pipe', `--user-data-dir=${data}`, folder],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const exited = once(child, 'exit');
  const pid = child.pid;
  if (pid === undefined) throw new Error('Electron could not be started');
  try {
    const pipe = debugPipe(child);
    const page = await firstPage(pipe, isUsable);
    const startMs = performance.now() - begin;
    await wait(restMs);
    const memoryMiB = memoryOf(processTree(pid));
    if (signIn) {
      await page(`void (${signIn.begin})()`);
      const provider = await openPage(pipe, (url) => url.startsWith('http'));
      while ((await provider(`(${signIn.answer})()`).catch(() => false)) !== true) await wait(10);
      while ((await page(`(${signIn.isDone})()`)) !== true) await wait(10);
      // Its window is still being taken away, and the page draws what is new.
      await wait(restMs);
    }
    const requestMicroseconds = await page(timed(request));
    return { startMs, memoryMiB, requestMicroseconds };
  } finally {
    // All of them at once: what lingers would disturb the next sample.
    for (const one of processTree(pid)) end(one);
    await exited;
  }
}

/** @param {number} pid */
function end(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: it went with its parent a moment ago.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * Waits until the first page is usable and painted, and gives what runs a script in it.
 * @param {ReturnType<typeof debugPipe>} pipe @param {string} isUsable
 */
async function firstPage(pipe, isUsable) {
  const page = await openPage(pipe, () => true);
  // A page that is not loaded yet loses the script with its first document.
  while ((await page(painted(isUsable)).catch(() => false)) !== true) await wait(2);
  return page;
}

/**
 * Waits for a page by its address, and gives what runs a script in it.
 * @param {ReturnType<typeof debugPipe>} pipe @param {(url: string) => boolean} isIt
 * @returns {Promise<(script: string) => Promise<any>>}
 */
async function openPage(pipe, isIt) {
  for (;;) {
    const { targetInfos } = await pipe.send('Target.getTargets', {});
    const found = (/** @type {{ type: string, url: string }} */ { type, url }) => type === 'page' && isIt(url);
    const target = targetInfos.find(found);
    if (target) {
      const { sessionId } = await pipe.send('Target.attachToTarget', { targetId: target.targetId, flatten: true });
      return async (expression) => {
        const parameters = { expression, awaitPromise: true, returnByValue: true };
        const { result, exceptionDetails } = await pipe.send('Runtime.evaluate', parameters, sessionId);
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
      };
    }
    await wait(2);
  }
}

/**
 * Frames are only drawn for a window that is shown: two of them after it is usable, and a person sees it.
 * @param {string} isUsable
 */
function painted(isUsable) {
  return `(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    if (!globalThis.bridge) return false;
    do { await frame(); } while (!(await (${isUsable})()));
    await frame();
    await frame();
    return true;
  })()`;
}

/**
 * The median time of one request in microseconds: the page's clock is too coarse for one, so batches are timed.
 * @param {string} request
 */
function timed(request) {
  return `(async () => {
    const request = ${request};
    const batch = async (size) => {
      const begin = performance.now();
      for (let index = 0; index < size; index += 1) await request();
      return ((performance.now() - begin) * 1000) / size;
    };
    await batch(300);
    const times = [];
    for (let index = 0; index < 15; index += 1) times.push(await batch(100));
    return times.sort((one, other) => one - other)[7];
  })()`;
}
