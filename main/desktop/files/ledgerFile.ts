import { appendFileSync, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerLine } from '../../connections/history/ledger.ts';
import type { ConnectionFailure } from '../../connections/model/connection.ts';
import type { LedgerStore } from '../../connections/model/ports.ts';
import { deleteFiles, tidyFolder, writeFile } from './atomicFile.ts';
import { isMoment } from './timestamp.ts';

const FILE = 'ledger.jsonl';
/** Who did what to whose credentials: its owner's alone. */
const MODE = 0o600;
/** The most lines that are ever appended before it is begun anew are 7 MB; what is larger would stop the app while it is read. */
const MOST_BYTES = 8 * 1024 * 1024;
/** A link may lead anywhere, and into a pipe perhaps nobody ever writes: neither followed nor waited for, on systems that know these. */
const PLAIN = constants.O_NOFOLLOW | constants.O_NONBLOCK;

const ID = /^[0-9a-f]{32}$/;
const CODE = /^[a-z-]{1,40}$/;

/**
 * The ledger in `ledger.jsonl` under the user-data folder, a line of JSON for each thing that happened, appended as it
 * happens: killed half-way it loses its last line at most. Lines that are none are passed over, and those before the last
 * 8 MB. A file that cannot be read or written stops nothing; `onLoss` hears of it.
 */
export function ledgerFile(folder: string, onLoss: (reason: string) => void): LedgerStore {
  const isOurs = (name: string) => name === FILE;
  tidyFolder(folder, isOurs);
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
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
      // Before the first line there is no file.
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
      const done = text === '' ? deleteFiles(folder, isOurs) : writeFile(folder, FILE, text);
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

/** The lines in the last bytes; what was cut by that is none. */
function readLast(open: number, size: number): readonly LedgerLine[] {
  const bytes = Buffer.alloc(Math.min(size, MOST_BYTES));
  const read = readSync(open, bytes, 0, bytes.length, size - bytes.length);
  return bytes.toString('utf8', 0, read).split('\n').flatMap(readLine);
}

function readLine(text: string): readonly LedgerLine[] {
  if (text === '') return [];
  try {
    const line = lineOf(JSON.parse(text));
    return line === undefined ? [] : [line];
  } catch {
    // Cut off when the app was killed, or edited by hand.
    return [];
  }
}

/**
 * A foreign value as a line, without members that are not a line's; undefined when it is none. By hand and not by schema:
 * 25,000 lines are read before the window shows its list, and a schema takes three times as long.
 */
function lineOf(foreign: unknown): LedgerLine | undefined {
  if (typeof foreign !== 'object' || foreign === null) return undefined;
  const { id, at, what, grant, by, rotated, code, answer, from }: Foreign = foreign;
  if (typeof id !== 'string' || !ID.test(id) || !isMoment(at)) return undefined;
  switch (what) {
    case 'connected':
    case 'renewing':
    case 'revealed':
    case 'removed':
      return { id, at, what };
    case 'signed-in-again':
      if (grant === undefined) return { id, at, what };
      return grant === 'not-kept' ? { id, at, what, grant } : undefined;
    case 'renewed':
      if (by !== 'itself' && by !== 'person') return undefined;
      if (rotated === undefined) return { id, at, what, by };
      return rotated === 'kept' || rotated === 'not-kept' ? { id, at, what, by, rotated } : undefined;
    case 'renewal-failed': {
      if (typeof code !== 'string' || !CODE.test(code)) return undefined;
      // Any code, also one that only another version knows.
      const known = code as ConnectionFailure['code'];
      if (answer === undefined) return { id, at, what, code: known };
      return answer === 'known' || answer === 'lost' ? { id, at, what, code: known, answer } : undefined;
    }
    case 'copied':
      return from === 'window' || from === 'tray' ? { id, at, what, from } : undefined;
    default:
      return undefined;
  }
}

/** The members that a line may have, each of any kind. */
type Foreign = {
  readonly [M in 'id' | 'at' | 'what' | 'grant' | 'by' | 'rotated' | 'code' | 'answer' | 'from']?: unknown;
};
