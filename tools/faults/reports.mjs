import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from '../run.mjs';

/** A test that ran. @typedef {{ readonly file: string, readonly name: string, readonly isPassed: boolean }} Ran */
/**
 * @typedef {{ readonly testResults: readonly { readonly name: string, readonly assertionResults: readonly {
 *   readonly fullName: string, readonly status: string }[] }[] }} VitestReport
 * @typedef {{ readonly title: string, readonly file: string, readonly specs?: readonly { readonly title: string,
 *   readonly file: string, readonly ok: boolean, readonly tests: readonly { readonly status: string }[] }[],
 *   readonly suites?: readonly Suite[] }} Suite
 */

/** What Vitest's JSON report tells, skipped tests left out; nothing when there is none. @param {string} report @returns {readonly Ran[]} */
export function ranByVitest(report) {
  const { testResults } = /** @type {VitestReport} */ (read(report) ?? { testResults: [] });
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ fullName, status }) => ({ file: relative(root, name), name: fullName, isPassed: status === 'passed' })),
  );
}

/** The same of Playwright's; a test that passed only when it was repeated has failed. @param {string} report @returns {readonly Ran[]} */
export function ranByPlaywright(report) {
  const { suites } = /** @type {{ readonly suites: readonly Suite[] }} */ (read(report) ?? { suites: [] });
  return suites.flatMap(ranIn);
}

/** @param {Suite} suite @returns {readonly Ran[]} */
function ranIn({ specs = [], suites = [] }) {
  const own = specs.map(({ title, file, tests }) => ({
    file: `test/app/${file}`,
    name: title,
    isPassed: tests.every(({ status }) => status === 'expected'),
  }));
  return [...own, ...suites.flatMap(ranIn)];
}

/** @param {string} report @returns {unknown} */
function read(report) {
  return existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
}
