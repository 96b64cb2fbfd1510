import type { ConnectionState } from '../../preload/connection.ts';
import { searchText, writings } from '../../preload/shared/searchText.ts';
import type { ListGroup } from './order/listGroups.ts';

/** A word that is sought, in each of its writings. */
export type SoughtWord = readonly string[];

/** The groups with the connections in which each word of the query is found; without a word all of them. */
export function findConnections(groups: readonly ListGroup[], query: string): readonly ListGroup[] {
  const words = wordsOf(query);
  if (words.length === 0) return groups;
  const isFound = (connection: ConnectionState) => notIn(connectionText(connection), words).length === 0;
  return groups
    .map(({ name, connections }) => ({ name, connections: connections.filter(isFound) }))
    .filter(({ connections }) => connections.length > 0);
}

/** The words of a query. */
export function wordsOf(query: string): readonly SoughtWord[] {
  return query
    .split(/[\s\p{Cf}]+/u)
    .filter(Boolean)
    .map(writings);
}

/** The words that are not found in a text of {@link searchText}. */
export function notIn(text: string, words: readonly SoughtWord[]): readonly SoughtWord[] {
  return words.filter((word) => !word.some((writing) => text.includes(writing)));
}

/** The texts of connections: a thousand of them are looked through for each letter that is typed. */
const texts = new WeakMap<ConnectionState, string>();

/** All that a connection is found by. */
export function connectionText(connection: ConnectionState): string {
  const known = texts.get(connection);
  if (known !== undefined) return known;
  const { name, profile, clientId } = connection;
  const { organisationName = '', userName = '', email = '' } = profile ?? {};
  const text = searchText([name, organisationName, userName, email, clientId].join('\n'));
  texts.set(connection, text);
  return text;
}
