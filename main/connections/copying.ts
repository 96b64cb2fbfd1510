import type { Secret } from '../oauth/secret.ts';
import { fail, ok, type Result } from '../result.ts';
import type { ConnectionFailure } from './connection.ts';
import type { Connections } from './connections.ts';
import type { Clipboard, Clock } from './ports.ts';

/** What the clipboard holds of ours. Times are Unix milliseconds. */
export interface Copied {
  readonly id: string;
  readonly name: string;
  readonly validUntil: number;
  readonly clearsAt: number;
}

/** How long a token stays on the clipboard, milliseconds. */
const CLIPBOARD_LIFETIME = 30_000;

/** Puts fresh tokens on the clipboard and takes them away again: after 30 seconds, on wish, and when the app ends. */
export class Copying {
  readonly #connections: Connections;
  readonly #clipboard: Clipboard;
  readonly #clock: Clock;
  readonly #onChange: () => void;
  #held: { readonly copied: Copied; readonly secret: Secret; readonly callOff: () => void } | undefined;

  constructor(connections: Connections, clipboard: Clipboard, clock: Clock, onChange: () => void) {
    this.#connections = connections;
    this.#clipboard = clipboard;
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /** What is on the clipboard now, as far as it is ours. */
  get copied(): Copied | undefined {
    return this.#held?.copied;
  }

  /** Copies a token that is fresh for the promised time; `clipboard-failed` when the system did not take it. */
  async copy(id: string): Promise<Result<Copied, ConnectionFailure | { readonly code: 'clipboard-failed' }>> {
    const token = await this.#connections.accessToken(id);
    if (!token.ok) return token;
    const { secret, expiresAt } = token.value;
    if (!(await this.#clipboard.write(secret))) return fail({ code: 'clipboard-failed' });
    const name = this.#connections.list().find((connection) => connection.id === id)?.name ?? '';
    const copied = { id, name, validUntil: expiresAt, clearsAt: this.#clock.now() + CLIPBOARD_LIFETIME };
    this.#held?.callOff();
    this.#held = { copied, secret, callOff: this.#clock.after(CLIPBOARD_LIFETIME, () => void this.clear()) };
    this.#onChange();
    return ok(copied);
  }

  /** Empties the clipboard if it still holds what was copied last. */
  async clear(): Promise<void> {
    const held = this.#held;
    if (held === undefined) return;
    held.callOff();
    this.#held = undefined;
    await this.#clipboard.clear(held.secret);
    this.#onChange();
  }
}
