import type { Clock } from '../model/ports.ts';
import { InterruptedRenewals } from './interruptedRenewals.ts';
import type { Happening, LedgerLine, LedgerStore, ReportedLine } from './ledgerLine.ts';
import { isRedundant, type Numbered, newest } from './ledgerRetention.ts';

/** Five days of hourly renewals, and a hundred copies. */
const MOST_EACH = 250;
/** About 3 MB on disk. */
const MOST_ALL = 25_000;

/** What happened to which connection, in order: kept over restarts, bounded, and never in the way of what it tells of. */
export class Ledger {
  readonly #store: LedgerStore;
  readonly #clock: Clock;
  /** Each connection's lines, the oldest first. */
  readonly #lines = new Map<string, Numbered[]>();
  readonly #interrupted = new InterruptedRenewals();
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
    this.#interrupted.begin();
  }

  /** Writes down that something happened now. */
  record(id: string, happening: Happening): void {
    const line = { id, at: this.#clock.now(), ...happening };
    this.#keep(line);
    this.#store.append(line);
    if (this.#stored > 2 * MOST_ALL) this.#rewrite();
    this.#onNote();
  }

  /** What happened to a connection, the newest first. */
  of(id: string): readonly ReportedLine[] {
    return newest(this.#lines.get(id) ?? [], MOST_EACH)
      .map(({ line }) => line)
      .toReversed();
  }

  /** The running number of a connection's newest line, 0 when there is none: it grows whenever its history does. */
  newest(id: string): number {
    return this.#lines.get(id)?.at(-1)?.number ?? 0;
  }

  /**
   * When a renewal of this connection was asked for of which nobody knows how it ended, Unix ms; kept until the grant is
   * known to be good again, so that a refusal in between can be explained.
   */
  interruptedAt(id: string): number | undefined {
    return this.#interrupted.interruptedAt(id);
  }

  /** Whether the provider gave a new refresh token at the last renewal; undefined when there was none yet. */
  rotates(id: string): boolean | undefined {
    const last = this.of(id).find((line) => line.what === 'renewed');
    return last === undefined ? undefined : last.rotated !== undefined;
  }

  /** Forgets everything that ever happened; gives whether the store has. */
  clear(): boolean {
    this.#lines.clear();
    this.#interrupted.clear();
    return this.#rewrite() && this.#store.read().length === 0;
  }

  #keep(line: LedgerLine): void {
    this.#stored += 1;
    this.#interrupted.take(line);
    // Only a mark, told by what follows it.
    if (line.what !== 'renewing') this.#add(line);
  }

  #add(line: ReportedLine): void {
    const lines = this.#lines.get(line.id) ?? [];
    this.#numbered += 1;
    if (isRedundant(lines, line)) lines.pop();
    lines.push({ number: this.#numbered, line });
    // Not with each line: a file of many is read before there is a window.
    this.#lines.set(line.id, lines.length > 2 * MOST_EACH ? [...newest(lines, MOST_EACH)] : lines);
  }

  /** Begins the store anew with what is kept, the oldest left out when there are too many; gives whether it did. */
  #rewrite(): boolean {
    const each = [...this.#lines.values()].flatMap((lines) => newest(lines, MOST_EACH));
    const inOrder = each.toSorted((one, other) => one.number - other.number);
    const lines = newest(inOrder, MOST_ALL).map(({ line }) => line);
    this.#lines.clear();
    for (const line of lines) this.#add(line);
    const kept = [...lines, ...this.#interrupted.lines()];
    this.#stored = kept.length;
    return this.#store.replace(kept);
  }
}
