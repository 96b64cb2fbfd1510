import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/**
 * The result of a run. `passed`: the tests that did what they should; `failed`: those that failed, were flaky, were
 * skipped without need or never ran; `names`: the failed ones that have a name, each with the first line of its error;
 * `skipped`: those that need what the machine refuses.
 * @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number,
 *   readonly names: readonly string[] }} Counts
 */

/**
 * The members of Vitest's JSON report that are read.
 * @typedef {{ readonly numPassedTests: number, readonly numFailedTests: number, readonly numPendingTests: number,
 *   readonly numTodoTests: number, readonly testResults: readonly { readonly name: string,
 *   readonly status: string, readonly assertionResults: readonly { readonly status: string, readonly fullName: string,
 *   readonly failureMessages?: readonly string[] }[] }[] }} VitestReport
 */

/**
 * The members of a suite in Playwright's JSON report that are read.
 * @typedef {{ readonly title: string, readonly file: string, readonly suites?: readonly Suite[], readonly specs:
 *   readonly { readonly title: string, readonly tests: readonly { readonly status: string, readonly annotations:
 *   readonly { readonly description?: string }[], readonly results:
 *   readonly { readonly error?: { readonly message?: string } }[] }[] }[] }} Suite
 */

/**
 * The members of Playwright's JSON report that are read.
 * @typedef {{ readonly suites: readonly Suite[], readonly errors: readonly { readonly message?: string }[],
 *   readonly stats: { readonly expected: number, readonly unexpected: number, readonly flaky: number,
 *   readonly skipped: number } }} PlaywrightReport
 */

/** @type {Counts} */
export const none = { passed: 0, failed: 0, skipped: 0, names: [] };

/**
 * The sum of two results.
 * @param {Counts} one @param {Counts} other
 * @returns {Counts}
 */
export function add(one, other) {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    names: [...one.names, ...other.names],
  };
}

/**
 * The result of a check without tests in it, such as the compiler's, which counts as one test.
 * @param {string} name @param {boolean} passed
 * @returns {Counts}
 */
export function ofCheck(name, passed) {
  return passed ? { ...none, passed: 1 } : { ...none, failed: 1, names: [name] };
}

/**
 * The line that ends a run: `12 passed, 0 failed`, and if tests were skipped also their number.
 * @param {Counts} counts
 */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Reads Vitest's report. Each skipped test counts as failed, and each file that could not be loaded as one failed test.
 * One more failure is added when the report is missing or contradicts the exit code, or when no test ran.
 * @param {number} exitCode @param {string} report the path of its JSON
 */
export function countVitest(exitCode, report) {
  return judge(exitCode, report, (/** @type {VitestReport} */ json) => {
    const unloaded = json.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
    const failed = json.numFailedTests + json.numPendingTests + json.numTodoTests + unloaded.length;
    const names = json.testResults.flatMap((file) =>
      file.assertionResults
        .filter(({ status }) => status !== 'passed')
        .map(({ fullName, failureMessages = [] }) => named(`${basename(file.name)}: ${fullName}`, failureMessages[0])),
    );
    return {
      ...none,
      passed: json.numPassedTests,
      failed,
      names: [...unloaded.map(({ name }) => `${basename(name)} could not be loaded`), ...names],
    };
  });
}

/**
 * Reads Playwright's report. Each flaky test and each error outside a test counts as failed, and each skipped test
 * unless its reason is one of `refused`. One more failure is added when the report is missing or contradicts the exit
 * code, or when no test ran.
 * @param {number} exitCode @param {string} report the path of its JSON
 * @param {readonly string[]} [refused] the reasons for which tests may be skipped on this machine
 */
export function countPlaywright(exitCode, report, refused = []) {
  return judge(exitCode, report, (/** @type {PlaywrightReport} */ { suites, stats, errors }) => {
    const { skipped, names } = suites.map((suite) => notPassed(suite, refused)).reduce(add, none);
    return {
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky + stats.skipped - skipped + errors.length,
      skipped,
      names: [...errors.map(({ message }) => named('outside the tests', message)), ...names],
    };
  });
}

/**
 * How many tests of a suite and its inner suites were skipped for a reason in `refused`, and the names of the others
 * that did not pass.
 * @param {Suite} suite @param {readonly string[]} refused @param {string} above the titles of the suites around it
 * @returns {Counts}
 */
function notPassed({ title, specs, suites = [] }, refused, above = '') {
  const here = above === '' ? `${title}:` : `${above} ${title}`;
  const tests = specs.flatMap((spec) => spec.tests.map((test) => ({ ...test, title: spec.title })));
  const bad = tests.filter(({ status }) => status !== 'expected');
  const failed = bad.filter(({ status, annotations }) => status !== 'skipped' || !annotations.some(isRefusal));
  const names = failed.map(({ title, results }) => named(`${here} ${title}`, results[0]?.error?.message));
  const own = { ...none, skipped: bad.length - failed.length, names };
  return suites.map((suite) => notPassed(suite, refused, here)).reduce(add, own);

  /** @param {{ readonly description?: string }} annotation */
  function isRefusal({ description = '' }) {
    return refused.includes(description);
  }
}

/** @param {string} name @param {string} [message] the error, perhaps coloured and with several lines */
function named(name, message) {
  const [reason = ''] = stripVTControlCharacters(message ?? '').split('\n');
  return reason === '' ? name : `${name}\n    ${reason}`;
}

/**
 * Reads a report. Adds one failure when it is missing or contradicts the exit code, or when no test ran.
 * @template Report
 * @param {number} exitCode @param {string} report @param {(json: Report) => Counts} read
 * @returns {Counts}
 */
function judge(exitCode, report, read) {
  if (!existsSync(report)) {
    console.error(`The tests left no report: they ended with exit code ${exitCode}.`);
    return ofCheck(basename(report), false);
  }
  const counts = read(JSON.parse(readFileSync(report, 'utf8')));
  if (counts.failed > 0 || (exitCode === 0 && counts.passed > 0)) return counts;
  console.error(exitCode === 0 ? 'No test ran.' : `The tests ended with exit code ${exitCode} although none failed.`);
  return add(counts, ofCheck(basename(report), false));
}
