import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoginItemSettingsOptions, Settings } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { autostartFile, loginItem, programOf } from '../../../../main/desktop/settings/loginStart.ts';
import { fail, ok } from '../../../../main/result.ts';
import { folderWith, namesIn } from '../files/diskFolder.ts';

vi.mock('electron', () => ({ app: {} }));

const started = { name: 'Token Desk (development)', program: process.execPath, args: ['--hidden'] };
const FILE = 'token-desk-development.desktop';

function opened(files = {}) {
  const config = folderWith(files);
  return { config, file: join(config, 'autostart', FILE), start: autostartFile({ XDG_CONFIG_HOME: config }, started) };
}

describe('the start at login on Linux', () => {
  it('is a file that comes and goes with it, and leaves the others', () => {
    const { config, file, start } = opened();
    expect(start.isOn()).toBe(false);
    expect(start.set(false)).toEqual(ok(undefined));
    expect(namesIn(config)).toEqual([]);
    expect(start.set(true)).toEqual(ok(undefined));
    expect(start.isOn()).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain(`Exec=${process.execPath} --hidden\n`);
    writeFileSync(join(config, 'autostart/other.desktop'), '');
    expect(start.set(false)).toEqual(ok(undefined));
    expect(start.isOn()).toBe(false);
    expect(namesIn(join(config, 'autostart'))).toEqual(['other.desktop']);
  });

  it('is as the desktop has left it, and comes back when it is wished again', () => {
    const { file, start } = opened();
    start.set(true);
    writeFileSync(file, `${readFileSync(file, 'utf8')}Hidden=true\n`);
    expect(start.isOn()).toBe(false);
    expect(start.set(true)).toEqual(ok(undefined));
    expect(start.isOn()).toBe(true);
  });

  it('starts the program at its new place when it was moved, and leaves what was switched off or starts another', () => {
    const { config, file, start } = opened({ 'Old.AppImage': '', 'New.AppImage': '' });
    const at = (name: string) =>
      autostartFile({ XDG_CONFIG_HOME: config }, { ...started, program: join(config, name) });
    const read = () => readFileSync(file, 'utf8');
    expect(start.repair()).toEqual(ok(undefined));
    expect(namesIn(config)).not.toContain('autostart');
    at('Old.AppImage').set(true);
    const before = read();
    at('New.AppImage').repair();
    expect(read()).toBe(before);
    rmSync(join(config, 'Old.AppImage'));
    for (const off of ['Hidden=true', 'X-GNOME-Autostart-enabled=false']) {
      writeFileSync(file, `${before}${off}\n`);
      expect(at('New.AppImage').repair()).toEqual(ok(undefined));
      expect(read()).toContain(off);
      expect(read()).toContain('Old.AppImage');
    }
    writeFileSync(file, before);
    expect(at('New.AppImage').isOn()).toBe(false);
    expect(at('New.AppImage').repair()).toEqual(ok(undefined));
    expect(at('New.AppImage').isOn()).toBe(true);
    expect(read()).toContain(`Exec="${join(config, 'New.AppImage')}" --hidden\n`);
    expect(read()).not.toContain('Old.AppImage');
  });

  it('follows a link, as the desktop does, and replaces it', () => {
    const { config, file, start } = opened({ mine: '[Desktop Entry]\nExec=token-desk --hidden\n' });
    mkdirSync(join(config, 'autostart'));
    symlinkSync(join(config, 'mine'), file);
    expect(start.isOn()).toBe(true);
    expect(start.set(true)).toEqual(ok(undefined));
    expect(readFileSync(join(config, 'mine'), 'utf8')).toContain('Exec=token-desk');
    expect(start.set(false)).toEqual(ok(undefined));
    expect(namesIn(config)).toEqual(['autostart', 'mine']);
  });

  it('is not read where the file is larger than any of a desktop', () => {
    const { file, start } = opened();
    start.set(true);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.padEnd(64 * 1024, '#'));
    expect(start.isOn()).toBe(true);
    writeFileSync(file, text.padEnd(64 * 1024 + 1, '#'));
    expect(start.isOn()).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('waits for no pipe in its place', () => {
    const { config, file, start } = opened();
    mkdirSync(join(config, 'autostart'));
    execFileSync('mkfifo', [file]);
    expect(start.isOn()).toBe(false);
  });

  it('is told when the folder cannot be made, or is a folder itself', () => {
    const { start } = opened({ autostart: 'a file' });
    expect(start.set(true)).toEqual(fail('EEXIST'));
    expect(start.isOn()).toBe(false);
    const other = opened();
    mkdirSync(join(other.file, 'inside'), { recursive: true });
    expect(other.start.set(true)).toEqual(fail('EISDIR'));
    expect(other.start.isOn()).toBe(false);
  });

  it.each([
    [
      { APPIMAGE: '/home/a/Desk.AppImage', APPDIR: '/tmp/.mount_Desk' },
      '/tmp/.mount_Desk/token-desk',
      '/home/a/Desk.AppImage',
    ],
    // Started by another AppImage, such as a file manager.
    [
      { APPIMAGE: '/home/a/Files.AppImage', APPDIR: '/tmp/.mount_Files' },
      '/opt/desk/token-desk',
      '/opt/desk/token-desk',
    ],
    [
      { APPIMAGE: '/home/a/Files.AppImage', APPDIR: '/tmp/.mount' },
      '/tmp/.mount_Desk/token-desk',
      '/tmp/.mount_Desk/token-desk',
    ],
    [{ APPIMAGE: '', APPDIR: '' }, '/opt/desk/token-desk', '/opt/desk/token-desk'],
    [{}, '/opt/desk/token-desk', '/opt/desk/token-desk'],
  ])('starts the program that lasts: %j, %s', (env, program, lasts) => {
    expect(programOf(env, program)).toBe(lasts);
  });
});

/** What a Windows command line starts, and what Electron takes a path for: as far as the first blank, unless it is quoted. */
function programIn(commandLine: string): string | undefined {
  return /^"([^"]*)"|^(\S+)/.exec(commandLine)?.slice(1).find(Boolean);
}

/** Electron's login items on Windows, where they are command lines in the registry. */
function windowsItems(program: string) {
  let entry: string | undefined;
  const items = {
    setLoginItemSettings: ({ path = program, args = [], openAtLogin = false }: Settings) => {
      entry = openAtLogin ? [path, ...args].join(' ') : undefined;
    },
    getLoginItemSettings: ({ path = program, args = [] }: LoginItemSettingsOptions = {}) => ({
      openAtLogin: entry === [path, ...args].join(' '),
      executableWillLaunchAtLogin: entry !== undefined && programIn(entry) === programIn(path),
    }),
  };
  return { items, started: () => entry && programIn(entry) };
}

describe('the start at login on Windows', () => {
  it.each(['C:\\Users\\Ann Lee\\AppData\\Local\\Programs\\Token Desk\\Token Desk.exe', 'D:\\desk\\token-desk.exe'])(
    'starts this program, whatever its path, and is found again: %s',
    (program) => {
      const { items, started } = windowsItems(program);
      const start = loginItem(items, 'win32', program);
      expect(start.isOn()).toBe(false);
      expect(start.set(true)).toEqual(ok(undefined));
      expect([start.isOn(), started()]).toEqual([true, program]);
      start.set(false);
      expect([start.isOn(), started()]).toEqual([false, undefined]);
    },
  );
});
