import type { ConnectionState } from '../../preload/connection.ts';
import type { ListGroup } from './order/listGroups.ts';

/** Letters that Unicode does not take apart into one without its mark. */
const plainLetters: Readonly<Record<string, string>> = {
  Æ: 'AE',
  Œ: 'OE',
  Ø: 'O',
  Đ: 'D',
  Ð: 'D',
  Ħ: 'H',
  Ł: 'L',
  Þ: 'TH',
};

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

/** A text for {@link notIn}. */
export function searchText(text: string): string {
  return writings(text).join('\n');
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

/** A text as different people write it, without accents and capitals: `Müller` as MULLER and as MUELLER. */
function writings(text: string): readonly string[] {
  const whole = text.normalize('NFC');
  return [...new Set([whole, whole.replace(/[äöü]/gi, '$&e')].map(folded))];
}

function folded(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replace(/[\p{Mn}\p{Cf}]/gu, '')
      // Not to small letters: a capital makes SS of ß, and one Σ of both σ.
      .toUpperCase()
      .replace(/[ÆŒØĐÐĦŁÞ]/g, (letter) => plainLetters[letter] ?? letter)
  );
}
