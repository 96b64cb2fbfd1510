import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import config from '../../../playwright.config.ts';
import { groups } from '../../../tools/appTests.mjs';

const folder = join(import.meta.dirname, '../../app');
const specs = readdirSync(folder).filter((name) => name.endsWith('.spec.ts'));
const projects = config.projects ?? [];

/** Whether a project takes a file, by its patterns. */
function isTaken({ testMatch = /./, testIgnore = [] }: (typeof projects)[number], file: string): boolean {
  const is = (pattern: unknown) => pattern instanceof RegExp && pattern.test(file);
  return [testMatch].flat().some(is) && ![testIgnore].flat().some(is);
}

/** The tests of a file, each from its name to the next one's. */
function testsOf(file: string): readonly string[] {
  return readFileSync(join(folder, file), 'utf8')
    .split(/^ *(?:sharedTest|test)\(/m)
    .slice(1);
}

describe('the groups of the app’s tests', () => {
  it('are the projects of Playwright, each one once', () => {
    expect([...groups.beside, ...groups.alone]).toEqual(projects.map(({ name }) => name));
  });

  it.each(specs)('have each test of %s once', (file) => {
    const names = projects.filter((project) => isTaken(project, file)).map(({ name }) => name);
    expect(names.filter((name) => groups.beside.some((one) => one === name))).toHaveLength(1);
    expect(names.filter((name) => groups.alone.some((one) => one === name))).toHaveLength(1);
    // What stands beside others leaves out what stands alone, by the same tag.
    for (const { name, grep, grepInvert } of projects)
      expect(groups.alone.some((one) => one === name) ? grep : grepInvert).toEqual(/@alone/);
  });

  it.each(specs)('have a test of %s for each day beside those of the night', (file) => {
    expect(testsOf(file).filter((test) => !test.includes('@nightly'))).not.toEqual([]);
  });

  it.each(specs)('have what bounds a time in %s alone', (file) => {
    const bounding = testsOf(file).filter(
      (test) => /(Date|performance)\.now\(\)/.test(test) && /toBeLessThan\(/.test(test),
    );
    for (const test of bounding) expect(test).toContain("tag: '@alone'");
  });
});
