import { describe, expect, it } from 'vitest';
import { joinLines } from '../../preload/shared/joinLines.ts';

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
    ['> one\r\n>> two', 'onetwo'],
    ['Client ID:\none\nClient secret:\ntwo', 'Client ID: one Client secret: two'],
    ['one=\r\ntwo', 'one= two'],
    ['one=3D=\r\ntwo', 'one=two'],
    ['c2VjcmV0LQ==\n', 'c2VjcmV0LQ=='],
  ])('of %j is %j', (text, unbroken) => {
    expect(joinLines(text)).toBe(unbroken);
  });

  it.each([
    ['', ''],
    ['\n', ''],
    [' x', ' x'],
  ])('is there at once, however long the text: a million blanks before %j', (end, left) => {
    const blanks = ' '.repeat(1_000_000);
    const start = performance.now();
    expect(joinLines(blanks + end)).toBe(end === '\n' ? left : blanks + end);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
