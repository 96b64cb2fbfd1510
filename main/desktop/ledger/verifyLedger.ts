import { basename } from 'node:path';
import type { LedgerBreak, LedgerVerdict } from '../../../preload/activity.ts';
import { readRegularFile } from '../files/atomicFile.ts';
import { memberOf, parseJson } from '../files/json.ts';
import { type ChainEnd, type ChainHead, hashOf, headOf, NO_LINE } from './chainLine.ts';
import { newestFirst } from './ledgerFiles.ts';
import { linesOf, withoutBreak } from './ledgerLines.ts';

/** A line where it stands, without its line break. `head` is undefined when it is none of a ledger. */
interface Line {
  readonly file: string;
  readonly line: number;
  readonly bytes: Buffer;
  readonly head: ChainHead | undefined;
}

/** What is known when the lines so far were found to follow each other. */
interface Walk {
  readonly end: ChainEnd;
  readonly last: Line | undefined;
  /** How many there are. */
  readonly entries: number;
  /** What stood before the first line, until a line tells that this was dropped. */
  readonly before: ChainEnd | undefined;
  readonly dropped: number;
}

const BEGIN: Walk = { end: NO_LINE, last: undefined, entries: 0, before: undefined, dropped: 0 };

/**
 * Proves the ledger whole, or finds the first line that breaks its chain: docs/ledger.md "What is proved". For a million
 * lines it takes seconds.
 * @param known a line that the ledger has reached, if one is remembered
 */
export function verifyLedger(folder: string, known: ChainEnd | undefined): LedgerVerdict {
  const files = newestFirst(folder).toReversed();
  let walk = BEGIN;
  /** Judged once the line after it is there. */
  let held: Line | undefined;
  let torn: Line | undefined;
  for (const path of files) {
    const file = basename(path);
    // Only the newest file may end within a line.
    if (torn !== undefined) return broken(walk, faultAt(torn, 'unreadable'));
    const read = readRegularFile(path);
    if (!read.ok || read.value === undefined) return broken(walk, { fault: 'lost', file, line: 0 });
    let number = 0;
    for (const bytes of linesOf(read.value)) {
      number += 1;
      const whole = withoutBreak(bytes);
      const line: Line = { file, line: number, bytes: whole ?? bytes, head: headOf(whole ?? bytes) };
      if (held !== undefined) {
        const next = step(walk, held, line.head?.prev, known);
        if ('fault' in next) return broken(walk, next);
        walk = next;
      }
      held = whole && line;
      torn = whole === undefined ? line : undefined;
    }
  }
  if (held !== undefined) {
    const next = step(walk, held, undefined, known);
    if ('fault' in next) return broken(walk, next);
    walk = next;
  }
  return verdictAtEnd(walk, torn, known, basename(files[0] ?? ''));
}

/** The same while lines are written: a file that was begun or deleted meanwhile is no break. */
export function verifyWhileWritten(folder: string, known: ChainEnd | undefined): LedgerVerdict {
  const before = newestFirst(folder);
  const verdict = verifyLedger(folder, known);
  const isSame = newestFirst(folder).join() === before.join();
  return verdict.is === 'whole' || isSame ? verdict : verifyLedger(folder, known);
}

function verdictAtEnd(walk: Walk, torn: Line | undefined, known: ChainEnd | undefined, first: string): LedgerVerdict {
  const { before, end, last, entries, dropped } = walk;
  if (before !== undefined) return { is: 'broken', entries: 0, fault: 'missing', file: first, line: 1 };
  if (known !== undefined && known.n > end.n)
    return broken(walk, last === undefined ? { fault: 'cut', file: first, line: 0 } : faultAt(last, 'cut'));
  return { is: 'whole', entries, ...(torn && { isTorn: true }), ...(dropped > 0 && { dropped }) };
}

/** Judges a line by the one before it; where these two disagree, what follows says which of them is not as it was. */
function step(walk: Walk, line: Line, nextPrev: string | undefined, known: ChainEnd | undefined): Walk | LedgerBreak {
  const { head } = line;
  if (head === undefined) return faultAt(line, 'unreadable');
  const own = hashOf(line.bytes);
  const isKnown = known?.n === head.n;
  const isFirst = walk.last === undefined;
  const isFollowing = head.prev === walk.end.hash;
  const expected = walk.end.n + 1;
  if (isFirst && head.n > 1) return next(walk, line, head, own, { n: head.n - 1, hash: head.prev });
  if (isFollowing && head.n !== expected) return faultAt(line, 'changed');
  if (!isFollowing && head.n > expected) return faultAt(line, 'missing');
  if (!isFollowing && head.n < expected) return faultAt(line, 'misplaced');
  const follower = nextPrev ?? (isKnown ? known?.hash : undefined);
  if (!isFollowing) {
    const isThis = walk.last === undefined || (follower !== undefined && follower !== own);
    return faultAt(isThis ? line : (walk.last ?? line), 'changed');
  }
  if (isKnown && known?.hash !== own) return faultAt(line, 'changed');
  if (head.what === 'cut') return faultAt(walk.last ?? line, 'cut');
  return next(walk, line, head, own, walk.before);
}

function next(walk: Walk, line: Line, head: ChainHead, hash: string, before: ChainEnd | undefined): Walk {
  const told = head.what === 'dropped' ? parseJson(line.bytes.toString()) : undefined;
  const isAnchor =
    before !== undefined && memberOf(told, 'through') === before.n && memberOf(told, 'hash') === before.hash;
  return {
    end: { n: head.n, hash },
    last: line,
    entries: walk.entries + 1,
    before: isAnchor ? undefined : before,
    dropped: isAnchor ? before.n : walk.dropped,
  };
}

function faultAt({ file, line, head }: Line, fault: LedgerBreak['fault']): LedgerBreak {
  return { fault, file, line, ...(head && { at: head.at }) };
}

function broken({ entries }: Walk, fault: LedgerBreak): LedgerVerdict {
  return { is: 'broken', entries, ...fault };
}
