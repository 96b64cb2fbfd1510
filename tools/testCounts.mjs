import { existsSync, readFileSync } from 'node:fs';

/**
 * How many tests did what they should, and how many did not: failed, skipped, flaky, or never came to run.
 * @typedef {{ readonly passed: number, readonly failed: number }} Counts
 */

/**
 * What is read of Vitest's JSON report.
 * @typedef {{ readonly numPassedTests: number, readonly numFailedTests: number, readonly numPendingTests: number,
 *   readonly numTodoTests: number, readonly testResults: readonly { readonly status: string,
 *   readonly assertionResults: readonly unknown[] }[] }} VitestReport
 */

/**
 * What is read of Playwright's JSON report.
 * @typedef {{ readonly stats: { readonly expected: number, readonly unexpected: number, readonly flaky: number,
 *   readonly skipped: number }, readonly errors: readonly unknown[] }} PlaywrightReport
 */

/**
 * @param {Counts} one @param {Counts} other
 * @returns {Counts}
 */
export function add(one, other) {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}

/**
 * A check without tests in it, such as the compiler's, counts as one.
 * @param {boolean} passed
 * @returns {Counts}
 */
export function ofCheck(passed) {
  return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * Reads Vitest's report. A file that could not be loaded counts as one failed test, and so does every skipped one.
 * @param {number} exitCode @param {string} report the path of its JSON
 */
export function countVitest(exitCode, report) {
  return judge(exitCode, report, (/** @type {VitestReport} */ json) => {
    const unloaded = json.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
    const failed = json.numFailedTests + json.numPendingTests + json.numTodoTests + unloaded.length;
    return { passed: json.numPassedTests, failed };
  });
}

/**
 * Reads Playwright's report. A flaky or skipped test is a failed one, and so is every error outside a test.
 * @param {number} exitCode @param {string} report the path of its JSON
 */
export function countPlaywright(exitCode, report) {
  return judge(exitCode, report, (/** @type {PlaywrightReport} */ { stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped + errors.length,
  }));
}

/**
 * Adds one failure where the report and the exit code contradict each other, or nothing ran at all.
 * @template Report
 * @param {number} exitCode @param {string} report @param {(json: Report) => Counts} read
 * @returns {Counts}
 */
function judge(exitCode, report, read) {
  if (!existsSync(report)) {
    console.error(`The tests left no report: they ended with exit code ${exitCode}.`);
    return ofCheck(false);
  }
  const counts = read(JSON.parse(readFileSync(report, 'utf8')));
  if (counts.failed > 0 || (exitCode === 0 && counts.passed > 0)) return counts;
  console.error(exitCode === 0 ? 'No test ran.' : `The tests ended with exit code ${exitCode} although none failed.`);
  return add(counts, ofCheck(false));
}
