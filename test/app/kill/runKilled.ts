import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { electronProgram } from '../../../tools/setup/electron.mjs';
import type { Order, Said } from './main.ts';

/** A run that is not killed by then never came to the moment that was waited for, milliseconds. */
const DEADLINE = 25_000;

/** SIGKILL, to the app's main process alone or to all of its processes at once, as when the power goes. */
export type Kill = (whom: 'main' | 'all') => void;

/** What a run said until it ended. */
export interface Ended {
  readonly said: readonly Said[];
  readonly isKilled: boolean;
  readonly code: number | null;
  readonly complaint: string;
}

/** Runs the part of the app that renews once, and tells of every line as it comes. */
export async function run(order: Order, onSaid: (said: Said, kill: Kill) => void): Promise<Ended> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const words = [electronProgram(), ...sandbox, import.meta.dirname, `--user-data-dir=${order.folder}/electron`];
  // A group of its own that can be ended as one; whatever ends this process ends it too.
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...words], {
    env: { ...process.env, TOKEN_DESK_KILL: JSON.stringify(order) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const kill: Kill = (whom) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    process.kill(whom === 'all' ? -child.pid : child.pid, 'SIGKILL');
  };
  let complaint = '';
  child.stderr.on('data', (text) => {
    complaint = `${complaint}${text}`.slice(-4_000);
  });
  let isLate = false;
  const deadline = setTimeout(() => {
    isLate = true;
    kill('all');
  }, DEADLINE);
  const said: Said[] = [];
  createInterface(child.stdout).on('line', (line) => {
    const one: Said = JSON.parse(line);
    said.push(one);
    onSaid(one, kill);
  });
  const [code, signal] = await once(child, 'close');
  clearTimeout(deadline);
  return { said, isKilled: signal === 'SIGKILL' && !isLate, code, complaint };
}
