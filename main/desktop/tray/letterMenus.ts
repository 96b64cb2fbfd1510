import type { ConnectionState } from '../../connections/table/connectionState.ts';
import { fill } from '../words/filledWords.ts';
import { locale } from '../words/words.ts';
import type { TrayEntry } from './trayEntry.ts';
import { shortened } from './trayMenu.ts';

/** Entries of a menu, which many desktops cannot scroll. */
const MOST_TOGETHER = 20;

/** Connections whose names begin with the letters from `first` to `last`. */
interface Letters {
  readonly first: string;
  readonly last: string;
  readonly connections: readonly ConnectionState[];
}

/**
 * Many connections in submenus by the names' first letters, neighbours together where there would be more than
 * `MOST_TOGETHER` (`A–C`); what is still too long for one menu has a submenu for each part of it.
 */
export function byLetter(
  all: readonly ConnectionState[],
  entryOf: (one: ConnectionState) => TrayEntry,
): readonly TrayEntry[] {
  const sorted = all.toSorted((one, other) => inOrder(one.name, other.name));
  if (sorted.length <= MOST_TOGETHER) return sorted.map(entryOf);
  return joined(letters(sorted)).map(({ first, last, connections }) => ({
    is: 'more',
    label: first === last ? first : `${first}–${last}`,
    entries: inParts(connections, entryOf),
  }));
}

/** In the app's language: names of other scripts follow by their own order. */
function inOrder(one: string, other: string): number {
  if (order === undefined || order.locale !== locale()) {
    const { compare } = new Intl.Collator(locale(), { sensitivity: 'base', numeric: true });
    order = { locale: locale(), compare };
  }
  return order.compare(one, other);
}

let order: { readonly locale: string; readonly compare: (one: string, other: string) => number } | undefined;

function letters(sorted: readonly ConnectionState[]): readonly Letters[] {
  const byFirst = new Map<string, ConnectionState[]>();
  for (const one of sorted) {
    const letter = letterOf(one.name);
    const same = byFirst.get(letter);
    if (same === undefined) byFirst.set(letter, [one]);
    else same.push(one);
  }
  return [...byFirst]
    .map(([letter, connections]) => ({ first: letter, last: letter, connections }))
    .toSorted((one, other) => inOrder(one.first, other.first));
}

/** Joins those neighbours that have the fewest names, until there are few enough. */
function joined(all: readonly Letters[]): readonly Letters[] {
  let groups = all;
  while (groups.length > MOST_TOGETHER) {
    const sizes = groups
      .slice(1)
      .map(({ connections }, index) => connections.length + (groups[index]?.connections.length ?? 0));
    const at = sizes.indexOf(Math.min(...sizes));
    const [one, other] = groups.slice(at, at + 2);
    if (one === undefined || other === undefined) return groups;
    const both = { first: one.first, last: other.last, connections: [...one.connections, ...other.connections] };
    groups = groups.toSpliced(at, 2, both);
  }
  return groups;
}

/** As many as a menu has room for; of more, a submenu for each part, named after its ends. */
function inParts(all: readonly ConnectionState[], entryOf: (one: ConnectionState) => TrayEntry): readonly TrayEntry[] {
  if (all.length <= MOST_TOGETHER) return all.map(entryOf);
  let size = MOST_TOGETHER;
  while (all.length > size * MOST_TOGETHER) size *= MOST_TOGETHER;
  return chunks(all, size).map((part) => {
    const [first = '', last = ''] = [part[0], part.at(-1)].map((one) => shortened(one?.name ?? ''));
    return { is: 'more', label: fill('tray.range', { first, last }), entries: inParts(part, entryOf) };
  });
}

/** What a name is found under: its first letter without accents, or `#`. */
function letterOf(name: string): string {
  const [letter] = name.normalize('NFKD').match(/[\p{L}\p{N}]/u) ?? ['#'];
  // `ß` has two capitals.
  const [capital = letter] = letter.toUpperCase();
  return /\p{L}/u.test(letter) ? capital : '#';
}

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
