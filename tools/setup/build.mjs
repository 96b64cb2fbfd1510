import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../run.mjs';
import { Problem } from './problem.mjs';

const folders = ['main', 'preload', 'renderer'];
const files = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];
const stamp = join(root, 'out/app-built-from');

/**
 * Builds the app into out/app, unless it was built from the same sources already.
 * @throws {Problem} when the build fails
 */
export function buildApp() {
  const sources = hashOfSources();
  if (existsSync(join(root, 'out/app/main')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  console.log('Building the app.');
  rmSync(stamp, { force: true });
  if (run('npm', ['run', '--silent', 'build']) !== 0) throw new Problem('The app could not be built.');
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(stamp, sources);
}

function hashOfSources() {
  const hash = createHash('sha256');
  const inFolders = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  for (const file of [...inFolders.sort(), ...files.map((name) => join(root, name))]) {
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}
