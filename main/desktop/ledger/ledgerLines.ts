import { readRegularFile } from '../files/atomicFile.ts';
import { hashOf, headOf } from './chainLine.ts';
import { newestFirst } from './ledgerFiles.ts';

const LINE_BREAK = 0x0a;
/** A file of ours is full at 2 MB; of one that is larger than this nothing is shown, bytes. */
const LARGEST = 4 * 1024 * 1024;
/** No line of ours is nearly as long: one that is longer is not looked into, bytes. */
const LONGEST_LINE = 64 * 1024;

/** The bytes of each line of a file, in order, with its line break; the last one may lack that. */
export function* linesOf(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; ) {
    const at = bytes.indexOf(LINE_BREAK, from);
    const to = at < 0 ? bytes.length : at + 1;
    yield bytes.subarray(from, to);
    from = to;
  }
}

/** A line without its line break; undefined when it has none, because it is being written or was cut off. */
export function withoutBreak(line: Buffer): Buffer | undefined {
  return line.at(-1) === LINE_BREAK ? line.subarray(0, -1) : undefined;
}

/** Whether a line may be one of ours by its length. */
export function isShort(line: Buffer): boolean {
  return line.length <= LONGEST_LINE;
}

/** The whole lines of a file without their line breaks, the last one first. */
export function* linesBackwards(bytes: Buffer): Generator<Buffer> {
  for (let to = bytes.lastIndexOf(LINE_BREAK); to >= 0; ) {
    const before = to === 0 ? -1 : bytes.lastIndexOf(LINE_BREAK, to - 1);
    yield bytes.subarray(before + 1, to);
    to = before;
  }
}

/** What a file of the ledger holds; nothing when it cannot be read, or is larger than `most` bytes. */
export function bytesOf(path: string, most = LARGEST): Buffer {
  const read = readRegularFile(path, most);
  return (read.ok ? read.value : undefined) ?? Buffer.alloc(0);
}

/** The hash of the line with this number; undefined when there is none. */
export function hashOfLine(folder: string, n: number): string | undefined {
  for (const path of newestFirst(folder))
    for (const line of linesBackwards(bytesOf(path, Infinity))) {
      const head = headOf(line);
      if (head?.n === n) return hashOf(line);
      if (head !== undefined && head.n < n) return undefined;
    }
  return undefined;
}
