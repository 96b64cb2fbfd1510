import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

// `npm run verify-ledger -- FILE`: proves a history whole, or names its first broken line, as docs/ledger.md says. It shares
// no code with the app, and needs nothing but Node, so that whoever audits can read it and run it anywhere. FILE is the
// user-data folder, its ledger.jsonl (both mean every file of the history there), or one full file of it. It ends with 0 for
// a whole one, 1 for a broken one, and 2 when there is nothing that it could read. `--json` tells the same as one object.

const CURRENT = 'ledger.jsonl';
const FULL = /^ledger-(\d{6}|[1-9]\d{6,12})\.jsonl$/;
const HEAD = /^\{"n":(\d{1,15}),"prev":"([0-9a-f]{64})","at":(\d{1,15}),"what":"([a-z-]{1,30})"/;
const NONE = '0'.repeat(64);

/**
 * @typedef {{ readonly n: number, readonly hash: string }} End
 * @typedef {{ readonly n: number, readonly prev: string, readonly at: number, readonly what: string }} Head
 * @typedef {{ readonly file: string, readonly line: number, readonly bytes: Buffer, readonly isWhole: boolean,
 *   readonly head: Head | undefined }} Line
 * @typedef {{ readonly is: 'whole', readonly entries: number, readonly isTorn: boolean, readonly dropped: number }
 *   | { readonly is: 'broken', readonly entries: number, readonly fault: string, readonly file: string,
 *       readonly line: number, readonly at?: number }} Verdict
 */

/** What each fault means. @type {Readonly<Record<string, string>>} */
const FAULTS = {
  changed: 'this line is not as it was written',
  missing: 'lines before this one are missing',
  misplaced: 'this line does not belong here',
  unreadable: 'this is no line of a history',
  cut: 'what followed this line was cut off',
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, end: { type: 'string' } },
});
process.exitCode = main(positionals[0]);

/** @param {string | undefined} named */
function main(named) {
  if (named === undefined || positionals.length > 1)
    return give('Name one file or folder: npm run verify-ledger -- FILE', 2);
  const path = resolve(named);
  try {
    const isFolder = statSync(path).isDirectory();
    const folder = isFolder ? path : dirname(path);
    const isAll = isFolder || basename(path) === CURRENT;
    const files = isAll ? filesOf(folder) : [basename(path)];
    const lines = files.flatMap((file) => linesOf(folder, file));
    const end = values.end === undefined ? (isAll ? rememberedEnd(folder) : undefined) : JSON.parse(values.end);
    return tell(verify(lines, end, isAll, files));
  } catch (error) {
    return give(`${path} cannot be read: ${error instanceof Error && 'code' in error ? error.code : error}`, 2);
  }
}

/** @param {Verdict} verdict */
function tell(verdict) {
  const code = verdict.is === 'whole' ? 0 : 1;
  if (values.json) return give(JSON.stringify(verdict), code);
  const count = `${verdict.entries} ${verdict.entries === 1 ? 'entry' : 'entries'}`;
  if (verdict.is === 'broken') {
    const { file, line, fault, at } = verdict;
    const when = at === undefined ? '' : `, of ${new Date(at).toISOString()}`;
    return give(`Broken: ${file}, line ${line}${when}: ${FAULTS[fault]}. ${count} before it are whole.`, code);
  }
  const torn = verdict.isTorn
    ? ' The last one was cut off while it was written, as a crash does: it is not counted.'
    : '';
  const dropped = verdict.dropped > 0 ? ` ${verdict.dropped} older ones were dropped to save space.` : '';
  return give(`Whole: ${count}, unbroken.${dropped}${torn}`, code);
}

/** @param {string} words @param {number} code */
function give(words, code) {
  console.log(words);
  return code;
}

/** The files of a history, the oldest first. @param {string} folder */
function filesOf(folder) {
  const names = readdirSync(folder);
  const full = names.filter((name) => FULL.test(name)).sort((one, other) => numberOf(one) - numberOf(other));
  return [...full, ...names.filter((name) => name === CURRENT)];
}

