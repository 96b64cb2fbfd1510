import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run.mjs';

/**
 * A test by its file under `test/` and words of its name.
 * @typedef {{ readonly file: string, readonly words: string }} NamedTest
 * @typedef {{ readonly fault: string, readonly tests: readonly NamedTest[], readonly seen: string }} Fault
 */

/** The rows of every table in docs/faults.md that names tests. @returns {readonly Fault[]} */
export function readFaults() {
  const lines = readFileSync(join(root, 'docs/faults.md'), 'utf8').split('\n');
  return lines
    .filter((line) => /^\| .*\| `/.test(line))
    .map((line) => {
      const [fault = '', tests = '', seen = '', ...more] = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      if (seen === '' || more.length > 0) throw new Error(`docs/faults.md has a row that is not three cells: ${line}`);
      return { fault, tests: tests.split('<br>').map(readTest), seen };
    });
}

/** @param {string} text @returns {NamedTest} */
function readTest(text) {
  const [, file = '', words = ''] = /^`([^`]+)`: (.+)$/.exec(text) ?? [];
  if (words === '') throw new Error(`docs/faults.md names no test here: ${text}`);
  return { file: `test/${file}`, words };
}
