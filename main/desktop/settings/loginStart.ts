import { closeSync, constants, existsSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { type App, app, type LoginItemSettings, type LoginItemSettingsOptions } from 'electron';
import { fail, ok, orUndefined, type Result } from '../../result.ts';
import { deleteFiles, writeFileAtomically } from '../files/atomicFile.ts';
import { errorCode } from '../files/whenFree.ts';
import { HIDDEN } from '../system/commandLine.ts';
import { isConfined } from '../system/confinement.ts';
import { autostartEntry, isStarted } from './autostartEntry.ts';

/** Ours has less than a kilobyte, and no desktop makes much of it. */
const MOST_BYTES = 64 * 1024;

/** Whether the system starts the app, hidden, when the person logs in. */
export interface LoginStart {
  /** As the system has it now, whoever set it; undefined where that cannot be set from here. */
  readonly isOn: () => boolean | undefined;
  /** The failure is the system's code, `EACCES`. */
  readonly set: (isOn: boolean) => Result<undefined, string>;
  /**
   * Starts this program where what is started has gone from its place, as an AppImage that was moved. What was switched off
   * stays so. The failure is that of `set`, and what the system has stays as it was.
   */
  readonly repair: () => Result<undefined, string>;
}

/** The start at login on this system. @param name the app's, of which each has a start of its own */
export function loginStart(name: string): LoginStart {
  if (process.platform !== 'linux') return loginItem(app, process.platform, process.execPath);
  // A sandbox has a folder of its own, at which no desktop looks.
  if (isConfined(process.env, process.execPath))
    return { isOn: () => undefined, set: () => ok(undefined), repair: () => ok(undefined) };
  const own = app.commandLine.getSwitchValue('user-data-dir');
  const built = app.isPackaged ? [] : [app.getAppPath(), ...(own === '' ? [] : [`--user-data-dir=${own}`])];
  return autostartFile(process.env, {
    name,
    program: programOf(process.env, process.execPath),
    args: [...built, HIDDEN],
  });
}

/** The program as it can be started again: an AppImage lies elsewhere while it runs, and what it starts inherits its variables. */
export function programOf({ APPIMAGE, APPDIR }: NodeJS.ProcessEnv, program: string): string {
  return APPIMAGE && APPDIR && program.startsWith(`${APPDIR}/`) ? APPIMAGE : program;
}

/** A file in the folder that every Linux desktop goes through at login. */
export function autostartFile(
  { XDG_CONFIG_HOME = '' }: NodeJS.ProcessEnv,
  started: Parameters<typeof autostartEntry>[0],
): LoginStart {
  // @see XDG Base Directory Specification: a relative path counts as none.
  const folder = join(isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : join(homedir(), '.config'), 'autostart');
  const file = `${started.name
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
    .replaceAll(' ', '-')}.desktop`;
  const path = join(folder, file);
  const read = () => orUndefined(() => readEntry(path)) ?? '';
  const isOn = () => isStarted(read(), existsSync);
  const set = (isWanted: boolean) => {
    if (!isWanted) return existsSync(folder) ? deleteFiles(folder, (name) => name === file) : ok(undefined);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch (error) {
      return fail(errorCode(error));
    }
    return writeFileAtomically(folder, file, autostartEntry(started));
  };
  const isGone = () => !isOn() && isStarted(read(), () => true);
  return { isOn, set, repair: () => (isGone() ? set(true) : ok(undefined)) };
}

/** The text of such a file, unless it is larger than any. A link is followed, as the desktop does; no pipe is waited for. */
function readEntry(path: string): string | undefined {
  const open = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!fstatSync(open).isFile()) return undefined;
    const bytes = Buffer.alloc(MOST_BYTES + 1);
    const length = readSync(open, bytes);
    return length > MOST_BYTES ? undefined : bytes.toString('utf8', 0, length);
  } finally {
    closeSync(open);
  }
}

/** What Electron does with the system's login items. */
interface LoginItems extends Pick<App, 'setLoginItemSettings'> {
  getLoginItemSettings(
    item: LoginItemSettingsOptions,
  ): Pick<LoginItemSettings, 'openAtLogin' | 'executableWillLaunchAtLogin'>;
}

/**
 * On macOS and Windows, by Electron. Windows keeps a command line, into which Electron writes a path as it is: without quotes
 * it would start `C:\Users\Ann`. Electron finds it again only by the same quotes. @see docs/electron.md "Start at login"
 */
export function loginItem(items: LoginItems, platform: NodeJS.Platform, program: string): LoginStart {
  const item = { args: [HIDDEN], ...(platform === 'win32' && { path: `"${program}"` }) };
  return {
    isOn: () => {
      const { openAtLogin, executableWillLaunchAtLogin } = items.getLoginItemSettings(item);
      // Windows: the person may have switched it off in the Task Manager.
      return platform === 'win32' ? executableWillLaunchAtLogin : openAtLogin;
    },
    set: (isOn) => {
      items.setLoginItemSettings({ ...item, openAtLogin: isOn, enabled: isOn });
      return ok(undefined);
    },
    // An installer puts the program at one place there.
    repair: () => ok(undefined),
  };
}
