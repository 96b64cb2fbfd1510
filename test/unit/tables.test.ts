import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../tools/tables/table.mjs';

const root = join(import.meta.dirname, '../..');

/** Whether a name stands in the source, as it is or with a row of its table filled in: `deletes nothing: %s` or `deletes nothing: ${status}` for `deletes nothing: 503`. */
function isNamed(source: string, words: string): boolean {
  const isFilledIn = (length: number) => ['%', '${'].some((sign) => source.includes(words.slice(0, length) + sign));
  return source.includes(words) || Array.from(words).some((_, at) => at > 10 && isFilledIn(at));
}

describe.each([
  ['docs/faults.md', 60],
  ['docs/attacks.md', 80],
  ['docs/security.md', 29],
])('the table %s', (page, atLeast) => {
  const rows = readTable(page);

  it('has a row for each case, and none twice', () => {
    const names = rows.map(({ what }) => what);
    expect(names.length).toBeGreaterThan(atLeast);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(rows.map(({ what, tests }) => [what, tests] as const))('names tests that exist: %s', (_what, tests) => {
    for (const { file, words } of tests) {
      const source = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '';
      expect(isNamed(source, words), `${file}: ${words}`).toBe(true);
    }
  });
});

it('each attack is tried in real Electron', () => {
  const isReal = (file: string) => /^test\/(app|attacks)\//.test(file);
  const others = readTable('docs/attacks.md').filter(({ tests }) => !tests.some(({ file }) => isReal(file)));
  expect(others.map(({ what }) => what)).toEqual([]);
});
