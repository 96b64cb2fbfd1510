import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.mjs';

/** Debian's package and what it brings: a library by its name for the linker, a program, or a module of Debian's own Python. */
const forTheWindow = [
  { package: 'libgtk-3-0', library: 'libgtk-3.so.0' },
  { package: 'libnss3', library: 'libnss3.so' },
  { package: 'libasound2', library: 'libasound.so.2' },
  { package: 'libgbm1', library: 'libgbm.so.1' },
  // Chromium loads these two by name, so that no other package brings them along; without the first it falls at once.
  { package: 'libx11-xcb1', library: 'libX11-xcb.so.1' },
  { package: 'libgl1', library: 'libGL.so.1' },
  { package: 'libsecret-1-0', library: 'libsecret-1.so.0' },
  { package: 'libnotify4', library: 'libnotify.so.4' },
];
const forTheVirtualDesktop = [
  { package: 'xvfb', program: 'Xvfb' },
  { package: 'dbus-daemon', program: 'dbus-daemon' },
  { package: 'gnome-keyring', program: 'gnome-keyring-daemon' },
  { package: 'python3-dbus', module: 'dbus' },
  { package: 'python3-gi', module: 'gi' },
  { package: 'xclip', program: 'xclip' },
  // A Wayland compositor: what a window does there shows on none of X11.
  { package: 'sway', program: 'sway' },
];

/**
 * Sees to the system libraries on Linux: as root with apt-get it installs what is missing, for anybody else it names the one command.
 * @param {{ virtualDesktop: boolean }} needs whether a desktop must be made too, or one is there already
 * @throws {Problem} when something is missing and cannot be installed from here
 */
export function installLibraries({ virtualDesktop }) {
  if (process.platform !== 'linux') return;
  const wanted = virtualDesktop ? [...forTheWindow, ...forTheVirtualDesktop] : forTheWindow;
  const missing = missingOf(wanted);
  if (missing.length === 0) return;
  const install = ['apt-get', 'install', '--yes', '--no-install-recommends', ...missing];
  if (!isProgram('apt-get')) throw new Problem(`Please install what this system calls ${missing.join(', ')}.`);
  // A fresh Debian has no package lists, and without them no package is found.
  if (process.getuid?.() !== 0)
    throw new Problem(`System libraries are missing. Please type:\n  sudo apt-get update && sudo ${install.join(' ')}`);
  console.log(`Installing system libraries: ${missing.join(' ')}`);
  apt(['update']);
  apt(install.slice(1));
  const still = missingOf(wanted);
  if (still.length > 0) throw new Problem(`Installed, and yet not found: ${still.join(', ')}.`);
}

/** @param {readonly { package: string, library?: string, program?: string, module?: string }[]} wanted */
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
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, name)));
}

/** @param {readonly string[]} args */
function apt(args) {
  // Its hundreds of lines are shown only when it fails; the dots of a terminal would be lost in a log anyway.
  const { status, stdout, stderr } = spawnSync('apt-get', ['--quiet', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new Problem(`apt-get ${args.join(' ')} failed:\n${stdout}${stderr}`);
}
