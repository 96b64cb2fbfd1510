import { appendFileSync, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { LedgerLine, LedgerStore } from '../../connections/history/ledgerLine.ts';
import { deleteFiles, errorCode, prepareFolder, writeFileAtomically } from './atomicFile.ts';
import { parseJson } from './json.ts';
import { timestamp } from './timestamp.ts';

const FILE = 'ledger.jsonl';
/** Only its owner may read the history. */
const MODE = 0o600;
/** The ledger rewrites the file before it reaches 7 MB; reading a larger one would block the app. */
const MOST_BYTES = 8 * 1024 * 1024;
/** Follow no link, which may lead anywhere, and wait for no pipe, where the system has these flags. */
const PLAIN = constants.O_NOFOLLOW | constants.O_NONBLOCK;

const common = { id: z.string().check(z.regex(/^[0-9a-f]{32}$/)), at: timestamp };
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
 * The ledger in `ledger.jsonl`: each line is appended when it happens, so that a kill loses one at most. Skips lines
 * that it cannot read. Calls `onLoss` with the system's code when the file cannot be read or written, and goes on.
 */
export function ledgerFile(folder: string, onLoss: (reason: string) => void): LedgerStore {
  const isOurs = (name: string) => name === FILE;
  prepareFolder(folder, isOurs);
  const opened = <T>(flags: number, act: (open: number, size: number) => T, otherwise: T): T => {
    try {
      const open = openSync(join(folder, FILE), flags | PLAIN, MODE);
      try {
        const found = fstatSync(open);
        if (found.isFile()) return act(open, found.size);
        onLoss('not-a-file');
        return otherwise;
      } finally {
        closeSync(open);
      }
    } catch (error) {
      const reason = errorCode(error);
      // There is no file before the first line.
      if (reason !== 'ENOENT') onLoss(reason);
      return otherwise;
    }
  };
  return {
    read: () => opened(constants.O_RDONLY, readLast, []),
    append: (one) => {
      const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT;
      opened(flags, (open, size) => append(open, size, `${JSON.stringify(one)}\n`), undefined);
    },
    replace: (lines) => {
      const text = lines.map((one) => `${JSON.stringify(one)}\n`).join('');
      const done = text === '' ? deleteFiles(folder, isOurs) : writeFileAtomically(folder, FILE, text);
      if (!done.ok) onLoss(done.failure);
      return done.ok;
    },
  };
}

function append(open: number, size: number, text: string): void {
  const last = Buffer.alloc(1);
  const isCut = size > 0 && readSync(open, last, 0, 1, size - 1) === 1 && last.toString() !== '\n';
  appendFileSync(open, isCut ? `\n${text}` : text);
}

/** The lines in the last bytes of the file; a line cut off at the start is unreadable and skipped. */
function readLast(open: number, size: number): readonly LedgerLine[] {
  const bytes = Buffer.alloc(Math.min(size, MOST_BYTES));
  const read = readSync(open, bytes, 0, bytes.length, size - bytes.length);
  return bytes.toString('utf8', 0, read).split('\n').flatMap(readLine);
}

function readLine(text: string): readonly LedgerLine[] {
  const read = line.safeParse(parseJson(text));
  // `code` may be one that only another version knows.
  return read.success ? [read.data as LedgerLine] : [];
}
