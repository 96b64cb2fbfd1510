import type { ConnectionFailure } from '../../../preload/failure.ts';

/** Something that happened to a connection's credentials; never a secret. */
export type Happening =
  | { readonly what: 'connected' }
  /** `grant`: the keychain did not take the new one, and still has the one before. */
  | { readonly what: 'signed-in-again'; readonly grant?: 'not-kept' }
  /** A renewal is about to be asked for: when nothing follows it, the app was ended in its midst. */
  | { readonly what: 'renewing' }
  /**
   * `itself`: before it was needed; `person`: by somebody's wish, to renew, copy or reveal. `rotated`: a new refresh
   * token came, and whether the keychain took it.
   */
  | { readonly what: 'renewed'; readonly by: 'itself' | 'person'; readonly rotated?: 'kept' | 'not-kept' }
  /** `answer` is absent when the provider was not asked, and `lost` when nobody knows what it answered. */
  | { readonly what: 'renewal-failed'; readonly code: ConnectionFailure['code']; readonly answer?: 'known' | 'lost' }
  | { readonly what: 'copied'; readonly from: 'window' | 'tray' }
  | { readonly what: 'revealed' }
  | { readonly what: 'removed' };

/** One line of the ledger: what happened to which connection, and when (Unix ms). */
export type LedgerLine = Happening & { readonly id: string; readonly at: number };

/** A line as it is told: not the mark of a renewal that is about to be asked for. */
export type ReportedLine = Exclude<LedgerLine, { readonly what: 'renewing' }>;

/** Keeps the ledger's lines in order. What cannot be written is lost, and stops nothing. */
export interface LedgerStore {
  read(): readonly LedgerLine[];
  append(line: LedgerLine): void;
  /** Whether that was done. */
  replace(lines: readonly LedgerLine[]): boolean;
}
