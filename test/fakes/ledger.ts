import type { LedgerLine, LedgerStore } from '../../main/connections/history/ledgerLine.ts';

/** A ledger's lines in memory, stored as text as in a file. */
export class FakeLedgerStore implements LedgerStore {
  lines: readonly string[] = [];

  read(): readonly LedgerLine[] {
    return this.lines.map((line) => JSON.parse(line));
  }

  append(line: LedgerLine): void {
    this.lines = [...this.lines, JSON.stringify(line)];
  }

  replace(lines: readonly LedgerLine[]): boolean {
    this.lines = lines.map((line) => JSON.stringify(line));
    return true;
  }
}
