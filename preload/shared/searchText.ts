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

/** A text in which something is sought by any of its {@link writings}: all its writings, a line each. */
export function searchText(text: string): string {
  return writings(text).join('\n');
}

/** A text as different people write it, without accents and capitals: `Müller` as MULLER and as MUELLER. */
export function writings(text: string): readonly string[] {
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
