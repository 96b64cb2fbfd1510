import { readdirSync, readFileSync } from 'node:fs';

/**
 * The ids of a process and of all its descendants. Linux only.
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
 * The memory of processes in MiB. A page that several processes share is divided among them (PSS).
 * @param {readonly number[]} pids
 */
export function memoryOf(pids) {
  return pids.map(proportionalSetSize).reduce((sum, one) => sum + one, 0) / 1024;
}

/**
 * The processor time that processes have used, in milliseconds. Other work on the machine hardly changes it.
 * @param {readonly number[]} pids
 */
export function processorTimeOf(pids) {
  return pids.flatMap(threadTimes).reduce((sum, one) => sum + one, 0) / 1e6;
}

/** The processor time that each thread of a process has used, nanoseconds. @param {number} pid */
function threadTimes(pid) {
  try {
    const tasks = readdirSync(`/proc/${pid}/task`);
    return tasks.map((task) => Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]));
  } catch {
    // The process ended meanwhile.
    return [];
  }
}

/** @param {string} pid */
function parentOf(pid) {
  try {
    // The program's name stands before it in brackets, and may itself contain brackets.
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return Number(parent);
  } catch {
    // The process ended meanwhile.
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
    // The process ended meanwhile and uses no memory. Any other error would falsify the sum.
    if (error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'ENOENT')) return '';
    throw error;
  }
}
