import { appendFileSync, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalLine, JournalStore } from '../../connections/history/ledgerLine.ts';
import { deleteFiles, prepareFolder, writeFileAtomically } from '../files/atomicFile.ts';
import { parseJson } from '../files/json.ts';
import { isTimestamp } from '../files/timestamp.ts';
import { errorCode, whenFree } from '../files/whenFree.ts';

const FILE = 'renewals.jsonl';
/** Only its owner may read it. */
const MODE = 0o600;
/** The journal of ten thousand connections takes 4 MB; reading a larger file would block the app. */
const MOST_BYTES = 8 * 1024 * 1024;
/** Follow no link, which may lead anywhere, and wait for no pipe, where the system has these flags. */
const PLAIN = constants.O_NOFOLLOW | constants.O_NONBLOCK;

const ID = /^[0-9a-f]{32}$/;

type Members = readonly (readonly [name: string, pattern: RegExp])[];
const NONE: Members = [];
const BY: Members[number] = ['by', /^(itself|person)$/];

/** What the lines of each kind hold beside id, time and kind: an absent member is tested as an empty text. */
const MEMBERS = new Map<unknown, Members>([
  ...['connected', 'renewing', 'removed'].map((what) => [what, NONE] as const),
  ...['signed-in-again', 'account-changed'].map((what) => [what, [['grant', /^(not-kept)?$/]]] as const),
  ['renewed', [BY, ['rotated', /^(kept|not-kept)?$/]]],
  // The code may be one that only another version knows.
  ['renewal-failed', [BY, ['code', /^[a-z-]{1,40}$/], ['answer', /^(known|lost)?$/]]],
]);

/**
 * The journal of renewals in `renewals.jsonl`: each line is appended when it happens, so that a kill loses one at most.
 * Skips lines that it cannot read. Calls `onLoss` with the system's code when the file cannot be read or written, and goes on.
 */
export function journalFile(folder: string, onLoss: (reason: string) => void): JournalStore {
  const isOurs = (name: string) => name === FILE;
  prepareFolder(folder, isOurs);
  const opened = <T>(flags: number, act: (open: number, size: number) => T, otherwise: T): T => {
    try {
      const open = whenFree(() => openSync(join(folder, FILE), flags | PLAIN, MODE));
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
function readLast(open: number, size: number): readonly JournalLine[] {
  const bytes = Buffer.alloc(Math.min(size, MOST_BYTES));
  const read = readSync(open, bytes, 0, bytes.length, size - bytes.length);
  return bytes.toString('utf8', 0, read).split('\n').flatMap(readLine);
}

/** Read by hand: there may be 30,000 lines, main does nothing else meanwhile, and a schema takes three times as long. */
function readLine(text: string): readonly JournalLine[] {
  const foreign = text === '' ? undefined : parseJson(text);
  if (typeof foreign !== 'object' || foreign === null) return [];
  const { id, at, what, ...rest }: Readonly<Record<string, unknown>> = { ...foreign };
  const members = MEMBERS.get(what);
  if (members === undefined || typeof id !== 'string' || !ID.test(id) || !isTimestamp(at)) return [];
  const isValid = (value: unknown, pattern: RegExp) =>
    value === undefined ? pattern.test('') : typeof value === 'string' && value !== '' && pattern.test(value);
  if (!members.every(([name, pattern]) => isValid(rest[name], pattern))) return [];
  const known = members.flatMap(([name]) => (rest[name] === undefined ? [] : [[name, rest[name]] as const]));
  return [{ id, at, what, ...Object.fromEntries(known) } as JournalLine];
}
