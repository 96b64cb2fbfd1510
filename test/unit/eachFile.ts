import { readFileSync } from 'node:fs';
import { afterAll, expect, vi } from 'vitest';

// Test files share a process and its modules. A file that puts a fake in place of a module loads everything anew, and so
// does the one after it: otherwise both would get what the first of them has loaded, with its fake.
const { testPath } = expect.getState();
if (testPath === undefined) throw new Error('No test file');
if (/^vi\.mock\(/m.test(readFileSync(testPath, 'utf8'))) {
  vi.resetModules();
  afterAll(() => void vi.resetModules());
}
