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

/** The groups with the connections in which each word of the query is found; without a word all of them. */
export function findConnections(groups: readonly ListGroup[], query: string): readonly ListGroup[] {
  const words = query
    .split(/[\s\p{Cf}]+/u)
    .filter(Boolean)
    .map(writings);
  if (words.length === 0) return groups;
  const isFound = (connection: ConnectionState): boolean => {
    const text = textOf(connection);
    return words.every((word) => word.some((writing) => text.includes(writing)));
  };
  return groups
    .map(({ name, connections }) => ({ name, connections: connections.filter(isFound) }))
    .filter(({ connections }) => connections.length > 0);
}

function textOf({ name, profile, clientId }: ConnectionState): string {
  const { organisationName = '', userName = '', email = '' } = profile ?? {};
  return writings([name, organisationName, userName, email, clientId].join('\n')).join('\n');
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
