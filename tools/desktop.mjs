import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startPart, stopPart } from './desktopPart.mjs';
import { ordinaryUser } from './ordinaryUser.mjs';
import { root } from './run.mjs';
import { busConfiguration } from './sessionBus.mjs';
import { runTool } from './setup/problem.mjs';

// However this process ends, even by SIGKILL, the kernel then kills each program that it started.
const diesWithUs = ['setpriv', '--pdeathsig', 'KILL'];

/**
 * `speaksOn`: the file descriptor on which a part prints that it is ready; `hears`: the text for its standard input.
 * @typedef {{ readonly speaksOn?: 1 | 3, readonly hears?: string }} Speech
 */

/**
 * Runs a command on a virtual desktop, or on several. Each has a screen of 1280 x 800, a session bus, an empty unlocked
 * keyring, and a panel that takes tray icons and notifications (read by tray.mjs). If root runs this, the command runs
 * as an ordinary user where that is possible (ordinaryUser.mjs), so that Chromium has its sandbox. SIGINT, SIGTERM and
 * SIGHUP are passed on to the command. When the command has ended, the desktops and their files are removed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ readonly env?: NodeJS.ProcessEnv, readonly cwd?: string, readonly desktops?: number }} [options] `env` and
 *   `cwd` are the command's, by default this process's environment and the project's folder; with several `desktops`
 *   the command runs on the first, and `TOKEN_DESK_DESKTOPS` holds the variables of each, as a JSON array of objects
 * @returns {Promise<number>} the command's exit code, or 128 plus the signal's number
 * @throws {import('./setup/problem.mjs').Problem} when a part of the desktop does not start
 */
export async function runOnDesktop(command, args, { env = process.env, cwd = root, desktops = 1 } = {}) {
  const user = ordinaryUser();
  const folder = mkdtempSync(join(tmpdir(), 'token-desk-desktop-'));
  /** @type {import('node:child_process').ChildProcess[]} */
  const parts = [];
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  /** @type {NodeJS.Signals | undefined} */
  let told;
  const onSignal = (/** @type {NodeJS.Signals} */ signal) => {
    told = signal;
    if (child) signalGroup(child, signal);
  };
  for (const signal of signals) process.on(signal, onSignal);
  try {
    /** @type {NodeJS.ProcessEnv[]} */
    const ways = [];
    // One after the other: when one does not start, no other is half started.
    while (ways.length < desktops && !told)
      ways.push(await makeDesktop(join(folder, `${ways.length}`), env, parts, user));
    if (told) return 128 + constants.signals[told];
    const [program = '', ...words] = [...user, ...diesWithUs, command, ...args];
    // Its own process group, so that everything it starts can be ended with it.
    child = spawn(program, words, {
      cwd,
      env: { ...inside(env), ...ways[0], TOKEN_DESK_DESKTOPS: JSON.stringify(ways) },
      stdio: 'inherit',
      detached: true,
    });
    const [status, signal] = await once(child, 'exit');
    signalGroup(child, 'SIGKILL');
    return status ?? 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)];
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
    for (const part of parts.reverse()) await stopPart(part);
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The environment that all desktops have in common: the outer one, for X11 instead of Wayland.
 * @param {NodeJS.ProcessEnv} outer
 * @returns {NodeJS.ProcessEnv}
 */
function inside({ WAYLAND_DISPLAY: _wayland, XAUTHORITY: _authority, ...rest }) {
  // The desktop has no accessibility bus, and GTK would wait for one.
  return { ...rest, XDG_SESSION_TYPE: 'x11', GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' };
}

/**
 * Starts one virtual desktop.
 * @param {string} folder for its files @param {NodeJS.ProcessEnv} outer
 * @param {import('node:child_process').ChildProcess[]} parts each started process is added to it
 * @param {readonly string[]} user goes before each command, from `ordinaryUser`
 * @returns {Promise<NodeJS.ProcessEnv>} the variables by which a program finds this desktop
 */
async function makeDesktop(folder, outer, parts, user) {
  const runtime = join(folder, 'run');
  mkdirSync(runtime, { mode: 0o700, recursive: true });
  const configuration = join(folder, 'bus.conf');
  writeFileSync(configuration, busConfiguration(`unix:path=${runtime}/bus`));
  const panel = join(runtime, 'panel');
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${runtime}/bus`,
    TOKEN_DESK_PANEL: panel,
  };
  const start = async (/** @type {readonly string[]} */ words, /** @type {Speech} */ speech = {}) => {
    const started = await startPart({
      words: [...user, ...diesWithUs, ...words],
      env: { ...inside(outer), ...env },
      ...speech,
    });
    parts.push(started.process);
    return started.says;
  };
  // Xvfb, the bus and the panel print a line when they are ready, Xvfb its display's number. The keyring prints none;
  // the panel waits for it.
  const [display] = await Promise.all([
    start(['Xvfb', '-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp', '-noreset'], { speaksOn: 3 }),
    start(['dbus-daemon', `--config-file=${configuration}`, '--nofork', '--nopidfile', '--print-address=3'], {
      speaksOn: 3,
    }),
  ]);
  env.DISPLAY = `:${display}`;
  await start(['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets'], { hears: 'token-desk' });
  // Debian's own Python, because only that one finds the package python3-dbus.
  await start(['/usr/bin/python3', join(root, 'tools/trayHost.py'), panel], { speaksOn: 1 });
  return env;
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: no process of the group is left.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [command, ...args] = process.argv.slice(2);
  if (command === undefined) throw new Error('usage: node tools/desktop.mjs <command> [argument …]');
  await runTool(() => runOnDesktop(command, args, { cwd: process.cwd() }));
}
