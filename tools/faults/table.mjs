import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run.mjs';

/**
 * A test: its file's path relative to the project's folder, and words that its name contains.
 * @typedef {{ readonly file: string, readonly words: string }} NamedTest
 */
/**
 * A row of a table: the fault, the tests that try it, and what a person sees of it.
 * @typedef {{ readonly fault: string, readonly tests: readonly NamedTest[], readonly seen: string }} Fault
 */

/**
 * Reads the faults in docs/faults.md: the rows of all tables that name tests.
 * @returns {readonly Fault[]}
 * @throws {Error} when a row has not exactly three cells, or a test in it is not `file`: name
 */
export function readFaults() {
  const lines = readFileSync(join(root, 'docs/faults.md'), 'utf8').split('\n');
  return lines
    .filter((line) => /^\| .*\| `/.test(line))
    .map((line) => {
      const [fault = '', tests = '', seen = '', ...more] = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      if (seen === '' || more.length > 0) throw new Error(`docs/faults.md has a row without three cells: ${line}`);
      return { fault, tests: tests.split('<br>').map(readTest), seen };
    });
}

/** @param {string} text @returns {NamedTest} */
function readTest(text) {
  const [, file = '', words = ''] = /^`([^`]+)`: (.+)$/.exec(text) ?? [];
  if (words === '') throw new Error(`docs/faults.md names no test here: ${text}`);
  return { file: `test/${file}`, words };
}
