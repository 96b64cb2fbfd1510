import { defineConfig } from '@playwright/test';

/** These are no tests: they take the pictures in docs/. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../out/screenshots',
  workers: 1,
  timeout: 60_000,
  reporter: 'list',
});
