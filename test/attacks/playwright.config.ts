import { defineConfig } from '@playwright/test';

/** Attacks on the real app that take too long for every test run; `npm run attacks` runs those that docs/attacks.md names. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../out/test/attacks',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: '../../out/test/attacks.json' }]],
  use: { trace: 'off' },
});
