import { spawnSync } from 'node:child_process';
import { ordinaryUser } from './ordinaryUser.mjs';

/**
 * Some tests need namespaces that not every machine grants: containers refuse them by default, and so does the kernel
 * in a chroot. `tests` names those tests for a person, `refused` is the reason for which they are skipped, and `trial`
 * is a command that needs the same namespaces.
 * @typedef {{ readonly tests: string, readonly refused: string, readonly trial: readonly string[] }} Need
 */

/** @type {{ readonly sandbox: Need, readonly disk: Need }} */
export const namespaces = {
  sandbox: {
    tests: 'the packed app in its sandbox (packed.spec.ts)',
    refused: 'this machine refuses user namespaces, which Chromium needs for its sandbox',
    trial: ['unshare', '--user', 'true'],
  },
  disk: {
    tests: 'the app on a full or read-only disk (fullDisk.spec.ts) or in another time zone (timeZone.spec.ts)',
    refused: 'this machine refuses user and mount namespaces, which the tests need for a disk or a zone of their own',
    trial: ['unshare', '--user', '--map-root-user', '--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/tmp'],
  },
};

/**
 * Runs the trial command as the user of the app's tests; true when it fails, so the machine refuses these namespaces.
 * @param {Need} need
 */
export function refusesNamespaces({ trial }) {
  const [command = '', ...args] = [...ordinaryUser(), ...trial];
  return spawnSync(command, args, { stdio: 'ignore' }).status !== 0;
}

/**
 * The line that is printed before the tests run when the machine refuses namespaces.
 * @param {readonly Need[]} refused at least one
 */
export function refusal(refused) {
  const tests = refused.map((need) => need.tests).join(' and ');
  return `This machine refuses user namespaces, so these tests cannot run here and count as skipped: ${tests}.`;
}
