import type { ActivityEntry, ActivityPage, ActivityQuery } from '../../../preload/activity.ts';
import { type ChainHead, entryIn, headOf } from './chainLine.ts';
import { newestFirst } from './ledgerFiles.ts';
import { bytesOf, linesBackwards } from './ledgerLines.ts';

/** How many files one question looks through, about 200,000 lines; the next one goes on from there. */
const MOST_FILES = 24;

const KINDS: Readonly<Record<NonNullable<ActivityQuery['kind']>, readonly string[]>> = {
  renewals: ['renewed', 'renewal-failed'],
  failures: ['renewal-failed'],
  copies: ['copied', 'revealed'],
  changes: ['connected', 'signed-in-again', 'account-changed', 'removed'],
};

/**
 * The newest entries that a query wants. Pauses after each file, so that whoever runs it can do other work.
 * @param most how many
 */
export function* searchActivity(
  folder: string,
  query: ActivityQuery,
  most: number,
  now: number,
): Generator<undefined, ActivityPage> {
  const since = query.days === undefined ? 0 : midnight(now, query.days - 1);
  const isWanted = filterOf(query, since);
  const before = query.before ?? Infinity;
  const entries: ActivityEntry[] = [];
  let last = before;
  let looked = 0;
  for (const path of newestFirst(folder)) {
    const bytes = bytesOf(path);
    if (isAfter(bytes, before)) continue;
    if (looked === MOST_FILES) return { entries, next: last };
    looked += 1;
    let isOld = true;
    for (const line of linesBackwards(bytes)) {
      const head = headOf(line);
      if (head === undefined || head.n >= before) continue;
      last = head.n;
      if (head.at >= since) isOld = false;
      const entry = isWanted(head, line);
      if (entry === undefined) continue;
      entries.push(entry);
      if (entries.length === most) return { entries, ...(head.n > 1 && { next: head.n }) };
    }
    // A clock that was set back spoils the order only within a file or two.
    if (isOld && last < before) break;
    yield;
  }
  return { entries };
}

/** Gives the entry in a line that is wanted; most others are passed over before they are read whole. */
function filterOf(query: ActivityQuery, since: number): (head: ChainHead, line: Buffer) => ActivityEntry | undefined {
  const { connection, kind, alike = [] } = query;
  const text = query.text?.toLowerCase() ?? '';
  return (head, line) => {
    if (head.at < since || (kind !== undefined && !KINDS[kind].includes(head.what))) return undefined;
    if (connection !== undefined && !line.includes(`"id":"${connection}"`)) return undefined;
    const entry = entryIn(line);
    if (entry === undefined || (connection !== undefined && entry.id !== connection)) return undefined;
    const { name, organisation = '', token = '' } = entry;
    const code = 'code' in entry ? entry.code : '';
    const isFound = [name, organisation, token].some((one) => one.toLowerCase().includes(text));
    return text === '' || isFound || alike.includes(entry.what) || alike.includes(code) ? entry : undefined;
  };
}

/** Whether every line of a file comes at this one or after it. */
function isAfter(bytes: Buffer, before: number): boolean {
  const first = headOf(bytes.subarray(0, Math.max(0, bytes.indexOf(0x0a))));
  return first !== undefined && first.n >= before;
}

/** Midnight of so many days ago, by the computer's clock: a day may have 23 or 25 hours. */
function midnight(now: number, daysAgo: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysAgo).getTime();
}
