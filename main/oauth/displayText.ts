import { charactersOf } from '../../preload/shared/names.ts';

/** How much of a provider's text is shown, in code units. */
const MOST_SHOWN = 300;

/** A letter of a script in which a joiner changes how letters look; the marks of no script go with it. */
const JOINING =
  String.raw`(?!\p{Script=Latin}|\p{Script=Greek}|\p{Script=Cyrillic}|\p{Script=Han}|\p{Script=Hangul}` +
  String.raw`|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Common}|\p{Script=Inherited})[\p{L}\p{M}]`;
/** Invisible characters that a text needs where they stand. @see UAX 31 §2.3, UTS 51 §2.3 */
const NEEDED = [
  String.raw`[\u200c\u200d](?<=${JOINING}\p{Mn}{0,4}[\u200c\u200d])(?=${JOINING})`,
  String.raw`\u200d(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]\u200d)(?=\p{Extended_Pictographic})`,
  // The flag of a region: a black flag and the region's code in tags.
  String.raw`\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}`,
].join('|');
/** What leaves a gap: controls, private characters, halves of a pair, blanks that look like none, set directions. */
const BREAK = String.raw`[\p{Cc}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u200b\u202a-\u202e\u2066-\u2069\u2800\u115f\u1160\u3164\uffa0]`;
/** What leaves none: soft hyphens, marks of direction, byte order marks, joiners and tags that join nothing. */
const INVISIBLE = String.raw`[\p{Cf}\u034f\u17b4\u17b5]`;
const UNSHOWN = new RegExp(`(${NEEDED})|(${BREAK}+)|${INVISIBLE}`, 'gu');
/** Marks that take no room of their own. Many on one letter cover the lines above and below it; no language has five. */
const PILED_MARKS = /(\p{Mn}{4})\p{Mn}+/gu;
/** The same mark over and over makes a tower; only of a vowel's sign does a language have two. */
const REPEATED_MARK = /(\p{Mn})(\1)\1+/gu;
/** Marks that enclose a letter reach into those beside it. A keycap's is of the emoji that it makes. */
const ENCLOSING = /(?<![0-9#*]\ufe0f?)\u20e3|(?!\u20e3)\p{Me}/gu;
/** Parts of an emoji that is joined; the longest that there is has four, and one of a hundred would count as a character. */
const EMOJI_PART = String.raw`\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]{0,2}`;
const LONG_EMOJI = new RegExp(`((?:${EMOJI_PART}\u200d){4}${EMOJI_PART})\u200d`, 'gu');

/**
 * A text on one line without what hides, turns or covers other text. What makes its letters right stays: joiners in
 * Persian and Sinhala, the parts of an emoji, combining marks.
 */
export function plainText(text: string): string {
  return text
    .replace(UNSHOWN, (_, needed?: string, gap?: string) => needed ?? (gap === undefined ? '' : ' '))
    .replace(ENCLOSING, '')
    .replace(REPEATED_MARK, '$1$2')
    .replace(PILED_MARKS, '$1')
    .replace(LONG_EMOJI, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A foreign text as {@link plainText}, at most 300 characters unless told; undefined when nothing is left. */
export function readDisplayText(text: unknown, most = MOST_SHOWN): string | undefined {
  if (typeof text !== 'string') return undefined;
  // What is removed may be most of it.
  const plain = cutText(plainText(cutText(text.slice(0, 5 * most), 4 * most)), most).trimEnd();
  return plain === '' ? undefined : plain;
}

/** At most so many code units, never a part of a character. */
function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  let cut = '';
  for (const character of charactersOf(text)) {
    if (cut.length + character.length > most) break;
    cut += character;
  }
  return cut;
}
