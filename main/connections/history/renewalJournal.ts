import { InterruptedRenewals } from './interruptedRenewals.ts';
import type { JournalLine, JournalStore } from './ledgerLine.ts';

/** Lines beyond those that are needed, before the store's content is replaced: about 200 KB. */
const MOST_SURPLUS = 2_000;

/**
 * What the next renewal of each connection must know of the last ones. Apart from the ledger, so that its size depends on
 * the number of connections alone: the store is read at the first use.
 */
export class RenewalJournal {
  readonly #store: JournalStore;
  readonly #renewals = new InterruptedRenewals();
  #isRead = false;
  /** How many lines the store has. */
  #stored = 0;

  constructor(store: JournalStore) {
    this.#store = store;
  }

  /** Notes an event; one that says nothing of a renewal is passed over. */
  note(line: JournalLine): void {
    this.#readStore();
    if (!this.#renewals.apply(line)) return;
    this.#store.append(line);
    this.#stored += 1;
    const needed = this.#renewals.lines();
    if (this.#stored > needed.length + MOST_SURPLUS && this.#store.replace(needed)) this.#stored = needed.length;
  }

  /** When the renewal was requested whose end is unknown, Unix ms; undefined when the grant is known to be valid. */
  interruptedAt(id: string): number | undefined {
    this.#readStore();
    return this.#renewals.interruptedAt(id);
  }

  /** Whether the provider rotated the refresh token at the last renewal; undefined before the first. */
  rotates(id: string): boolean | undefined {
    this.#readStore();
    return this.#renewals.rotates(id);
  }

  /** Deletes every line; gives whether the store is empty then. */
  clear(): boolean {
    this.#isRead = true;
    this.#renewals.clear();
    this.#stored = 0;
    return this.#store.replace([]) && this.#store.read().length === 0;
  }

  #readStore(): void {
    if (this.#isRead) return;
    this.#isRead = true;
    for (const line of this.#store.read()) {
      this.#renewals.apply(line);
      this.#stored += 1;
    }
    this.#renewals.interruptAll();
  }
}
