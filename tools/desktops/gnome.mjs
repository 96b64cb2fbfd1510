import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startSessionBus } from '../sessionBus.mjs';
import { callBus, onBus } from './bus.mjs';
import { appEnvironment } from './compositors.mjs';
import { until } from './until.mjs';

const runtime = process.env.XDG_RUNTIME_DIR ?? '';
const DISPLAY = 'token-desk-gnome';
const SHIELD = 'org.gnome.Shell.ScreenShield';
/** In the shell's own script. */
const WINDOW = "global.get_window_actors().find((actor) => actor.meta_window.title === 'Token Desk')";
const NOW = 'imports.gi.GLib.get_monotonic_time()';
const device = (/** @type {'POINTER' | 'KEYBOARD'} */ kind) =>
  `imports.gi.Clutter.get_default_backend().get_default_seat().create_virtual_device(imports.gi.Clutter.InputDeviceType.${kind}_DEVICE)`;

/**
 * A GNOME Shell with the AppIndicator extension, on a bus of its own, because it is the panel itself. It is driven by its
 * own `Eval`, which `--unsafe-mode` opens.
 * @param {{ readonly hasX: boolean, readonly windows: 'wayland' | 'x11' }} kind
 * @returns {Promise<import('./desktops.mjs').Desktop>}
 */
export async function startGnome({ hasX, windows }) {
  const [bus, system] = [await startSessionBus(), await startSessionBus()];
  const { DISPLAY: _display, ...bare } = process.env;
  const env = {
    ...bare,
    DBUS_SESSION_BUS_ADDRESS: bus.address,
    DBUS_SYSTEM_BUS_ADDRESS: system.address,
    XDG_SESSION_TYPE: 'wayland',
    XDG_CURRENT_DESKTOP: 'GNOME',
    // Settings are read from a file that is there before the shell. Written by way of dconf's service they are lost
    // without an error while that service has not yet taken its name.
    GSETTINGS_BACKEND: 'keyfile',
  };
  const settings = join(process.env.XDG_CONFIG_HOME ?? '', 'glib-2.0/settings');
  const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keyring.stdin?.end('token-desk');
  mkdirSync(settings, { recursive: true });
  writeFileSync(
    join(settings, 'keyfile'),
    `[org/gnome/shell]
enabled-extensions=['ubuntu-appindicators@ubuntu.com']
welcome-dialog-last-shown-version='99'
[org/gnome/desktop/session]
idle-delay=uint32 0
`,
  );
  const screen = ['--headless', '--wayland', '--unsafe-mode', '--virtual-monitor', '1280x800'];
  const words = [...screen, ...(hasX ? [] : ['--no-x11']), `--wayland-display=${DISPLAY}`];
  const shell = spawn('gnome-shell', words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (text) => (said += text));
  const x = () => /public X11 display (:\d+)/.exec(said)?.[1] ?? '';
  const evaluate = shellEvaluate(env);
  await until('GNOME Shell starts', async () => existsSync(join(runtime, DISPLAY)) && (!hasX || x() !== ''));
  await until('GNOME Shell answers', () =>
    evaluate('Main.overview.hide(); Main.layoutManager._startingUp ? 0 : 1').then(
      (value) => value === 1,
      () => false,
    ),
  );
  // Without its keyring and its tray it is not the desktop that the app is to be seen on.
  for (const name of ['org.freedesktop.secrets', 'org.kde.StatusNotifierWatcher']) await onBus(name, env);
  // Without a keyboard no Wayland window has the focus.
  await evaluate(`global._hand = ${device('POINTER')}; global._keys = ${device('KEYBOARD')}; 1`);
  await evaluate(`global._keys.notify_keyval(${NOW}, imports.gi.Clutter.KEY_F9, 1); 1`);
  await evaluate(`global._keys.notify_keyval(${NOW}, imports.gi.Clutter.KEY_F9, 0); 1`);
  const authority = readdirSync(runtime).find((name) => name.startsWith('.mutter-Xwaylandauth'));
  const place = appEnvironment(DISPLAY, windows, hasX ? x() : '', authority && join(runtime, authority));
  const { DBUS_SESSION_BUS_ADDRESS, XDG_CURRENT_DESKTOP } = env;
  return {
    env: { ...place, DBUS_SESSION_BUS_ADDRESS, XDG_CURRENT_DESKTOP },
    hasWindow: async () => (await evaluate(`${WINDOW} ? 1 : 0`)) === 1,
    paste: async () => {
      await evaluate(
        "global._told = null; imports.gi.St.Clipboard.get_default().get_text(imports.gi.St.ClipboardType.CLIPBOARD, (c, t) => { global._told = t ?? ''; }); 1",
      );
      await wait(400);
      const told = await evaluate('global._told');
      return typeof told === 'string' ? told : '';
    },
    clickTray: async (label) => {
      const menu =
        "Main.panel.statusArea[Object.keys(Main.panel.statusArea).find((k) => k.startsWith('appindicator'))]?.menu";
      const item = `${menu}?._getMenuItems().find((i) => i.label?.text === ${JSON.stringify(label)})`;
      // The extension reads the menu anew when it opens.
      await until('the tray has the connection', async () => {
        await evaluate(`${menu}?.open(); 1`);
        return (await evaluate(`${item} ? 1 : 0`)) === 1;
      });
      await wait(800);
      const at = await evaluate(
        `(() => { const i = ${item}; const [x, y] = i.get_transformed_position(), [w, h] = i.get_transformed_size(); return [x + w / 2, y + h / 2]; })()`,
      );
      await clickAt(evaluate, at);
    },
    click: async (_app, button) => {
      await button.focus();
      // As by a click on it, which the shell counts as the person's wish.
      await evaluate(`${WINDOW}.meta_window.activate(global.get_current_time()); 1`);
      await until(
        'the window has the focus',
        async () => (await evaluate(`${WINDOW}.meta_window.has_focus() ? 1 : 0`)) === 1,
      );
      await wait(500);
      await evaluate(`global._keys.notify_keyval(${NOW}, imports.gi.Clutter.KEY_Return, 1); 1`);
      await evaluate(`global._keys.notify_keyval(${NOW}, imports.gi.Clutter.KEY_Return, 0); 1`);
    },
    lock: async () => {
      // The shell makes its screen shield by itself only under GDM.
      await evaluate('Main.screenShield = new imports.ui.screenShield.ScreenShield(); 1');
      await onBus(SHIELD, env);
      await callBus(SHIELD, '/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver.Lock', env);
    },
    stop: async () => {
      const children = [shell, keyring];
      const gone = children.map((child) => once(child, 'exit'));
      for (const child of children) child.kill('SIGKILL');
      await Promise.all(gone);
      for (const each of [bus, system]) await each.stop();
    },
  };
}

