import { defineConfig } from '@playwright/test';

/** Tests of the real app on a real desktop: one after the other, because screen, clipboard and tray are one. */
export default defineConfig({
  testDir: 'test/app',
  outputDir: 'out/test/app',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 30_000,
  reporter: [['list'], ['json', { outputFile: 'out/test/app.json' }]],
  use: { trace: 'off' },
});
