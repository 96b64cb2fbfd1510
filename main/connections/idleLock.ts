import type { ConnectionStatus } from '../../preload/connection.ts';
import type { LockReason } from '../../preload/lock.ts';
import type { Clock } from './model/ports.ts';
import type { UnstoredGrants } from './storage/unstoredGrants.ts';

interface Parts {
  readonly clock: Clock;
  /** For how long nobody has used this computer, milliseconds; 0 where the system does not tell. */
  readonly idleTime: () => number;
  /** Whether the app is open, and the person wants it locked when nobody is there. */
  readonly isWanted: () => boolean;
  /** After so long without a person the app is locked, milliseconds. */
  readonly longestAbsence: () => number;
  readonly connections: {
    list(): readonly { readonly status: ConnectionStatus }[];
    /** The sign-in that is under way, if any. */
    readonly attempt: unknown;
    readonly unstored: UnstoredGrants;
  };
  /** Whether a grant that is not stored would be lost by forgetting: only an open vault can store it. */
  readonly losesUnstored: () => boolean;
  /** Shows nothing any more, and answers nothing. */
  readonly lock: (why: LockReason) => void;
  /** Whether the app is locked, and the secrets are still in memory. */
  readonly mustForget: () => boolean;
  /** Forgets the tokens, and the vault's key and content, until the app is unlocked. */
  readonly forget: () => Promise<unknown>;
}

/** How often the system is asked, and what held up a locking is looked at again. */
const LOOK = 5_000;

/**
 * Locks the app, if the person wishes, when nobody has used the computer for a while, when the screen is locked, and before
 * sleep. A sign-in that is under way ends first. Secrets are forgotten once no renewal is under way and, for a vault, what is
 * pending is stored: none of it is lost.
 */
export class IdleLock {
  readonly #parts: Parts;
  #due: LockReason | undefined;
  #isForgetting = false;
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

  /** For a screen that is locked, a computer that is about to sleep, or a person's wish: locks now, or once no sign-in is under way. */
  lockNow(why: LockReason): void {
    this.#due = why;
    void this.#look();
  }

  close(): void {
    this.#cancel?.();
  }

  async #look(): Promise<void> {
    const { idleTime, isWanted, longestAbsence, lock, mustForget, forget, connections, losesUnstored } = this.#parts;
    if (!isWanted()) this.#due = undefined;
    else {
      const why = this.#due ?? (idleTime() >= longestAbsence() ? 'idle' : undefined);
      if (why !== undefined && connections.attempt === undefined) {
        this.#due = undefined;
        lock(why);
      }
    }
    if (this.#isForgetting || !mustForget()) return;
    this.#isForgetting = true;
    const isPending = () => losesUnstored() && connections.unstored.names.length > 0;
    if (!this.#isRenewing() && isPending()) await connections.unstored.store();
    if (mustForget() && !this.#isRenewing() && !isPending()) await forget();
    this.#isForgetting = false;
  }

  /** Whether a refresh token may be on its way that only an open vault can store. */
  #isRenewing(): boolean {
    const { connections } = this.#parts;
    return connections.attempt !== undefined || connections.list().some(({ status }) => status === 'renewing');
  }
}
