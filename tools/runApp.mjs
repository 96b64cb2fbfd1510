import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { root } from './run.mjs';

const ownGroup = process.platform !== 'win32';

/**
 * Runs the app until it ends. Passes SIGINT, SIGTERM and SIGHUP on to the app, which finishes its writes and then ends.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<number>} the app's exit code, or 128 plus the signal's number
 */
export async function runApp(program, args) {
  // Its own process group: Ctrl-C would otherwise end Chromium's helper processes too, and the app would crash.
  const app = spawn(program, args, { cwd: root, stdio: 'inherit', detached: ownGroup });
  // On Windows `kill` would end the app at once, so nothing is passed on: Ctrl-C reaches the app from the console.
  const tell = (/** @type {NodeJS.Signals} */ signal) => ownGroup && app.kill(signal);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, tell);
  // npm starts this process through a shell and sends SIGTERM to that shell only. All we notice is that it has ended.
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
