import type { ConnectionState } from '../../preload/connection.ts';
import type { ListGroup } from './order/listGroups.ts';

/** How tall a row is, CSS pixels; `ConnectionRow.module.css` says the same. */
export const rowHeight = 56;
/** How tall a heading between two groups is; `ConnectionList.module.css` says the same. */
export const headingHeight = 36;

/** A line of the list: a connection's row, with its place among all rows from 0, or the heading of a group. */
export type ListLine =
  | { readonly group: ListGroup['name']; readonly connection: ConnectionState; readonly row: number }
  | { readonly group: ListGroup['name']; readonly connection?: undefined };

/** The list from its top to its end. The first group's heading stands above the list, where it never scrolls away. */
export function listLines(groups: readonly ListGroup[]): readonly ListLine[] {
  const lines: ListLine[] = [];
  let row = 0;
  for (const { name, connections } of groups) {
    if (row > 0) lines.push({ group: name });
    for (const connection of connections) {
      lines.push({ group: name, connection, row });
      row += 1;
    }
  }
  return lines;
}
