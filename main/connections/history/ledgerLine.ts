import type { Happened } from '../../../preload/connection.ts';
import type { ConnectionFailure } from '../../../preload/failure.ts';
import type { CopyFormat } from '../../../preload/shared/copyFormats.ts';
import type { Secret } from '../../oauth/secret.ts';

/** Something that happened to a connection's credentials; never a secret. The words are those on disk. */
export type LedgerEvent =
  | { readonly what: 'connected' }
  /** `grant`: the new grant is pending, the keychain still has the old one. */
  | { readonly what: 'signed-in-again' | 'account-changed'; readonly grant?: 'not-kept' }
  /** A renewal's request is about to be sent. If no line follows, the app ended meanwhile. */
  | { readonly what: 'renewing' }
  /** By `itself`: in the background; by a `person`: on request. `rotated`: was the new refresh token stored? */
  | { readonly what: 'renewed'; readonly by: 'itself' | 'person'; readonly rotated?: 'kept' | 'not-kept' }
  /** `answer` is absent when no request was sent, and `lost` when the provider's answer is unknown. */
  | {
      readonly what: 'renewal-failed';
      readonly by: 'itself' | 'person';
      readonly code: ConnectionFailure['code'];
      readonly answer?: 'known' | 'lost';
    }
  /** `as`: in which form, absent for the token itself. */
  | { readonly what: 'copied'; readonly by: 'window' | 'tray'; readonly as?: Exclude<CopyFormat, 'token'> }
  | { readonly what: 'revealed' }
  /** What a person entered for it was changed: its name, its client, an address. */
  | { readonly what: 'edited' }
  /** Off the list; for some seconds it can be `restored`. */
  | { readonly what: 'removed' | 'restored' };

/** What the journal of renewals keeps of an event: the connection it is about, and when it happened (Unix ms). */
export type JournalLine = LedgerEvent & { readonly id: string; readonly at: number };

/** An entry of the ledger: what the history shows, of which connection, and what that was called then. */
export type LedgerEntry = Happened & {
  readonly id: string;
  readonly name: string;
  /** The organisation's name, once the provider has told it. */
  readonly organisation?: string;
  /** The access token that it is about, by its fingerprint. */
  readonly token?: string;
};

/** Stores the journal's lines in order. A line that cannot be written is lost, and stops nothing. */
export interface JournalStore {
  read(): readonly JournalLine[];
  append(line: JournalLine): void;
  /** Replaces all lines; gives whether that was done. */
  replace(lines: readonly JournalLine[]): boolean;
}

/** Stores the ledger's entries for good, each chained to the one before. One that cannot be written is lost, and stops nothing. */
export interface LedgerStore {
  /** Whether there is any entry. */
  readonly isThere: boolean;
  append(entry: LedgerEntry): void;
  /** Deletes every entry; gives whether none is left. */
  clear(): boolean;
  /** By what an entry names a token: the first 8 hexadecimal digits of its SHA-256. */
  fingerprint(token: Secret): string;
}
