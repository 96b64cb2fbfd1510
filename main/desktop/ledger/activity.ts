import type { Happened } from '../../../preload/connection.ts';
import { searchActivity } from './activitySearch.ts';
import type { RememberedEnd } from './rememberedEnd.ts';

/** Entries of a connection's page: ten days of hourly renewals. */
const MOST_ON_PAGE = 250;
/** How far back that reaches, days. */
const PAGE_DAYS = 30;

/** What the page may know of the ledger. */
export interface Activity {
  /** What happened to a connection of late, the newest first. */
  history(connection: string): Promise<readonly Happened[]>;
  /** Forgets how far the ledger reached, once it was emptied. */
  forget(): Promise<void>;
  /** Compares how far it reaches with what is remembered of that, the first time; and remembers it. */
  remember(): Promise<void>;
}

/** Reads the ledger in this folder for the page. */
export function readActivity(folder: string, end: RememberedEnd): Activity {
  return {
    forget: end.forget,
    remember: end.flush,
    history: async (connection) => {
      const query = { connection, days: PAGE_DAYS };
      const { entries } = await unhurried(searchActivity(folder, query, MOST_ON_PAGE, Date.now()));
      return entries;
    },
  };
}

/** What a task gives; wherever it pauses, other work is done. */
async function unhurried<T>(task: Generator<undefined, T>): Promise<T> {
  for (;;) {
    const step = task.next();
    if (step.done) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
