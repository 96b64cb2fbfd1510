import type { CopyFormat } from '../../../preload/shared/copyFormats.ts';
import type { ConnectionState } from '../../connections/table/connectionState.ts';
import { type EnglishLocale, formatTime } from '../system/localeFormat.ts';
import { COPY_WORDS } from './copyWords.ts';
import { shortened, type TrayMenuItem, titleOf, trayMenuItems } from './trayMenu.ts';

/** What the icon shows: `attention` has a dot. */
export type TrayState = 'fine' | 'attention' | 'offline' | 'paused';

/** What an entry does that is about no connection. */
export type TrayAct = 'open' | 'pause' | 'continue' | 'quit';

/** An entry of the menu. `head` says what the entries below are, and does nothing. */
export type TrayEntry =
  /** Without a form: in the connection's usual one. */
  | { readonly is: 'copy'; readonly id: string; readonly label: string; readonly format?: CopyFormat }
  | { readonly is: TrayAct; readonly label: string }
  | { readonly is: 'head'; readonly label: string }
  | { readonly is: 'line' }
  | { readonly is: 'more'; readonly label: string; readonly entries: readonly TrayEntry[] };

/** What a tray icon shows of the app. */
export interface TrayView {
  readonly state: TrayState;
  readonly tip: string;
  readonly menu: readonly TrayEntry[];
}

/** What decides about it. */
interface Shown {
  /** In the order of the list. */
  readonly connections: readonly ConnectionState[];
  /** Those that need the person. */
  readonly needing: ReadonlySet<string>;
  /** When the pause ends, Unix ms; undefined while there is none. */
  readonly pausedUntil: number | undefined;
  readonly english: EnglishLocale;
  readonly now: number;
  /** The forms that this computer offers. */
  readonly formats: readonly CopyFormat[];
}

/** Connections that stand in the menu itself: with more of them Quit would leave the screen. */
const MOST_INLINE = 12;
/** Connections that need the person, at the top; the window has all of them. */
const MOST_NEEDING = 4;
/** Entries of a submenu, which many desktops cannot scroll. */
const MOST_TOGETHER = 20;
/** With more connections there is no menu of forms: it has an entry for each of both, and is made again at each change. */
const MOST_WITH_FORMS = 100;

/** The icon, its tooltip and its menu. */
export function trayView(shown: Shown): TrayView {
  const { pausedUntil } = shown;
  const pause =
    pausedUntil === undefined
      ? ({ is: 'pause', label: 'Pause for an hour' } as const)
      : ({ is: 'continue', label: `Continue (paused until ${timeOf(pausedUntil, shown)})` } as const);
  return {
    state: stateOf(shown),
    tip: tipOf(shown),
    menu: [
      ...[{ is: 'open', label: 'Open Token Desk' } as const, { is: 'line' } as const],
      ...connectionEntries(shown),
      ...[{ is: 'line' } as const, pause, { is: 'line' } as const, { is: 'quit', label: 'Quit' } as const],
    ],
  };
}

function stateOf({ connections, needing, pausedUntil }: Shown): TrayState {
  if (pausedUntil !== undefined) return 'paused';
  if (needing.size > 0) return 'attention';
  return isOffline(connections) ? 'offline' : 'fine';
}

function isOffline(connections: readonly ConnectionState[]): boolean {
  return connections.length > 0 && connections.every(({ status }) => status === 'offline');
}

function tipOf(shown: Shown): string {
  const { connections, needing, pausedUntil } = shown;
  const [first] = connections.filter(({ id }) => needing.has(id));
  const one = first === undefined ? undefined : `${titleOf(first)} needs you`;
  const [retryAt] = connections.flatMap((one) => one.retryAt ?? []).toSorted((early, late) => early - late);
  const says = [
    needing.size > 1 ? `${needing.size} need you` : one,
    pausedUntil === undefined ? undefined : `paused until ${timeOf(pausedUntil, shown)}`,
    isOffline(connections)
      ? `offline${retryAt === undefined ? '' : `, tries again at ${timeOf(retryAt, shown)}`}`
      : undefined,
  ].filter((part) => part !== undefined);
  return says.length === 0 ? 'Token Desk' : `Token Desk: ${says.join(', ')}`;
}

