import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';

// `npm run nightly`: what takes too long for every day. Every fault by its tests with 200 kills, and each property test ten
// times as long as in `npm test`: in so many rounds, for every round draws its cases anew. The last line is the count.
const ROUNDS = 10;
const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .map((name) => join('test', name))
  .filter((name) => /\.test\.tsx?$/.test(name) && readFileSync(join(root, name), 'utf8').includes("from 'fast-check'"));

const faults = run('npm', ['run', '--silent', 'faults']);
let failed = 0;
for (let round = 1; round <= ROUNDS; round += 1) {
  console.log(`\n== properties, round ${round} of ${ROUNDS}`);
  if (run('npx', ['vitest', 'run', ...files, '--reporter=dot']) !== 0) failed += 1;
}
console.log(`\nfaults ${faults === 0 ? 'survived' : 'FAILED'}, ${ROUNDS - failed} of ${ROUNDS} property rounds passed`);
process.exitCode = faults === 0 && failed === 0 ? 0 : 1;
