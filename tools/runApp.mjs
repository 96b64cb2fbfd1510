import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { root } from './run.mjs';

const ownGroup = process.platform !== 'win32';

/**
 * Runs the app until it has ended, and gives its exit code, 128 and its number after a signal. Who asks us to end asks the app,
 * which first finishes what it writes.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
export async function runApp(program, args) {
  // A group of its own: Ctrl-C would end Chromium's helpers too, and the app would fall with them instead of ending in order.
  const app = spawn(program, args, { cwd: root, stdio: 'inherit', detached: ownGroup });
  // Windows knows no polite request: `kill` would end the app at once there, and its console tells it by itself.
  const tell = (/** @type {NodeJS.Signals} */ signal) => ownGroup && app.kill(signal);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, tell);
  // npm starts us by a shell, and hands a SIGTERM to that shell alone: that our parent is gone is all that reaches us.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    tell('SIGTERM');
  }, 200);
  try {
    const [status, signal] = await once(app, 'exit');
    return status ?? 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)];
  } finally {
    clearInterval(watch);
  }
}
