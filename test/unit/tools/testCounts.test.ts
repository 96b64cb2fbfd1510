import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { add, countPlaywright, lastLine, none, ofCheck } from '../../../tools/testCounts.mjs';

const REFUSED = 'user namespaces are refused';

/** A report of Playwright with one passed test and one that was skipped for this reason. */
function skippedFor(description: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'token-desk-counts-')), 'app.json');
  const test = (status: string, annotations: readonly object[]) => ({ status, annotations, results: [] });
  const specs = [
    { title: 'starts', tests: [test('expected', [])] },
    { title: 'fills a disk', tests: [test('skipped', [{ type: 'skip', description }])] },
  ];
  const stats = { expected: 1, unexpected: 0, flaky: 0, skipped: 1 };
  const inner = { title: 'in its sandbox', file: 'packed.spec.ts', specs };
  const suites = [{ title: 'packed.spec.ts', file: 'packed.spec.ts', specs: [], suites: [inner] }];
  writeFileSync(file, JSON.stringify({ suites, errors: [], stats }));
  return file;
}

describe('a skipped test of the app', () => {
  it('counts as skipped when the machine refuses what it needs', () => {
    const counts = countPlaywright(0, skippedFor(REFUSED), [REFUSED]);
    expect(counts).toEqual({ passed: 1, failed: 0, skipped: 1, names: [] });
  });

  it('is a failed one, and is named, where the machine refuses nothing', () => {
    const counts = countPlaywright(0, skippedFor(REFUSED));
    expect(counts).toEqual({
      ...{ passed: 1, failed: 1, skipped: 0 },
      names: ['packed.spec.ts: in its sandbox fills a disk'],
    });
  });

  it('is a failed one when it was skipped for another reason than the machine’s', () => {
    expect(countPlaywright(0, skippedFor('too slow'), [REFUSED])).toMatchObject({ passed: 1, failed: 1, skipped: 0 });
  });
});

describe('the last line', () => {
  it('tells what passed and what failed', () => {
    expect(lastLine(add(ofCheck('lint', true), ofCheck('types', false)))).toBe('1 passed, 1 failed');
  });

  it('tells what was skipped only when something was', () => {
    expect(lastLine({ ...none, passed: 5294, skipped: 10 })).toBe('5294 passed, 0 failed, 10 skipped');
  });
});
