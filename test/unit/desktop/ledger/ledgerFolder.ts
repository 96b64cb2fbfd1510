import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { LedgerEntry } from '../../../../main/connections/history/ledgerLine.ts';
import type { ChainEnd } from '../../../../main/desktop/ledger/chainLine.ts';
import { ledgerFile } from '../../../../main/desktop/ledger/ledgerFile.ts';
import { verifyLedger } from '../../../../main/desktop/ledger/verifyLedger.ts';

export const ID = 'a'.repeat(32);

/** An entry at this time. */
export function entry(at: number, changes: Partial<LedgerEntry> = {}): LedgerEntry {
  return { at, what: 'copied', by: 'window', id: ID, name: 'Acme Ltd', ...changes } as LedgerEntry;
}

/** A ledger in a new folder, its files by their names, and the reasons of the lines that it lost. */
export function ledgerFolder(room?: { readonly fullAt: number; readonly mostFull: number }) {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const lost: string[] = [];
  const open = () =>
    ledgerFile(
      folder,
      (reason) => lost.push(reason),
      () => 5,
      room,
    );
  return {
    folder,
    lost,
    /** As at a start of the app. */
    open,
    names: () => readdirSync(folder).toSorted(),
    read: (name = 'ledger.jsonl') => readFileSync(join(folder, name), 'utf8'),
    write: (text: string | Buffer, name = 'ledger.jsonl') => writeFileSync(join(folder, name), text),
    lines: (name = 'ledger.jsonl') => readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1),
    verify: (known?: ChainEnd) => verifyLedger(folder, known),
  };
}
