import { defineConfig } from '@playwright/test';

/** Of each desktop the variables that lead to it (`tools/desktop.mjs`); one that is not told of is the one we are on. */
const desktops: readonly NodeJS.ProcessEnv[] = JSON.parse(process.env.TOKEN_DESK_DESKTOPS ?? '[{}]');
// Playwright reads this file in each worker too.
Object.assign(process.env, desktops[Number(process.env.TEST_PARALLEL_INDEX ?? 0)]);

/** Those of the sign-in window have one Electron together. */
const popup = /popup\w*\.spec\.ts/;
/** Those that wait longest begin early, so that nobody waits for them alone at the end. */
const waiting = /(tokens|failures|keychain)\.spec\.ts/;

/** Those that bound a time run by themselves, after all others (`tools/appTests.mjs`): it is the app's time that they measure. */
const alone = /@alone/;

/** Tests of the real app on real desktops: on each one after the other, because screen, clipboard and tray are one. */
export default defineConfig({
  testDir: 'test/app',
  outputDir: 'out/test/app',
  workers: desktops.length,
  retries: 0,
  forbidOnly: true,
  timeout: 30_000,
  reporter: [['list'], ['json', { outputFile: 'out/test/app.json' }]],
  use: { trace: 'off' },
  projects: [
    { name: 'popup', testMatch: popup, grepInvert: alone, workers: 1 },
    { name: 'waiting', testMatch: waiting, grepInvert: alone },
    { name: 'app', testIgnore: [popup, waiting], grepInvert: alone },
    { name: 'alone', grep: alone, workers: 1 },
  ],
});
