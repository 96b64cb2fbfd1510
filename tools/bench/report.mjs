/** @typedef {import('./measure.mjs').Sample} Sample */

/**
 * The measured pairs in plain lines; with `json`, one object as the last line. A ratio is that of the two medians, so that
 * it can be checked against the figures beside it.
 * @param {readonly { readonly bare: Sample, readonly app: Sample }[]} pairs @param {boolean} json
 * @returns {readonly string[]}
 */
export function report(pairs, json) {
  const of = (/** @type {keyof Sample} */ what) => {
    const bare = median(pairs.map((pair) => pair.bare[what]));
    const app = median(pairs.map((pair) => pair.app[what]));
    return { ratio: rounded(app / bare, 100), bare: rounded(bare, 10), app: rounded(app, 10) };
  };
  const start = of('startMs');
  const memory = of('memoryMiB');
  const request = of('requestMicroseconds');
  const lines = [
    `start to usable window: ${start.app} ms against ${start.bare} ms of a bare window, ratio ${start.ratio}`,
    `memory at rest, all processes (PSS): ${memory.app} MiB against ${memory.bare} MiB, ratio ${memory.ratio}`,
    `an access token over IPC from memory: ${request.app} µs against ${request.bare} µs of an empty call, ratio ${request.ratio}`,
  ];
  const result = {
    startRatio: start.ratio,
    ipcRatio: request.ratio,
    memoryRatio: memory.ratio,
    pairs: pairs.length,
    startMs: { bare: start.bare, app: start.app },
    ipcMicroseconds: { bare: request.bare, app: request.app },
    memoryMiB: { bare: memory.bare, app: memory.app },
  };
  return json ? [...lines, JSON.stringify(result)] : lines;
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** @param {number} value @param {number} parts of a whole */
function rounded(value, parts) {
  return Math.round(value * parts) / parts;
}
