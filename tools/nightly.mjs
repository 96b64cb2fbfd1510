import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atNight, runAppTests } from './appTests.mjs';
import { runOnDesktop } from './desktop.mjs';
import { installPrograms } from './nightlyPrograms.mjs';
import { root, run } from './run.mjs';

// `npm run nightly` does what takes too long for every day: `npm run faults` with its 200 kills, `npm run attacks`, the
// app tests that `npm test` leaves out, `npm run desktops`, the tests beside programs that few computers have (installed
// if root runs this), and each property test ten times, because each run draws new cases. The last line is the count.
const ROUNDS = 10;
const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .map((name) => join('test', name))
  .filter((name) => /\.test\.tsx?$/.test(name) && readFileSync(join(root, name), 'utf8').includes("from 'fast-check'"));

// By day the app's tests do without most transitions (test/app/desk.ts).
process.env.TOKEN_DESK_MOTION = 'full';
const faults = run('npm', ['run', '--silent', 'faults']);
const attacks = run('npm', ['run', '--silent', 'attacks']);
// The packed app is tested too.
const packed = run('npm', ['run', '--silent', 'dist:dir']);
const app = await runAppTests(
  { beside: join(root, 'out/test/nightApp.json'), alone: join(root, 'out/test/nightAlone.json') },
  atNight,
);
const left = packed + app.beside + app.alone;
installPrograms();
const playwright = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
const beside = await runOnDesktop(process.execPath, [
  playwright,
  'test',
  '--config',
  'test/nightly/playwright.config.ts',
]);
const desktops = run('npm', ['run', '--silent', 'desktops']);
let failed = 0;
for (let round = 1; round <= ROUNDS; round += 1) {
  console.log(`\n== properties, round ${round} of ${ROUNDS}`);
  if (run('npx', ['vitest', 'run', ...files, '--reporter=dot']) !== 0) failed += 1;
}
const word = (/** @type {number} */ code) => (code === 0 ? 'passed' : 'FAILED');
const told = `faults ${faults === 0 ? 'survived' : 'FAILED'}, attacks ${attacks === 0 ? 'repelled' : 'FAILED'}, left out by day ${word(left)}, other programs ${word(beside)}, desktops ${word(desktops)}`;
console.log(`\n${told}, ${ROUNDS - failed} of ${ROUNDS} property rounds passed`);
process.exitCode = faults + attacks + left + beside + desktops + failed === 0 ? 0 : 1;
