import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Waits until a program has that name on the session bus.
 * @param {string} name @param {NodeJS.ProcessEnv} env names the bus
 * @throws {Error} when none has it within 20 s
 */
export async function onBus(name, env) {
  await run('gdbus', ['wait', '--session', '--timeout=20', name], { env });
}

/**
 * Calls a program on the session bus and gives its answer as gdbus writes it.
 * @param {string} name @param {string} path @param {string} method with its interface
 * @param {NodeJS.ProcessEnv} env names the bus @param {readonly string[]} words the arguments
 * @throws {Error} when the answer is an error
 */
export async function callBus(name, path, method, env, ...words) {
  const call = ['call', '--session', '--dest', name, '--object-path', path, '--method', method, ...words];
  return (await run('gdbus', call, { env })).stdout;
}
