import { setTimeout as wait } from 'node:timers/promises';

/**
 * Waits until something is so, asking four times a second.
 * @param {string} what for the error @param {() => Promise<boolean>} isSo @param {number} [within] milliseconds
 * @throws {Error} when it is not so in time
 */
export async function until(what, isSo, within = 20_000) {
  const end = Date.now() + within;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${within / 1000} s`);
    await wait(250);
  }
}
