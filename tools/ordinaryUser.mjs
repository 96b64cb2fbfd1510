import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { root } from './run.mjs';

// Maps root to user 1, Debian's `daemon`, a number that has a name on every system. Root's files appear as that user's.
const prefix = ['unshare', '--user', '--map-user=1', '--map-group=1'];

/**
 * What to put before a command so that root runs it as an ordinary user, in a user namespace: Chromium refuses its
 * sandbox to root, and the app is tested with it.
 * @returns {readonly string[]} empty for any other user, where root does not own the project's folder, and where the
 *   system refuses such a namespace
 */
export function ordinaryUser() {
  // In the namespace root has no power over the files of others, and the command must be able to write to this folder.
  if (process.getuid?.() !== 0 || statSync(root).uid !== 0) return [];
  // Chromium's sandbox makes another user namespace inside this one.
  const [unshare = '', ...words] = [...prefix, 'unshare', '--user', 'true'];
  return spawnSync(unshare, words, { stdio: 'ignore' }).status === 0 ? prefix : [];
}
