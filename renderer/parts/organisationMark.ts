import type { Environment } from '../../preload/connection.ts';
import type { Colour } from '../../preload/form.ts';
import { charactersOf } from '../../preload/shared/names.ts';

/** Eight hues of equal lightness; white initials have a contrast of at least 4.9 on each. */
export const organisationColours = [
  '#326ad9',
  '#a95c1b',
  '#2c7f44',
  '#8758c9',
  '#077d7d',
  '#c24643',
  '#8d6a06',
  '#b4478b',
] as const;

const colours: readonly Colour[] = [0, 1, 2, 3, 4, 5, 6, 7];

/** Practice is no real organisation, so it has no hue. */
export const practiceColour = '#69645c';

/** FNV-1a, 32 bits: distributes short identifiers well and needs no library. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return value;
}

/** The colour that an organisation has unless the person chooses another. `id`: the organisation's, or the connection's own while that is not known. */
export function organisationColourOf(id: string, environment: Environment): Colour | undefined {
  return environment === 'practice' ? undefined : colours[hash(id) % colours.length];
}

/** An organisation's colour, the same for all its connections; {@link organisationColourOf}. */
export function organisationColour(id: string, environment: Environment): string {
  const colour = organisationColourOf(id, environment);
  return colour === undefined ? practiceColour : organisationColours[colour];
}

function isLetter(character: string | undefined): boolean {
  return /[\p{L}\p{N}]/u.test(character ?? '');
}

/**
 * Two letters for a name: the first of its first two words, or the first two of a single word, each whole,
 * with its marks and what it is joined to.
 */
export function initials(name: string): string {
  const characters = charactersOf(name);
  const letters = characters.filter(isLetter);
  const firsts = characters.filter((character, at) => isLetter(character) && !isLetter(characters[at - 1]));
  if (letters.length === 0) return '–';
  const two = (firsts.length > 1 ? firsts : letters).slice(0, 2).join('');
  return charactersOf(two.toLocaleUpperCase()).slice(0, 3).join('');
}

/** Three letters that stand for a name where it has no room: its words' first ones, filled up from its start: `AcL`, `Kes`. */
export function threeLetters(name: string): string {
  const characters = charactersOf(name);
  const letters = characters.flatMap((letter, at) =>
    isLetter(letter) ? [{ letter, at, isInside: isLetter(characters[at - 1]) }] : [],
  );
  const chosen = letters.toSorted((one, other) => Number(one.isInside) - Number(other.isInside)).slice(0, 3);
  const inOrder = chosen.toSorted((one, other) => one.at - other.at);
  return inOrder.map(({ letter }) => letter).join('') || '–';
}
