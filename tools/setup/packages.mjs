import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../run.mjs';
import { Problem } from './problem.mjs';

// Inside node_modules, so that it goes when they go.
const stamp = join(root, 'node_modules/.installed-from');

/**
 * Installs the npm packages when the lock file is not the one they were installed from.
 * @throws {Problem} when npm fails
 */
export function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing the npm packages: about a minute.');
  // The log level is named because `npm test --silent` would hand its silence down, and with it the reason of a failure.
  if (run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']) !== 0) {
    throw new Problem('The npm packages could not be installed; what npm said stands above.');
  }
  writeFileSync(stamp, lock);
}
