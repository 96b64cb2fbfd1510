import { loadavg } from 'node:os';
import { join } from 'node:path';
import { root } from '../run.mjs';
import { measure } from './measure.mjs';
import { report } from './report.mjs';

/** Odd, so that each median is a measured value. */
const pairs = 7;

/** @type {import('./measure.mjs').Subject} */
const bare = {
  folder: join(root, 'tools/bench/bare'),
  isUsable: `() => document.querySelector('h1') !== null`,
  request: `() => bridge.nothing()`,
};

/** @type {import('./measure.mjs').Subject} */
const app = {
  folder: root,
  isUsable: `async () => document.querySelector('main h1') !== null && (await bridge.desk()).ok`,
  signIn: {
    begin: `() => bridge.connectPractice()`,
    answer: `() => [...document.querySelectorAll('button')].some((one) => one.innerText === 'YES' && (one.click(), true))`,
    isDone: `async () => (globalThis.benched = (await bridge.desk()).value.connections[0]?.id) !== undefined`,
  },
  // The same token again: ten different ones a minute is the limit.
  request: `async () => { if (!(await bridge.revealToken(benched)).ok) throw new Error('no token'); }`,
};

/** @type {{ bare: import('./measure.mjs').Sample, app: import('./measure.mjs').Sample }[]} */
const measured = [];
// A start takes all cores there are, so other work of the last minute shows in every figure.
const [otherWork = 0] = loadavg();
if (otherWork > 0.5) console.log(`Other work runs here (load ${otherWork.toFixed(1)}): the figures are rough.`);
// One start of each uncounted: the disk's cache is warm for both or for neither.
await measure(bare);
await measure(app);
for (let pair = 1; pair <= pairs; pair += 1) {
  // Alternating, and each first in turn: what else the machine does falls on both.
  const first = pair % 2 === 0 ? await measure(app) : await measure(bare);
  const second = pair % 2 === 0 ? await measure(bare) : await measure(app);
  const last = pair % 2 === 0 ? { app: first, bare: second } : { bare: first, app: second };
  measured.push(last);
  console.log(
    `pair ${pair} of ${pairs}: start ${Math.round(last.app.startMs)} ms against ${Math.round(last.bare.startMs)} ms`,
  );
}
for (const line of report(measured, process.argv.includes('--json'))) console.log(line);