function timeOf(at: number, { now, english }: Shown): string {
  return formatTime(at, now, english);
}

/** First what needs the person, then the favourites, then the others. */
function connectionEntries({ connections, needing, formats }: Shown): readonly TrayEntry[] {
  if (connections.length === 0) return [{ is: 'head', label: 'No connections yet' }];
  const items = new Map(trayMenuItems(connections, formats).map((item) => [item.id, item]));
  const rank = ({ id, favourite }: ConnectionState) => (needing.has(id) ? 0 : favourite ? 1 : 2);
  const ranked = connections.toSorted((one, other) => rank(one) - rank(other));
  const isAll = ranked.length <= MOST_INLINE;
  const needed = ranked.filter(({ id }) => needing.has(id)).slice(0, MOST_NEEDING);
  const favourites = ranked.filter((one) => rank(one) === 1).slice(0, MOST_INLINE - needed.length);
  const inline = isAll ? ranked : [...needed, ...favourites];
  const copy = ({ id }: ConnectionState): TrayEntry => ({ is: 'copy', id, label: items.get(id)?.label ?? id });
  const rest = ranked.filter((one) => !inline.includes(one));
  return [
    { is: 'head', label: 'Copy a token' },
    ...inline.map(copy),
    ...(rest.length > 0
      ? [{ is: 'more', label: inline.length > 0 ? 'More' : 'Connections', entries: byLetter(rest, copy) } as const]
      : []),
    ...copyAs(connections, items, formats),
  ];
}

/** A menu for each form, of the connections that can be copied in it. */
function copyAs(
  connections: readonly ConnectionState[],
  items: ReadonlyMap<string, TrayMenuItem>,
  formats: readonly CopyFormat[],
): readonly TrayEntry[] {
  if (connections.length > MOST_WITH_FORMS) return [];
  const entries = formats.flatMap((format): readonly TrayEntry[] => {
    const possible = connections.filter(({ id }) => items.get(id)?.formats.includes(format));
    const copy = ({ id }: ConnectionState): TrayEntry => ({
      ...{ is: 'copy', id, format },
      label: items.get(id)?.name ?? id,
    });
    return possible.length > 0
      ? [{ is: 'more', label: COPY_WORDS[format].title, entries: byLetter(possible, copy) }]
      : [];
  });
  return entries.length > 0 ? [{ is: 'line' }, { is: 'more', label: 'Copy as', entries }] : [];
}

/** Submenus by the names' first letters; a letter with many names has a submenu for each part of them. */
function byLetter(
  rest: readonly ConnectionState[],
  entryOf: (one: ConnectionState) => TrayEntry,
): readonly TrayEntry[] {
  const sorted = rest.toSorted((one, other) => order.compare(one.name, other.name));
  if (sorted.length <= MOST_TOGETHER) return sorted.map(entryOf);
  const letters = [...new Set(sorted.map(({ name }) => letterOf(name)))].toSorted(order.compare);
  return letters.map((letter) => {
    const same = sorted.filter(({ name }) => letterOf(name) === letter);
    const parts = chunks(same, MOST_TOGETHER).map((part) => {
      const [first = '', last = ''] = [part[0], part.at(-1)].map((one) => shortened(one?.name ?? ''));
      return { is: 'more' as const, label: `${first} to ${last}`, entries: part.map(entryOf) };
    });
    return { is: 'more', label: letter, entries: parts.length === 1 ? same.map(entryOf) : parts };
  });
}

/** English, as all of the app's words: names of other scripts follow by their own order. */
const order = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** What a name is found under: its first letter without accents, or `#`. */
function letterOf(name: string): string {
  const [letter] = name.normalize('NFKD').match(/[\p{L}\p{N}]/u) ?? ['#'];
  return /\p{L}/u.test(letter) ? letter.toUpperCase() : '#';
}

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
