import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's folder: an absolute path with a separator at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a command in the project's folder, its output passed through, and gives its exit code (1 when it could not be started).
 * @param {string} command
 * @param {readonly string[]} args
 */
export function run(command, args) {
  // npm and npx are scripts on Windows, and only a shell starts those.
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) console.error(`${command}: ${error.message}`);
  return status ?? 1;
}
