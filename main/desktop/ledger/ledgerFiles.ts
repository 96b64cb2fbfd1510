import { join } from 'node:path';
import { listFiles } from '../files/atomicFile.ts';

/** The file that is written to. */
export const CURRENT = 'ledger.jsonl';
/** One that is full: the number grows with each, and is written in one way. */
const FULL = /^ledger-(\d{6}|[1-9]\d{6,12})\.jsonl$/;
const ASIDE = /^ledger\.unreadable-[\d-]+\.json$/;

/** Whether a file is the ledger's, one that was set aside too. */
export function isLedgerFile(name: string): boolean {
  return name === CURRENT || FULL.test(name) || ASIDE.test(name);
}

/** The names of the full files, the oldest first. */
export function fullFiles(folder: string): readonly string[] {
  const numbered = listFiles(folder, (name) => FULL.test(name)).map((name) => [numberOf(name), name] as const);
  return numbered.toSorted(([one], [other]) => one - other).map(([, name]) => name);
}

/** The paths of the ledger's files, the newest first. */
export function newestFirst(folder: string): readonly string[] {
  const names = [...fullFiles(folder), ...listFiles(folder, (name) => name === CURRENT)];
  return names.toReversed().map((name) => join(folder, name));
}

/** The name of the file after `last`, which is undefined when there is none. */
export function nextFull(last: string | undefined): string {
  const next = (last === undefined ? 0 : numberOf(last)) + 1;
  return `ledger-${String(next).padStart(6, '0')}.jsonl`;
}

function numberOf(name: string): number {
  return Number(FULL.exec(name)?.[1]);
}
