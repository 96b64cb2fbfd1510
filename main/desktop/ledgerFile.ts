import {
  appendFileSync,
  closeSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { LedgerLine } from '../connections/ledger.ts';
import type { LedgerStore } from '../connections/ports.ts';
import { moment } from './moment.ts';

/** Who did what to whose credentials: its owner's alone. */
const MODE = 0o600;

const common = { id: z.string().check(z.regex(/^[0-9a-f]{32}$/)), at: moment };
const line = z.discriminatedUnion('what', [
  z.object({ ...common, what: z.enum(['connected', 'renewing', 'revealed', 'removed']) }),
  z.object({ ...common, what: z.literal('signed-in-again'), grant: z.optional(z.literal('not-kept')) }),
  z.object({
    ...common,
    what: z.literal('renewed'),
    by: z.enum(['itself', 'person']),
    rotated: z.optional(z.enum(['kept', 'not-kept'])),
  }),
  z.object({
    ...common,
    what: z.literal('renewal-failed'),
    code: z.string().check(z.regex(/^[a-z-]{1,40}$/)),
    answer: z.optional(z.enum(['known', 'lost'])),
  }),
  z.object({ ...common, what: z.literal('copied'), from: z.enum(['window', 'tray']) }),
]);

/**
 * The ledger in `ledger.jsonl` under the user-data folder, a line of JSON for each thing that happened, appended as it
 * happens: killed half-way it loses its last line at most. Lines that are none are passed over. A file that cannot be
 * read or written stops nothing; `onLoss` hears of it.
 */
export function ledgerFile(folder: string, onLoss: (reason: string) => void): LedgerStore {
  const file = join(folder, 'ledger.jsonl');
  const attempt = <T>(act: () => T, otherwise: T): T => {
    try {
      return act();
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
      // Before the first line there is no file.
      if (reason !== 'ENOENT') onLoss(reason);
      return otherwise;
    }
  };
  const next = `${file}.next`;
  return {
    read: () => attempt(() => readFileSync(file, 'utf8').split('\n').flatMap(readLine), []),
    append: (one) => attempt(() => append(file, `${JSON.stringify(one)}\n`), undefined),
    replace: (lines) =>
      attempt(() => {
        if (lines.length === 0) {
          // Ended in the midst of a replacement, the app has left its beginning there.
          for (const one of [file, next]) rmSync(one, { force: true });
        } else {
          writeFileSync(next, lines.map((one) => `${JSON.stringify(one)}\n`).join(''), { mode: MODE });
          renameSync(next, file);
        }
        return true;
      }, false),
  };
}

function append(file: string, text: string): void {
  const open = openSync(file, 'a+', MODE);
  try {
    const { size } = fstatSync(open);
    const last = Buffer.alloc(1);
    const isCut = size > 0 && readSync(open, last, 0, 1, size - 1) === 1 && last.toString() !== '\n';
    appendFileSync(open, isCut ? `\n${text}` : text);
  } finally {
    closeSync(open);
  }
}

function readLine(text: string): readonly LedgerLine[] {
  if (text === '') return [];
  try {
    const read = line.safeParse(JSON.parse(text));
    // The schema admits any code, also one that only another version knows.
    return read.success ? [read.data as LedgerLine] : [];
  } catch {
    // Cut off when the app was killed, or edited by hand.
    return [];
  }
}
