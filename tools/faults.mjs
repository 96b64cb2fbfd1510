import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';
import { runTool } from './setup/problem.mjs';
import { runRows, tellRows } from './tables/runRows.mjs';
import { readTable } from './tables/table.mjs';

// `npm run faults`: runs the tests that docs/faults.md names; the kill test among them kills the app 200 times. The
// last line is the count.
const KILLS = '200';
/** Each failed test of these files counts as a lost secret: it shows that a sign-in was lost, or may be. */
const properties = ['test/unit/connections/interleavings.test.ts', 'test/unit/desktop/keychain/chunkedItems.test.ts'];
/** What the kill test writes. */
const killsReport = join(root, 'out/test/kills.json');

await runTool(async () => {
  const faults = readTable('docs/faults.md');
  rmSync(killsReport, { force: true });
  const ran = await runRows(faults, { TOKEN_DESK_KILLS: KILLS, ...process.env });
  const survived = tellRows(faults, ran, 'survived');
  const lost = secretsLost(ran);
  console.log(`\n${faults.length} faults, ${survived} survived, ${lost ?? 'an unknown number of'} secrets lost`);
  return survived === faults.length && lost === 0 ? 0 : 1;
});

/**
 * How many secrets the kill test and the property tests found lost, or readable on disk; undefined when the kill test
 * wrote no report or a property file did not run.
 * @param {readonly import('./tables/reports.mjs').Ran[]} ran
 */
function secretsLost(ran) {
  const isWhole = properties.every((file) => ran.some((one) => one.file === file));
  if (!isWhole || !existsSync(killsReport)) return undefined;
  const { kills, outcomes, window, lost, onDisk } = JSON.parse(readFileSync(killsReport, 'utf8'));
  console.log(`\n${kills} kills: ${JSON.stringify(outcomes)}, window ${JSON.stringify(window)}`);
  const failed = ran.filter(({ file, isPassed }) => properties.includes(file) && !isPassed);
  return lost.length + onDisk.length + failed.length;
}
