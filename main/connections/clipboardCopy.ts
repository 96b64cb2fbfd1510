import type { Copied, Fact } from '../../preload/connection.ts';
import type { ConnectionFailure, Failure } from '../../preload/failure.ts';
import type { KeptSettings } from '../../preload/settings.ts';
import { COPY_FORMATS, type CopyFormat, usualFormat } from '../../preload/shared/copyFormats.ts';
import type { Secret } from '../oauth/secret.ts';
import { fail, ok, type Result } from '../result.ts';
import { copyText } from './copying/copyText.ts';
import { factOf } from './copying/facts.ts';
import type { Ledger } from './history/ledger.ts';
import type { AccessToken, Connection } from './model/connection.ts';
import type { Clipboard, Clock } from './model/ports.ts';

interface Tokens {
  accessToken(id: string): Promise<Result<AccessToken, ConnectionFailure>>;
  list(): readonly Pick<Connection, 'id' | 'name' | 'cluster' | 'copyFormat' | 'clientId' | 'profile'>[];
  edit(id: string, changes: Pick<Connection, 'copyFormat'>): unknown;
}

/** The form that a person chose, to be remembered unless it is for once. */
interface Choice {
  readonly format?: CopyFormat;
  readonly isOnce?: boolean;
}

/** What a person can choose about copying, as it is now. */
interface Chosen {
  readonly current: Pick<KeptSettings, 'clipboardSeconds' | 'defaultFormat'>;
}

const BEFORE_ANY_CHOICE: Chosen = { current: { clipboardSeconds: 30, defaultFormat: 'token' } };
/** A clipboard manager brings a text back within 100 ms, one that looks each half second within that. Milliseconds. */
const FIRST_LOOKS = [150, 500];
/** After these: a manager that looks each half second has taken what stands in the token's place, or insists. */
const LAST_LOOK = 600;
/** Some managers come back later: the looks after that, 2 and 10 seconds after the clearing. */
const LATE_LOOKS = [750, 8_000];
/** How often one that is still there is looked for, milliseconds. */
const LATER_LOOK = 5_000;

interface Copy {
  readonly copied: Copied;
  readonly secret: Secret;
}

/**
 * Copies access tokens to the clipboard, in any form, and clears it: after 30 seconds, or as long as the person chose, and whenever {@link clear} is called. What a
 * clipboard manager brings back is cleared again.
 */
export class ClipboardCopy {
  /** The forms that are offered on this computer. */
  readonly formats: readonly CopyFormat[];
  readonly #connections: Tokens;
  readonly #clipboard: Clipboard;
  readonly #clock: Clock;
  readonly #ledger: Pick<Ledger, 'record'>;
  readonly #onChange: () => void;
  readonly #settings: Chosen;
  #clearCount = 0;
  #current: (Copy & { readonly stopTimer: () => void }) | undefined;
  /** The token that another program keeps on the clipboard though it was cleared. */
  #kept: Copy | undefined;
  /** What the last look found back on the clipboard. */
  #found: Copied | undefined;
  /** Grows with each text that is kept away from the clipboard: the one before is looked for no more. */
  #watch = 0;
  #firstLooks: Promise<boolean> = Promise.resolve(false);
  #looking: Promise<void> = Promise.resolve();

  constructor(
    connections: Tokens,
    clipboard: Clipboard,
    clock: Clock,
    ledger: Pick<Ledger, 'record'>,
    onChange: () => void,
    settings = BEFORE_ANY_CHOICE,
    formats: readonly CopyFormat[] = COPY_FORMATS,
  ) {
    this.formats = formats;
    this.#connections = connections;
    this.#clipboard = clipboard;
    this.#clock = clock;
    this.#ledger = ledger;
    this.#onChange = onChange;
    this.#settings = settings;
  }

