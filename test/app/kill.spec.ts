import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { newFolder } from '../../tools/drive.mjs';
import { filesUnder } from './desk.ts';
import { buildKillHarness } from './kill/build.ts';
import { killAgainAndAgain, type Window } from './kill/campaign.ts';

const KILLS = Number(process.env.TOKEN_DESK_KILLS ?? 12);

test('killed at every step of a renewal and at random moments, no sign-in is lost but in the window, and there it is told', {
  tag: '@alone',
}, async () => {
  test.setTimeout(60_000 + KILLS * 10_000);
  await buildKillHarness();
  const folder = newFolder();
  const { tokens, windows, ...rest } = await killAgainAndAgain(folder, KILLS);
  const files = filesUnder(folder).filter(({ bytes }) => tokens.some((token) => bytes.includes(token)));
  const report = {
    ...rest,
    window: windowOf(windows.filter(({ isLarge }) => !isLarge)),
    largeWindow: windowOf(windows.filter(({ isLarge }) => isLarge)),
    onDisk: files.map(({ file }) => file),
  };
  mkdirSync('out/test', { recursive: true });
  writeFileSync('out/test/kills.json', JSON.stringify(report, null, 2));
  console.log(`${KILLS} kills: ${JSON.stringify(report.outcomes)}`);
  console.log(
    `window, milliseconds: ${JSON.stringify(report.window)}, in parts: ${JSON.stringify(report.largeWindow)}`,
  );
  expect(report.lost).toEqual([]);
  expect(report.harmed).toEqual([]);
  expect(report.onDisk).toEqual([]);
  expect(report.window.median).toBeLessThan(50);
});

function windowOf(windows: readonly Window[]) {
  const sorted = windows.map(({ lasts }) => Math.round(lasts * 10) / 10).toSorted((one, other) => one - other);
  return {
    renewals: sorted.length,
    median: sorted[Math.floor(sorted.length / 2)],
    longest: sorted.at(-1),
    over50: sorted.filter((lasts) => lasts >= 50).length,
  };
}
