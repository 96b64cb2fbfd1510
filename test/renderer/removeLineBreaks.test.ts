import { describe, expect, it } from 'vitest';
import { removeLineBreaks } from '../../renderer/parts/removeLineBreaks.ts';

describe('a pasted text without its line breaks', () => {
  it.each([
    ['one\ntwo', 'onetwo'],
    ['one\r\ntwo\rthree', 'onetwothree'],
    ['\n  one \n\n\t two  \n', 'onetwo'],
    ['one\u00a0\n\u2003two', 'onetwo'],
    ['one\u2028two\u2029three', 'one\u2028two\u2029three'],
    ['one two\nthree', 'one twothree'],
    [' one\ttwo ', ' one\ttwo '],
    ['', ''],
    [' \n ', ''],
  ])('of %j is %j', (text, unbroken) => {
    expect(removeLineBreaks(text)).toBe(unbroken);
  });

  it.each([
    ['', ''],
    ['\n', ''],
    [' x', ' x'],
  ])('is there at once, however long the text: a million blanks before %j', (end, left) => {
    const blanks = ' '.repeat(1_000_000);
    const start = performance.now();
    expect(removeLineBreaks(blanks + end)).toBe(end === '\n' ? left : blanks + end);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
