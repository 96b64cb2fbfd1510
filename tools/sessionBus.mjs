import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * The configuration of a session bus that activates no services: only programs that were started otherwise are on it.
 * @param {string} address where it listens, in the form of `DBUS_SESSION_BUS_ADDRESS`
 * @param {string} [rule] a rule after those that allow everything
 */
export function busConfiguration(address, rule = '') {
  return `<busconfig>
  <type>session</type>
  <listen>${address}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
    ${rule}
  </policy>
</busconfig>
`;
}

/**
 * Starts a session bus that no program is connected to yet.
 * @param {(folder: string) => string} [where] gives the address to listen at; gets the path of a new folder
 * @param {string} [rule] a rule of its policy
 * @returns {Promise<{ readonly address: string, readonly stop: () => Promise<void> }>} the address that the bus
 *   reports, and what ends the bus and deletes the folder
 * @throws {Error} when dbus-daemon cannot be started or ends before it listens
 */
export async function startSessionBus(where = (folder) => `unix:path=${folder}/bus`, rule = '') {
  const folder = mkdtempSync(join(tmpdir(), 'token-desk-bus-'));
  const configuration = join(folder, 'bus.conf');
  writeFileSync(configuration, busConfiguration(where(folder), rule));
  const words = [`--config-file=${configuration}`, '--nofork', '--nopidfile', '--print-address=1'];
  const bus = spawn('dbus-daemon', words, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(bus, 'exit');
  const [address] = await Promise.race([once(createInterface(bus.stdout), 'line'), ended]);
  if (typeof address !== 'string') throw new Error(`dbus-daemon ended with ${address}`);
  return {
    address,
    stop: async () => {
      bus.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
