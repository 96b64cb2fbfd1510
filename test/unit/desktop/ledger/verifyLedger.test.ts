import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entry, ledgerFolder } from './ledgerFolder.ts';

const tool = join(import.meta.dirname, '../../../../tools/verifyLedger.mjs');

/** Six entries in one file. */
function six() {
  const one = ledgerFolder();
  const ledger = one.open();
  for (let at = 1; at <= 6; at += 1) ledger.append(entry(at));
  return { ...one, end: ledger.end };
}

type Lines = readonly string[];
const edited = (line: string | undefined) => `${line}`.replace('Acme Ltd', 'Acme LTD');
const without = (lines: Lines, at: number) => lines.filter((_, index) => index !== at);
const put = (lines: Lines, at: number, line: string) => lines.map((one, index) => (index === at ? line : one));

describe('a ledger that somebody changed', () => {
  it.each<readonly [string, (lines: Lines) => Lines, string, number]>([
    ['a line was edited', (lines) => put(lines, 2, edited(lines[2])), 'changed', 3],
    ['the first line was edited', (lines) => put(lines, 0, edited(lines[0])), 'changed', 1],
    ['a line’s number was edited', (lines) => put(lines, 2, `${lines[2]}`.replace('"n":3', '"n":7')), 'changed', 3],
    [
      'a line’s link was edited',
      (lines) => put(lines, 2, `${lines[2]}`.replace(/"prev":"./, '"prev":"f')),
      'changed',
      3,
    ],
    [
      'the first line’s link was edited',
      (lines) => put(lines, 0, `${lines[0]}`.replace('"prev":"0', '"prev":"1')),
      'changed',
      1,
    ],
    ['a space was added', (lines) => put(lines, 3, `${lines[3]}`.replace('"what":', '"what": ')), 'unreadable', 4],
    ['a line is garbage', (lines) => put(lines, 3, 'garbage'), 'unreadable', 4],
    ['a line is empty', (lines) => put(lines, 3, ''), 'unreadable', 4],
    ['a line was removed', (lines) => without(lines, 3), 'missing', 4],
    ['two lines were removed', (lines) => without(without(lines, 3), 3), 'missing', 4],
    ['the first line was removed', (lines) => without(lines, 0), 'missing', 1],
    ['a line was repeated', (lines) => [...lines.slice(0, 3), `${lines[2]}`, ...lines.slice(3)], 'misplaced', 4],
    ['two lines changed places', ([a = '', b = '', c = '', ...rest]) => [a, c, b, ...rest], 'missing', 2],
    ['the last lines were cut off', (lines) => lines.slice(0, 4), 'cut', 4],
    ['the last line was edited', (lines) => put(lines, 5, edited(lines[5])), 'changed', 6],
    ['every line was cut off', () => [], 'cut', 0],
    ['an unreadable line was put in', (lines) => [...lines.slice(0, 3), '{"n":4', ...lines.slice(3)], 'unreadable', 4],
  ])('is told by its first broken line: %s', (_kind, change, fault, line) => {
    const { folder, lines, write, verify, end } = six();
    expect(verify(end)).toEqual({ is: 'whole', entries: 6 });
    write(
      change(lines())
        .map((one) => `${one}\n`)
        .join(''),
    );
    expect(verify(end)).toMatchObject({ is: 'broken', fault, file: 'ledger.jsonl', line });
    expect(byTool(folder, end)).toEqual([1, fault, 'ledger.jsonl', line]);
  });

  it.each<readonly [string, string, string, number]>([
    ['the first file', 'ledger-000001.jsonl', 'ledger-000002.jsonl', 1],
    ['one between', 'ledger-000002.jsonl', 'ledger-000003.jsonl', 1],
    ['the newest', 'ledger.jsonl', 'ledger-000003.jsonl', 2],
  ])('is told by the line after it when a file is missing: %s', (_which, name, file, line) => {
    const { folder, open, verify } = ledgerFolder({ fullAt: 300, mostFull: 9 });
    const ledger = open();
    for (let at = 1; at <= 7; at += 1) ledger.append(entry(at));
    rmSync(join(folder, name));
    const fault = name === 'ledger.jsonl' ? 'cut' : 'missing';
    expect(verify(ledger.end)).toMatchObject({ is: 'broken', fault, file, line });
    expect(byTool(folder, ledger.end)).toEqual([1, fault, file, line]);
  });

  it('is told when a full file ends within a line', () => {
    const { folder, open, read, write, verify } = ledgerFolder({ fullAt: 300, mostFull: 9 });
    const ledger = open();
    for (let at = 1; at <= 3; at += 1) ledger.append(entry(at));
    write(read('ledger-000001.jsonl').slice(0, -30), 'ledger-000001.jsonl');
    expect(verify()).toMatchObject({ fault: 'unreadable', file: 'ledger-000001.jsonl', line: 2 });
    expect(byTool(folder, undefined)).toEqual([1, 'unreadable', 'ledger-000001.jsonl', 2]);
  });
});

describe('a ledger that nobody changed', () => {
  it('is whole after any entries, full files, crashes and starts', () => {
    const act = fc.oneof(
      { weight: 6, arbitrary: fc.record({ is: fc.constant('append' as const), name: fc.string({ unit: 'binary' }) }) },
      { weight: 1, arbitrary: fc.record({ is: fc.constant('start' as const) }) },
      {
        weight: 2,
        arbitrary: fc.record({ is: fc.constant('crash' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
      },
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), fc.integer({ min: 1, max: 3 }), (acts, mostFull) => {
        const { folder, open, names, read, write, verify, lost } = ledgerFolder({ fullAt: 600, mostFull });
        let ledger = open();
        let count = 0;
        for (const one of acts) {
          if (one.is === 'append') {
            ledger.append(entry(count + 1, { name: one.name }));
            count += 1;
          }
          if (one.is === 'crash') {
            // The next line as far as it got to the disk.
            const before = names().includes('ledger.jsonl') ? Buffer.from(read()) : Buffer.alloc(0);
            ledger.append(entry(count + 1));
            const isTurned = !names().includes('ledger.jsonl') || read().length < before.length;
            const line = isTurned ? Buffer.alloc(0) : Buffer.from(read()).subarray(before.length);
            if (!isTurned) write(Buffer.concat([before, line.subarray(0, Math.floor(line.length * one.share))]));
            const seen = verify();
            expect(seen.is, JSON.stringify(seen)).toBe('whole');
          }
          if (one.is !== 'append') ledger = open();
        }
        ledger.append(entry(99));
        expect(verify(ledger.end)).toMatchObject({ is: 'whole' });
        expect(lost).toEqual([]);
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 60 },
    );
  });

  it('is none, and whole', () => {
    const { folder, verify } = ledgerFolder();
    expect(verify()).toEqual({ is: 'whole', entries: 0 });
    expect(byTool(folder, undefined)[0]).toBe(0);
  });
});

/** The exit code of `npm run verify-ledger`, and what it names. */
function byTool(folder: string, end: unknown): readonly unknown[] {
  const { status, stdout } = spawnSync(
    process.execPath,
    [tool, folder, '--json', ...(end ? ['--end', JSON.stringify(end)] : [])],
    { encoding: 'utf8' },
  );
  const told: { readonly fault?: string; readonly file?: string; readonly line?: number } = JSON.parse(stdout);
  return status === 0 ? [status] : [status, told.fault, told.file, told.line];
}
