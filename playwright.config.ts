import { defineConfig } from '@playwright/test';

/** The environment variables of each desktop (`tools/desktop.mjs`); without them the tests run on the current one. */
const desktops: readonly NodeJS.ProcessEnv[] = JSON.parse(process.env.TOKEN_DESK_DESKTOPS ?? '[{}]');
// Playwright reads this file in each worker too, so each worker gets a desktop of its own.
Object.assign(process.env, desktops[Number(process.env.TEST_PARALLEL_INDEX ?? 0)]);

/** The tests of the sign-in window share one Electron, so one worker runs them. */
const popup = /popup\w*\.spec\.ts/;
/** The tests that wait longest begin early, so that they do not run by themselves at the end. */
const waiting = /(tokens|failures|keychain)\.spec\.ts/;

/**
 * Tests that bound a time run after all others (`tools/appTests.mjs`), so that they time nothing but the app: one by one,
 * those that wait for a deadline of the app's beside those that need the processor.
 */
const alone = /@alone/;

/** Tests of the real app. A desktop runs one test at a time, because it has one screen, one clipboard and one tray. */
export default defineConfig({
  testDir: 'test/app',
  outputDir: 'out/test/app',
  workers: desktops.length,
  retries: 0,
  forbidOnly: true,
  // These only end what hangs, on a slow and busy machine too; a test that bounds the app's time measures it.
  timeout: 120_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: 'out/test/app.json' }]],
  use: { trace: 'off' },
  projects: [
    { name: 'popup', testMatch: popup, grepInvert: alone, workers: 1 },
    {
      name: 'pictures',
      testDir: 'test/pictures',
      testMatch: /pictures\.spec\.ts/,
      snapshotPathTemplate: 'docs/screens/{arg}{ext}',
      grepInvert: alone,
      workers: 1,
    },
    { name: 'waiting', testMatch: waiting, grepInvert: alone },
    { name: 'app', testIgnore: [popup, waiting], grepInvert: alone },
    { name: 'alone', testIgnore: waiting, grep: alone, workers: 1 },
    { name: 'aloneWaiting', testMatch: waiting, grep: alone, workers: 1 },
  ],
});