/** @param {string} name */
function numberOf(name) {
  return Number(FULL.exec(name)?.[1]);
}

/** @param {string} folder @param {string} file @returns {Line[]} */
function linesOf(folder, file) {
  const bytes = readFileSync(join(folder, file));
  const lines = [];
  for (let from = 0; from < bytes.length; ) {
    const at = bytes.indexOf(0x0a, from);
    const own = bytes.subarray(from, at < 0 ? bytes.length : at);
    lines.push({ file, line: lines.length + 1, bytes: own, isWhole: at >= 0, head: headOf(own) });
    from += own.length + 1;
  }
  return lines;
}

/** @param {Buffer} bytes @returns {Head | undefined} */
function headOf(bytes) {
  const [, n, prev = '', at, what = ''] = HEAD.exec(bytes.toString('latin1', 0, 170)) ?? [];
  if (n === undefined || bytes.at(-1) !== 0x7d) return undefined;
  return { n: Number(n), prev, at: Number(at), what };
}

/** How far the app remembers that the history reached. @param {string} folder @returns {End | undefined} */
function rememberedEnd(folder) {
  try {
    const { ledger } = JSON.parse(readFileSync(join(folder, 'preferences.json'), 'utf8'));
    return Number.isSafeInteger(ledger.n) && typeof ledger.hash === 'string' ? ledger : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {readonly Line[]} all @param {End | undefined} end a line that must be there
 * @param {boolean} isAll whether the history must begin with its first line, or tell what was dropped before
 * @param {readonly string[]} files
 * @returns {Verdict}
 */
function verify(all, end, isAll, files) {
  const last = all.at(-1);
  const isTorn = last?.isWhole === false;
  const lines = isTorn && last?.file === files.at(-1) ? all.slice(0, -1) : all;
  const hashes = lines.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));
  const first = lines[0]?.head;
  /** @type {{ readonly n: number, readonly hash: string } | undefined} */
  let before = first !== undefined && first.n > 1 ? { n: first.n - 1, hash: first.prev } : undefined;
  let dropped = isAll ? 0 : (before?.n ?? 0);
  for (const [index, line] of lines.entries()) {
    const { file, head } = line;
    /** @param {string} fault @param {Line} where @returns {Verdict} */
    const broken = (fault, where = line) => ({
      ...{ is: /** @type {const} */ ('broken'), entries: index, fault, file: where.file, line: where.line },
      ...(where.head && { at: where.head.at }),
    });
    if (head === undefined || !line.isWhole) return broken('unreadable', { ...line, file, head: undefined });
    const previous = lines[index - 1];
    const number = index === 0 ? head.n : (first?.n ?? 0) + index;
    const follows = head.prev === (index === 0 ? (before?.hash ?? NONE) : hashes[index - 1]);
    if (head.n !== number) return broken(follows ? 'changed' : head.n > number ? 'missing' : 'misplaced');
    const isEnd = end?.n === head.n;
    // Where two lines disagree, the next one says which of them is not as it was.
    const follower = lines[index + 1]?.head?.prev ?? (isEnd ? end?.hash : undefined);
    const isThis = previous === undefined || (follower !== undefined && follower !== hashes[index]);
    if (!follows) return broken('changed', isThis ? line : previous);
    if (isEnd && end?.hash !== hashes[index]) return broken('changed');
    if (head.what === 'cut') return broken('cut', previous ?? line);
    if (head.what === 'dropped' && before !== undefined) {
      const { through, hash } = JSON.parse(line.bytes.toString());
      if (through !== before.n || hash !== before.hash) continue;
      dropped = through;
      before = undefined;
    }
  }
  const tail = lines.at(-1);
  const [file = CURRENT] = files;
  if (isAll && before !== undefined) return { is: 'broken', entries: 0, fault: 'missing', file, line: 1 };
  if (end !== undefined && end.n > (tail?.head?.n ?? 0))
    return { is: 'broken', entries: lines.length, fault: 'cut', file: tail?.file ?? file, line: tail?.line ?? 0 };
  return { is: 'whole', entries: lines.length, isTorn, dropped };
}
