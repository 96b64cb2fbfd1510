import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText, readDisplayText } from '../../../main/oauth/displayText.ts';
import { charactersOf, isolated } from '../../../preload/shared/names.ts';

/** Names as their owners write them. */
const NAMES: Readonly<Record<string, string>> = {
  'Persian with a non-joiner': 'شرکت می\u200cخواهم',
  'Persian with a vowel before a non-joiner': 'مُ\u200cها',
  'Sinhala with a joiner': 'ශ්\u200dරී ලංකා',
  'Devanagari with a joiner': 'क्\u200dष',
  'Malayalam with a non-joiner': 'ന്\u200cമ',
  'a family': '👨\u200d👩\u200d👧\u200d👦 GmbH',
  'a profession in a skin tone': '👩🏽\u200d💻',
  'a heart on fire': '❤\ufe0f\u200d🔥',
  'a pirate’s flag': '🏴\u200d☠\ufe0f',
  'the flag of England': '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} Ltd',
  'the flag of Scotland': '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
  'a flag of two letters': '🇱🇰',
  'Hebrew with points': 'שָׁלוֹם',
  Arabic: 'شركة المثال',
  'Vietnamese in single marks': 'Nguye\u0302\u0303n',
  'Burmese, which stacks': 'မြွေး',
  Chinese: '财务',
  'a keycap': '7\ufe0f\u20e3',
};

describe('a name', () => {
  it.each(Object.entries(NAMES))('keeps what makes it right: %s', (_what, name) => {
    expect(plainText(name)).toBe(name);
    expect(readDisplayText(name)).toBe(name);
  });

  it.each([
    ['an override of direction', 'Acme\u202exe.fdp\u202c', 'Acme xe.fdp'],
    ['embeddings and isolates', '\u202a\u2066Acme\u2069\u202c', 'Acme'],
    ['marks of direction', 'Ac\u200eme\u200f \u061cLtd', 'Acme Ltd'],
    ['joiners between Latin letters', 'Ac\u200dme\u200c', 'Acme'],
    ['joiners in a row', 'می\u200c\u200c\u200cخ', 'میخ'],
    ['a joiner at an end', '\u200dشرکت\u200c', 'شرکت'],
    ['a soft hyphen', 'Finanz\u00adabteilung', 'Finanzabteilung'],
    ['a byte order mark and a word joiner', '\ufeffAc\u2060me', 'Acme'],
    ['a zero-width space', 'Acme\u200bLtd', 'Acme Ltd'],
    ['controls of both sets', 'A\u0007\u009bcme\u001b', 'A cme'],
    ['halves of a pair', '\ud83dAcme\ude42', 'Acme'],
    ['tags of no flag', 'Acme\u{e0041}\u{e0063}\u{e007f}', 'Acme'],
    ['a flag without its end', '🏴\u{e0067}\u{e0062}', '🏴'],
    ['letters that show nothing', 'A\u3164\u115f\u2800B', 'A B'],
    ['a grapheme joiner', 'A\u034fcme', 'Acme'],
    ['lines', 'Acme\u2028\r\n\tLtd', 'Acme Ltd'],
    ['private characters', 'Acme\ue000', 'Acme'],
  ])('loses %s', (_what, name, shown) => {
    expect(plainText(name)).toBe(shown);
  });

  it('has at most four marks on a letter, two of them alike', () => {
    const zalgo = `A${'\u0301\u0302\u0323\u0334'.repeat(20)}b${'\u0315'.repeat(9)}`;
    expect(plainText(zalgo)).toBe('A\u0301\u0302\u0323\u0334b\u0315\u0315');
  });

  it.each([
    ['Thai', 'ก็็็็็็็็็', 'ก็็'],
    ['Tibetan', `ཧ${'\u0f71\u0f74'.repeat(9)}`, 'ཧ\u0f71\u0f74\u0f71\u0f74'],
    ['Hebrew', `ש${'\u05c1\u05b8\u05bc\u0591'.repeat(9)}`, 'ש\u05c1\u05b8\u05bc\u0591'],
    ['Arabic', `م${'\u0651'.repeat(30)}`, 'م\u0651\u0651'],
    ['Cyrillic millions', 'A\u0489\u0488', 'A'],
    ['circles and prohibitions', 'A\u20dd\u20e0c\u20e3', 'Ac'],
    ['variation selectors', `A${'\ufe0f'.repeat(40)}`, 'A\ufe0f\ufe0f'],
  ])('has no tower of marks of another kind: %s', (_what, tower, shown) => {
    expect(plainText(tower)).toBe(shown);
  });

  it('has no emoji of more than five parts, which would count as one character', () => {
    expect(plainText(Array(12).fill('👩🏽').join('\u200d'))).toBe(
      [5, 5, 2].map((parts) => Array(parts).fill('👩🏽').join('\u200d')).join(''),
    );
  });

  it('is cut where a character ends', () => {
    const family = '👨\u200d👩\u200d👧\u200d👦';
    expect(readDisplayText(family.repeat(100))).toBe(family.repeat(27));
    expect(readDisplayText(`${'x'.repeat(299)}e\u0301\u0302`)).toBe('x'.repeat(299));
    expect(readDisplayText(`${'x'.repeat(296)}ශ්\u200dරී`)).toBe('x'.repeat(296));
    expect(readDisplayText(`${'\u200b'.repeat(1195)}${family}`)).toBeUndefined();
  });

  it('is the same when it is read twice, and holds nothing that turns text', () => {
    const odd = fc.constantFrom(
      ...Object.values(NAMES).flatMap((name) => [...name]),
      '\u202e',
      '\u2066',
      '\u200f',
      '\ud83d',
    );
    const text = fc.array(fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 2 })), { maxLength: 30 });
    fc.assert(
      fc.property(text, (parts) => {
        const name = plainText(parts.join(''));
        expect(plainText(name)).toBe(name);
        expect(name).not.toMatch(/[\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\p{Cc}\p{Cs}]/u);
      }),
      { numRuns: 3000 },
    );
  });

  it('takes no time, however long it is', () => {
    const start = performance.now();
    for (const unit of ['\u0301', 'A\u0301', '\u200d', 'م\u200c', '🏴\u{e0067}', '\u202e', '👩\u200d', ' ']) {
      plainText(unit.repeat(35_000));
      readDisplayText(unit.repeat(35_000));
    }
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe('a name where there is no markup', () => {
  it.each(['שָׁלוֹם', 'شركة Ltd', '2024 שלום!', 'N\u07ca', '𞤀𞤣'])('is isolated: %s', (name) => {
    expect(isolated(name)).toBe(`\u2068${name}\u2069`);
  });

  it.each(['Acme Ltd', '财务', '👨\u200d👩\u200d👧', 'ශ්\u200dරී', '2024'])('has no direction to isolate: %s', (name) => {
    expect(isolated(name)).toBe(name);
  });

  it('has as many characters as a person counts', () => {
    expect(
      charactersOf('🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}e\u0301👨\u200d👩\u200d👧'),
    ).toHaveLength(3);
  });
});
