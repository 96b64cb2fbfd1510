import type { ConnectionStatus } from '../../preload/connection.ts';
import type { Clock } from './model/ports.ts';
import type { UnstoredGrants } from './storage/unstoredGrants.ts';

interface Parts {
  readonly clock: Clock;
  /** For how long nobody has used this computer, milliseconds; 0 where the system does not tell. */
  readonly idleTime: () => number;
  /** Whether the vault is open, and the person wants it locked. */
  readonly isWanted: () => boolean;
  readonly connections: {
    list(): readonly { readonly status: ConnectionStatus }[];
    /** The sign-in that is under way, if any. */
    readonly attempt: unknown;
    readonly unstored: UnstoredGrants;
  };
  /** Forgets the vault's key and content until the passphrase is typed again. */
  readonly lockVault: () => Promise<unknown>;
}

/** After so long without a person the vault is locked, milliseconds. */
export const LONGEST_ABSENCE = 15 * 60_000;
/** How often the system is asked, and what held up a locking is looked at again. */
const LOOK = 5_000;

/**
 * Locks the vault, if the person wishes, when nobody has used the computer for 15 minutes, when the screen is locked, and
 * before sleep. A renewal or sign-in that is under way ends first, and what is pending is stored first: none of it is lost.
 */
export class IdleLock {
  readonly #parts: Parts;
  #isDue = false;
  #isLocking = false;
  #cancel: (() => void) | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Looks from now on every five seconds. */
  start(): void {
    this.#cancel = this.#parts.clock.after(LOOK, () => {
      this.start();
      void this.#look();
    });
  }

  /** For a screen that is locked, or a computer that is about to sleep: locks now, or as soon as nothing holds it up. */
  lockNow(): void {
    this.#isDue = true;
    void this.#look();
  }

  close(): void {
    this.#cancel?.();
  }

  async #look(): Promise<void> {
    const { idleTime, isWanted, lockVault, connections } = this.#parts;
    if (!isWanted()) this.#isDue = false;
    else if (!this.#isLocking && (this.#isDue || idleTime() >= LONGEST_ABSENCE)) {
      this.#isLocking = true;
      if (!this.#isBusy() && connections.unstored.names.length > 0) await connections.unstored.store();
      if (!this.#isBusy() && connections.unstored.names.length === 0) await lockVault();
      this.#isLocking = false;
    }
  }

  /** Whether a refresh token may be on its way that only an open vault can store. */
  #isBusy(): boolean {
    const { connections } = this.#parts;
    return connections.attempt !== undefined || connections.list().some(({ status }) => status === 'renewing');
  }
}
