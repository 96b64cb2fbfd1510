import { fileURLToPath } from 'node:url';
import { runOnDesktop } from './desktop.mjs';

/** On two cores two desktops leave the processor idle while a test waits; with more than three each test only gets slower. */
const DESKTOPS = 3;

/** Playwright's projects: those that may run on any desktop, and those that bound a time (playwright.config.ts). */
export const groups = { beside: ['popup', 'pictures', 'waiting', 'app'], alone: ['alone', 'aloneWaiting'] };

/** Arguments for Playwright: the tests of each day, and those that `npm run nightly` has to itself, by their tag. */
export const everyDay = ['--grep-invert', '@nightly'];
export const atNight = ['--grep', '@nightly', '--pass-with-no-tests'];

/**
 * Runs the tests of the real app: on several desktops those that may run side by side, then those that bound a time.
 * @param {{ readonly beside: string, readonly alone: string }} reports the paths of the two JSON reports to write
 * @param {readonly string[]} [words] further arguments for Playwright, by default none: every test
 * @param {NodeJS.ProcessEnv} [env] the tests' environment, by default this process's
 * @returns {Promise<{ readonly beside: number, readonly alone: number }>} Playwright's exit codes
 * @throws {import('./setup/problem.mjs').Problem} when a part of a desktop does not start
 */
export async function runAppTests(reports, words = [], env = process.env) {
  const playwright = [fileURLToPath(import.meta.resolve('@playwright/test/cli')), 'test', ...words];
  const run = (/** @type {string} */ report, /** @type {readonly string[]} */ projects, desktops = 1) =>
    runOnDesktop(process.execPath, [...playwright, ...projects.map((name) => `--project=${name}`)], {
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      desktops,
    });
  const beside = await run(reports.beside, groups.beside, DESKTOPS);
  const alone = await run(reports.alone, groups.alone, groups.alone.length);
  return { beside, alone };
}
