import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runAppTests } from './appTests.mjs';
import { ranByPlaywright, ranByVitest } from './faults/reports.mjs';
import { readFaults } from './faults/table.mjs';
import { root, run } from './run.mjs';
import { buildApp } from './setup/build.mjs';
import { runTool } from './setup/problem.mjs';
import { setUp } from './setup.mjs';

// `npm run faults`: runs the tests that docs/faults.md names; the kill test among them kills the app 200 times. The
// last line is the count.
const KILLS = '200';
/** Each failed test of these files counts as a lost secret: it shows that a sign-in was lost, or may be. */
const properties = ['test/unit/connections/interleavings.test.ts', 'test/unit/desktop/keychain/chunkedItems.test.ts'];
const reports = {
  unit: join(root, 'out/test/faultsUnit.json'),
  beside: join(root, 'out/test/faultsApp.json'),
  alone: join(root, 'out/test/faultsAlone.json'),
  kills: join(root, 'out/test/kills.json'),
};

await runTool(async () => {
  const faults = readFaults();
  await setUp({ virtualDesktop: true });
  for (const report of Object.values(reports)) rmSync(report, { force: true });
  buildApp();
  const named = faults.flatMap(({ tests }) => tests);
  const unit = named.filter(({ file }) => !file.startsWith('test/app/'));
  const vitest = ['vitest', 'run', ...filesOf(unit), '-t', patternOf(unit), '--reporter=default', '--reporter=json'];
  run('npx', [...vitest, `--outputFile.json=${reports.unit}`]);
  const app = named.filter(({ file }) => file.startsWith('test/app/'));
  await runAppTests(reports, [...filesOf(app), '-g', patternOf(app)], { TOKEN_DESK_KILLS: KILLS, ...process.env });
  const ran = [reports.beside, reports.alone].flatMap(ranByPlaywright);
  return tell(faults, [...ranByVitest(reports.unit), ...ran]);
});

/** @param {readonly import('./faults/table.mjs').NamedTest[]} tests */
function filesOf(tests) {
  return [...new Set(tests.map(({ file }) => file))];
}

/** @param {readonly import('./faults/table.mjs').NamedTest[]} tests */
function patternOf(tests) {
  return tests.map(({ words }) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
}

/**
 * Prints a line for each fault, and the count.
 * @param {readonly import('./faults/table.mjs').Fault[]} faults
 * @param {readonly import('./faults/reports.mjs').Ran[]} ran
 * @returns {number} the exit code: 0 when every fault was survived and no secret was lost
 */
function tell(faults, ran) {
  console.log('');
  let survived = 0;
  for (const { fault, tests } of faults) {
    const bad = tests.filter(({ file, words }) => {
      const its = ran.filter((one) => one.file === file && one.name.includes(words));
      return its.length === 0 || its.some(({ isPassed }) => !isPassed);
    });
    if (bad.length === 0) survived += 1;
    console.log(`${bad.length === 0 ? 'survived' : 'FAILED  '}  ${fault}`);
    for (const { file, words } of bad) console.log(`          ${file}: ${words}`);
  }
  const lost = secretsLost(ran);
  console.log(`\n${faults.length} faults, ${survived} survived, ${lost ?? 'an unknown number of'} secrets lost`);
  return survived === faults.length && lost === 0 ? 0 : 1;
}

/**
 * How many secrets the kill test and the property tests found lost, or readable on disk; undefined when the kill test
 * wrote no report or a property file did not run.
 * @param {readonly import('./faults/reports.mjs').Ran[]} ran
 */
function secretsLost(ran) {
  const isWhole = properties.every((file) => ran.some((one) => one.file === file));
  if (!isWhole || !existsSync(reports.kills)) return undefined;
  const { kills, outcomes, window, lost, onDisk } = JSON.parse(readFileSync(reports.kills, 'utf8'));
  console.log(`\n${kills} kills: ${JSON.stringify(outcomes)}, window ${JSON.stringify(window)}`);
  const failed = ran.filter(({ file, isPassed }) => properties.includes(file) && !isPassed);
  return lost.length + onDisk.length + failed.length;
}