/** Runs a script in GNOME Shell and gives its value. @param {NodeJS.ProcessEnv} env @returns {(script: string) => Promise<any>} */
function shellEvaluate(env) {
  return async (script) => {
    const asked = asArgument(`JSON.stringify(eval(${JSON.stringify(script)}))`);
    const stdout = await callBus('org.gnome.Shell', '/org/gnome/Shell', 'org.gnome.Shell.Eval', env, asked);
    const [, isDone, text = ''] = /^\((true|false), '([\s\S]*)'\)\s*$/.exec(stdout) ?? [];
    if (isDone !== 'true') throw new Error(`GNOME Shell: ${stdout}`);
    // The shell writes the value as JSON once more, and gdbus escapes it.
    const value = JSON.parse(text.replaceAll("\\'", "'").replaceAll('\\\\', '\\'));
    return typeof value === 'string' ? JSON.parse(value) : value;
  };
}

/** A text as gdbus reads it in any locale. @param {string} text */
function asArgument(text) {
  const ascii = text.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `'${ascii.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** A hand moves the pointer there and clicks. @param {(script: string) => Promise<unknown>} evaluate @param {readonly number[]} at */
async function clickAt(evaluate, at) {
  await evaluate(`global._hand.notify_absolute_motion(${NOW}, ${at[0]}, ${at[1]}); 1`);
  await wait(300);
  for (const state of [1, 0]) {
    await evaluate(`global._hand.notify_button(${NOW}, 1, ${state}); 1`);
    await wait(120);
  }
}
