import type { Clock } from '../model/ports.ts';
import { InterruptedRenewals } from './interruptedRenewals.ts';
import type { HistoryLine, LedgerEvent, LedgerLine, LedgerStore } from './ledgerLine.ts';
import { isLastRepeated, type NumberedLine, trimLines } from './ledgerRetention.ts';

/** Lines of one connection: five days of hourly renewals, and a hundred copies. */
const MOST_PER_CONNECTION = 250;
/** Lines of all connections: about 3 MB on disk. */
const MOST_IN_ALL = 25_000;

/**
 * What happened to each connection's credentials, in order: stored, and bounded in size. The store is read at the first
 * use, because a long history would delay the start.
 */
export class Ledger {
  readonly #store: LedgerStore;
  readonly #clock: Clock;
  readonly #onRecord: () => void;
  /** Each connection's lines, the oldest first. */
  readonly #lines = new Map<string, NumberedLine[]>();
  readonly #interrupted = new InterruptedRenewals();
  #isRead = false;
  #lastNumber = 0;
  /** How many lines the store has, dropped ones included. */
  #stored = 0;

  /** @param onRecord called after each {@link record} */
  constructor(store: LedgerStore, clock: Clock, onRecord: () => void = () => undefined) {
    this.#store = store;
    this.#clock = clock;
    this.#onRecord = onRecord;
  }

  /** Records that something happened to a connection now. */
  record(id: string, event: LedgerEvent): void {
    this.#readStore();
    const line = { id, at: this.#clock.now(), ...event };
    this.#take(line);
    this.#store.append(line);
    if (this.#stored > 2 * MOST_IN_ALL) this.#compact();
    this.#onRecord();
  }

  /** A connection's history, the newest line first. */
  history(id: string): readonly HistoryLine[] {
    this.#readStore();
    return trimLines(this.#lines.get(id) ?? [], MOST_PER_CONNECTION)
      .map(({ line }) => line)
      .toReversed();
  }

  /** A number that grows with each line of a connection's history; 0 when there is none, or the store is not read yet. */
  revision(id: string): number {
    return this.#lines.get(id)?.at(-1)?.number ?? 0;
  }

  /** When the renewal was requested whose end is unknown, Unix ms; undefined when the grant is known to be valid. */
  interruptedAt(id: string): number | undefined {
    this.#readStore();
    return this.#interrupted.interruptedAt(id);
  }

  /** Whether the provider rotated the refresh token at the last renewal; undefined before the first. */
  rotates(id: string): boolean | undefined {
    const last = this.history(id).find((line) => line.what === 'renewed');
    return last && last.rotated !== undefined;
  }

  /** Deletes every line; gives whether the store is empty then. */
  clear(): boolean {
    this.#isRead = true;
    this.#lines.clear();
    this.#interrupted.clear();
    return this.#compact() && this.#store.read().length === 0;
  }

  #readStore(): void {
    if (this.#isRead) return;
    this.#isRead = true;
    for (const line of this.#store.read()) this.#take(line);
    this.#interrupted.interruptAll();
  }

  #take(line: LedgerLine): void {
    this.#stored += 1;
    this.#interrupted.apply(line);
    if (line.what !== 'renewing') this.#add(line);
  }

  #add(line: HistoryLine): void {
    const lines = this.#lines.get(line.id) ?? [];
    this.#lastNumber += 1;
    if (isLastRepeated(lines, line)) lines.pop();
    lines.push({ number: this.#lastNumber, line });
    // Not at each line: the store may hold 25,000.
    const isLong = lines.length > 2 * MOST_PER_CONNECTION;
    this.#lines.set(line.id, isLong ? [...trimLines(lines, MOST_PER_CONNECTION)] : lines);
  }

  /** Replaces the store's content by the lines that are not dropped; gives whether that was done. */
  #compact(): boolean {
    const all = [...this.#lines.values()].flatMap((lines) => trimLines(lines, MOST_PER_CONNECTION));
    const inOrder = all.toSorted((one, other) => one.number - other.number);
    const lines = trimLines(inOrder, MOST_IN_ALL).map(({ line }) => line);
    this.#lines.clear();
    for (const line of lines) this.#add(line);
    const content = [...lines, ...this.#interrupted.lines()];
    this.#stored = content.length;
    return this.#store.replace(content);
  }
}
