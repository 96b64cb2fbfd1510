import type { ActivityEntry, ActivityPage, ActivityQuery } from '../../../preload/activity.ts';
import { searchText, writings } from '../../../preload/shared/searchText.ts';
import { type ChainHead, entryIn, headOf } from './chainLine.ts';
import { newestFirst } from './ledgerFiles.ts';
import { bytesOf, isShort, linesBackwards } from './ledgerLines.ts';
import { lastMonth, midnight } from './localDay.ts';

/** Lines between two reports of how far a search has come. */
const REPORT_EVERY = 1_000;
/** To open a file takes as long as so many lines. */
const A_FILE = 100;

/** Names that are remembered at once. */
const MOST_NAMES = 10_000;

const KINDS: Readonly<Record<NonNullable<ActivityQuery['kind']>, readonly string[]>> = {
  renewals: ['renewed', 'renewal-failed'],
  failures: ['renewal-failed'],
  copies: ['copied', 'revealed'],
  changes: ['connected', 'signed-in-again', 'account-changed', 'edited', 'removed', 'restored'],
};

/** What {@link matchingEntries} gives: an entry; or, now and then, the number of the line that it has come to. */
export type Found = ActivityEntry | { readonly reached: number };

/** How much one question is answered: entries, and lines that are looked through for them (reckoned in thousands). */
export interface SearchBounds {
  readonly entries: number;
  readonly lines: number;
}

/** The entries that a query wants, the newest first. */
export function* matchingEntries(folder: string, query: ActivityQuery, now: number): Generator<Found, void> {
  const [since, until] = spanOf(query, now);
  const isWanted = filterOf(query, since, until);
  const before = query.before ?? Infinity;
  let looked = 0;
  let reached = Math.min(before, Number.MAX_SAFE_INTEGER);
  for (const [index, path] of newestFirst(folder).entries()) {
    if (index > 0) looked += A_FILE;
    if (looked >= REPORT_EVERY) {
      looked -= REPORT_EVERY;
      yield { reached };
    }
    const bytes = bytesOf(path);
    if (isAfter(bytes, before)) continue;
    const ages = new Set<'old' | 'new'>();
    for (const line of linesBackwards(bytes)) {
      if (looked >= REPORT_EVERY) {
        looked -= REPORT_EVERY;
        yield { reached };
      }
      // Also what is no line of ours takes time.
      looked += 1;
      const head = isShort(line) ? headOf(line) : undefined;
      if (head === undefined || head.n >= before) continue;
      reached = Math.min(reached, head.n);
      ages.add(head.at < since ? 'old' : 'new');
      const entry = isWanted(head, line);
      if (entry !== undefined) yield entry;
    }
    // A clock that was set back spoils the order only within a file or two.
    if (ages.has('old') && !ages.has('new')) return;
  }
}

/** The newest entries that a query wants. `next`: one of these bounds was reached, and the next question goes on from there. */
export function searchActivity(folder: string, query: ActivityQuery, bounds: SearchBounds, now: number): ActivityPage {
  const entries: ActivityEntry[] = [];
  let lines = 0;
  for (const found of matchingEntries(folder, query, now)) {
    if ('n' in found) {
      entries.push(found);
      if (entries.length >= bounds.entries) return { entries, ...(found.n > 1 && { next: found.n }) };
      continue;
    }
    lines += REPORT_EVERY;
    // Without one to go on from it would begin again.
    const isFurther = found.reached < (query.before ?? Infinity);
    if (lines >= bounds.lines) return { entries, ...(isFurther && { next: found.reached }) };
  }
  return { entries };
}

/** From when on and until when entries are wanted, Unix ms. */
function spanOf({ days }: ActivityQuery, now: number): readonly [since: number, until: number] {
  if (days === 'last-month') return lastMonth(now);
  return [days === undefined ? 0 : midnight(now, days - 1), Infinity];
}

/** Gives the entry in a line that is wanted; most others are passed over before they are read whole. */
function filterOf(
  query: ActivityQuery,
  since: number,
  until: number,
): (head: ChainHead, line: Buffer) => ActivityEntry | undefined {
  const { connection, kind, alike = [] } = query;
  // As the exported table writes a token.
  const sought = writings((query.text ?? '').replace(/^\s*sha256:/i, ''));
  const textOf = remembered(searchText);
  return (head, line) => {
    if (head.at < since || head.at >= until) return undefined;
    if (kind !== undefined && !KINDS[kind].includes(head.what)) return undefined;
    if (connection !== undefined && !line.includes(`"id":"${connection}"`)) return undefined;
    const entry = entryIn(line);
    if (entry === undefined || !query.text) return entry;
    const { name, organisation = '', token = '' } = entry;
    const code = 'code' in entry ? entry.code : '';
    const text = `${textOf(name)}\n${textOf(organisation)}\n${token.toUpperCase()}`;
    const isFound = sought.some((writing) => text.includes(writing));
    return isFound || alike.includes(entry.what) || alike.includes(code) ? entry : undefined;
  };
}

/** The same function, which does its work once for each text: a history of a million entries has few names. */
function remembered(act: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const done = known.get(text);
    if (done !== undefined) return done;
    // A history that somebody else has written may have any number of names.
    if (known.size === MOST_NAMES) known.clear();
    const result = act(text);
    known.set(text, result);
    return result;
  };
}

/** Whether every line of a file comes at this one or after it. */
function isAfter(bytes: Buffer, before: number): boolean {
  const first = headOf(bytes.subarray(0, Math.max(0, bytes.indexOf(0x0a))));
  return first !== undefined && first.n >= before;
}
