import type { ConnectionState } from '../../../preload/connection.ts';

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
