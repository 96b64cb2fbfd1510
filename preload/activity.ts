import type { Happened } from './connection.ts';

/** The activity screen as main feeds it. Types only: a part of the contract. */

/** An entry of the ledger. `n`: its number, 1 for the first that was ever written. */
export type ActivityEntry = Happened & {
  readonly n: number;
  /** The connection's id, and what it and its organisation were called then; `name` is empty when that was not known. */
  readonly id: string;
  readonly name: string;
  readonly organisation?: string;
  /** The first 8 hexadecimal digits of the access token's SHA-256. */
  readonly token?: string;
};

/** A kind of event to choose from: `changes` are sign-ins, edits, removals, and changes of the account. */
export type ActivityKind = 'renewals' | 'failures' | 'copies' | 'changes';

/** Which entries are wanted; an absent member wants all. */
export interface ActivityQuery {
  readonly connection?: string | undefined;
  readonly kind?: ActivityKind | undefined;
  /** Of today, and of the days before it up to so many in all, or of the calendar month before this one, by the computer's clock. */
  readonly days?: number | 'last-month' | undefined;
  /** What stands in a name, an organisation or a token's fingerprint, in whatever case. */
  readonly text?: string | undefined;
  /** Also entries of these events and failures, by their words on disk: those whose words hold `text`. */
  readonly alike?: readonly string[] | undefined;
  /** Only entries before this one. */
  readonly before?: number | undefined;
}

/** Entries, the newest first. `next`: ask for those before it; absent when there are no more. */
export interface ActivityPage {
  readonly entries: readonly ActivityEntry[];
  readonly next?: number;
}

/** The renewals of each of the last 30 days, the oldest first, and every connection that the ledger knows. */
export interface ActivitySummary {
  readonly days: readonly ActivityDay[];
  readonly connections: readonly ActivityConnection[];
}

/** `at`: its midnight, Unix ms. */
export interface ActivityDay {
  readonly at: number;
  readonly renewed: number;
  readonly failed: number;
}

export type ActivityConnection = Pick<ActivityEntry, 'id' | 'name' | 'organisation'>;

/**
 * Whether the ledger is whole. `entries`: how many lines were found to be; `isTorn`: behind them stands the beginning of
 * one, as a crash leaves it; `dropped`: how many older ones were deleted to save space.
 */
export type LedgerVerdict =
  | { readonly is: 'whole'; readonly entries: number; readonly isTorn?: true; readonly dropped?: number }
  | ({ readonly is: 'broken'; readonly entries: number } & LedgerBreak);

/**
 * The first line that breaks the chain, in its file and by its number there. `changed`: not as it was written;
 * `missing`: lines before it are not there; `misplaced`: it belongs elsewhere; `unreadable`: no line of a ledger;
 * `cut`: what should follow it is not there; `lost`: the file cannot be read. `at`: the time that it tells, Unix ms.
 */
export interface LedgerBreak {
  readonly fault: 'changed' | 'missing' | 'misplaced' | 'unreadable' | 'cut' | 'lost';
  readonly file: string;
  readonly line: number;
  readonly at?: number;
}

/** An export that was saved: the file's name, and how many entries it has. */
export interface ActivityExport {
  readonly file: string;
  readonly entries: number;
}
