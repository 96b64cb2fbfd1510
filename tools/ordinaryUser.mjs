import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { root } from './run.mjs';

// Debian's `daemon`: a user that every system knows by name. Only the number changes; the files of root stay ours.
const prefix = ['unshare', '--user', '--map-user=1', '--map-group=1'];

/**
 * The words to put before a command so that root runs it as an ordinary user, in a user namespace: Chromium refuses its sandbox
 * to root, and the app is to be tested with it. None for anybody else, nor where the system allows no such namespace.
 * @returns {readonly string[]}
 */
export function ordinaryUser() {
  // In there root's power over the files of others is gone, and the command must be able to write into this folder.
  if (process.getuid?.() !== 0 || statSync(root).uid !== 0) return [];
  // Chromium's sandbox makes one more namespace inside.
  const [unshare = '', ...words] = [...prefix, 'unshare', '--user', 'true'];
  return spawnSync(unshare, words, { stdio: 'ignore' }).status === 0 ? prefix : [];
}
