import { promises } from 'node:fs';
import { join } from 'node:path';
import type { DiskPreferences } from '../files/preferences.ts';
import type { ChainEnd } from './chainLine.ts';
import type { LedgerFile } from './ledgerFile.ts';
import { CURRENT } from './ledgerFiles.ts';
import { hashOfLine } from './ledgerLines.ts';

/** How long it waits for more lines, milliseconds: a thousand connections renew one after the other. */
const PAUSE = 2_000;

/** Remembers elsewhere how far the ledger reaches, because its chain does not show that its end was cut off. */
export interface RememberedEnd {
  /** To be called after each line. */
  readonly note: () => void;
  /** Remembers it now; to be called at the start too, before there is a line. */
  readonly flush: () => Promise<void>;
  /** The ledger is about to be emptied: its end is not remembered again. */
  readonly forget: () => Promise<void>;
}

/** At the first time it looks for the line that it remembers from the last run: that this is not there, the ledger is to tell. */
export function rememberedEnd(
  folder: string,
  ledger: Pick<LedgerFile, 'end' | 'tellCut'>,
  preferences: Pick<DiskPreferences, 'lastLedgerEnd' | 'rememberLedgerEnd'>,
  after: (milliseconds: number, act: () => void) => void = (milliseconds, act) => setTimeout(act, milliseconds).unref(),
): RememberedEnd {
  let isCompared = false;
  let isPlanned = false;
  let last: ChainEnd | undefined;
  let forgotten: ChainEnd | undefined;
  const compare = async () => {
    const remembered = await preferences.lastLedgerEnd();
    if (isCompared) return;
    isCompared = true;
    if (remembered !== undefined && hashOfLine(folder, remembered.n) !== remembered.hash) ledger.tellCut(remembered);
  };
  const flush = async () => {
    isPlanned = false;
    if (!isCompared) await compare();
    const { end } = ledger;
    if (end === undefined || end === last || end === forgotten) return;
    last = end;
    // Or after a power cut more would be remembered than is on the disk.
    await sync(join(folder, CURRENT));
    // Perhaps it was forgotten meanwhile.
    if (end === forgotten) return;
    await preferences.rememberLedgerEnd({ n: end.n, hash: end.hash });
  };
  return {
    flush,
    note: () => {
      if (isPlanned) return;
      isPlanned = true;
      after(PAUSE, () => void flush());
    },
    forget: async () => {
      isCompared = true;
      forgotten = ledger.end;
      await preferences.rememberLedgerEnd(undefined);
    },
  };
}

/** Waits until a file's content is on the disk; a file that cannot be opened has nothing to lose. */
async function sync(path: string): Promise<void> {
  try {
    const file = await promises.open(path, 'r');
    await file.sync().finally(() => file.close());
  } catch {
    return;
  }
}
