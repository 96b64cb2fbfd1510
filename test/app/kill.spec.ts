import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { newFolder } from '../../tools/drive.mjs';
import { filesUnder } from './desk.ts';
import { buildKillHarness } from './kill/build.ts';
import { killAgainAndAgain, type Report } from './kill/campaign.ts';

const KILLS = Number(process.env.TOKEN_DESK_KILLS ?? 24);

test('killed at every step of a renewal and at random moments, no sign-in is lost but in the window, and there it is told', async () => {
  test.setTimeout(60_000 + KILLS * 10_000);
  await buildKillHarness();
  const folder = newFolder();
  const { tokens, windows, ...rest } = await killAgainAndAgain(folder, KILLS);
  const files = filesUnder(folder).filter(({ bytes }) => tokens.some((token) => bytes.includes(token)));
  const report = { ...rest, window: windowOf(windows), onDisk: files.map(({ file }) => file) };
  mkdirSync('out/test', { recursive: true });
  writeFileSync('out/test/kills.json', JSON.stringify(report, null, 2));
  console.log(toldOf(report.outcomes, report.window));
  expect(report.lost).toEqual([]);
  expect(report.harmed).toEqual([]);
  expect(report.onDisk).toEqual([]);
  expect(report.window.median).toBeLessThan(50);
});

/** How long the only good refresh token was in memory alone, milliseconds. */
function windowOf(windows: readonly number[]) {
  const sorted = windows.toSorted((one, other) => one - other).map((time) => Math.round(time * 10) / 10);
  return {
    renewals: sorted.length,
    median: sorted[Math.floor(sorted.length / 2)] ?? NaN,
    longest: sorted.at(-1) ?? NaN,
  };
}

function toldOf({ oldValid, newValid, interrupted, lost }: Report['outcomes'], window: ReturnType<typeof windowOf>) {
  return [
    `${KILLS} kills: ${oldValid} starts with the sign-in as before, ${newValid} with the new one`,
    `${interrupted} that say why a new one is needed, ${lost} that lost it`,
    `window of ${window.renewals} renewals: median ${window.median} ms, longest ${window.longest} ms`,
  ].join('; ');
}
