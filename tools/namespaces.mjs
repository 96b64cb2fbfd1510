import { spawnSync } from 'node:child_process';
import { ordinaryUser } from './ordinaryUser.mjs';

/**
 * Some tests need namespaces that not every machine grants: a container refuses them by default, the kernel does in a chroot.
 * `tests` names those tests, `refused` is the reason with which they are skipped, `trial` a command that needs the same.
 * @typedef {{ readonly tests: string, readonly refused: string, readonly trial: readonly string[] }} Need
 */

/** @type {{ readonly sandbox: Need, readonly disk: Need }} */
export const namespaces = {
  sandbox: {
    tests: 'the packed app in its sandbox (packed.spec.ts)',
    refused: 'user namespaces are refused, without which Chromium has no sandbox',
    trial: ['unshare', '--user', 'true'],
  },
  disk: {
    tests: 'the app on a disk of its own (fullDisk.spec.ts)',
    refused: 'user and mount namespaces are refused, without which there is no disk to fill',
    trial: ['unshare', '--user', '--map-root-user', '--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/tmp'],
  },
};

/**
 * Whether this machine refuses namespaces to the user that the app's tests run as. It is tried, not guessed.
 * @param {Need} need
 */
export function refusesNamespaces({ trial }) {
  const [command = '', ...args] = [...ordinaryUser(), ...trial];
  return spawnSync(command, args, { stdio: 'ignore' }).status !== 0;
}

/**
 * What the refused namespaces are told by before the tests run, in one line.
 * @param {readonly Need[]} refused at least one
 */
export function refusal(refused) {
  const tests = refused.map((need) => need.tests).join(' and ');
  return `This machine refuses user namespaces, so these tests cannot be tried here and count as skipped: ${tests}.`;
}
