import type { LedgerLine } from './ledgerLine.ts';

/**
 * The renewals that were interrupted: the app ended meanwhile, the answer was lost, or the keychain did not store the
 * new refresh token. If the provider rotated the refresh token then, the stored one is worthless.
 */
export class InterruptedRenewals {
  /** The `renewing` line of each connection's running renewal. */
  readonly #running = new Map<string, LedgerLine>();
  /** The `renewing` line of the first interrupted renewal since the grant was last known to be valid. */
  readonly #interrupted = new Map<string, LedgerLine>();

  /** Takes the ledger's next line into account. */
  apply(line: LedgerLine): void {
    const { id } = line;
    switch (line.what) {
      case 'renewing':
        this.#interrupt(id);
        this.#running.set(id, line);
        break;
      case 'renewal-failed':
        if (line.answer === 'lost') this.#interrupt(id);
        // A renewal that sent no request says nothing of the one before it.
        if (line.answer !== undefined) this.#running.delete(id);
        break;
      case 'renewed':
        if (line.rotated === 'not-kept') this.#interrupt(id);
        else this.#interrupted.delete(id);
        this.#running.delete(id);
        break;
      case 'connected':
      case 'signed-in-again':
      case 'removed':
        // The new grant is pending: the keychain still has the doubtful one.
        if ('grant' in line) break;
        this.#running.delete(id);
        this.#interrupted.delete(id);
        break;
      case 'copied':
      case 'revealed':
        break;
    }
  }

  /** At the start: every renewal that was running when the app ended counts as interrupted. */
  interruptAll(): void {
    for (const id of [...this.#running.keys()]) this.#interrupt(id);
    this.#running.clear();
  }

  /** When the interrupted renewal was requested, else the running one, Unix ms; undefined when there is neither. */
  interruptedAt(id: string): number | undefined {
    return (this.#interrupted.get(id) ?? this.#running.get(id))?.at;
  }

  /** The lines from which {@link apply} gets the same state again. */
  lines(): readonly LedgerLine[] {
    return [...this.#interrupted.values(), ...this.#running.values()];
  }

  clear(): void {
    this.#running.clear();
    this.#interrupted.clear();
  }

  #interrupt(id: string): void {
    const line = this.#running.get(id);
    if (line !== undefined && !this.#interrupted.has(id)) this.#interrupted.set(id, line);
  }
}
