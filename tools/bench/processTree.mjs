import { readdirSync, readFileSync } from 'node:fs';

/**
 * A process and all its descendants, by number. Linux only.
 * @param {number} pid
 * @returns {readonly number[]}
 */
export function processTree(pid) {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(name)]),
  );
  const isOurs = (/** @type {number} */ one) => {
    /** @type {number | undefined} */
    let at = one;
    while (at !== undefined && at !== pid) at = parents.get(at);
    return at === pid;
  };
  return [...parents.keys()].filter(isOurs);
}

/**
 * The memory of processes in MiB, each shared page divided among those that share it (PSS).
 * @param {readonly number[]} pids
 */
export function memoryOf(pids) {
  return pids.map(proportionalSetSize).reduce((sum, one) => sum + one, 0) / 1024;
}

/**
 * The processor time that processes have used, in milliseconds: other work on the machine does not change it much.
 * @param {readonly number[]} pids
 */
export function processorTimeOf(pids) {
  return pids.flatMap(threadTimes).reduce((sum, one) => sum + one, 0) / 1e6;
}

/** What each thread of a process has used, nanoseconds. @param {number} pid */
function threadTimes(pid) {
  try {
    const tasks = readdirSync(`/proc/${pid}/task`);
    return tasks.map((task) => Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]));
  } catch {
    // It ended while we looked.
    return [];
  }
}

/** @param {string} pid */
function parentOf(pid) {
  try {
    // The program's name stands in brackets before it, and may hold anything.
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return Number(parent);
  } catch {
    // It ended while we looked.
    return undefined;
  }
}

/** @param {number} pid */
function proportionalSetSize(pid) {
  const found = /^Pss:\s+(\d+) kB$/m.exec(readRollup(pid));
  return found ? Number(found[1]) : 0;
}

/** @param {number} pid */
function readRollup(pid) {
  try {
    return readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  } catch (error) {
    // It ended while we looked, and so takes no memory. Anything else would falsify the sum.
    if (error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'ENOENT')) return '';
    throw error;
  }
}
