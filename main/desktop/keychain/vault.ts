import { randomBytes } from 'node:crypto';
import { lstatSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { KeychainFailure, VaultAccessFailure, VaultFileFailure } from '../../../preload/failure.ts';
import type { Grant } from '../../connections/model/connection.ts';
import { itemName } from '../../connections/model/itemName.ts';
import type { Clock, Keychain, KeychainPlace } from '../../connections/model/ports.ts';
import { RateLimit } from '../../connections/timing/rateLimit.ts';
import { Sequencer } from '../../connections/timing/sequencer.ts';
import type { Secret } from '../../oauth/secret.ts';
import { fail, ok, type Result } from '../../result.ts';
import { backUpAs, deleteFiles, prepareFolder, readRegularFile, writeFileAtomically } from '../files/atomicFile.ts';
import type { DiskPreferences } from '../files/preferences.ts';
import { errorCode } from '../files/whenFree.ts';
import type { IsGuessable } from '../passphrase/guessabilityThread.ts';
import { readGrant, serializeGrant } from './grantItem.ts';
import { createKey, DEFAULT_COST, seal, unseal, type VaultKey } from './vaultFile.ts';

const FILE = 'vault.tokendesk';
/** Characters. */
const SHORTEST_PASSPHRASE = 12;
const TRIES_A_MINUTE = 5;
/** How often in ten minutes we set aside a file that another program put in place of ours. */
const MOST_REPLACEMENTS = 3;
/** The text that counts the saves: no grant's item has this name ({@link itemName}), and an earlier version passes over it. */
const SAVES = 'saves';

/** Where the last save is remembered, outside the vault's file. What cannot be remembered is only not noticed later. */
export type LastSave = Pick<DiskPreferences, 'lastVaultSave' | 'rememberVaultSave'>;

export type VaultOutcome = Promise<Result<unknown, VaultAccessFailure>>;

/** An open vault: its texts by name, its key, its bytes on disk, and how often it was saved. */
interface Open {
  readonly items: ReadonlyMap<string, string>;
  readonly key: VaultKey;
  readonly bytes: Buffer;
  readonly saves: number;
}

/**
 * Stores grants in one file encrypted with a passphrase, for a computer without a keychain; only a person creates it. The
 * passphrase is not stored; the key is in memory until the vault is locked or the app quits. A file that cannot be opened stays as it is.
 */
export class Vault implements Keychain {
  readonly #folder: string;
  readonly #file: string;
  readonly #tries: RateLimit;
  readonly #replacements: RateLimit;
  readonly #clock: Clock;
  readonly #isGuessable: IsGuessable;
  readonly #lastSave: LastSave;
  readonly #cost: number;
  #open: Open | undefined;
  #isNotLast = false;
  readonly #sequencer = new Sequencer();

  constructor(folder: string, clock: Clock, isGuessable: IsGuessable, lastSave: LastSave, cost = DEFAULT_COST) {
    this.#folder = folder;
    this.#file = join(folder, FILE);
    this.#clock = clock;
    this.#tries = new RateLimit(clock, TRIES_A_MINUTE, 60_000);
    this.#replacements = new RateLimit(clock, MOST_REPLACEMENTS, 600_000);
    this.#isGuessable = isGuessable;
    this.#lastSave = lastSave;
    this.#cost = cost;
  }

  /** Whether there is a vault, open or closed: then it is the one that stores grants. */
  get exists(): boolean {
    return this.#open !== undefined || isAnythingAt(this.#file);
  }

  /** Whether the vault that is open is an older copy of the one that was used last, or another one. */
  get isNotLast(): boolean {
    return this.#open !== undefined && this.#isNotLast;
  }

  /** Creates an empty vault and leaves it open. `known`: names that somebody who guesses may know of the person. */
  create(passphrase: Secret, known: readonly string[] = []): VaultOutcome {
    return this.#sequencer.queue(async () => {
      if (this.exists) return fail({ code: 'vault-exists' });
      const words = passphrase.reveal();
      if ([...words.normalize('NFKC')].length < SHORTEST_PASSPHRASE) return fail({ code: 'passphrase-too-short' });
      if (await this.#isGuessable({ words, known })) return fail({ code: 'passphrase-guessable' });
      const key = await createKey(words, this.#cost);
      this.#isNotLast = false;
      return this.#save(new Map(), key, 1);
    });
  }

  /** Opens the vault until it is locked or the app quits. */
  open(passphrase: Secret): VaultOutcome {
    return this.#sequencer.queue(async () => {
      if (!this.#tries.admit()) return fail({ code: 'passphrase-too-often' });
      // Deletes the temporary file of a write that was killed, and restricts the vault to its owner.
      prepareFolder(this.#folder, (name) => name === FILE);
      const bytes = this.#bytes();
      if (!bytes.ok) return bytes;
      const unsealed = await unseal(bytes.value, passphrase.reveal());
      if (!unsealed.ok) return unsealed;
      if (this.#open !== undefined) return ok(undefined);
      const { key } = unsealed.value;
      const items = new Map(unsealed.value.items);
      const saves = readCount(items.get(SAVES));
      items.delete(SAVES);
      const last = await this.#lastSave.lastVaultSave();
      this.#isNotLast = last !== undefined && (last.salt !== key.salt || last.count > saves);
      // The next save is the last one again, though this file was not.
      const newest = last?.salt === key.salt ? Math.max(saves, last.count) : saves;
      this.#open = { items, key, bytes: bytes.value, saves: newest };
      return ok(undefined);
    });
  }

  /** Forgets key and content until the passphrase is typed again. What the file lacks is written first, or it stays open. */
  lock(): VaultOutcome {
    return this.#sequencer.queue(async () => {
      const open = this.#open;
      if (open === undefined) return ok(undefined);
      const found = readRegularFile(this.#file);
      const isWhole = found.ok && found.value?.equals(open.bytes) === true;
      const written = isWhole ? ok(undefined) : await this.#rewrite(open, open.items);
      if (!written.ok) return written;
      open.key.key.fill(0);
      this.#open = undefined;
      return ok(undefined);
    });
  }

  /** Renames the file, so that nothing is lost should the person remember the passphrase. */
  setAside(): VaultOutcome {
    return this.#sequencer.queue(async () => {
      const backedUp = this.#backUp();
      if (!backedUp.ok) return backedUp;
      try {
        rmSync(this.#file, { force: true });
      } catch (error) {
        return vaultFileFailure(errorCode(error));
      }
      this.#open = undefined;
      return ok(undefined);
    });
  }

  /** Treats a closed vault as empty, so that the next change overwrites it: its content is to be forgotten. */
  abandon(): VaultOutcome {
    return this.#sequencer.queue(async () => {
      if (this.#open !== undefined || !this.exists) return ok(undefined);
      const key = { key: randomBytes(32), salt: '0'.repeat(32), cost: this.#cost };
      const bytes = this.#bytes();
      if (!bytes.ok) return bytes;
      this.#open = { items: new Map(), key, bytes: bytes.value, saves: 0 };
      return ok(undefined);
    });
  }

  /** Deletes every vault from the disk, also those set aside. */
  destroy(): VaultOutcome {
    return this.#sequencer.queue(async () => {
      this.#open = undefined;
      await this.#lastSave.rememberVaultSave(undefined);
      const deleted = deleteFiles(this.#folder, (name) => name.startsWith(FILE));
      return deleted.ok ? deleted : vaultFileFailure(deleted.failure);
    });
  }

  async read(place: KeychainPlace): Promise<Result<Grant | undefined, KeychainFailure>> {
    if (this.#open === undefined) return fail({ code: 'vault-closed' });
    const text = this.#open.items.get(itemName(place));
    return text === undefined ? ok(undefined) : readGrant(text, place);
  }

  write(place: KeychainPlace, grant: Grant): Promise<Result<undefined, KeychainFailure>> {
    return this.#change((items) => new Map(items).set(itemName(place), serializeGrant(grant, place)));
  }

  remove(place: KeychainPlace): Promise<Result<undefined, KeychainFailure>> {
    return this.#change((items) => new Map([...items].filter(([name]) => name !== itemName(place))));
  }

  #change(change: (items: ReadonlyMap<string, string>) => ReadonlyMap<string, string>) {
    return this.#sequencer.queue(async (): Promise<Result<undefined, KeychainFailure>> => {
      const open = this.#open;
      return open === undefined ? fail({ code: 'vault-closed' }) : this.#rewrite(open, change(open.items));
    });
  }

  async #rewrite(open: Open, items: ReadonlyMap<string, string>): Promise<Result<undefined, VaultFileFailure>> {
    const found = readRegularFile(this.#file);
    if (!found.ok || found.value?.equals(open.bytes) === false) {
      // Another program replaced ours by a restored or synchronised copy: the content in memory is the newest.
      const backedUp = this.#replacements.admit() ? this.#backUp() : vaultFileFailure('replaced');
      if (!backedUp.ok) return backedUp;
      // So that it is not backed up a second time when the write that follows fails.
      if (found.ok && found.value !== undefined) this.#open = { ...open, bytes: found.value };
    }
    // A deleted file is written again: its whole content is in memory.
    return this.#save(items, open.key, open.saves + 1);
  }

  #backUp(): Result<undefined, VaultFileFailure> {
    const at = new Date(this.#clock.now()).toISOString().replaceAll(':', '-');
    const backedUp = backUpAs(this.#folder, FILE, `${FILE}.set-aside-${at}`);
    return backedUp.ok ? backedUp : vaultFileFailure(backedUp.failure);
  }

  /** The file's bytes; a missing file, or something else in its place, counts as damage. */
  #bytes(): Result<Buffer, VaultAccessFailure> {
    const read = readRegularFile(this.#file);
    if (!read.ok) return read.failure.code === 'unreachable' ? vaultFileFailure('unreadable') : damaged;
    return read.value === undefined ? damaged : ok(read.value);
  }

  async #save(
    items: ReadonlyMap<string, string>,
    key: VaultKey,
    saves: number,
  ): Promise<Result<undefined, VaultFileFailure>> {
    const bytes = seal(new Map([...items, [SAVES, String(saves)]]), key);
    const written = writeFileAtomically(this.#folder, FILE, bytes);
    if (!written.ok) return vaultFileFailure(written.failure);
    this.#open = { items, key, bytes, saves };
    // After the file: killed between the two, a file is found that is newer than what is remembered.
    await this.#lastSave.rememberVaultSave({ salt: key.salt, count: saves });
    return written;
  }
}

/** How often a vault was saved; 0 when an earlier version saved it. */
function readCount(text: string | undefined): number {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : 0;
}

/** Whether anything is at a path, also what the system does not let us look at. */
function isAnythingAt(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ENOENT';
  }
}

const damaged = fail({ code: 'vault-damaged' } as const);

function vaultFileFailure(reason: string): Result<never, VaultFileFailure> {
  return fail({ code: 'vault-file', reason });
}
