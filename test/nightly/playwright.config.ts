import { defineConfig } from '@playwright/test';

/** Tests of the real app beside programs that are too large or too rare for every test run (`tools/nightly.mjs`). */
export default defineConfig({
  testDir: '.',
  outputDir: '../../out/test/nightly',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: '../../out/test/nightly.json' }]],
  use: { trace: 'off' },
});
