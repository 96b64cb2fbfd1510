import type { Copied } from '../../preload/contract.ts';
import type { ConnectionFailure } from '../../preload/failure.ts';
import type { Secret } from '../oauth/secret.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Ledger } from './history/ledger.ts';
import type { AccessToken } from './model/connection.ts';
import type { Clipboard, Clock } from './model/ports.ts';

/** Whose tokens are copied. */
interface Tokens {
  accessToken(id: string): Promise<Result<AccessToken, ConnectionFailure>>;
  list(): readonly { readonly id: string; readonly name: string }[];
}

/** How long a token stays on the clipboard, milliseconds. */
const CLIPBOARD_LIFETIME = 30_000;

/** Puts fresh tokens on the clipboard and takes them away again: after 30 seconds, on wish, and when the app ends. */
export class ClipboardCopy {
  readonly #connections: Tokens;
  readonly #clipboard: Clipboard;
  readonly #clock: Clock;
  readonly #ledger: Ledger;
  readonly #onChange: () => void;
  #clears = 0;
  #held: { readonly copied: Copied; readonly secret: Secret; readonly callOff: () => void } | undefined;

  constructor(connections: Tokens, clipboard: Clipboard, clock: Clock, ledger: Ledger, onChange: () => void) {
    this.#connections = connections;
    this.#clipboard = clipboard;
    this.#clock = clock;
    this.#ledger = ledger;
    this.#onChange = onChange;
  }

  /** What is on the clipboard now, as far as it is ours. */
  get copied(): Copied | undefined {
    return this.#held?.copied;
  }

  /**
   * Copies a token that is fresh for the promised time; `clipboard-failed` when the system did not take it, or when the
   * clipboard was to be emptied while the token was on its way (the screen was locked, the app ends).
   */
  async copy(
    id: string,
    from: 'window' | 'tray',
  ): Promise<Result<Copied, ConnectionFailure | { readonly code: 'clipboard-failed' }>> {
    const before = this.#clears;
    const token = await this.#connections.accessToken(id);
    if (!token.ok) return token;
    if (this.#clears !== before) return fail({ code: 'clipboard-failed' });
    const { secret, expiresAt } = token.value;
    const name = this.#connections.list().find((connection) => connection.id === id)?.name ?? '';
    const copied = { id, name, validUntil: expiresAt, clearsAt: this.#clock.now() + CLIPBOARD_LIFETIME };
    this.#held?.callOff();
    // Held before it is written: what may have arrived must be taken away whatever the system says.
    const held = { copied, secret, callOff: this.#clock.after(CLIPBOARD_LIFETIME, () => void this.#takeAway()) };
    this.#held = held;
    const isWritten = await this.#clipboard.write(secret);
    if (!isWritten && this.#held === held) await this.#takeAway();
    const isLate = this.#clears !== before;
    // One that was copied anew since is taken away in its own time.
    const isAnew = this.#held !== held && this.#held?.secret.equals(secret) === true;
    if (isLate && !isAnew) await this.#clipboard.clear(secret);
    if (!isWritten || isLate) return fail({ code: 'clipboard-failed' });
    this.#ledger.record(id, { what: 'copied', from });
    this.#onChange();
    return ok(copied);
  }

  /** Empties the clipboard if it still holds what was copied last, and lets no copy that is under way arrive after it. */
  async clear(): Promise<void> {
    this.#clears += 1;
    await this.#takeAway();
  }

  /** The same, if it holds this connection's token: once that is removed, its token is nobody's to paste. */
  async clearTokenOf(id: string): Promise<void> {
    if (this.#held?.copied.id === id) await this.clear();
  }

  async #takeAway(): Promise<void> {
    const held = this.#held;
    if (held === undefined) return;
    held.callOff();
    await this.#clipboard.clear(held.secret);
    if (this.#held === held) this.#held = undefined;
    this.#onChange();
  }
}
