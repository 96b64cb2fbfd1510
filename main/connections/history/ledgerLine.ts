import type { ConnectionFailure } from '../../../preload/failure.ts';

/** Something that happened to a connection's credentials; never a secret. The words are those on disk. */
export type LedgerEvent =
  | { readonly what: 'connected' }
  /** `grant`: the new grant is pending, the keychain still has the old one. */
  | { readonly what: 'signed-in-again'; readonly grant?: 'not-kept' }
  /** A renewal's request is about to be sent. If no line follows, the app ended meanwhile. */
  | { readonly what: 'renewing' }
  /** By `itself`: in the background; by a `person`: on request. `rotated`: was the new refresh token stored? */
  | { readonly what: 'renewed'; readonly by: 'itself' | 'person'; readonly rotated?: 'kept' | 'not-kept' }
  /** `answer` is absent when no request was sent, and `lost` when the provider's answer is unknown. */
  | { readonly what: 'renewal-failed'; readonly code: ConnectionFailure['code']; readonly answer?: 'known' | 'lost' }
  | { readonly what: 'copied'; readonly from: 'window' | 'tray' }
  | { readonly what: 'revealed' }
  | { readonly what: 'removed' };

/** One line of the ledger: the connection it is about, and when it happened (Unix ms). */
export type LedgerLine = LedgerEvent & { readonly id: string; readonly at: number };

/** A line that the history shows: any but the mark of a renewal about to be requested. */
export type HistoryLine = Exclude<LedgerLine, { readonly what: 'renewing' }>;

/** Stores the ledger's lines in order. A line that cannot be written is lost, and stops nothing. */
export interface LedgerStore {
  read(): readonly LedgerLine[];
  append(line: LedgerLine): void;
  /** Replaces all lines; gives whether that was done. */
  replace(lines: readonly LedgerLine[]): boolean;
}
