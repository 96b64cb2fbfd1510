import type { ActivityPage, ActivityQuery, ActivitySummary, LedgerVerdict } from '../../../preload/activity.ts';
import { Sequencer } from '../../connections/timing/sequencer.ts';
import type { Result } from '../../result.ts';
import type { CsvSeparator } from './activityCsv.ts';
import { searchActivity } from './activitySearch.ts';
import type { ChainEnd } from './chainLine.ts';
import type { AskLedger } from './ledgerThread.ts';
import type { RememberedEnd } from './rememberedEnd.ts';

/** Entries that are given at once: ten days of a connection's hourly renewals. */
const MOST_AT_ONCE = 250;
/** Lines that main looks through by itself, the newest: a few milliseconds, and enough for what is mostly asked. */
const NEAR_LINES = 1_000;
/** Lines that a thread looks through for one question: about a second. */
const FAR_LINES = 200_000;

/** What the page may know of the ledger. */
export interface Activity {
  /** The entries that a query wants, the newest first. */
  search(query: ActivityQuery): Promise<ActivityPage>;
  summary(connection: string | undefined): Promise<ActivitySummary>;
  verify(): Promise<LedgerVerdict>;
  /** Saves what a query wants as a table; gives how many entries that has, or the system's code. */
  export(query: ActivityQuery, into: string, name: string): Promise<Result<number, string>>;
  /** Forgets how far the ledger reached, before it is emptied. */
  forget(): Promise<void>;
  /** Compares how far it reaches with what is remembered of that, the first time; and remembers it. */
  remember(): Promise<void>;
}

/**
 * Reads the ledger in this folder for the page. `last`: its last line, if this app has written one or remembers it.
 * @param separator of this computer's tables, asked for at each export
 */
export function readActivity(
  folder: string,
  last: () => Promise<ChainEnd | undefined>,
  ask: AskLedger,
  end: Pick<RememberedEnd, 'forget' | 'flush'>,
  separator: () => CsvSeparator,
): Activity {
  // One thread of each kind at a time, however often a page asks; a search waits for no proof.
  const threads = new Sequencer();
  const searches = new Sequencer();
  const search = async (query: ActivityQuery): Promise<ActivityPage> => {
    const far = (asked: ActivityQuery, most: number) =>
      searches.queue(() => ask({ is: 'search', folder, query: asked, bounds: { entries: most, lines: FAR_LINES } }));
    if (query.before !== undefined) return far(query, MOST_AT_ONCE);
    const near = searchActivity(folder, query, { entries: MOST_AT_ONCE, lines: NEAR_LINES }, Date.now());
    const missing = MOST_AT_ONCE - near.entries.length;
    if (near.next === undefined || missing === 0) return near;
    const older = await far({ ...query, before: near.next }, missing);
    return { ...older, entries: [...near.entries, ...older.entries] };
  };
  return {
    forget: end.forget,
    remember: end.flush,
    search,
    summary: (connection) => threads.queue(() => ask({ is: 'summary', folder, connection })),
    verify: () => threads.queue(async () => ask({ is: 'verify', folder, known: await last() })),
    export: (query, into, name) =>
      threads.queue(() => ask({ is: 'export', folder, query, into, name, separator: separator() })),
  };
}
