import type { ConnectionState } from '../../preload/connection.ts';
import type { DeskState } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';

/** A copy from the tray that failed, and when (Unix ms). */
export interface FailedCopy {
  readonly id: string;
  readonly failure: Failure;
  readonly at: number;
}

export type Place = 'connections' | 'add' | 'forget' | 'passphrase' | 'settings' | 'activity';

/** Where the person is in the window. Main's state decides the rest: see `screenOf`. */
export interface Navigation {
  readonly place: Place;
  /** The place to go back to. */
  readonly from?: Place | undefined;
  /** The connection whose activity was asked for; undefined for all. */
  readonly activityOf?: string | undefined;
  /** The connection chosen last, in this run or the one before; the first one stands in while there is none. */
  readonly selectedId?: string | undefined;
  /** The connection whose settings fill the form of a new one. */
  readonly copiedId?: string | undefined;
  /** Shown on its connection's page, or in a banner while another screen is open. */
  readonly failedCopy?: FailedCopy | undefined;
  /** Whether this computer has held connections: `forgotten` once everything was erased, until another one is opened. */
  readonly traces: 'none' | 'left' | 'forgotten';
}

/** The screen below the notices, with what it shows. */
export type Screen =
  | { readonly name: 'connection'; readonly connection: ConnectionState }
  /** `canForget`: there is something to erase although there is no connection. */
  | { readonly name: 'first-run'; readonly canForget: boolean }
  | { readonly name: Exclude<Place, 'connections' | 'activity'> }
  | { readonly name: 'activity'; readonly connection: string | undefined };

/** The window as it opens. */
export const start: Navigation = { place: 'connections', traces: 'none' };

/** The same with the connection that was chosen last in the run before, while it is there. */
export function startWith({ list: { selectedId }, connections }: DeskState): Navigation {
  return connections.some(({ id }) => id === selectedId) ? { ...start, selectedId } : start;
}

/** The screen to show now. `rows`: the connections in the list's order. */
export function screenOf(
  { place, selectedId, activityOf, traces }: Navigation,
  desk: DeskState,
  rows: readonly ConnectionState[] = desk.connections,
): Screen {
  if (place === 'activity') return { name: place, connection: activityOf };
  if (place !== 'connections') return { name: place };
  const connection = rows.find(({ id }) => id === selectedId) ?? rows[0];
  if (connection !== undefined) return { name: 'connection', connection };
  const isDamaged = desk.notices.some((notice) => /^registry|^secret/.test(notice));
  return { name: 'first-run', canForget: traces === 'left' || isDamaged || desk.keychain.startsWith('vault') };
}

/** Follows a change of main's state; the same object when nothing changes. */
export function follow(navigation: Navigation, desk: DeskState): Navigation {
  if (navigation.traces === 'none' && desk.connections.length > 0) return { ...navigation, traces: 'left' };
  // The keychain can store, or the vault was made: there is no passphrase to choose any more.
  const isOver = !desk.mayCreateVault && desk.keychain !== 'asking';
  if (navigation.place === 'passphrase' && isOver) return goBack(navigation);
  return navigation;
}

/**
 * Follows a change of the list, the connections' ids in the order of `before` and `now`: when the chosen one was removed, the
 * next that is left takes its place, or at the end of the list the one before. The same object when nothing changes.
 */
export function followList(navigation: Navigation, before: readonly string[], now: readonly string[]): Navigation {
  const chosen = navigation.selectedId ?? before[0];
  const at = chosen === undefined ? -1 : before.indexOf(chosen);
  // One that was just added may not be in the list yet.
  if (chosen === undefined || at < 0 || now.includes(chosen)) return navigation;
  const isLeft = (id: string) => now.includes(id);
  return { ...navigation, selectedId: before.slice(at).find(isLeft) ?? before.slice(0, at).findLast(isLeft) };
}

/** Goes to a place, from which the person comes back to this one. */
export function enter(navigation: Navigation, place: Place): Navigation {
  return navigation.place === place ? navigation : { ...navigation, place, from: navigation.place };
}

/** Goes back: from what the settings have led to, to them, and otherwise to the connections. */
export function goBack(navigation: Navigation): Navigation {
  const { place, from } = navigation;
  const isInSettings = from === 'settings' && (place === 'forget' || place === 'passphrase');
  return { ...navigation, place: isInSettings ? 'settings' : 'connections', from: undefined };
}

/** Opens a connection's page. `from`: the screen that it replaces. */
export function open(navigation: Navigation, id: string, from: Screen): Navigation {
  return { ...closeForgotten(leave(navigation, from)), place: 'connections', selectedId: id };
}

/** Opens the form of a new connection, filled as this one or empty. `from`: the screen that it replaces. */
export function openForm(navigation: Navigation, from: Screen, copiedId?: string): Navigation {
  return { ...leave(navigation, from), place: 'add', copiedId };
}

/** Opens the history, of one connection or of all. */
export function openActivity(navigation: Navigation, connection: string | undefined, from: Screen): Navigation {
  return { ...leave(navigation, from), place: 'activity', activityOf: connection };
}

/** Reports a copy that failed. `isTyping`: a form holds input, and must not be taken away. */
export function reportFailedCopy(navigation: Navigation, failedCopy: FailedCopy, isTyping: boolean): Navigation {
  const { place } = navigation;
  return {
    ...navigation,
    failedCopy,
    // Behind a half-filled form of a new connection the page waits until the form is left.
    ...((place === 'add' || !isTyping) && { selectedId: failedCopy.id }),
    ...(!isTyping && { place: 'connections' }),
  };
}

/** Everything was erased. */
export function forgotten(navigation: Navigation): Navigation {
  return { ...navigation, place: 'connections', traces: 'forgotten' };
}

/** Takes away the banner which says that everything was erased. */
export function closeForgotten(navigation: Navigation): Navigation {
  return navigation.traces === 'forgotten' ? { ...navigation, traces: 'none' } : navigation;
}

/** A failed copy is over once the page that shows it is left. */
function leave(navigation: Navigation, from: Screen): Navigation {
  const wasSeen = from.name === 'connection' && from.connection.id === navigation.failedCopy?.id;
  return wasSeen ? { ...navigation, failedCopy: undefined } : navigation;
}
