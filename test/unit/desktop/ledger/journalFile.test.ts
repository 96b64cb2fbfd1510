import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JournalLine } from '../../../../main/connections/history/ledgerLine.ts';
import { journalFile } from '../../../../main/desktop/ledger/journalFile.ts';

const id = 'a'.repeat(32);
const line = (at: number): JournalLine => ({ id, at, what: 'renewed', by: 'itself' });

/** A ledger file in a new folder, and the reasons that it reported. */
function opened(text?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'renewals.jsonl');
  if (text !== undefined) writeFileSync(file, text);
  const lost: string[] = [];
  return { folder, file, lost, store: journalFile(folder, (reason) => lost.push(reason)) };
}

describe('the journal’s file', () => {
  it('of no lines is no file', () => {
    const { folder, file, store, lost } = opened(`${JSON.stringify(line(1))}\n`);
    // As a kill during a replacement leaves it.
    writeFileSync(`${file}.tmp-1`, `${JSON.stringify(line(1))}\n`);
    expect(store.replace([])).toBe(true);
    expect([readdirSync(folder), store.read(), lost]).toEqual([[], [], []]);
    expect(store.replace([])).toBe(true);
    store.append(line(2));
    expect([store.read(), lost]).toEqual([[line(2)], []]);
  });

  it('begins empty, and gives back what was appended, in order', () => {
    const { store, lost } = opened();
    expect(store.read()).toEqual([]);
    store.append(line(1));
    const others: readonly JournalLine[] = [
      { id, at: 2, what: 'renewal-failed', by: 'itself', code: 'offline' },
      { id, at: 3, what: 'renewal-failed', by: 'itself', code: 'timed-out', answer: 'lost' },
      { id, at: 4, what: 'renewed', by: 'person', rotated: 'not-kept' },
      { id, at: 4, what: 'signed-in-again', grant: 'not-kept' },
    ];
    for (const other of others) store.append(other);
    expect(store.read()).toEqual([line(1), ...others]);
    expect(lost).toEqual([]);
  });

  it('is its owner’s alone', () => {
    const { folder, store, file } = opened();
    store.append(line(1));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    store.replace([line(1)]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    chmodSync(file, 0o644);
    expect(journalFile(folder, () => undefined).read()).toEqual([line(1)]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('loses only the line in which it was cut off', () => {
    const { store } = opened(`${JSON.stringify(line(1))}\n{"id":"${id}","at":2,"wha`);
    expect(store.read()).toEqual([line(1)]);
    store.append(line(3));
    expect(store.read()).toEqual([line(1), line(3)]);
  });

  it.each([
    'null',
    '[]',
    '"text"',
    '{}',
    JSON.stringify({ ...line(1), id: '../../etc/passwd' }),
    JSON.stringify({ ...line(1), at: -1 }),
    JSON.stringify({ ...line(1), at: '1' }),
    JSON.stringify({ ...line(1), at: Number.MAX_SAFE_INTEGER }),
    JSON.stringify({ ...line(1), by: 'somebody' }),
    JSON.stringify({ id, at: 1, what: 'renewal-failed', by: 'itself', code: 'access_token=eyJhbGciOi' }),
    JSON.stringify({ id, at: 1, what: 'told-a-secret' }),
    JSON.stringify({ ...line(1), at: 1.5 }),
    JSON.stringify({ ...line(1), at: 253_402_300_800_000 }),
    JSON.stringify({ ...line(1), rotated: 'perhaps' }),
    JSON.stringify({ id, at: 1, what: 'renewed' }),
    JSON.stringify({ id, at: 1, what: 'signed-in-again', grant: 'kept' }),
    JSON.stringify({ id, at: 1, what: 'renewal-failed', by: 'itself', code: 'offline', answer: 'perhaps' }),
    JSON.stringify({ id, at: 1, what: 'renewal-failed' }),
    JSON.stringify({ id, at: 1, what: 'copied', by: 'window' }),
    '\u0000\u0001\u0002',
  ])('passes over a line that is none: %s', (text) => {
    const { store } = opened(`${text}\n${JSON.stringify(line(2))}\n`);
    expect(store.read()).toEqual([line(2)]);
  });

  it('drops what is not a line’s own', () => {
    const { store } = opened(`{"id":"${id}","at":1,"what":"removed","token":"eyJ","__proto__":{"polluted":true}}\n`);
    expect(store.read()).toEqual([{ id, at: 1, what: 'removed' }]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('follows no link, and puts itself in the place of one when it begins anew', () => {
    const elsewhere = opened(`${JSON.stringify(line(1))}\n`);
    const { file, lost, store } = opened();
    symlinkSync(elsewhere.file, file);
    expect(store.read()).toEqual([]);
    store.append(line(2));
    expect(lost).toEqual(['ELOOP', 'ELOOP']);
    expect(store.replace([line(2)])).toBe(true);
    expect([store.read(), elsewhere.store.read()]).toEqual([[line(2)], [line(1)]]);
  });

  it.skipIf(process.platform === 'win32')('waits for no pipe in its place', () => {
    const { file, lost, store } = opened();
    execFileSync('mkfifo', [file]);
    expect(store.read()).toEqual([]);
    store.append(line(1));
    expect(lost).toEqual(['not-a-file', 'not-a-file']);
    expect(store.replace([line(1)])).toBe(true);
    expect(store.read()).toEqual([line(1)]);
  });

  it('that has grown past all bounds is read from its end', () => {
    const { file, store } = opened(`${JSON.stringify(line(1))}\n`);
    // Sparse: it takes no space on the disk.
    truncateSync(file, 64 * 1024 * 1024);
    for (const at of [2, 3]) store.append(line(at));
    expect(store.read()).toEqual([line(2), line(3)]);
  });

  it('is replaced whole', () => {
    const { store, file } = opened();
    for (let at = 1; at < 100; at += 1) store.append(line(at));
    store.replace([line(99)]);
    expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(line(99))}\n`);
  });

  it('stops nothing when it cannot be read or written, and says so', () => {
    const { folder, file, lost, store } = opened();
    mkdirSync(file);
    expect(store.read()).toEqual([]);
    store.append(line(1));
    expect(store.replace([line(1)])).toBe(false);
    expect(lost).toEqual(['not-a-file', 'EISDIR', 'EISDIR']);
    expect(lost.join()).not.toContain(folder);
    expect([store.replace([]), readdirSync(folder)]).toEqual([true, []]);
  });
});
