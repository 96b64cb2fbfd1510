import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/oauth/secret.ts';
import { entry, ID, ledgerFolder } from './ledgerFolder.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const zeros = '0'.repeat(64);

describe('the ledger’s file', () => {
  it('holds a line for each entry, with its number and the hash of the line before', () => {
    const { open, lines, lost, verify } = ledgerFolder();
    const ledger = open();
    expect(ledger.isThere).toBe(false);
    ledger.append(entry(1, { organisation: 'Acme Group', token: '1a2b3c4d' }));
    ledger.append(entry(2));
    const [first = '', second = ''] = lines();
    const names = `"id":"${ID}","name":"Acme Ltd"`;
    expect(first).toBe(
      `{"n":1,"prev":"${zeros}","at":1,"what":"copied","by":"window",${names},"organisation":"Acme Group","token":"1a2b3c4d"}`,
    );
    expect(second).toBe(`{"n":2,"prev":"${sha256(first)}","at":2,"what":"copied","by":"window",${names}}`);
    expect([ledger.isThere, ledger.end]).toMatchObject([true, { n: 2, hash: sha256(second) }]);
    expect([verify(), lost]).toEqual([{ is: 'whole', entries: 2 }, []]);
  });

  it('names a token by the first 8 digits of its hash', () => {
    expect(ledgerFolder().open().fingerprint(new Secret('abc'))).toBe('ba7816bf');
  });

  it('goes on where the last run ended, in a new file when one is full', () => {
    const { open, names, verify } = ledgerFolder({ fullAt: 300, mostFull: 9 });
    for (const at of [1, 2, 3, 4, 5]) open().append(entry(at));
    expect(names()).toEqual(['ledger-000001.jsonl', 'ledger-000002.jsonl', 'ledger.jsonl']);
    expect(verify()).toEqual({ is: 'whole', entries: 5 });
  });

  it('drops the oldest file when there are too many, and says so in a line before', () => {
    const { open, names, read, verify } = ledgerFolder({ fullAt: 300, mostFull: 2 });
    const ledger = open();
    for (let at = 1; at <= 6; at += 1) ledger.append(entry(at));
    expect(names()).toEqual(['ledger-000002.jsonl', 'ledger-000003.jsonl', 'ledger.jsonl']);
    expect(read()).toContain('"what":"dropped","through":2,"hash":"');
    expect(verify()).toEqual({ is: 'whole', entries: 5, dropped: 2 });
  });

  it('is its owner’s alone', () => {
    const { folder, open } = ledgerFolder({ fullAt: 300, mostFull: 2 });
    for (const at of [1, 2, 3]) open().append(entry(at));
    for (const name of ['ledger.jsonl', 'ledger-000001.jsonl'])
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it.each(['{"n":3', '{', '\u0000\u0000\u0000', `{"n":3,"prev":"${zeros}","at":3,"what":"copied"}, "id"`])(
    'loses only the line in which it was cut off: %j',
    (rest) => {
      const { open, read, write, lost, verify } = ledgerFolder();
      for (const at of [1, 2]) open().append(entry(at));
      write(read() + rest);
      expect(verify()).toEqual({ is: 'whole', entries: 2, isTorn: true });
      open().append(entry(4));
      expect([verify(), lost]).toEqual([{ is: 'whole', entries: 3 }, []]);
    },
  );

  it('loses nothing when the line break alone was cut off', () => {
    const { open, read, write, verify } = ledgerFolder();
    for (const at of [1, 2]) open().append(entry(at));
    write(read().slice(0, -1));
    open().append(entry(3));
    expect(verify()).toEqual({ is: 'whole', entries: 3 });
  });

  it('that was cut off within its only line begins anew', () => {
    const { open, read, write, verify } = ledgerFolder();
    open().append(entry(1));
    write(read().slice(0, 40));
    open().append(entry(2));
    expect(verify()).toEqual({ is: 'whole', entries: 1 });
  });

  it('tells by a line of its own that lines were taken away while it ran', () => {
    const { open, lines, write, verify } = ledgerFolder();
    const ledger = open();
    for (const at of [1, 2, 3]) ledger.append(entry(at));
    write(`${lines()[0]}\n`);
    ledger.append(entry(4));
    expect(verify()).toEqual({ is: 'broken', entries: 1, fault: 'cut', file: 'ledger.jsonl', line: 1, at: 1 });
  });

  it.each([
    ['of the earliest format', `${JSON.stringify({ id: ID, at: 1, what: 'renewed', by: 'itself' })}\n`],
    ['that is none', 'something else\n'],
    ['of one endless line', 'x'.repeat(100_000)],
  ])('that cannot be continued is set aside: %s', (_kind, text) => {
    const { open, names, write, lost, verify, read } = ledgerFolder();
    write(text);
    const ledger = open();
    ledger.append(entry(1));
    expect(names()).toEqual(['ledger.jsonl', 'ledger.unreadable-5.json']);
    expect(read('ledger.unreadable-5.json')).toBe(text);
    expect([verify(), lost]).toEqual([{ is: 'whole', entries: 1 }, []]);
    expect([ledger.clear(), names()]).toEqual([true, []]);
  });

  it('counts on behind lines that somebody has spoilt', () => {
    const { open, lines, write, verify } = ledgerFolder();
    for (const at of [1, 2, 3]) open().append(entry(at));
    write(`${[lines()[0], lines()[1], 'spoilt'].join('\n')}\n`);
    open().append(entry(4));
    expect(lines().at(-1)).toContain('{"n":4,');
    expect(verify()).toMatchObject({ is: 'broken', fault: 'unreadable', line: 3 });
  });

  it('shortens a name that no form would have taken', () => {
    const { open, lines } = ledgerFolder();
    open().append(entry(1, { name: 'x'.repeat(100_000) }));
    expect(lines()[0]?.length).toBeLessThan(700);
  });

  it('is emptied with all its files', () => {
    const { open, names, verify } = ledgerFolder({ fullAt: 300, mostFull: 9 });
    const ledger = open();
    for (const at of [1, 2, 3, 4, 5]) ledger.append(entry(at));
    expect([ledger.clear(), names(), ledger.isThere, ledger.end]).toEqual([true, [], false, undefined]);
    ledger.append(entry(6));
    expect(verify()).toEqual({ is: 'whole', entries: 1 });
  });

  it('follows no link', () => {
    const elsewhere = ledgerFolder();
    elsewhere.open().append(entry(1));
    const { folder, open, lost } = ledgerFolder();
    symlinkSync(join(elsewhere.folder, 'ledger.jsonl'), join(folder, 'ledger.jsonl'));
    open().append(entry(2));
    expect([lost, elsewhere.lines()]).toEqual([['ELOOP'], [expect.stringContaining('"at":1')]]);
  });

  it.skipIf(process.platform === 'win32')('waits for no pipe in its place', () => {
    const { folder, open, lost, verify } = ledgerFolder();
    execFileSync('mkfifo', [join(folder, 'ledger.jsonl')]);
    const ledger = open();
    ledger.append(entry(1));
    expect(lost).toEqual(['not-a-file']);
    expect(verify()).toMatchObject({ is: 'broken', fault: 'lost', file: 'ledger.jsonl' });
    expect(ledger.clear()).toBe(true);
  });

  it('stops nothing when it cannot be written, and says so', () => {
    const { folder, open, lost } = ledgerFolder();
    mkdirSync(join(folder, 'ledger.jsonl'));
    const ledger = open();
    ledger.append(entry(1));
    expect(lost).toEqual(['EISDIR']);
    rmSync(join(folder, 'ledger.jsonl'), { recursive: true });
    ledger.append(entry(2));
    expect([lost, ledger.end?.n]).toEqual([['EISDIR'], 1]);
  });
});
