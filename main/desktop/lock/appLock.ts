import type { VaultAccessFailure } from '../../../preload/failure.ts';
import type { Lock, LockReason } from '../../../preload/lock.ts';
import type { Clock } from '../../connections/model/ports.ts';
import type { Secret } from '../../oauth/secret.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { LockFile } from './lockFile.ts';

interface Parts {
  readonly clock: Pick<Clock, 'now'>;
  readonly file: Pick<LockFile, 'exists' | 'verify'>;
  readonly vault: {
    readonly hasVault: boolean;
    openVault(passphrase: Secret): Promise<Result<unknown, VaultAccessFailure>>;
  };
  /** Whether the person wants the app locked when nobody is there. */
  readonly isWished: () => boolean;
  /** Asks the person to prove themselves to the system; undefined where it cannot. */
  readonly askSystem: (() => Promise<boolean>) | undefined;
  /** The app is locked, or open again. */
  readonly onChange: () => void;
}

/** Whether the app is locked: its window and its tray then show nothing, and give nothing. */
export class AppLock {
  readonly #parts: Parts;
  #locked: { readonly at: number; readonly why: LockReason } | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    if (this.isOn) this.#locked = { at: parts.clock.now(), why: 'start' };
  }

  /** Whether the app can be locked: the person wants it, and there is a passphrase that opens it again. */
  get isOn(): boolean {
    const { isWished, file } = this.#parts;
    return isWished() && (this.#parts.vault.hasVault || file.exists);
  }

  /** Since when and why it is locked; undefined while it is open. */
  get current(): Lock | undefined {
    if (this.#locked === undefined) return undefined;
    const by = this.#parts.vault.hasVault ? 'vault' : 'own';
    // The system's word opens no vault, which is encrypted with its passphrase.
    return { ...this.#locked, by, mayAskSystem: by === 'own' && this.#parts.askSystem !== undefined };
  }

  /** Locks it, unless it is locked already or cannot be. */
  lock(why: LockReason): void {
    if (this.#locked !== undefined || !this.isOn) return;
    this.#locked = { at: this.#parts.clock.now(), why };
    this.#parts.onChange();
  }

  /** Opens it with the vault's passphrase or its own. Failures: those of the vault. */
  async unlock(passphrase: Secret): Promise<Result<unknown, VaultAccessFailure>> {
    const { file, vault } = this.#parts;
    const opened = this.#parts.vault.hasVault ? await vault.openVault(passphrase) : await file.verify(passphrase);
    if (opened.ok) this.open();
    return opened;
  }

  /** Opens it when the person has proved themselves to the system. Failure: `not-confirmed`. */
  async unlockBySystem(): Promise<Result<unknown, { readonly code: 'not-confirmed' }>> {
    const mayAsk = this.current?.mayAskSystem === true;
    if (!mayAsk || !(await this.#parts.askSystem?.())) return fail({ code: 'not-confirmed' });
    this.open();
    return ok(undefined);
  }

  /** Opens it without a word: everything is forgotten. */
  open(): void {
    if (this.#locked === undefined) return;
    this.#locked = undefined;
    this.#parts.onChange();
  }
}
