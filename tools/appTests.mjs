import { fileURLToPath } from 'node:url';
import { runOnDesktop } from './desktop.mjs';

/** Most of the time a test waits; with more than so many the processors of two cores are busy all the while. */
const DESKTOPS = 4;

/** The projects of playwright.config.ts, by who may run beside whom. */
export const groups = { beside: ['popup', 'waiting', 'app'], alone: ['alone'] };

/**
 * Runs tests of the real app: those that may stand beside each other on several desktops at once, then the others alone.
 * @param {{ readonly beside: string, readonly alone: string }} reports the paths of the two JSON reports
 * @param {readonly string[]} [words] further arguments of Playwright
 * @param {NodeJS.ProcessEnv} [env] ours by default
 * @returns {Promise<{ readonly beside: number, readonly alone: number }>} the exit codes
 */
export async function runAppTests(reports, words = [], env = process.env) {
  const playwright = [fileURLToPath(import.meta.resolve('@playwright/test/cli')), 'test', ...words];
  const run = (/** @type {string} */ report, /** @type {readonly string[]} */ projects, desktops = 1) =>
    runOnDesktop(process.execPath, [...playwright, ...projects.map((name) => `--project=${name}`)], {
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      desktops,
    });
  const beside = await run(reports.beside, groups.beside, DESKTOPS);
  const alone = await run(reports.alone, groups.alone);
  return { beside, alone };
}
