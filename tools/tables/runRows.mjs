import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runAppTests } from '../appTests.mjs';
import { runOnDesktop } from '../desktop.mjs';
import { installPrograms } from '../nightlyPrograms.mjs';
import { root, run } from '../run.mjs';
import { buildApp } from '../setup/build.mjs';
import { setUp } from '../setup.mjs';
import { ranByPlaywright, ranByVitest } from './reports.mjs';

const reports = {
  unit: join(root, 'out/test/rowsUnit.json'),
  beside: join(root, 'out/test/rowsApp.json'),
  alone: join(root, 'out/test/rowsAlone.json'),
  attacks: join(root, 'out/test/rowsAttacks.json'),
  nightly: join(root, 'out/test/rowsNightly.json'),
};

/**
 * Sets up, builds the app (and packs it, where a test needs that) and runs the tests that rows name, and no others: those of `test/app` as `npm test` runs them,
 * those of `test/attacks` and `test/nightly` one by one.
 * @param {readonly import('./table.mjs').Row[]} rows
 * @param {NodeJS.ProcessEnv} [env] the environment of the tests in the real app, by default this process's
 * @returns {Promise<readonly import('./reports.mjs').Ran[]>} the tests that ran
 * @throws {import('../setup/problem.mjs').Problem} when the machine cannot be set up
 */
export async function runRows(rows, env = process.env) {
  await setUp({ virtualDesktop: true });
  for (const report of Object.values(reports)) rmSync(report, { force: true });
  buildApp();
  const named = rows.flatMap(({ tests }) => tests);
  const inFolder = (/** @type {string} */ folder) => named.filter(({ file }) => file.startsWith(folder));
  const app = inFolder('test/app/');
  const attacks = inFolder('test/attacks/');
  const nightly = inFolder('test/nightly/');
  const unit = named.filter((test) => ![...app, ...attacks, ...nightly].includes(test));
  if (unit.length > 0) {
    const vitest = ['vitest', 'run', ...filesOf(unit), '-t', patternOf(unit), '--reporter=default', '--reporter=json'];
    run('npx', [...vitest, `--outputFile.json=${reports.unit}`]);
  }
  if (app.some(({ file }) => file.endsWith('packed.spec.ts'))) run('npm', ['run', '--silent', 'dist:dir']);
  if (app.length > 0) await runAppTests(reports, [...filesOf(app), '-g', patternOf(app)], env);
  for (const [tests, folder, report] of /** @type {const} */ ([
    [attacks, 'test/attacks', reports.attacks],
    [nightly, 'test/nightly', reports.nightly],
  ])) {
    if (tests.length === 0) continue;
    if (tests === nightly) installPrograms();
    const playwright = [fileURLToPath(import.meta.resolve('@playwright/test/cli')), 'test'];
    const words = ['--config', `${folder}/playwright.config.ts`, ...filesOf(tests), '-g', patternOf(tests)];
    await runOnDesktop(process.execPath, [...playwright, ...words], {
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    });
  }
  const inApp = [reports.beside, reports.alone, reports.attacks, reports.nightly].flatMap(ranByPlaywright);
  return [...ranByVitest(reports.unit), ...inApp];
}

/** @param {readonly import('./table.mjs').NamedTest[]} tests */
function filesOf(tests) {
  return [...new Set(tests.map(({ file }) => file))];
}

/** @param {readonly import('./table.mjs').NamedTest[]} tests */
function patternOf(tests) {
  return tests.map(({ words }) => patternOfWords(words)).join('|');
}

/** Where a name stands for a whole table of tests, it has `%s` or the like for what differs. @param {string} words */
function patternOfWords(words) {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/%[sdifjo]/g, '.*');
}

/**
 * Prints a line for each row, and below it each of its tests that failed or did not run.
 * @param {readonly import('./table.mjs').Row[]} rows
 * @param {readonly import('./reports.mjs').Ran[]} ran
 * @param {string} good the word for a row whose tests all passed
 * @returns {number} how many rows those are
 */
export function tellRows(rows, ran, good) {
  console.log('');
  let held = 0;
  for (const { what, tests } of rows) {
    const bad = tests.filter(({ file, words }) => {
      const pattern = new RegExp(patternOfWords(words), 's');
      const its = ran.filter((one) => one.file === file && pattern.test(one.name));
      return its.length === 0 || its.some(({ isPassed }) => !isPassed);
    });
    if (bad.length === 0) held += 1;
    console.log(`${bad.length === 0 ? good : 'FAILED'.padEnd(good.length)}  ${what}`);
    for (const { file, words } of bad) console.log(`${' '.repeat(good.length + 2)}${file}: ${words}`);
  }
  return held;
}
