import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../run.mjs';
import { longHistory } from './longHistory.mjs';
import { measure } from './measure.mjs';
import { startProvider } from './provider.mjs';
import { report } from './report.mjs';
import { newFolder, personOf, usedFolder } from './usedFolder.mjs';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '7' },
    connections: { type: 'string', default: '0,10,300,1000' },
    history: { type: 'boolean', default: false },
  },
});
/** Odd by default, so that each median is a measured value. */
const rounds = Number(values.rounds);
const counts = values.connections.split(',').map(Number);
/** With so many rows the visible part of the list is full. */
const fullList = 9;
/** From so many rows on the list is long enough to be scrolled for three seconds. */
const scrolledList = 1000;

/**
 * Scrolls the list by almost three rows a frame, while main renews the tokens and tells of each: gives how many frames of the
 * median length a second has, and the longest one in milliseconds.
 */
const scrollThrough = `async () => {
  const list = document.querySelector('[role="listbox"]');
  const frame = () => new Promise(requestAnimationFrame);
  const times = [];
  let before = await frame();
  for (let count = 0; count < 180; count += 1) {
    list.scrollTop += 150;
    const now = await frame();
    times.push(now - before);
    before = now;
  }
  times.sort((one, other) => one - other);
  return { framesPerSecond: 1000 / times[90], longestFrameMs: times[179] };
}`;

const provider = await startProvider(personOf);

if (values.history) {
  const { lines, isHeld } = await longHistory(provider.origin);
  for (const line of lines) console.log(line);
  process.exit(isHeld ? 0 : 1);
}

/** @type {import('./measure.mjs').Subject} */
const bare = {
  name: 'bare window',
  folder: join(root, 'tools/bench/bare'),
  data: newFolder(),
  isShown: `() => document.querySelector('h1') !== null`,
  request: `() => bridge.nothing()`,
};

/** @type {readonly (import('./measure.mjs').Subject & { readonly count: number })[]} */
const apps = await Promise.all(
  counts.map(async (count) => ({
    name: `${count} connections`,
    count,
    folder: root,
    data: await usedFolder(count, provider.origin),
    isShown:
      count === 0
        ? `() => document.querySelector('main button') !== null`
        : `() => document.querySelectorAll('[role="option"]').length >= ${Math.min(count, fullList)}`,
    ...(count >= scrolledList && { use: scrollThrough }),
    // Main is busy until every connection has its token.
    ...(count === 10 && {
      isReady: `async () => (await bridge.desk()).value.connections.every(({ accessToken }) => accessToken !== undefined)`,
      // The smallest request that main answers without a press. Not more than 200 at once.
      request: `async () => { if (!(await bridge.presets()).ok) throw new Error('no presets'); }`,
    }),
  })),
);

/** @type {import('./measure.mjs').Sample[]} */
const bareSamples = [];
/** @type {Map<number, import('./measure.mjs').Sample[]>} */
const appSamples = new Map(counts.map((count) => [count, []]));
// A start uses all cores, so other work on the machine changes every figure. This is the load of the last minute.
const [otherWork = 0] = loadavg();
if (otherWork > 0.5) console.log(`This machine is busy (load ${otherWork.toFixed(1)}): the figures are rough.`);
// The first start of each is not counted: it makes the files and caches that Chromium has in a used folder.
for (const subject of [bare, ...apps]) await measure(subject);
for (let round = 1; round <= rounds; round += 1) {
  // Each round begins with another one, so that other work on the machine affects all alike.
  const turns = [...apps.map((app) => ({ app, into: appSamples.get(app.count) })), { app: bare, into: bareSamples }];
  const first = round % turns.length;
  const said = [];
  for (const { app, into } of [...turns.slice(first), ...turns.slice(0, first)]) {
    const sample = await measure(app);
    into?.push(sample);
    said.push(`${app.name} ${Math.round(sample.at.painted)} ms`);
  }
  console.log(`round ${round} of ${rounds}: ${said.join(', ')}`);
}
const history = await longHistory(provider.origin);
provider.close();
const { lines, isHeld } = report({ bare: bareSamples, apps: appSamples }, values.json);
for (const line of [...history.lines, ...lines]) console.log(line);
// With --json the reader judges the figures; otherwise an exceeded bound fails the run.
if (!(isHeld && history.isHeld) && !values.json) process.exitCode = 1;
