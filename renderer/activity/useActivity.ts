import { useEffect, useEffectEvent, useReducer, useRef } from 'react';
import type { ActivityEntry, ActivityPage, ActivityQuery } from '../../preload/activity.ts';
import type { Bridge } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { settle } from '../bridge.ts';

/** More than a person scrolls through; who seeks an older one filters, or exports. */
const mostEntries = 5_000;

/** The entries that a query wants, as far as they are loaded. */
export interface LoadedActivity {
  readonly entries: readonly ActivityEntry[];
  /** Where the next load begins; undefined when there is no more, or `isFull`. */
  readonly next?: number | undefined;
  /** There are older ones, and too many are loaded. */
  readonly isFull: boolean;
  /** Absent before the first answer. */
  readonly query?: ActivityQuery;
  readonly failure?: Failure;
}

type Step =
  | { readonly is: 'page'; readonly query: ActivityQuery; readonly page: ActivityPage }
  | { readonly is: 'older'; readonly query: ActivityQuery; readonly page: ActivityPage }
  | { readonly is: 'failed'; readonly query: ActivityQuery; readonly failure: Failure };

const nothing: LoadedActivity = { entries: [], isFull: false };

/** Follows an answer. A first page that joins what is loaded is put before it. */
export function afterStep(loaded: LoadedActivity, step: Step): LoadedActivity {
  const { query } = step;
  const isSame = loaded.query === query;
  if (step.is === 'failed') return { ...(isSame ? loaded : nothing), query, failure: step.failure };
  const { entries, next } = step.page;
  if (step.is === 'older') {
    if (!isSame) return loaded;
    return bounded({ query, entries: [...loaded.entries, ...entries], next, isFull: false });
  }
  const newest = loaded.entries[0]?.n;
  const joins = isSame && newest !== undefined && entries.some(({ n }) => n === newest);
  if (!joins) return bounded({ query, entries, next, isFull: false });
  const news = entries.filter(({ n }) => n > newest);
  return bounded({ ...loaded, query, entries: [...news, ...loaded.entries] });
}

function bounded(loaded: LoadedActivity): LoadedActivity {
  if (loaded.entries.length < mostEntries || loaded.next === undefined) return loaded;
  return { ...loaded, next: undefined, isFull: true };
}

/**
 * The entries that a query wants, loaded again whenever the history has grown; `loadOlder` brings those before.
 * @param query the same object as long as nothing else is wanted
 */
export function useActivity(bridge: Bridge, query: ActivityQuery, revision: number) {
  const [loaded, follow] = useReducer(afterStep, nothing);
  const isLoading = useRef(false);
  const take = useEffectEvent((asked: ActivityQuery, step: Step): void => {
    if (asked === query) follow(step);
  });
  // The query that is under way, and whether the history has grown meanwhile.
  const asking = useRef<{ readonly query: ActivityQuery; isOutdated: boolean }>(undefined);
  useEffect(() => {
    // Of one query, one question at a time, however fast the history grows.
    const load = async (): Promise<void> => {
      const mine = { query, isOutdated: true };
      asking.current = mine;
      while (mine.isOutdated && asking.current === mine) {
        mine.isOutdated = false;
        const reply = await settle(bridge.activity(query));
        if (reply.ok) take(query, { is: 'page', query, page: reply.value });
        else take(query, { is: 'failed', query, failure: reply.failure });
      }
      if (asking.current === mine) asking.current = undefined;
    };
    // The history has grown, or it is the first time.
    if (revision < 0) return;
    if (asking.current?.query === query) asking.current.isOutdated = true;
    else void load();
  }, [bridge, query, revision]);

  const loadOlder = async (): Promise<void> => {
    const { next } = loaded;
    if (next === undefined || isLoading.current || loaded.query !== query) return;
    isLoading.current = true;
    const reply = await settle(bridge.activity({ ...query, before: next }));
    isLoading.current = false;
    follow(reply.ok ? { is: 'older', query, page: reply.value } : { is: 'failed', query, failure: reply.failure });
  };
  const isCurrent = loaded.query === query;
  // What is shown stays until the answer to another query is there.
  return { loaded, isCurrent, loadOlder };
}
