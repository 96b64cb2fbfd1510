import { moments } from './measure.mjs';

/** @typedef {import('./measure.mjs').Sample} Sample */

/** By number of connections: how many times a bare window's start and memory the app's may cost at most. */
const bounds = new Map([
  [10, { start: 1.25, memory: 1.15 }],
  [300, { start: 1.3, memory: 1.2 }],
  [1000, { start: 1.5, memory: 1.35 }],
]);
/** What is left of the screen's 60 frames a second while a thousand rows are scrolled, but for what its clock is off. */
const fewestFrames = 58;
/** The number of connections whose figures the request's line and the JSON object give. */
const usual = 10;

/**
 * Sums up the measured rounds as lines to print, those for exceeded bounds last; with `json` one JSON object follows.
 * Each ratio is that of two medians, so that it can be checked against the figures beside it.
 * @param {{ readonly bare: readonly Sample[], readonly apps: ReadonlyMap<number, readonly Sample[]> }} measured the
 *   app's samples by number of connections
 * @param {boolean} json
 * @returns {{ readonly lines: readonly string[], readonly isHeld: boolean }} `isHeld`: no bound is exceeded
 */
export function report({ bare, apps }, json) {
  const costs = new Map([...apps].map(([count, samples]) => [count, costOf(bare, samples)]));
  const lines = [
    ['', ...moments, 'processor', 'memory'],
    ['bare window', ...spans(bare), ...sums(bare)],
    ...[...apps].map(([count, samples]) => [nameOf(count), ...spans(samples), ...sums(samples)]),
  ].map((cells) => cells.map((cell, at) => (at === 0 ? cell.padEnd(18) : cell.padStart(12))).join(''));
  const over = [...bounds].flatMap(([count, most]) => {
    const cost = costs.get(count);
    if (cost === undefined) return [];
    return [
      ...(cost.startRatio > most.start ? [`${nameOf(count)}: the start ratio is over ${most.start}`] : []),
      ...(cost.memoryRatio > most.memory ? [`${nameOf(count)}: the memory ratio is over ${most.memory}`] : []),
    ];
  });
  const ratios = [...costs].map(
    ([count, { startRatio, memoryRatio, startMs, memoryMiB }]) =>
      `${nameOf(count)}: painted after ${startMs.app} ms against ${startMs.bare} ms, ratio ${startRatio}; memory at rest, all processes (PSS) ${memoryMiB.app} MiB against ${memoryMiB.bare} MiB, ratio ${memoryRatio}`,
  );
  const scrolled = [...apps].flatMap(([count, samples]) => {
    const [frames, longest] = [usedOf(samples, 'framesPerSecond'), usedOf(samples, 'longestFrameMs')];
    return Number.isNaN(frames) ? [] : [{ count, frames: rounded(frames, 10), longest: rounded(longest, 10) }];
  });
  const scrolls = scrolled.map(
    ({ count, frames, longest }) =>
      `${nameOf(count)}: ${frames} frames a second while the list is scrolled, the longest ${longest} ms`,
  );
  const slow = scrolled
    .filter(({ frames }) => frames < fewestFrames)
    .map(({ count }) => `${nameOf(count)}: fewer than ${fewestFrames} frames a second`);
  const shown = costs.get(usual);
  const request =
    shown === undefined
      ? []
      : [
          `the smallest request over IPC: ${shown.ipcMicroseconds.app} µs against ${shown.ipcMicroseconds.bare} µs of an empty call, ratio ${shown.ipcRatio}`,
        ];
  const said = [
    'Milliseconds from each moment to the next:',
    ...lines,
    ...ratios,
    ...request,
    ...scrolls,
    ...over,
    ...slow,
  ];
  const { connections: _, ...all } = { ...shown, rounds: bare.length, connections: undefined };
  const byCount = Object.fromEntries(
    [...costs].map(([count, { startRatio, memoryRatio }]) => {
      const frames = scrolled.find((one) => one.count === count)?.frames;
      return [count, { startRatio, memoryRatio, ...(frames !== undefined && { framesPerSecond: frames }) }];
    }),
  );
  return {
    lines: json ? [...said, JSON.stringify({ ...all, byCount })] : said,
    isHeld: over.length + slow.length === 0,
  };
}

/** @param {readonly Sample[]} bare @param {readonly Sample[]} app */
function costOf(bare, app) {
  const of = (/** @type {(sample: Sample) => number} */ what) => {
    const [least, most] = [median(bare.map(what)), median(app.map(what))];
    return { ratio: rounded(most / least, 100), both: { bare: rounded(least, 10), app: rounded(most, 10) } };
  };
  const start = of(({ at }) => at.painted);
  const request = of(({ requestMicroseconds }) => requestMicroseconds);
  const memory = of(({ memoryMiB }) => memoryMiB);
  return {
    startRatio: start.ratio,
    ipcRatio: request.ratio,
    memoryRatio: memory.ratio,
    startMs: start.both,
    ipcMicroseconds: request.both,
    memoryMiB: memory.both,
  };
}

/** The median of a figure of the app's use; NaN where it was not used. @param {readonly Sample[]} samples @param {string} name */
function usedOf(samples, name) {
  return median(samples.map(({ used }) => Number(/** @type {Record<string, unknown>} */ (used)[name])));
}

/** The median time from each moment to the next. @param {readonly Sample[]} samples */
function spans(samples) {
  return moments.map((moment, index) => {
    const before = moments[index - 1];
    return `${Math.round(median(samples.map(({ at }) => at[moment] - (before === undefined ? 0 : at[before]))))}`;
  });
}

/** The median processor time until content was painted, and the median memory. @param {readonly Sample[]} samples */
function sums(samples) {
  const of = (/** @type {(sample: Sample) => number} */ what) => Math.round(median(samples.map(what)));
  return [`${of(({ processorMs }) => processorMs)} ms`, `${of(({ memoryMiB }) => memoryMiB)} MiB`];
}

/** @param {number} count */
function nameOf(count) {
  return count === 1 ? '1 connection' : `${count} connections`;
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** @param {number} value @param {number} parts 10 for one decimal, 100 for two */
function rounded(value, parts) {
  return Math.round(value * parts) / parts;
}
