import type { ConnectionState } from '../../../preload/connection.ts';
import type { ListGroup } from './listGroups.ts';

/** Where a connection goes: before another one, or with null to the end of all. `place`: among those of its group, from 1. */
export interface Move {
  readonly id: string;
  readonly before: string | null;
  readonly name: string;
  readonly place: number;
  readonly count: number;
}

/**
 * What puts a connection to a place in its group. Undefined when it stands there already, or there is no such place.
 * @param all the connections in the order by hand
 * @param to the place among those of its group, from 0
 */
export function moveTo(
  all: readonly ConnectionState[],
  groups: readonly ListGroup[],
  id: string,
  to: number,
): Move | undefined {
  const group = groups.find(({ connections }) => connections.some((one) => one.id === id))?.connections ?? [];
  const from = group.findIndex((one) => one.id === id);
  const [moved, there] = [group[from], group[to]];
  if (moved === undefined || there === undefined || to === from) return undefined;
  // Below it: before whatever follows that one, in this group or another.
  const next = all[all.indexOf(there) + 1]?.id ?? null;
  const before = to < from ? there.id : next;
  return { id, before, name: moved.name, place: to + 1, count: group.length };
}

/**
 * The gap between the rows of a group that a pointer means, from 0 above the first, and the place that a row has in it.
 * @param y how far below the group's first row, in heights of a row
 * @param from the row's place now
 */
export function gapAt(y: number, from: number, count: number): { readonly gap: number; readonly to: number } {
  const gap = Math.min(count, Math.max(0, Math.round(y)));
  return { gap, to: gap > from ? gap - 1 : gap };
}

/** The place of a connection in its group, from 0. */
export function placeOf(groups: readonly ListGroup[], id: string): number {
  const places = groups.map(({ connections }) => connections.findIndex((one) => one.id === id));
  return Math.max(-1, ...places);
}
