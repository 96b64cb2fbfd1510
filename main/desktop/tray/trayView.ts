import type { CopyFormat } from '../../../preload/shared/copyFormats.ts';
import type { ConnectionState } from '../../connections/table/connectionState.ts';
import { formatTime } from '../system/localeFormat.ts';
import { fill } from '../words/filledWords.ts';
import { locale, say } from '../words/words.ts';
import { byLetter } from './letterMenus.ts';
import type { TrayEntry } from './trayEntry.ts';
import { type TrayMenuItem, titleOf, trayMenuItems } from './trayMenu.ts';

/** What the icon shows: `attention` has a dot. */
export type TrayState = 'fine' | 'attention' | 'offline' | 'paused';

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
  readonly now: number;
  /** The forms that this computer offers. */
  readonly formats: readonly CopyFormat[];
  readonly defaultFormat: CopyFormat;
}

/** Connections that stand in the menu itself: with more of them Quit would leave the screen. */
const MOST_INLINE = 12;
/** Connections that need the person, at the top; the window has all of them. */
const MOST_NEEDING = 4;
/** With more connections there is no menu of forms: it has an entry for each of both, and is made again at each change. */
const MOST_WITH_FORMS = 100;

/** The icon, its tooltip and its menu. */
export function trayView(shown: Shown): TrayView {
  const { pausedUntil } = shown;
  const pause =
    pausedUntil === undefined
      ? ({ is: 'pause', label: say('tray.pause') } as const)
      : ({ is: 'continue', label: fill('tray.continue', { end: timeOf(pausedUntil, shown) }) } as const);
  return {
    state: stateOf(shown),
    tip: tipOf(shown),
    menu: [
      ...[{ is: 'open', label: say('tray.open') } as const, { is: 'line' } as const],
      ...connectionEntries(shown),
      ...[{ is: 'line' } as const, pause, { is: 'settings', label: say('tray.settings') } as const],
      ...[{ is: 'line' } as const, { is: 'quit', label: say('tray.quit') } as const],
    ],
  };
}

/** While the app is locked: nothing about the connections. */
export function lockedView(): TrayView {
  return {
    state: 'paused',
    tip: say('tray.locked'),
    menu: [
      ...[{ is: 'open', label: say('tray.unlock') } as const, { is: 'line' } as const],
      { is: 'quit', label: say('tray.quit') },
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
  const one = first === undefined ? undefined : fill('tray.oneNeedsYou', { name: titleOf(first) });
  const [retryAt] = connections.flatMap((one) => one.retryAt ?? []).toSorted((early, late) => early - late);
  const says = [
    needing.size > 1 ? fill('tray.manyNeedYou', { count: needing.size }) : one,
    pausedUntil === undefined ? undefined : fill('tray.paused', { end: timeOf(pausedUntil, shown) }),
    isOffline(connections) ? offlineText(retryAt, shown) : undefined,
  ].filter((part) => part !== undefined);
  return says.length === 0 ? 'Token Desk' : `Token Desk: ${says.join(', ')}`;
}

function offlineText(retryAt: number | undefined, shown: Shown): string {
  return retryAt === undefined ? say('tray.offline') : fill('tray.offlineUntil', { time: timeOf(retryAt, shown) });
}

function timeOf(at: number, { now }: Shown): string {
  return formatTime(at, now, locale());
}

/** First what needs the person, then the favourites, then the others. */
function connectionEntries({ connections, needing, formats, defaultFormat, now }: Shown): readonly TrayEntry[] {
  if (connections.length === 0) return [{ is: 'head', label: say('tray.empty') }];
  const items = new Map(trayMenuItems(connections, formats, defaultFormat, now).map((item) => [item.id, item]));
  const rank = ({ id, favourite }: ConnectionState) => (needing.has(id) ? 0 : favourite ? 1 : 2);
  const ranked = connections.toSorted((one, other) => rank(one) - rank(other));
  const isAll = ranked.length <= MOST_INLINE;
  const needed = ranked.filter(({ id }) => needing.has(id)).slice(0, MOST_NEEDING);
  const favourites = ranked.filter((one) => rank(one) === 1).slice(0, MOST_INLINE - needed.length);
  const inline = isAll ? ranked : [...needed, ...favourites];
  const copy = ({ id }: ConnectionState): TrayEntry => ({ is: 'copy', id, label: items.get(id)?.label ?? id });
  const rest = ranked.filter((one) => !inline.includes(one));
  return [
    { is: 'head', label: say('tray.copy') },
    ...inline.map(copy),
    ...(rest.length > 0
      ? [
          {
            is: 'more',
            label: say(inline.length > 0 ? 'tray.more' : 'tray.connections'),
            entries: byLetter(rest, copy),
          } as const,
        ]
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
    return possible.length > 0 ? [{ is: 'more', label: say(`copy.${format}`), entries: byLetter(possible, copy) }] : [];
  });
  return entries.length > 0 ? [{ is: 'line' }, { is: 'more', label: say('tray.copyAs'), entries }] : [];
}
