import type { Copied } from '../../preload/contract.ts';
import type { ConnectionFailure, Failure } from '../../preload/failure.ts';
import type { Secret } from '../oauth/secret.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Ledger } from './history/ledger.ts';
import type { AccessToken } from './model/connection.ts';
import type { Clipboard, Clock } from './model/ports.ts';

interface Tokens {
  accessToken(id: string): Promise<Result<AccessToken, ConnectionFailure>>;
  list(): readonly { readonly id: string; readonly name: string }[];
}

/** How long a token stays on the clipboard, milliseconds. */
const CLIPBOARD_LIFETIME = 30_000;

/** Copies access tokens to the clipboard, and clears it: after 30 seconds and whenever {@link clear} is called. */
export class ClipboardCopy {
  readonly #connections: Tokens;
  readonly #clipboard: Clipboard;
  readonly #clock: Clock;
  readonly #ledger: Ledger;
  readonly #onChange: () => void;
  #clearCount = 0;
  #current: { readonly copied: Copied; readonly secret: Secret; readonly stopTimer: () => void } | undefined;

  constructor(connections: Tokens, clipboard: Clipboard, clock: Clock, ledger: Ledger, onChange: () => void) {
    this.#connections = connections;
    this.#clipboard = clipboard;
    this.#clock = clock;
    this.#ledger = ledger;
    this.#onChange = onChange;
  }

  /** The token of ours that is on the clipboard, if any. */
  get copied(): Copied | undefined {
    return this.#current?.copied;
  }

  /**
   * Copies a fresh token. Failures: those of {@link Tokens.accessToken}; `clipboard-failed` if the system did not take
   * it, or {@link clear} was called meanwhile (the screen was locked, the app ends).
   */
  async copy(id: string, from: 'window' | 'tray'): Promise<Result<Copied, Failure>> {
    const clearsBefore = this.#clearCount;
    const token = await this.#connections.accessToken(id);
    if (!token.ok) return token;
    if (this.#clearCount !== clearsBefore) return fail({ code: 'clipboard-failed' });
    const { secret, expiresAt } = token.value;
    const name = this.#connections.list().find((connection) => connection.id === id)?.name ?? '';
    const copied = { id, name, validUntil: expiresAt, clearsAt: this.#clock.now() + CLIPBOARD_LIFETIME };
    this.#current?.stopTimer();
    // Set before the write: a token may arrive on the clipboard although the system reports a failure.
    const copy = { copied, secret, stopTimer: this.#clock.after(CLIPBOARD_LIFETIME, () => void this.#clearCurrent()) };
    this.#current = copy;
    const isWritten = await this.#clipboard.write(secret);
    if (!isWritten && this.#current === copy) await this.#clearCurrent();
    const isCleared = this.#clearCount !== clearsBefore;
    // The same token may have been copied again meanwhile: then that copy's timer clears it.
    const isCopiedAgain = this.#current !== copy && this.#current?.secret.equals(secret) === true;
    if (isCleared && !isCopiedAgain) await this.#clipboard.clear(secret);
    if (!isWritten || isCleared) return fail({ code: 'clipboard-failed' });
    this.#ledger.record(id, { what: 'copied', from });
    this.#onChange();
    return ok(copied);
  }

  /** Clears the clipboard if it still holds the copied token, and makes copies that are under way fail. */
  async clear(): Promise<void> {
    this.#clearCount += 1;
    await this.#clearCurrent();
  }

  /** Clears the clipboard if it holds this connection's token, for when the connection was removed. */
  async clearTokenOf(id: string): Promise<void> {
    if (this.#current?.copied.id === id) await this.clear();
  }

  async #clearCurrent(): Promise<void> {
    const current = this.#current;
    if (current === undefined) return;
    current.stopTimer();
    await this.#clipboard.clear(current.secret);
    if (this.#current === current) this.#current = undefined;
    this.#onChange();
  }
}
