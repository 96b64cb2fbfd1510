import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../run.mjs';
import { electronProgram } from '../setup/electron.mjs';
import { debugPipe } from './debugPipe.mjs';
import { memoryOf, processorTimeOf, processTree } from './processTree.mjs';

/** How long to wait before memory is measured, milliseconds: after the content is shown, or after `isReady` holds. */
const restMs = { shown: 1500, ready: 6000 };
/**
 * The virtual screen has no graphics card. Chromium's GPU process would fail at some moment of each start, and main
 * would wait for its end.
 */
const noCard = '--disable-gpu';
/** How long an app may take to end after SIGTERM, milliseconds. */
const endMs = 10_000;

/**
 * The moments of a start in their order: main's script begins, main's modules are loaded, the window is made, the
 * page's navigation begins, its HTML has arrived, its HTML is parsed, its content is in the document, and is painted.
 */
export const moments = /** @type {const} */ ([
  'mainBegins',
  'mainLoaded',
  'windowMade',
  'pageAsked',
  'pageArrived',
  'pageLoaded',
  'shown',
  'painted',
]);

/**
 * What one start of one app cost. `at`: each moment in milliseconds after the process was started; `processorMs`: the
 * processor time of all its processes until the content was painted; `memoryMiB`: their memory at rest;
 * `requestMicroseconds`: the median of one request, NaN for an app without one; `used`: what `use` gave, and the memory after it.
 * @typedef {{ readonly at: Readonly<Record<typeof moments[number], number>>,
 *   readonly processorMs: number, readonly memoryMiB: number, readonly requestMicroseconds: number,
 *   readonly used: Readonly<Record<string, number>>, readonly memoryAfterMiB: number }} Sample
 */

/**
 * One app to measure: its folder, its user-data folder, and functions as source text for its page: `isShown`, whether
 * its content is there; `isReady`, whether memory and the request can be measured; `request`, the request to time; `use`, what to do last, which gives its own figures.
 * @typedef {{ readonly name: string, readonly folder: string, readonly data: string, readonly isShown: string,
 *   readonly isReady?: string, readonly request?: string, readonly use?: string }} Subject
 */

/**
 * Starts an app on its user-data folder, measures it, and ends it: by SIGTERM, after 10 s by SIGKILL.
 * @param {Subject} subject
 * @returns {Promise<Sample>}
 * @throws {Error} when Electron cannot be started, or `isReady` or `request` fails in the page
 */
export async function measure({ folder, data, isShown, isReady, request, use }) {
  const rootNeedsIt = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const probe = ['-r', join(root, 'tools/bench/probe.cjs')];
  const begin = performance.timeOrigin + performance.now();
  const child = spawn(
    electronProgram(),
    [...rootNeedsIt, noCard, '--remote-debugging-pipe', `--user-data-dir=${data}`, ...probe, folder],
    { stdio: ['ignore', 'pipe', 'ignore', 'pipe', 'pipe'] },
  );
  const exited = once(child, 'exit');
  const pid = child.pid;
  if (pid === undefined || child.stdout === null) throw new Error('Electron could not be started');
  /** @type {Record<string, number>} */
  const marked = {};
  createInterface(child.stdout).on('line', (line) => {
    if (!line.startsWith('{"moment"')) return;
    const { moment, at } = JSON.parse(line);
    marked[moment] = at;
  });
  try {
    const page = await firstPage(debugPipe(child));
    /** @type {Record<string, number> | undefined} */
    let seen;
    // A script that runs in the window's first, empty document is lost when the page loads.
    while (!seen) {
      seen = await page(painted(isShown)).catch(() => undefined);
      if (!seen) await wait(5);
    }
    const processorMs = processorTimeOf(processTree(pid));
    while (isReady && (await page(`(${isReady})()`)) !== true) await wait(50);
    await wait(isReady ? restMs.ready : restMs.shown);
    const memoryMiB = memoryOf(processTree(pid));
    const requestMicroseconds = request ? await page(timed(request)) : Number.NaN;
    const used = use ? await page(`(${use})()`) : {};
    const memoryAfterMiB = use ? memoryOf(processTree(pid)) : Number.NaN;
    const all = { ...marked, ...seen };
    const at = Object.fromEntries(moments.map((moment) => [moment, (all[moment] ?? Number.NaN) - begin]));
    const costs = { processorMs, memoryMiB, requestMicroseconds, used, memoryAfterMiB };
    return { at: /** @type {Sample['at']} */ (at), ...costs };
  } finally {
    const tree = processTree(pid);
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), endMs);
    await exited;
    clearTimeout(late);
    // A process that is left over would disturb the next sample.
    for (const one of tree) end(one);
  }
}

/** @param {number} pid */
function end(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: it has ended already.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * Waits for the app's first page, and gives a function that runs a script in it.
 * @param {ReturnType<typeof debugPipe>} pipe
 * @returns {Promise<(script: string) => Promise<any>>}
 */
async function firstPage(pipe) {
  for (;;) {
    const { targetInfos } = await pipe.send('Target.getTargets', {});
    const target = targetInfos.find((/** @type {{ type: string }} */ { type }) => type === 'page');
    if (target) {
      const { sessionId } = await pipe.send('Target.attachToTarget', { targetId: target.targetId, flatten: true });
      return async (expression) => {
        const parameters = { expression, awaitPromise: true, returnByValue: true };
        const { result, exceptionDetails } = await pipe.send('Runtime.evaluate', parameters, sessionId);
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
      };
    }
    await wait(5);
  }
}

/**
 * A script that waits for the page's content and gives the page's moments, Unix milliseconds. Content counts as painted
 * two frames after it is in the document, and once the fonts are loaded: before that no letter is drawn.
 * @param {string} isShown
 */
function painted(isShown) {
  return `(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const now = () => performance.timeOrigin + performance.now();
    if (!globalThis.bridge) return undefined;
    const isShown = ${isShown};
    while (!isShown()) await frame();
    const shown = now();
    await frame();
    await frame();
    if (document.fonts.status === 'loading') {
      await document.fonts.ready;
      await frame();
    }
    const painted = now();
    const [navigation] = performance.getEntriesByType('navigation');
    const at = (time) => performance.timeOrigin + time;
    return {
      pageAsked: at(0), pageArrived: at(navigation.responseEnd), pageLoaded: at(navigation.domContentLoadedEventStart),
      shown, painted,
    };
  })()`;
}

/**
 * A script that gives the median time of one request, microseconds. The page's clock is too coarse for a single one, so
 * batches are timed.
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
    await batch(40);
    const times = [];
    for (let index = 0; index < 5; index += 1) times.push(await batch(30));
    return times.sort((one, other) => one - other)[2];
  })()`;
}
