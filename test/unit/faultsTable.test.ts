import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFaults } from '../../tools/faults/table.mjs';

const root = join(import.meta.dirname, '../..');
const faults = readFaults();

/** Whether a name stands in the source, as it is or with a row of its table filled in: `deletes nothing: %s` for `deletes nothing: 503`. */
function isNamed(source: string, words: string): boolean {
  const isFilledIn = (length: number) => source.includes(`${words.slice(0, length)}%`);
  return source.includes(words) || Array.from(words).some((_, at) => at > 10 && isFilledIn(at));
}

describe('the table of faults', () => {
  it('has a row for each fault, and none twice', () => {
    const names = faults.map(({ fault }) => fault);
    expect(names.length).toBeGreaterThan(60);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(faults.map(({ fault, tests }) => [fault, tests] as const))('names tests that exist: %s', (_fault, tests) => {
    for (const { file, words } of tests) {
      const source = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '';
      expect(isNamed(source, words), `${file}: ${words}`).toBe(true);
    }
  });
});