  /** The token of ours that is on the clipboard, if any; with `keptBy` one that was cleared in vain. */
  get copied(): Copied | undefined {
    return (this.#current ?? this.#kept)?.copied;
  }

  /**
   * Copies a fresh token, in the form that was chosen or the connection's usual one. Failures: those of
   * {@link Tokens.accessToken} and {@link copyText}; `clipboard-failed` if the system did not take it, or {@link clear}
   * was called meanwhile (the screen was locked, the app ends).
   */
  async copy(id: string, from: 'window' | 'tray', choice: Choice = {}): Promise<Result<Copied, Failure>> {
    const clearsBefore = this.#clearCount;
    const chosen = choice.format;
    if (chosen !== undefined && !choice.isOnce && chosen !== this.#find(id)?.copyFormat)
      this.#connections.edit(id, { copyFormat: chosen });
    const token = await this.#connections.accessToken(id);
    if (!token.ok) return token;
    if (this.#clearCount !== clearsBefore) return fail({ code: 'clipboard-failed' });
    const connection = this.#find(id);
    const { name = '', cluster: apiAddress } = connection ?? {};
    const { clipboardSeconds, defaultFormat } = this.#settings.current;
    const format = chosen ?? usualFormat(connection ?? {}, this.formats, defaultFormat);
    const validUntil = token.value.expiresAt;
    const text = copyText(format, { secret: token.value.secret, validUntil, name, apiAddress });
    if (!text.ok) return text;
    const secret = text.value;
    const lifetime = clipboardSeconds * 1_000;
    const copied = { id, name, format, validUntil, clearsAt: this.#clock.now() + lifetime };
    this.#current?.stopTimer();
    // Set before the write: a token may arrive on the clipboard although the system reports a failure.
    const copy = { copied, secret, stopTimer: this.#clock.after(lifetime, () => void this.#clearCurrent()) };
    this.#current = copy;
    this.#kept = undefined;
    const isWritten = await this.#clipboard.write(secret);
    if (!isWritten && this.#current === copy) await this.#clearCurrent();
    const isCleared = this.#clearCount !== clearsBefore;
    // The same token may have been copied again meanwhile: then that copy's timer clears it.
    const isCopiedAgain = this.#current !== copy && this.#current?.secret.equals(secret) === true;
    if (isCleared && !isCopiedAgain) await this.#remove(copy);
    if (!isWritten || isCleared) return fail({ code: 'clipboard-failed' });
    const copiedAs = format === 'token' ? {} : { as: format };
    this.#ledger.record(id, { what: 'copied', by: from, ...copiedAs }, { token: token.value.secret });
    this.#onChange();
    return ok(copied);
  }

  /**
   * Copies what is known of a connection: neither marked nor cleared. A token that was there is ours to clear no more.
   * Failures: `connection-unknown`, `bad-request` for what is not known, `clipboard-failed`.
   */
  async copyFact(id: string, fact: Fact): Promise<Result<undefined, Failure>> {
    const connection = this.#find(id);
    if (connection === undefined) return fail({ code: 'connection-unknown' });
    const text = factOf(connection, fact);
    return text === undefined ? fail({ code: 'bad-request' }) : this.copyPlain(text);
  }

  /** The same for any text that is no secret. Fails with `clipboard-failed`. */
  async copyPlain(text: string): Promise<Result<undefined, Failure>> {
    if (!(await this.#clipboard.writePlain(text))) return fail({ code: 'clipboard-failed' });
    // A copy that is under way would take its place, and nobody would clear that.
    await this.clear();
    return ok(undefined);
  }

  #find(id: string) {
    return this.#connections.list().find((one) => one.id === id);
  }

  /** Clears the clipboard if it still holds the copied token, and makes copies that are under way fail. */
  async clear(): Promise<void> {
    this.#clearCount += 1;
    await this.#clearCurrent();
  }

  /** Clears the clipboard if it holds this connection's token, for when the connection was removed. */
  async clearTokenOf(id: string): Promise<void> {
    if (this.copied?.id === id) await this.clear();
  }

  /**
   * Clears the clipboard for the last time, and waits 0.65 s for a clipboard manager that brings the token back, and 0.6 s
   * more for one that did. Gives what the last look has found there all the same.
   */
  async end(): Promise<Copied | undefined> {
    await this.clear();
    if (await this.#firstLooks) await this.#looking;
    return this.#found;
  }

  async #clearCurrent(): Promise<void> {
    const current = this.#current;
    current?.stopTimer();
    const cleared = current ?? this.#kept;
    if (cleared === undefined) return;
    await this.#remove(cleared);
    if (this.#current === current) this.#current = undefined;
    this.#onChange();
  }

  async #remove(copy: Copy): Promise<void> {
    await this.#clipboard.clear(copy.secret);
    this.#watch += 1;
    const watch = this.#watch;
    this.#firstLooks = this.#clearAgain(copy, watch, FIRST_LOOKS);
    this.#looking = this.#firstLooks.then(() => this.#keepAway(copy, watch, LAST_LOOK));
  }

  /** Looks so often whether the token is on the clipboard again, and clears it again; gives whether it ever was. */
  async #clearAgain(copy: Copy, watch: number, waits: readonly number[]): Promise<boolean> {
    let wasBack = false;
    for (const wait of waits) {
      await this.#pass(wait);
      if (this.#isOver(copy, watch)) return wasBack;
      const keptBy = await this.#clipboard.holder(copy.secret);
      if (this.#isOver(copy, watch)) return wasBack;
      this.#found = keptBy === undefined ? undefined : { ...copy.copied, keptBy };
      if (keptBy === undefined) continue;
      await this.#clipboard.clear(copy.secret);
      wasBack = true;
    }
    return wasBack;
  }

  /** Looks once more, tells of a token that was cleared in vain, and does not let go of it. */
  async #keepAway(copy: Copy, watch: number, wait: number): Promise<void> {
    await this.#clearAgain(copy, watch, [wait]);
    if (this.#isOver(copy, watch)) return;
    const wasKept = this.#kept !== undefined;
    this.#kept = this.#found && { ...copy, copied: this.#found };
    if (this.#kept !== undefined || wasKept) this.#onChange();
    // Not awaited: nothing waits for a program that insists, nor for one that may come back.
    void (this.#kept === undefined ? this.#lookLate(copy, watch) : this.#keepAway(copy, watch, LATER_LOOK));
  }

  /** Looks for what comes back only later, and clears it; whether it insists is then looked for as after the clearing. */
  async #lookLate(copy: Copy, watch: number): Promise<void> {
    for (const wait of LATE_LOOKS) {
      if (!(await this.#clearAgain(copy, watch, [wait]))) continue;
      this.#firstLooks = Promise.resolve(true);
      this.#looking = this.#keepAway(copy, watch, LAST_LOOK);
      return;
    }
  }

  /** Whether another text was cleared since, or the same one was copied again. */
  #isOver(copy: Copy, watch: number): boolean {
    return watch !== this.#watch || this.#current?.secret.equals(copy.secret) === true;
  }

  #pass(wait: number): Promise<void> {
    return new Promise((resolve) => void this.#clock.after(wait, resolve));
  }
}
