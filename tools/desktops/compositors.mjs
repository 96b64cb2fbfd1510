import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { clickTray } from '../tray.mjs';
import { callBus } from './bus.mjs';
import { isVisible } from './desktops.mjs';
import { until } from './until.mjs';

const run = promisify(execFile);
const runtime = process.env.XDG_RUNTIME_DIR ?? '';
const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...bare } = process.env;

/**
 * What any other program would paste on a compositor that has data-control; empty when there is nothing, of which KWin
 * says nothing at all.
 * @param {string} display
 */
async function pasteOf(display) {
  const words = ['2', 'wl-paste', '--no-newline'];
  return run('timeout', words, { env: { ...bare, WAYLAND_DISPLAY: display } }).then(
    ({ stdout }) => stdout,
    () => '',
  );
}

/**
 * The app's environment on a compositor.
 * @param {string} display @param {'wayland' | 'x11'} windows @param {string} x `DISPLAY`, empty for none
 * @param {string} [authority]
 */
export function appEnvironment(display, windows, x, authority) {
  return {
    WAYLAND_DISPLAY: display,
    XDG_SESSION_TYPE: 'wayland',
    GDK_BACKEND: windows,
    ELECTRON_OZONE_PLATFORM_HINT: windows,
    DISPLAY: x,
    ...(authority && { XAUTHORITY: authority }),
  };
}

/**
 * @param {{ readonly hasX: boolean, readonly windows: 'wayland' | 'x11' }} kind
 * @returns {Promise<import('./desktops.mjs').Desktop>}
 */
export async function startSway({ hasX, windows }) {
  const folder = mkdtempSync(join(runtime, 'sway-'));
  const names = join(folder, 'names');
  writeFileSync(
    join(folder, 'config'),
    `output HEADLESS-1 resolution 1280x800\nxwayland ${hasX ? 'enable' : 'disable'}\nfocus_on_window_activation focus\nexec sh -c 'echo "$WAYLAND_DISPLAY $SWAYSOCK $DISPLAY" > ${names}'\n`,
  );
  const headless = { WLR_BACKENDS: 'headless', WLR_LIBINPUT_NO_DEVICES: '1', WLR_RENDERER: 'pixman' };
  const sway = spawn('sway', ['--config', join(folder, 'config')], { env: { ...bare, ...headless }, stdio: 'ignore' });
  await until('sway starts', async () => existsSync(names) && readFileSync(names, 'utf8').endsWith('\n'));
  const [display = '', socket = '', x = ''] = readFileSync(names, 'utf8').trim().split(' ');
  const tell = (/** @type {readonly string[]} */ words) => run('swaymsg', ['-s', socket, ...words]);
  return {
    env: appEnvironment(display, windows, x),
    hasWindow: async () => (await tell(['-t', 'get_tree'])).stdout.includes('"name": "Token Desk"'),
    paste: () => pasteOf(display),
    clickTray,
    click: async (_app, button) => {
      await button.focus();
      // A keyboard comes with each of these programs; the window needs a moment to see it.
      await run('wtype', ['-s', '500', '-k', 'Return', '-s', '500'], { env: { ...bare, WAYLAND_DISPLAY: display } });
    },
    stop: () => stop(sway),
  };
}

/** @param {'wayland' | 'x11'} windows @returns {Promise<import('./desktops.mjs').Desktop>} */
export async function startKwin(windows) {
  const display = 'token-desk-kwin';
  const size = ['--width', '1280', '--height', '800'];
  const words = ['--virtual', ...size, '--socket', display, '--no-global-shortcuts', '--xwayland'];
  const kwin = spawn('kwin_wayland', words, { env: bare, stdio: 'ignore' });
  let x = '';
  await until('KWin starts', async () => {
    x = existsSync(join(runtime, display)) ? await displayOf(kwin.pid) : '';
    return x !== '';
  });
  const authority = readdirSync(runtime).find((name) => name.startsWith('xauth_'));
  return {
    env: appEnvironment(display, windows, x, authority && join(runtime, authority)),
    hasWindow: isVisible,
    paste: () => pasteOf(display),
    clickTray,
    click: (_app, button) => button.click(),
    lock: () => callBus('org.freedesktop.ScreenSaver', '/ScreenSaver', 'org.freedesktop.ScreenSaver.Lock', bare),
    stop: () => stop(kwin),
  };
}

/** The display of the XWayland that a compositor started, empty as long as there is none. @param {number | undefined} parent */
async function displayOf(parent) {
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const words = readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0');
      const [, , , ppid] = readFileSync(`/proc/${entry}/stat`, 'utf8').split(' ');
      if (words[0]?.endsWith('Xwayland') && Number(ppid) === parent)
        return words.find((word) => /^:\d+$/.test(word)) ?? '';
    } catch {
      // It has ended.
    }
  }
  return '';
}

/** @param {import('node:child_process').ChildProcess} child */
async function stop(child) {
  const gone = once(child, 'exit');
  child.kill();
  await gone;
}
