import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writePiecesAtomically } from '../../../../main/desktop/files/atomicFile.ts';
import { csvLine, csvPieces } from '../../../../main/desktop/ledger/activityCsv.ts';
import { localTimeText, offsetText } from '../../../../main/desktop/ledger/localDay.ts';
import { entry, ID, ledgerFolder } from './ledgerFolder.ts';

const at = new Date(2026, 10, 20, 14, 5, 7).getTime();
const row = fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 });

describe('a field of the exported table', () => {
  it.each<readonly [string, string]>([
    ['Acme Ltd', 'Acme Ltd'],
    ['Acme, Ltd', '"Acme, Ltd"'],
    ['the “best” "one"', '"the “best” ""one"""'],
    ['=1+1', "'=1+1"],
    ['+49 30', "'+49 30"],
    ['-5 %', "'-5 %"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1+1', `"'\t'=1+1"`],
    ['\r=1+1', `"'\r'=1+1"`],
    ['\n=1+1', `"'\n'=1+1"`],
    ['\tplain', `"'\tplain"`],
    ['  =1+1', "'  =1+1"],
    ['\u200b=1+1', "'\u200b=1+1"],
    ['＝1+1', "'＝1+1"],
    ["=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\""],
    ['a;=1+1', `"a;'=1+1"`],
    ['a,=1+1', `"a,'=1+1"`],
    ['a";"=1+1', `"a"";""'=1+1"`],
    ['a\t@x', `"a\t'@x"`],
    ['a\n-x', `"a\n'-x"`],
    ['a-b=c', 'a-b=c'],
    [' padded ', '" padded "'],
    ['', ''],
    ['שלום', 'שלום'],
    ['😀', '😀'],
  ])('is a text, never a formula: %j', (value, field) => {
    expect(csvLine([value, value], ',')).toBe(`${field},${field}\r\n`);
    expect(csvLine([value, value], ';')).toBe(`${field};${field}\r\n`);
  });

  it('comes back as it was, but for the apostrophe, whatever it holds', () => {
    fc.assert(
      fc.property(row, fc.constantFrom(',', ';'), (fields, separator) => {
        const read = readCsvLine(csvLine(fields, separator), separator);
        expect(read.map((one) => one.replaceAll("'", ''))).toEqual(fields.map((one) => one.replaceAll("'", '')));
        expect(read.filter((one) => /^[=+\-@\t\r]/.test(one))).toEqual([]);
      }),
    );
  });
});

describe('the exported table', () => {
  it('has a title for each column, and an entry a line, the newest first', () => {
    const { folder, open } = ledgerFolder({ fullAt: 300, mostFull: 9 });
    open().append(entry(at, { organisation: 'Acme Group', token: '1234e567' }));
    open().append(entry(at + 1, { what: 'renewal-failed', by: 'itself', code: 'offline', name: '=Acme' }));
    open().append(entry(at + 2, { id: 'b'.repeat(32), what: 'renewed', by: 'person' }));
    let count = 0;
    const pieces = [...csvPieces(folder, { connection: ID }, ',', at, () => (count += 1))];
    const time = `2026-11-20 14:05:07,UTC${offsetText(at)}`;
    expect(pieces.join('')).toBe(
      [
        '\ufeffTime,UTC offset,Connection,Organisation,What,Copied as,Reason,By,Token,Connection ID,Entry',
        `${time},'=Acme,,Could not renew,,offline,automatically,,${ID},2`,
        `${time},Acme Ltd,Acme Group,Copied,token,,window,sha256:1234e567,${ID},1`,
        '',
      ].join('\r\n'),
    );
    expect(count).toBe(2);
  });

  it('is written whole, its owner’s alone, in place of another, or not at all', () => {
    const { folder, names, write, read } = ledgerFolder();
    write('before', 'table.csv');
    const failing = function* () {
      yield 'half';
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    expect(writePiecesAtomically(folder, 'table.csv', failing())).toEqual({ ok: false, failure: 'ENOSPC' });
    expect([read('table.csv'), names()]).toEqual(['before', ['table.csv']]);
    expect(writePiecesAtomically(folder, 'table.csv', ['\ufeffa', 'b'])).toEqual({ ok: true, value: undefined });
    expect(readFileSync(join(folder, 'table.csv'))).toEqual(Buffer.from('\ufeffab'));
    expect([statSync(join(folder, 'table.csv')).mode & 0o777, names()]).toEqual([0o600, ['table.csv']]);
    expect(writePiecesAtomically(join(folder, 'gone'), 'table.csv', ['a'])).toEqual({ ok: false, failure: 'ENOENT' });
  });

  it('says in which form a token was copied', () => {
    const { folder, open } = ledgerFolder();
    open().append(entry(at, { as: 'power-query' }));
    open().append(entry(at, { what: 'revealed' }));
    const [, ...lines] = [...csvPieces(folder, {}, ';', at, () => undefined)].join('').trimEnd().split('\r\n');
    expect(lines.map((line) => line.split(';').slice(4, 6))).toEqual([
      ['Revealed', ''],
      ['Copied', 'power-query'],
    ]);
  });

  it('tells times by the computer’s clock, and its distance from UTC', () => {
    expect(localTimeText(at)).toBe('2026-11-20 14:05:07');
    expect(offsetText(at)).toMatch(/^[+-]\d\d:\d\d$/);
    expect(new Date(`${localTimeText(at)}${offsetText(at)}`).getTime()).toBe(at);
  });
});

/** @see RFC 4180 §2 */
function readCsvLine(line: string, separator: ',' | ';'): readonly string[] {
  const fields: string[] = [];
  const pattern = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r\\n$)`, 'gy');
  for (const [, quoted, plain, end] of line.matchAll(pattern)) {
    fields.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== separator) break;
  }
  return fields;
}
