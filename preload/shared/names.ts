/** Letters that run from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko, Adlam and others. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** The characters of a text as a person counts them: a letter with its marks, a family of emoji. @see UAX 29 §3 */
export function charactersOf(text: string): readonly string[] {
  const characters: string[] = [];
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    // Sinhala's joined letters are two of its segments.
    if (characters.at(-1)?.endsWith('\u200d')) characters.push(`${characters.pop()}${segment}`);
    else characters.push(segment);
  }
  return characters;
}

/** A text in which a direction of its own ends with it, for where there is no markup, which has `<bdi>`. @see UAX 9 §6.3 */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
