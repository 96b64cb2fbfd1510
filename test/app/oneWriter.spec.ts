import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { launchArguments, newFolder } from '../../tools/drive.mjs';
import { root } from '../../tools/run.mjs';
import { expect, test } from './desk.ts';

const electron = String(createRequire(import.meta.url)('electron'));

function startOn(folder: string): ChildProcess {
  return spawn(electron, launchArguments(folder), { cwd: root, stdio: 'ignore' });
}

test('of two starts at once one stays, by whatever path, also after a kill; a kill stops no next start', async ({
  start,
}) => {
  const folder = newFolder();
  const byLink = `${newFolder()}/link`;
  symlinkSync(folder, byLink);
  for (let round = 1; round <= 6; round += 1) {
    const starts = [startOn(folder), startOn(round % 2 === 0 ? folder : byLink)];
    const [code, signal] = await Promise.race(starts.map((one) => once(one, 'exit')));
    expect({ round, code, signal }).toEqual({ round, code: 0, signal: null });
    // The other one is there whole: it has shown its window, and written.
    await expect.poll(() => existsSync(join(folder, 'registry.json')), { message: `round ${round}` }).toBe(true);
    const [stays, ...more] = starts.filter(({ exitCode }) => exitCode === null);
    expect(more).toEqual([]);
    if (stays === undefined) throw new Error(`None stayed in round ${round}`);
    // Its lock and its claim stay behind.
    stays.kill('SIGKILL');
    await once(stays, 'exit');
    rmSync(join(folder, 'registry.json'));
  }
  await start(folder);
});
