import { createHash } from 'node:crypto';
import type { ActivityEntry } from '../../../preload/activity.ts';
import type { LedgerEntry } from '../../connections/history/ledgerLine.ts';
import { parseJson } from '../files/json.ts';
import { isTimestamp } from '../files/timestamp.ts';

/** What a line begins with: its number, the hash of the line before, its time, and what it tells. docs/ledger.md "A line" */
export interface ChainHead {
  readonly n: number;
  readonly prev: string;
  readonly at: number;
  readonly what: string;
}

/** A line's number and hash: with it the next line is written. */
export interface ChainEnd {
  readonly n: number;
  readonly hash: string;
}

/** What the ledger tells of itself. */
export type OwnEvent =
  /** Retention is about to delete the lines up to `through`, whose hash is `hash`. */
  | { readonly what: 'dropped'; readonly through: number; readonly hash: string }
  /** At the start the lines up to `through`, whose hash is `hash`, should have been there, and were not. */
  | { readonly what: 'cut'; readonly through: number; readonly hash: string };

/** Before the first line. */
export const NO_LINE: ChainEnd = { n: 0, hash: '0'.repeat(64) };

const HEAD = /^\{"n":(\d{1,15}),"prev":"([0-9a-f]{64})","at":(\d{1,15}),"what":"([a-z-]{1,30})"/;
/** Bytes that {@link HEAD} matches at the most. */
const LONGEST_HEAD = 170;
/** Code units of a name; no form takes a longer one. */
const LONGEST_NAME = 400;

const ID = /^[0-9a-f]{32}$/;
const WHO = /^(itself|person|window|tray)$/;
const CODE = /^[a-z-]{1,40}$/;
const TOKEN = /^[0-9a-f]{8}$/;
const SHOWN =
  /^(connected|signed-in-again|account-changed|renewed|renewal-failed|copied|revealed|edited|removed|restored)$/;

/** The line after `end`, without its line break. */
export function chainLine(end: ChainEnd, entry: LedgerEntry | ({ readonly at: number } & OwnEvent)): string {
  const { at, what, ...rest } = entry;
  const names = ['name', 'organisation'].map((name) => [name, Reflect.get(rest, name)] as const);
  const short = names.filter(([, value]) => typeof value === 'string').map(([name, value]) => [name, shortened(value)]);
  return JSON.stringify({ n: end.n + 1, prev: end.hash, at, what, ...rest, ...Object.fromEntries(short) });
}

/** The hash of a line: SHA-256 of its bytes without the line break, in lower-case hexadecimal digits. */
export function hashOf(line: Uint8Array | string): string {
  return createHash('sha256').update(line).digest('hex');
}

/** What a line begins with; undefined when it is none. */
export function headOf(line: Buffer): ChainHead | undefined {
  const [, n, prev = '', at, what = ''] = HEAD.exec(line.toString('latin1', 0, LONGEST_HEAD)) ?? [];
  if (n === undefined || line.at(-1) !== 0x7d) return undefined;
  return { n: Number(n), prev, at: Number(at), what };
}

/** What a line tells of a connection; undefined for one about the ledger itself, of a later version, or edited. */
export function entryIn(line: Buffer): ActivityEntry | undefined {
  const foreign = parseJson(line.toString());
  if (typeof foreign !== 'object' || foreign === null) return undefined;
  const { n, at, what, by, id, name, organisation, token, code, as }: Readonly<Record<string, unknown>> = {
    ...foreign,
  };
  const isEntry =
    Number.isSafeInteger(n) &&
    isTimestamp(at) &&
    isLike(what, SHOWN) &&
    isLike(by, WHO) &&
    isLike(id, ID) &&
    typeof name === 'string' &&
    (what === 'renewal-failed') === isLike(code, CODE);
  if (!isEntry) return undefined;
  return {
    ...{ n, at, what, by, id, name: shortened(name) },
    ...(typeof organisation === 'string' && { organisation: shortened(organisation) }),
    ...(isLike(token, TOKEN) && { token }),
    ...(code !== undefined && { code }),
    // Perhaps a form that only another version knows.
    ...(what === 'copied' && isLike(as, CODE) && { as }),
  } as ActivityEntry;
}

function isLike(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

function shortened(name: unknown): string {
  return String(name).slice(0, LONGEST_NAME);
}
