import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bashWord, cmdArgument, cmdSet, powerShellString } from '../../../../main/connections/copying/shellQuoting.ts';
import { readCmdArguments, readCmdLine } from './cmd.ts';

const PRINTABLE = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index)).join('');
/** Each is what some shell reads as more than text. */
const TEXTS = [
  PRINTABLE,
  [...PRINTABLE].toReversed().join(''),
  'eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJGeWxlQXBwIn0.c2ln',
  "it's",
  '"',
  '""',
  '\\',
  'a\\',
  'a\\\\',
  'a\\"b',
  'a\\\\"b\\',
  '" & calc.exe & "',
  '"&calc.exe&"%',
  '%PATH%',
  '%%PATH%%',
  '100%',
  '%',
  '!PATH!',
  '^',
  '^^"^',
  '$HOME',
  '$' + '{HOME}',
  '$(touch /tmp/never)',
  '`touch /tmp/never`',
  "';touch /tmp/never;'",
  '#{x}',
  '@file',
  '--%',
  '-o',
  '~',
  '*?[a]{b,c}',
  ';|<>()',
  ' two  blanks ',
  '',
];
const printable = fc.string({ unit: fc.constantFrom(...PRINTABLE), maxLength: 40 });

describe('a word for bash', () => {
  it('is read by bash as the same text, whatever is in it', () => {
    const texts = [...TEXTS, ...fc.sample(printable, 300)];
    const words = texts.map(bashWord).join(' ');
    const read = execFileSync('/bin/bash', ['-c', `printf '%s\\0' ${words}`], { encoding: 'utf8' });
    expect(read.split('\0').slice(0, -1)).toEqual(texts);
  });
});

describe('a string for PowerShell', () => {
  it.each(TEXTS)('is one literal string by its rules: %j', (text) => {
    // A literal string ends at a quote that is not doubled, and nothing else in it is special.
    const literal = /^'((?:[^']|'')*)'$/.exec(powerShellString(text));
    expect(literal?.[1]?.replaceAll("''", "'")).toBe(text);
  });
});

describe('an argument for cmd', () => {
  it.each(TEXTS)('reaches the program as the same text, and ends neither the argument nor the line: %j', (text) => {
    const line = `curl.exe -H ${cmdArgument(text)} ${cmdArgument('https://us1.fylehq.com')}`;
    expect(readCmdArguments(readCmdLine(line))).toEqual(['curl.exe', '-H', text, 'https://us1.fylehq.com']);
  });

  it('does so for any text', () => {
    fc.assert(
      fc.property(printable, printable, (one, other) => {
        const line = readCmdLine(`curl.exe ${cmdArgument(one)} ${cmdArgument(other)}`);
        expect(readCmdArguments(line)).toEqual(['curl.exe', one, other]);
      }),
    );
  });

  it('stands in plain quotes as long as cmd reads nothing else in them', () => {
    expect(cmdArgument('Authorization: Bearer a.b-c_d^&|<>!')).toBe('"Authorization: Bearer a.b-c_d^&|<>!"');
  });

  it.each([
    ['plain quotes around a variable', '"%PATH%"', 'C:\\Windows'],
    ['a backslash before a quote', '"a\\" & calc.exe"', undefined],
  ])('and the rules of the test catch %s', (_, word, read) => {
    expect(readCmdLine(word)).toBe(read === undefined ? undefined : `"${read}"`);
  });
});

describe('the line that sets a variable in cmd', () => {
  it.each(TEXTS)('sets the same text: %j', (text) => {
    const line = readCmdLine(cmdSet('FYLE_ACCESS_TOKEN', text));
    const plain = /^set "FYLE_ACCESS_TOKEN=(.*)"$/s.exec(line ?? '');
    expect(plain?.[1] ?? line?.replace('set FYLE_ACCESS_TOKEN=', '')).toBe(text);
  });
});
