import type { ActivityPage, ActivityQuery, ActivitySummary, LedgerVerdict } from '../../../preload/activity.ts';
import type { Happened } from '../../../preload/connection.ts';
import { Sequencer } from '../../connections/timing/sequencer.ts';
import type { Result } from '../../result.ts';
import { searchActivity } from './activitySearch.ts';
import type { ChainEnd } from './chainLine.ts';
import type { AskLedger } from './ledgerThread.ts';
import type { RememberedEnd } from './rememberedEnd.ts';

/** Entries of a connection's page: ten days of hourly renewals. */
const MOST_ON_PAGE = 250;
/** How far back that reaches, days. */
const PAGE_DAYS = 30;
/** Entries that are shown at once: some screens full. */
const MOST_AT_ONCE = 100;

/** What the page may know of the ledger. */
export interface Activity {
  /** What happened to a connection of late, the newest first. */
  history(connection: string): Promise<readonly Happened[]>;
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

/** Reads the ledger in this folder for the page. `last`: its last line, if this app has written one or remembers it. */
export function readActivity(
  folder: string,
  last: () => Promise<ChainEnd | undefined>,
  ask: AskLedger,
  end: Pick<RememberedEnd, 'forget' | 'flush'>,
): Activity {
  // One thread at a time, however often a page asks.
  const threads = new Sequencer();
  return {
    forget: end.forget,
    remember: end.flush,
    history: async (connection) => {
      const query = { connection, days: PAGE_DAYS };
      return (await searchActivity(folder, query, MOST_ON_PAGE, Date.now())).entries;
    },
    search: (query) => searchActivity(folder, query, MOST_AT_ONCE, Date.now()),
    summary: (connection) => threads.queue(() => ask({ is: 'summary', folder, connection })),
    verify: () => threads.queue(async () => ask({ is: 'verify', folder, known: await last() })),
    export: (query, into, name) => threads.queue(() => ask({ is: 'export', folder, query, into, name })),
  };
}
