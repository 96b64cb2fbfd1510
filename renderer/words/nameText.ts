/** Letters that run from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A name within a sentence, whose own direction ends with it; where there is markup, `<bdi>` does the same. */
export function isolated(name: string): string {
  return rightToLeft.test(name) ? `\u2068${name}\u2069` : name;
}

/** The characters of a name as a person counts them: a letter with its marks, a family of emoji. */
export function charactersOf(name: string): readonly string[] {
  const characters: string[] = [];
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(name)) {
    // Sinhala's joined letters are two of its segments.
    if (characters.at(-1)?.endsWith('\u200d')) characters.push(`${characters.pop()}${segment}`);
    else characters.push(segment);
  }
  return characters;
}
