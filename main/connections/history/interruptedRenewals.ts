import type { JournalLine } from './ledgerLine.ts';

/**
 * The renewals that were interrupted: the app ended meanwhile, the answer was lost, or the keychain did not store the
 * new refresh token. If the provider rotated the refresh token then, the stored one is worthless.
 */
export class InterruptedRenewals {
  /** The `renewing` line of each connection's running renewal. */
  readonly #running = new Map<string, JournalLine>();
  /** The `renewing` line of the first interrupted renewal since the grant was last known to be valid. */
  readonly #interrupted = new Map<string, JournalLine>();

  /** The last renewal of each connection that succeeded. */
  readonly #renewed = new Map<string, JournalLine>();

  /** Takes the next event into account; gives whether it says anything of renewals. */
  apply(line: JournalLine): boolean {
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
        this.#renewed.set(id, line);
        break;
      case 'removed':
        this.#renewed.delete(id);
        this.#running.delete(id);
        this.#interrupted.delete(id);
        break;
      case 'connected':
      case 'signed-in-again':
      case 'account-changed':
        // The new grant is pending: the keychain still has the doubtful one.
        if ('grant' in line) break;
        this.#running.delete(id);
        this.#interrupted.delete(id);
        break;
      case 'copied':
      case 'revealed':
      case 'edited':
      case 'restored':
        return false;
    }
    return true;
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

  /** Whether the provider rotated the refresh token at the last renewal; undefined before the first. */
  rotates(id: string): boolean | undefined {
    const last = this.#renewed.get(id);
    return last && 'rotated' in last && last.rotated !== undefined;
  }

  /** The lines from which {@link apply} gets the same state again: a renewal that succeeded ends the doubt before it. */
  lines(): readonly JournalLine[] {
    return [...this.#renewed.values(), ...this.#interrupted.values(), ...this.#running.values()];
  }

  clear(): void {
    this.#running.clear();
    this.#interrupted.clear();
    this.#renewed.clear();
  }

  #interrupt(id: string): void {
    const line = this.#running.get(id);
    if (line !== undefined && !this.#interrupted.has(id)) this.#interrupted.set(id, line);
  }
}
