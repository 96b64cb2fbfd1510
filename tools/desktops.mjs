import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runOnDesktop } from './desktop.mjs';
import { desktops } from './desktops/desktops.mjs';
import { root } from './run.mjs';
import { buildApp } from './setup/build.mjs';
import { installPrograms } from './setup/libraries.mjs';
import { runTool } from './setup/problem.mjs';
import { setUp } from './setup.mjs';

// `npm run desktops`: start, sign-in, copying, clearing and locking in the real app on real desktops without a screen:
// GNOME Shell, KWin, sway and X11. As root it installs what is missing. `npm run desktops -- sway` runs those whose name
// begins so.

/** @typedef {import('./desktops/job.mjs').Row} Row */

await runTool(async () => {
  await setUp({ virtualDesktop: true });
  installPrograms({
    'gnome-shell': 'gnome-shell',
    'gnome-shell-extension-appindicator': '/usr/share/gnome-shell/extensions/ubuntu-appindicators@ubuntu.com',
    gjs: 'gjs',
    'kwin-wayland': 'kwin_wayland',
    // For what KWin shows while it is locked.
    qtwayland5: `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/qt5/plugins/platforms/libqwayland-generic.so`,
    xwayland: 'Xwayland',
    'wl-clipboard': 'wl-paste',
    wtype: 'wtype',
  });
  buildApp();
  const folder = join(root, 'out/desktops');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const wanted = process.argv[2] ?? '';
  const names = Object.keys(desktops).filter((name) => name.startsWith(wanted));
  /** @type {Row[]} */
  const rows = [];
  for (const name of names) {
    const file = join(folder, `${name.replaceAll(' ', '-')}.json`);
    await runOnDesktop(process.execPath, ['tools/desktops/job.mjs', name, file]);
    rows.push(readRow(name, file));
    console.log(`${name}: ${rows.at(-1)?.fault ?? 'as it should be'}`);
  }
  console.log(
    '\n| desktop | window | sign-in | copied from the tray, window hidden | copied by the button | cleared | screen locked |',
  );
  console.log('|---|---|---|---|---|---|---|');
  for (const { name, window, signIn, tray, button, cleared, lock } of rows)
    console.log(`| ${[name, window, signIn, tray, button, cleared, lock].join(' | ')} |`);
  const good = rows.filter(({ fault }) => fault === undefined).length;
  console.log(`\n${good} passed, ${rows.length - good} failed`);
  return good === rows.length && good > 0 ? 0 : 1;
});

/** @param {string} name @param {string} file @returns {Row} */
function readRow(name, file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    const unseen = { window: '', signIn: '', tray: '', button: '', cleared: '', lock: '' };
    return { name, ...unseen, fault: 'it did not come to an end' };
  }
}
