import type { ActivityEntry } from '../../preload/activity.ts';

/** A line of the table: the beginning of a day, or an entry. */
export type TableItem =
  | { readonly is: 'day'; readonly key: string; readonly at: number }
  | { readonly is: 'entry'; readonly key: string; readonly entry: ActivityEntry };

/** The entries, with a line wherever another day begins; the first day's stands in the table's head. */
export function tableItems(entries: readonly ActivityEntry[]): readonly TableItem[] {
  return entries.flatMap((entry, index) => {
    const before = entries[index - 1];
    const line = { is: 'entry', key: `e${entry.n}`, entry } as const;
    if (before === undefined || dayOf(before.at) === dayOf(entry.at)) return [line];
    return [{ is: 'day', key: `d${entry.n}`, at: entry.at } as const, line];
  });
}

function dayOf(at: number): string {
  return new Date(at).toDateString();
}
