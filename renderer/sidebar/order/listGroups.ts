import type { ConnectionState, ListView } from '../../../preload/connection.ts';

/** A part of the list under one heading. */
export interface ListGroup {
  readonly name: 'needs-you' | 'favourites' | 'others';
  readonly connections: readonly ConnectionState[];
}

/**
 * The list's groups in their order, without empty ones. Each connection stands in the first that it belongs to.
 * @param sorted the connections in the order that the person chose
 * @param needing the ids of those that need a person
 */
export function listGroups(sorted: readonly ConnectionState[], needing: ReadonlySet<string>): readonly ListGroup[] {
  const groupOf = ({ id, favourite }: ConnectionState): ListGroup['name'] =>
    needing.has(id) ? 'needs-you' : favourite ? 'favourites' : 'others';
  return (['needs-you', 'favourites', 'others'] as const)
    .map((name) => ({ name, connections: sorted.filter((connection) => groupOf(connection) === name) }))
    .filter(({ connections }) => connections.length > 0);
}

/** All connections of a list, from its top to its end. */
export function rowsOf(groups: readonly ListGroup[]): readonly ConnectionState[] {
  return groups.flatMap(({ connections }) => connections);
}

const collator = new Intl.Collator(document.documentElement.lang || 'en-GB', { numeric: true });

/**
 * The connections in the order that the person chose: by name as a person sorts them, `Client 2` before `Client 10`, and
 * equal ones by their people; by their last use, and those never used by name; or as main gives them.
 */
export function inOrder(connections: readonly ConnectionState[], order: ListView['order']): readonly ConnectionState[] {
  if (order === 'hand') return connections;
  const isByUse = order === 'used';
  return connections.toSorted(
    (one, other) =>
      (isByUse ? (other.usedAt ?? 0) - (one.usedAt ?? 0) : 0) ||
      collator.compare(one.name, other.name) ||
      collator.compare(one.profile?.email ?? '', other.profile?.email ?? ''),
  );
}
