import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../run.mjs';

/**
 * A test that ran, with its file's path relative to the project's folder.
 * @typedef {{ readonly file: string, readonly name: string, readonly isPassed: boolean }} Ran
 */
/**
 * @typedef {{ readonly testResults: readonly { readonly name: string, readonly assertionResults: readonly {
 *   readonly fullName: string, readonly status: string }[] }[] }} VitestReport
 * @typedef {{ readonly title: string, readonly file: string, readonly specs?: readonly { readonly title: string,
 *   readonly file: string, readonly ok: boolean, readonly tests: readonly { readonly status: string }[] }[],
 *   readonly suites?: readonly Suite[] }} Suite
 * @typedef {{ readonly suites: readonly Suite[], readonly config: { readonly rootDir: string } }} PlaywrightReport
 */

/**
 * The tests in Vitest's JSON report, without skipped ones; none when there is no report.
 * @param {string} report its path
 * @returns {readonly Ran[]}
 */
export function ranByVitest(report) {
  const { testResults } = /** @type {VitestReport} */ (read(report) ?? { testResults: [] });
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ fullName, status }) => ({ file: relative(root, name), name: fullName, isPassed: status === 'passed' })),
  );
}

/**
 * The tests in Playwright's JSON report; none when there is no report. A test that was skipped, or passed only when it
 * was repeated, counts as failed.
 * @param {string} report its path
 * @returns {readonly Ran[]}
 */
export function ranByPlaywright(report) {
  const { suites, config } = /** @type {PlaywrightReport} */ (
    read(report) ?? { suites: [], config: { rootDir: root } }
  );
  return suites.flatMap((suite) => ranIn(suite, config.rootDir));
}

/**
 * @param {Pick<Suite, 'specs' | 'suites'>} suite @param {string} folder @param {string} [above] the titles of the groups
 * around it @returns {readonly Ran[]}
 */
function ranIn({ specs = [], suites = [] }, folder, above = '') {
  const own = specs.map(({ title, file, tests }) => ({
    file: relative(root, join(folder, file)),
    name: above + title,
    isPassed: tests.every(({ status }) => status === 'expected'),
  }));
  return [...own, ...suites.flatMap((suite) => ranIn(suite, folder, `${above}${suite.title} `))];
}

/** @param {string} report @returns {unknown} */
function read(report) {
  return existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
}
