import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { everyDay, runAppTests } from './appTests.mjs';
import { namespaces, refusal, refusesNamespaces } from './namespaces.mjs';
import { root, runScripts } from './run.mjs';
import { buildApp } from './setup/build.mjs';
import { Problem } from './setup/problem.mjs';
import { setUp } from './setup.mjs';
import { add, countPlaywright, countVitest, lastLine, none, ofCheck } from './testCounts.mjs';

// `npm test`: set-up, every check and every test but those of the night (`npm run nightly`). After a failure everything
// that can still run does. What failed is named again at the end, because a shortened log still shows its end. The last
// line is the count.
const NAMED = 50;
const reports = {
  unit: join(root, 'out/test/unit.json'),
  beside: join(root, 'out/test/app.json'),
  alone: join(root, 'out/test/alone.json'),
};
let counts = none;

try {
  await setUp({ virtualDesktop: true });
  const refused = Object.values(namespaces).filter(refusesNamespaces);
  if (refused.length > 0) console.log(refusal(refused));
  const reasons = refused.map((need) => need.refused);
  for (const report of Object.values(reports)) rmSync(report, { force: true });
  check('build', buildApp);
  const checks = { lint: ['lint'], types: ['types'], 'dead code': ['dead'], package: ['dist:dir'] };
  const unit = ['unit', '--reporter=default', '--reporter=json', `--outputFile.json=${reports.unit}`];
  const codes = await runScripts({ ...checks, unit });
  for (const name of Object.keys(checks)) counts = add(counts, ofCheck(name, codes[name] === 0));
  counts = add(counts, countVitest(codes.unit ?? 1, reports.unit));
  title('app');
  const app = await runAppTests(reports, everyDay);
  counts = add(counts, countPlaywright(app.beside, reports.beside, reasons));
  counts = add(counts, countPlaywright(app.alone, reports.alone, reasons));
} catch (error) {
  // A bug in this tool fails the run as well, and the count must still be the last line.
  console.error(error instanceof Problem ? error.message : error);
  counts = add(counts, ofCheck('npm test', false));
}

if (counts.failed > 0) title('failed');
for (const name of counts.names.slice(0, NAMED)) console.log(name);
if (counts.names.length > NAMED) console.log(`and ${counts.names.length - NAMED} more`);
console.log(`\n${lastLine(counts)}`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/** @param {string} name */
function title(name) {
  console.log(`\n== ${name}`);
}

/** @param {string} name @param {() => number | void} work may give an exit code or throw a Problem */
function check(name, work) {
  title(name);
  try {
    const passed = (work() ?? 0) === 0;
    counts = add(counts, ofCheck(name, passed));
    console.log(passed ? 'passed' : 'failed');
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(error.message);
    counts = add(counts, ofCheck(name, false));
  }
}
