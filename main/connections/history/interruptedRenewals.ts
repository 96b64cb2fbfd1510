import type { LedgerLine } from './ledgerLine.ts';

/**
 * The renewals of which nobody knows how they ended: the app was ended in their midst, their answer was lost on its way,
 * or the keychain did not take the refresh token that came. If the provider did rotate it then, the stored one is dead.
 */
export class InterruptedRenewals {
  /** The mark of the renewal that is under way. */
  readonly #underWay = new Map<string, LedgerLine>();
  /** The mark of the first one in doubt since the grant was last known to be good. */
  readonly #interrupted = new Map<string, LedgerLine>();

  /** Takes a line of the ledger, in order. */
  take(line: LedgerLine): void {
    const { id } = line;
    switch (line.what) {
      case 'renewing':
        this.#doubt(id);
        this.#underWay.set(id, line);
        break;
      case 'renewal-failed':
        if (line.answer === 'lost') this.#doubt(id);
        // One that asked nobody ends none: the mark is an earlier run's.
        if (line.answer !== undefined) this.#underWay.delete(id);
        break;
      case 'renewed':
        if (line.rotated === 'not-kept') this.#doubt(id);
        else this.#interrupted.delete(id);
        this.#underWay.delete(id);
        break;
      case 'connected':
      case 'signed-in-again':
      case 'removed':
        // The keychain still has the one before, and that stays as doubtful as it was.
        if ('grant' in line) break;
        this.#underWay.delete(id);
        this.#interrupted.delete(id);
        break;
      case 'copied':
      case 'revealed':
        break;
    }
  }

  /** Of what was under way nothing more will be learnt: that was another run of the app. */
  begin(): void {
    for (const id of [...this.#underWay.keys()]) this.#doubt(id);
    this.#underWay.clear();
  }

  /** When the renewal in doubt was asked for, Unix ms; else the one that is under way. */
  interruptedAt(id: string): number | undefined {
    return (this.#interrupted.get(id) ?? this.#underWay.get(id))?.at;
  }

  /** The lines that must not be lost, in an order that means the same again. */
  lines(): readonly LedgerLine[] {
    return [...this.#interrupted.values(), ...this.#underWay.values()];
  }

  clear(): void {
    this.#underWay.clear();
    this.#interrupted.clear();
  }

  #doubt(id: string): void {
    const mark = this.#underWay.get(id);
    if (mark !== undefined && !this.#interrupted.has(id)) this.#interrupted.set(id, mark);
  }
}
