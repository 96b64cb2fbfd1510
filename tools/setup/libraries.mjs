import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.mjs';

/**
 * A Debian package, and what shows that it is installed: a library's file name, a program or the path of a file, or a
 * module of Debian's own Python.
 * @typedef {{ readonly package: string, readonly library?: string, readonly program?: string, readonly module?: string }} Wanted
 */

/** @type {readonly Wanted[]} */
const forTheWindow = [
  { package: 'libgtk-3-0', library: 'libgtk-3.so.0' },
  { package: 'libnss3', library: 'libnss3.so' },
  { package: 'libasound2', library: 'libasound.so.2' },
  { package: 'libgbm1', library: 'libgbm.so.1' },
  // Chromium loads these two while it runs, so no other package depends on them; without the first it crashes at once.
  { package: 'libx11-xcb1', library: 'libX11-xcb.so.1' },
  { package: 'libgl1', library: 'libGL.so.1' },
  { package: 'libsecret-1-0', library: 'libsecret-1.so.0' },
  { package: 'libnotify4', library: 'libnotify.so.4' },
];
/** @type {readonly Wanted[]} */
const forTheVirtualDesktop = [
  { package: 'xvfb', program: 'Xvfb' },
  { package: 'dbus-daemon', program: 'dbus-daemon' },
  { package: 'gnome-keyring', program: 'gnome-keyring-daemon' },
  { package: 'python3-dbus', module: 'dbus' },
  { package: 'python3-gi', module: 'gi' },
  { package: 'xclip', program: 'xclip' },
  { package: 'x11-xserver-utils', program: 'xrandr' },
  // A Wayland compositor: X11 does not show how a window behaves under Wayland.
  { package: 'sway', program: 'sway' },
];

/**
 * Checks the system libraries on Linux, and as root installs the missing ones with apt-get.
 * @param {{ virtualDesktop: boolean }} needs `virtualDesktop`: whether a virtual desktop's programs are needed too
 * @throws {Problem} when one is missing and we are not root (the message has the one command to type), when there is no
 *   apt-get, or when apt-get fails
 */
export function installLibraries({ virtualDesktop }) {
  if (process.platform !== 'linux') return;
  install(virtualDesktop ? [...forTheWindow, ...forTheVirtualDesktop] : forTheWindow);
}

/**
 * The same for single programs.
 * @param {Readonly<Record<string, string>>} programs for each Debian package a program, or a path that it installs
 * @throws {Problem} as above
 */
export function installPrograms(programs) {
  install(Object.entries(programs).map(([name, program]) => ({ package: name, program })));
}

/** @param {readonly Wanted[]} wanted */
function install(wanted) {
  const missing = missingOf(wanted);
  if (missing.length === 0) return;
  const command = ['apt-get', 'install', '--yes', '--no-install-recommends', ...missing];
  if (!isProgram('apt-get')) throw new Problem(`Please install what Debian calls ${missing.join(', ')}.`);
  // `update` first: a fresh Debian has no package lists, and without them apt-get finds no package.
  if (process.getuid?.() !== 0)
    throw new Problem(`System libraries are missing. Please run:\n  sudo apt-get update && sudo ${command.join(' ')}`);
  console.log(`Installing system libraries: ${missing.join(' ')}`);
  apt(['update']);
  apt(command.slice(1));
  const still = missingOf(wanted);
  if (still.length > 0) throw new Problem(`Installed, but still not found: ${still.join(', ')}.`);
}

/** @param {readonly Wanted[]} wanted */
function missingOf(wanted) {
  const linker = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '';
  return wanted
    .filter(
      ({ library, program, module }) =>
        !(
          (library && linker.includes(`\t${library} `)) ||
          (program && isProgram(program)) ||
          (module && existsSync(join('/usr/lib/python3/dist-packages', module)))
        ),
    )
    .map((entry) => entry.package);
}

/** @param {string} name */
function isProgram(name) {
  return name.startsWith('/')
    ? existsSync(name)
    : (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, name)));
}

/** @param {readonly string[]} args */
function apt(args) {
  // Its hundreds of lines are shown only when it fails.
  const { status, stdout, stderr } = spawnSync('apt-get', ['--quiet', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new Problem(`apt-get ${args.join(' ')} failed:\n${stdout}${stderr}`);
}
