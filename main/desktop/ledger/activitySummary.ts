import type { ActivityConnection, ActivitySummary } from '../../../preload/activity.ts';
import { entryIn, headOf } from './chainLine.ts';
import { newestFirst } from './ledgerFiles.ts';
import { bytesOf, isShort, linesBackwards } from './ledgerLines.ts';
import { midnight } from './localDay.ts';

const DAYS = 30;
const DAY = 86_400_000;
/** Connections that are named, the latest. */
const MOST_CONNECTIONS = 2_000;
const ID = '"id":"';

/**
 * The renewals of the last 30 days, of one connection or of all, and every connection that the ledger knows. Reads all of
 * it, which for a million entries takes more than a second: not for main's own thread.
 */
export function summariseActivity(folder: string, connection: string | undefined, now: number): ActivitySummary {
  const starts = Array.from({ length: DAYS }, (_, index) => midnight(now, DAYS - 1 - index));
  const [first = 0] = starts;
  const days = starts.map((at) => ({ at, renewed: 0, failed: 0 }));
  const connections = new Map<string, ActivityConnection>();
  for (const path of newestFirst(folder)) {
    for (const line of linesBackwards(bytesOf(path))) {
      const head = isShort(line) ? headOf(line) : undefined;
      if (head === undefined) continue;
      const id = idIn(line.toString('latin1'));
      if (id !== undefined && !connections.has(id) && connections.size < MOST_CONNECTIONS) {
        const entry = entryIn(line);
        if (entry !== undefined) connections.set(id, { id, name: entry.name, ...named(entry.organisation) });
      }
      if (head.at < first || (connection !== undefined && id !== connection)) continue;
      const day = days[dayAt(starts, head.at)];
      if (day !== undefined && head.what === 'renewed') day.renewed += 1;
      if (day !== undefined && head.what === 'renewal-failed') day.failed += 1;
    }
  }
  return { days, connections: [...connections.values()] };
}

function named(organisation: string | undefined): Pick<ActivityConnection, 'organisation'> {
  return organisation === undefined ? {} : { organisation };
}

/** The id in the text of a line: no other quotation mark in it stands without a backslash before it. */
function idIn(text: string): string | undefined {
  const at = text.indexOf(ID);
  return at < 0 ? undefined : text.slice(at + ID.length, at + ID.length + 32);
}

/** The last of these days that begins before this time. */
function dayAt(starts: readonly number[], at: number): number {
  const [first = 0] = starts;
  const last = Math.min(starts.length - 1, Math.floor((at - first) / DAY) + 1);
  for (let day = last; day > 0; day -= 1) if ((starts[day] ?? Infinity) <= at) return day;
  return 0;
}
