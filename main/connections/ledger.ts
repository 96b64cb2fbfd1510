import type { ConnectionFailure } from './connection.ts';
import type { Clock, LedgerStore } from './ports.ts';

/** Something that happened to a connection's credentials; never a secret. */
export type Happening =
  | { readonly what: 'connected' }
  | { readonly what: 'signed-in-again' }
  /** A renewal is about to be asked for: when nothing follows it, the app was ended in its midst. */
  | { readonly what: 'renewing' }
  /** `itself`: before it was needed; `person`: by somebody's wish, to renew, copy or reveal. */
  | { readonly what: 'renewed'; readonly by: 'itself' | 'person' }
  | { readonly what: 'renewal-failed'; readonly code: ConnectionFailure['code'] }
  | { readonly what: 'copied'; readonly from: 'window' | 'tray' }
  | { readonly what: 'revealed' }
  | { readonly what: 'removed' };

/** One line of the ledger: what happened to which connection, and when (Unix ms). */
export type LedgerLine = Happening & { readonly id: string; readonly at: number };

/** A line as it is told: not the mark of a renewal that is about to be asked for. */
export type Told = Exclude<LedgerLine, { readonly what: 'renewing' }>;

const ENDS_RENEWAL: readonly Happening['what'][] = [
  'renewed',
  'renewal-failed',
  'connected',
  'signed-in-again',
  'removed',
];

/** Five days of hourly renewals, and a hundred copies. */
const MOST_EACH = 250;
/** About 3 MB on disk. */
const MOST_ALL = 25_000;

/** What happened to which connection, in order: kept over restarts, bounded, and never in the way of what it tells of. */
export class Ledger {
  readonly #store: LedgerStore;
  readonly #clock: Clock;
  /** Each connection's lines, the oldest first. */
  readonly #lines = new Map<string, Told[]>();
  /** The mark of each renewal that nothing has followed yet. */
  readonly #marks = new Map<string, LedgerLine>();
  /** The running number of each connection's newest line. */
  readonly #newest = new Map<string, number>();
  #numbered = 0;
  /** Lines in the store, those that are no longer kept included. */
  #stored = 0;
  readonly #onNote: () => void;

  /** @param onNote hears of everything that is written down */
  constructor(store: LedgerStore, clock: Clock, onNote: () => void = () => undefined) {
    this.#store = store;
    this.#clock = clock;
    this.#onNote = onNote;
    for (const line of store.read()) this.#keep(line);
  }

  /** Writes down that something happened now. */
  note(id: string, happening: Happening): void {
    const line = { id, at: this.#clock.now(), ...happening };
    this.#keep(line);
    this.#store.append(line);
    if (this.#stored > 2 * MOST_ALL) this.#rewrite();
    this.#onNote();
  }

  /** What happened to a connection, the newest first. */
  of(id: string): readonly Told[] {
    return (this.#lines.get(id) ?? []).toReversed();
  }

  /** The running number of a connection's newest line, 0 when there is none: it grows whenever its history does. */
  newest(id: string): number {
    return this.#newest.get(id) ?? 0;
  }

  /** When a renewal of this connection was asked for whose outcome was never learnt: the app was ended in its midst. */
  interruptedAt(id: string): number | undefined {
    return this.#marks.get(id)?.at;
  }

  /** Forgets everything that ever happened. */
  clear(): void {
    this.#lines.clear();
    this.#marks.clear();
    this.#rewrite();
  }

  #keep(line: LedgerLine): void {
    this.#stored += 1;
    if (line.what === 'renewing') {
      this.#marks.set(line.id, line);
      return;
    }
    if (ENDS_RENEWAL.includes(line.what)) this.#marks.delete(line.id);
    const lines = this.#lines.get(line.id) ?? [];
    lines.push(line);
    this.#numbered += 1;
    this.#newest.set(line.id, this.#numbered);
    if (lines.length > MOST_EACH) lines.shift();
    this.#lines.set(line.id, lines);
  }

  /** Begins the store anew with what is kept, the oldest of all left out when there are too many. */
  #rewrite(): void {
    const lines = [...this.#lines.values()].flat().toSorted((one, other) => one.at - other.at);
    const kept = [...lines.slice(-MOST_ALL), ...this.#marks.values()];
    this.#lines.clear();
    this.#marks.clear();
    this.#stored = 0;
    for (const line of kept) this.#keep(line);
    this.#store.replace(kept);
  }
}
