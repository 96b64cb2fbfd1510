import { defineConfig } from '@playwright/test';

/** Not tests: each takes one picture for docs/. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../out/screenshots',
  workers: 1,
  timeout: 60_000,
  reporter: 'list',
});
