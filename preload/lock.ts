/** The lock of the app: a part of the contract. Types only. */

/** Why the app was locked: nobody used the computer; its screen was locked or it went to sleep; it started; a person wished it. */
export type LockReason = 'idle' | 'screen' | 'start' | 'person';

/** The app is locked. */
export interface Lock {
  /** Since when, Unix ms. */
  readonly at: number;
  readonly why: LockReason;
  /** Which passphrase unlocks it: the vault's, or one of the lock's own. */
  readonly by: 'vault' | 'own';
  /** Whether the person can prove themselves to the system instead, as by Touch ID. */
  readonly mayAskSystem: boolean;
}

/** What the page may ask about the lock. While the app is locked all other requests fail with `locked`. */
export interface LockRequests {
  /** Locks the app from now on when nobody is there, and gives the lock a passphrase of its own; for a computer without a vault. */
  setLock(passphrase: string): null;
  /** Locks now, if the person has chosen that the app is locked at all. */
  lockNow(): null;
  /** Unlocks by the passphrase, of the vault where there is one. */
  unlock(passphrase: string): null;
  /** Unlocks by the person's account at this computer, where the system asks for it. */
  unlockBySystem(): null;
}
