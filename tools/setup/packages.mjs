import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../run.mjs';
import { Problem } from './problem.mjs';

// Inside node_modules, so that whoever deletes the packages deletes the stamp too.
const stamp = join(root, 'node_modules/.installed-from');

/**
 * Installs the npm packages, unless they were installed from the same lock file already.
 * @throws {Problem} when npm fails
 */
export function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing the npm packages: about a minute.');
  // With an explicit log level, because npm would inherit `--silent` from `npm test --silent` and hide why it failed.
  if (run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']) !== 0) {
    throw new Problem('npm could not install the packages; its output is above.');
  }
  writeFileSync(stamp, lock);
}
