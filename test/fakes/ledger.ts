import { createHash } from 'node:crypto';
import type { JournalLine, JournalStore, LedgerEntry, LedgerStore } from '../../main/connections/history/ledgerLine.ts';
import type { Secret } from '../../main/oauth/secret.ts';

/** A journal's lines in memory, stored as text as in a file. */
export class FakeJournalStore implements JournalStore {
  lines: readonly string[] = [];

  read(): readonly JournalLine[] {
    return this.lines.map((line) => JSON.parse(line));
  }

  append(line: JournalLine): void {
    this.lines = [...this.lines, JSON.stringify(line)];
  }

  replace(lines: readonly JournalLine[]): boolean {
    this.lines = lines.map((line) => JSON.stringify(line));
    return true;
  }
}

/** A ledger's entries in memory. */
export class FakeLedgerStore implements LedgerStore {
  entries: readonly LedgerEntry[] = [];
  failsToClear = false;

  get isThere(): boolean {
    return this.entries.length > 0;
  }

  append(entry: LedgerEntry): void {
    this.entries = [...this.entries, JSON.parse(JSON.stringify(entry))];
  }

  clear(): boolean {
    if (!this.failsToClear) this.entries = [];
    return !this.failsToClear;
  }

  fingerprint(token: Secret): string {
    return createHash('sha256').update(token.reveal()).digest('hex').slice(0, 8);
  }

  /** The entries of a connection, the newest first. */
  history(id: string): readonly LedgerEntry[] {
    return this.entries.filter((entry) => entry.id === id).toReversed();
  }
}
