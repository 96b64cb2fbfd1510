import { chmodSync, closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { confirmAll, launchArguments, newFolder } from '../../tools/drive.mjs';
import { root } from '../../tools/run.mjs';
import type { Desk } from './desk.ts';

/** The app on a disk of 48 MB of its own that holds its folder alone; `disk` is where the test sees it. */
export interface SmallDesk extends Desk {
  readonly disk: string;
}

/**
 * Starts the app on a disk of its own, after this shell command has run there. The disk is mounted in a namespace that the
 * app alone is in, so that no right of a superuser is needed.
 */
export async function openOnSmallDisk(prepare = 'true'): Promise<SmallDesk> {
  const outside = newFolder();
  const mount = join(outside, 'disk');
  mkdirSync(mount);
  const prepared = `mount -t tmpfs -o size=48m,mode=700 disk "$0" && cd "$0" && ${prepare}`;
  const program = electronAfter(prepared, mount, outside);
  const app = await _electron.launch({ executablePath: program, args: launchArguments(mount), cwd: root });
  const window = await app.firstWindow();
  await window.getByRole('heading').first().waitFor();
  await confirmAll(app);
  return { app, window, folder: mount, disk: join(`/proc/${app.process().pid}/root`, mount) };
}

/**
 * A program that starts Electron in a namespace of its own, after this shell command has mounted there what it wants.
 * @param first what the command has as `$0`
 * @param outside the folder for the program
 */
export function electronAfter(prepare: string, first: string, outside: string): string {
  const electron: unknown = createRequire(import.meta.url)('electron');
  const program = join(outside, 'electron-in-a-namespace');
  const ids = `--map-user=${process.getuid?.()} --map-group=${process.getgid?.()}`;
  const inside = `${prepare}; cd '${root}' && exec unshare --user ${ids} "$@"`;
  writeFileSync(
    program,
    `#!/bin/sh\nexec unshare --user --map-root-user --mount sh -c '${inside.replaceAll("'", `'\\''`)}' '${first}' '${electron}' "$@"\n`,
  );
  chmodSync(program, 0o700);
  return program;
}

/** Fills a disk to the last byte; what is in the way is a file of this name. */
export function fill(disk: string, name = 'filler'): void {
  const file = openSync(join(disk, name), 'w');
  try {
    for (const size of [1 << 20, 1 << 12, 1]) fillBy(file, Buffer.alloc(size));
  } finally {
    closeSync(file);
  }
}

function fillBy(file: number, block: Buffer): void {
  try {
    while (writeSync(file, block) > 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}
