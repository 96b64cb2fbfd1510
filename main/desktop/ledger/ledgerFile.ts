import {
  appendFileSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import type { LedgerEntry, LedgerStore } from '../../connections/history/ledgerLine.ts';
import { orUndefined } from '../../result.ts';
import { deleteFiles, prepareFolder, setAside } from '../files/atomicFile.ts';
import { errorCode, whenFree } from '../files/whenFree.ts';
import { type ChainEnd, chainLine, hashOf, headOf, NO_LINE } from './chainLine.ts';
import { CURRENT, fullFiles, isLedgerFile, newestFirst, nextFull } from './ledgerFiles.ts';

/** Only its owner may read the history. */
const MODE = 0o600;
/** Follow no link, which may lead anywhere, and wait for no pipe, where the system has these flags. */
const PLAIN = constants.O_NOFOLLOW | constants.O_NONBLOCK;
/** No line of ours is nearly as long: the end of a file is found in its last bytes. */
const TAIL = 64 * 1024;

/** Hexadecimal digits: enough to tell one's own tokens apart, and too few to find one. */
const FINGERPRINT = 8;

/** When a file is full, bytes, and how many full ones are kept: in all 256 MB, more than a million entries. */
interface Room {
  readonly fullAt: number;
  readonly mostFull: number;
}
const ROOM: Room = { fullAt: 2 * 1024 * 1024, mostFull: 127 };

/** The ledger's end as this app knows it. `size`: of the current file. */
interface Known extends ChainEnd {
  readonly size: number;
}

/** The ledger on disk. */
export interface LedgerFile extends LedgerStore {
  /** The last line that this app found or wrote; undefined before the first use. */
  readonly end: ChainEnd | undefined;
  /** Records that the ledger should have reached this line at the start. */
  tellCut(end: ChainEnd): void;
}

/**
 * The ledger in `ledger.jsonl` and the full files beside it, as docs/ledger.md says: each line is appended when it happens,
 * so that a kill loses one at most, and only the end is read for it. The beginning of a line that a crash has left is taken
 * away; a file that is no ledger is set aside. Calls `onLoss` with the system's code when a line is lost, and goes on.
 */
export function ledgerFile(
  folder: string,
  onLoss: (reason: string) => void,
  now: () => number = Date.now,
  room = ROOM,
): LedgerFile {
  prepareFolder(folder, isLedgerFile);
  const file = join(folder, CURRENT);
  let known: Known | undefined;

  const opened = <T>(act: (open: number, size: number) => T): T | undefined => {
    try {
      const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | PLAIN;
      const open = whenFree(() => openSync(file, flags, MODE));
      try {
        const stat = fstatSync(open);
        if (stat.isFile()) return act(open, stat.size);
        onLoss('not-a-file');
      } finally {
        closeSync(open);
      }
    } catch (error) {
      onLoss(errorCode(error));
    }
    return undefined;
  };
  /** Appends a line; gives whether the file is no ledger, and nothing was done. */
  const tryWrite = (lineAfter: (end: ChainEnd) => string): boolean =>
    opened((open, size) => {
      const end = known?.size === size ? known : endOf(open, size, folder);
      if (end === undefined) return true;
      // What this app has written itself, somebody has taken away since.
      const isCut = known !== undefined && end.n <= known.n && end.hash !== known.hash;
      const lines = [...(isCut ? [cutAt(known ?? NO_LINE, now())] : []), lineAfter];
      known = end;
      for (const line of lines) known = appended(open, known, line(known));
      return false;
    }) ?? false;
  const write = (lineAfter: (end: ChainEnd) => string): void => {
    if (!tryWrite(lineAfter)) return;
    // It is kept, and not continued.
    const aside = setAside(folder, CURRENT, now());
    orUndefined(() => rmSync(file, { force: true }));
    if (!aside.ok || tryWrite(lineAfter)) onLoss(aside.ok ? 'not-a-ledger' : aside.failure);
  };
  /** Begins a new file when this one is full, and deletes the oldest when there are too many. */
  const turn = (): void => {
    if (known === undefined || known.size < room.fullAt) return;
    const full = fullFiles(folder);
    const moved = nextFull(full.at(-1));
    // One that another program has open stays the current one for now.
    if (!orUndefined(() => whenFree(() => renameSync(file, join(folder, moved))) ?? true)) return;
    known = { ...known, size: 0 };
    const all = [...full, moved];
    for (const [index, name] of all.slice(0, Math.max(0, all.length - room.mostFull)).entries()) {
      const first = firstLine(join(folder, all[index + 1] ?? CURRENT));
      const through = first === undefined ? known : { n: first.n - 1, hash: first.prev };
      write((end) => chainLine(end, { at: now(), what: 'dropped', through: through.n, hash: through.hash }));
      orUndefined(() => whenFree(() => rmSync(join(folder, name), { recursive: true })));
    }
  };
  return {
    fingerprint: (token) => hashOf(token.reveal()).slice(0, FINGERPRINT),
    get isThere() {
      return existsSync(file) || newestFirst(folder).length > 0;
    },
    get end() {
      return known;
    },
    append: (entry: LedgerEntry) => {
      write((end) => chainLine(end, entry));
      turn();
    },
    tellCut: (end) => write(cutAt(end, now())),
    clear: () => {
      known = undefined;
      const done = deleteFiles(folder, isLedgerFile);
      if (!done.ok) onLoss(done.failure);
      return done.ok;
    },
  };
}

/** A line which tells that what stood behind another end is gone. */
function cutAt({ n, hash }: ChainEnd, at: number): (end: ChainEnd) => string {
  return (end) => chainLine(end, { at, what: 'cut', through: n, hash });
}

function appended(open: number, { size, n }: Known, line: string): Known {
  appendFileSync(open, `${line}\n`);
  return { n: n + 1, hash: hashOf(line), size: size + Buffer.byteLength(line) + 1 };
}

/** The ledger's end when this is what stands in its current file; undefined when that is no ledger. */
function endOf(open: number, size: number, folder: string): Known | undefined {
  const whole = repair(open, size);
  if (whole === 0) return { ...endOfFull(folder), size: 0 };
  const end = lastLine(open, whole);
  return end && { ...end, size: whole };
}

/**
 * Makes the file end with a whole line: completes a last line that lacks its line break alone, and cuts off the beginning
 * of one, which a crash or a full disk has left.
 * @returns the file's size then
 */
function repair(open: number, size: number): number {
  const tail = readTail(open, size);
  const after = tail.lastIndexOf(0x0a) + 1;
  const rest = tail.subarray(after);
  if (rest.length === 0 || (after === 0 && size > TAIL)) return size;
  if (headOf(rest) !== undefined && orUndefined(() => JSON.parse(rest.toString())) !== undefined) {
    appendFileSync(open, '\n');
    return size + 1;
  }
  ftruncateSync(open, size - rest.length);
  return size - rest.length;
}

/** The last line of a file that ends with a line break; undefined when no line near the end is one of a ledger. */
function lastLine(open: number, size: number): ChainEnd | undefined {
  const tail = readTail(open, size);
  const lines = tail.toString('latin1').split('\n').slice(0, -1);
  const last = lines.at(-1);
  // Behind lines that somebody has spoilt it goes on counting: the break is told when the ledger is verified.
  for (let back = 0; back < lines.length; back += 1) {
    const head = headOf(Buffer.from(lines[lines.length - 1 - back] ?? '', 'latin1'));
    if (head !== undefined) return { n: head.n + back, hash: hashOf(Buffer.from(last ?? '', 'latin1')) };
  }
  return undefined;
}

/** The end of the newest full file. */
function endOfFull(folder: string): ChainEnd {
  const last = fullFiles(folder).at(-1);
  return (last === undefined ? undefined : inFile(join(folder, last), lastLine)) ?? NO_LINE;
}

function firstLine(file: string): { readonly n: number; readonly prev: string } | undefined {
  return inFile(file, (open, size) => {
    const bytes = Buffer.alloc(Math.min(size, TAIL));
    readSync(open, bytes, 0, bytes.length, 0);
    return headOf(bytes.subarray(0, Math.max(0, bytes.indexOf(0x0a))));
  });
}

function inFile<T>(file: string, act: (open: number, size: number) => T): T | undefined {
  return orUndefined(() => {
    const open = openSync(file, constants.O_RDONLY | PLAIN);
    try {
      return act(open, fstatSync(open).size);
    } finally {
      closeSync(open);
    }
  });
}

function readTail(open: number, size: number): Buffer {
  const bytes = Buffer.alloc(Math.min(size, TAIL));
  const read = readSync(open, bytes, 0, bytes.length, size - bytes.length);
  return bytes.subarray(0, read);
}
