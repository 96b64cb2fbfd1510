import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run.mjs';

/**
 * A test: its file's path relative to the project's folder, and words that its name contains.
 * @typedef {{ readonly file: string, readonly words: string }} NamedTest
 */
/**
 * A row of a table: what is tried, the tests that try it, and what comes of it.
 * @typedef {{ readonly what: string, readonly tests: readonly NamedTest[], readonly comesOfIt: string }} Row
 */

/**
 * Reads a page's rows: those of all its tables that name tests.
 * @param {string} page its path relative to the project's folder
 * @returns {readonly Row[]}
 * @throws {Error} when a row has not exactly three cells, or a test in it is not `file`: name
 */
export function readTable(page) {
  const lines = readFileSync(join(root, page), 'utf8').split('\n');
  return lines
    .filter((line) => /^\| .*\| `/.test(line))
    .map((line) => {
      const [what = '', tests = '', comesOfIt = '', ...more] = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      if (comesOfIt === '' || more.length > 0) throw new Error(`${page} has a row without three cells: ${line}`);
      return { what, tests: tests.split('<br>').map((test) => readTest(page, test)), comesOfIt };
    });
}

/** @param {string} page @param {string} text @returns {NamedTest} */
function readTest(page, text) {
  const [, file = '', words = ''] = /^`([^`]+)`: (.+)$/.exec(text) ?? [];
  if (words === '') throw new Error(`${page} names no test here: ${text}`);
  return { file: `test/${file}`, words };
}
