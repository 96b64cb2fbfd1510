import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Grant } from '../connections/connection.ts';
import { Limit } from '../connections/limit.ts';
import type { Clock, Keychain, KeychainFailure, KeychainPlace } from '../connections/ports.ts';
import type { Secret } from '../oauth/secret.ts';
import { fail, ok, type Result } from '../result.ts';
import { itemName, readItem, writeItem } from './grantItem.ts';
import { makeKey, seal, USUAL_COST, unseal, type VaultFailure, type VaultKey } from './vaultFile.ts';

const FILE = 'vault.tokendesk';
const SHORTEST = 12;
const TRIES_A_MINUTE = 5;
/** A hundred connections with secrets of 64 KiB each. */
const LARGEST_FILE = 16_777_216;

export type OpenFailure =
  | VaultFailure
  | { readonly code: 'passphrase-too-short' | 'passphrase-too-often' | 'vault-exists' }
  | { readonly code: 'vault-file'; readonly reason: string };
type Outcome = Promise<Result<undefined, OpenFailure>>;

/** What an open vault holds in memory: its texts by name, the key, and its bytes on disk. */
interface Open {
  readonly items: ReadonlyMap<string, string>;
  readonly key: VaultKey;
  readonly bytes: Buffer;
}

/**
 * Grants in one file behind a passphrase, for a computer without a keychain; only a person makes one. The passphrase is
 * kept nowhere, the key in memory until the app ends. A file that cannot be opened is left as it is.
 */
export class Vault implements Keychain {
  readonly #folder: string;
  readonly #file: string;
  readonly #tries: Limit;
  readonly #clock: Clock;
  readonly #cost: number;
  #open: Open | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string, clock: Clock, cost = USUAL_COST) {
    this.#folder = folder;
    this.#file = join(folder, FILE);
    this.#clock = clock;
    this.#tries = new Limit(clock, TRIES_A_MINUTE, 60_000);
    this.#cost = cost;
  }

  /** Whether there is one, open or closed: then it is what keeps grants. */
  get isThere(): boolean {
    return this.#open !== undefined || isAnythingAt(this.#file);
  }

  /** Makes an empty one and leaves it open. */
  create(passphrase: Secret): Outcome {
    return this.#inTurn(async () => {
      if (this.isThere) return fail({ code: 'vault-exists' });
      const words = passphrase.reveal();
      if ([...words.normalize('NFKC')].length < SHORTEST) return fail({ code: 'passphrase-too-short' });
      const key = await makeKey(words, this.#cost);
      return this.#attempt(() => this.#keep(new Map(), key));
    });
  }

  /** Opens it until the app ends. */
  open(passphrase: Secret): Outcome {
    return this.#inTurn(async () => {
      if (this.#open !== undefined) return ok(undefined);
      if (!this.#tries.admits()) return fail({ code: 'passphrase-too-often' });
      const read = this.#attempt(() => this.#bytes());
      if (!read.ok) return read;
      const bytes = read.value;
      if (bytes.length > LARGEST_FILE) return fail({ code: 'vault-damaged' });
      const unsealed = await unseal(bytes, passphrase.reveal());
      if (!unsealed.ok) return unsealed;
      this.#open = { ...unsealed.value, bytes };
      return ok(undefined);
    });
  }

  /** Renames the file, whatever is in it: nothing is lost should the passphrase be remembered. */
  setAside(): Outcome {
    return this.#inTurn(async () => {
      const at = new Date(this.#clock.now()).toISOString().replaceAll(':', '-');
      return this.#attempt(() => {
        renameSync(this.#file, join(this.#folder, `${FILE}.set-aside-${at}`));
        this.#open = undefined;
        return undefined;
      });
    });
  }

  /** Takes a closed one for empty: what is in it is to be forgotten, and is overwritten at the next change. */
  disown(): Outcome {
    return this.#inTurn(async () => {
      if (this.#open !== undefined || !this.isThere) return ok(undefined);
      const key = { key: randomBytes(32), salt: '0'.repeat(32), cost: this.#cost };
      return this.#attempt(() => {
        this.#open = { items: new Map(), key, bytes: this.#bytes() };
        return undefined;
      });
    });
  }

  /** Takes every vault off the disk, those that were set aside too. */
  destroy(): Outcome {
    return this.#inTurn(async () => {
      this.#open = undefined;
      return this.#attempt(() => {
        for (const name of readdirSync(this.#folder).filter((name) => name.startsWith(FILE))) {
          rmSync(join(this.#folder, name), { recursive: true, force: true });
        }
        return undefined;
      });
    });
  }

  async read(place: KeychainPlace): Promise<Result<Grant | undefined, KeychainFailure>> {
    if (this.#open === undefined) return fail({ code: 'vault-closed' });
    const text = this.#open.items.get(itemName(place));
    return text === undefined ? ok(undefined) : readItem(text);
  }

  write(place: KeychainPlace, grant: Grant): Promise<Result<undefined, KeychainFailure>> {
    return this.#change((items) => new Map(items).set(itemName(place), writeItem(grant)));
  }

  remove(place: KeychainPlace): Promise<Result<undefined, KeychainFailure>> {
    return this.#change((items) => new Map([...items].filter(([name]) => name !== itemName(place))));
  }

  #change(change: (items: ReadonlyMap<string, string>) => Map<string, string>) {
    return this.#inTurn(async (): Promise<Result<undefined, KeychainFailure>> => {
      const open = this.#open;
      if (open === undefined) return fail({ code: 'vault-closed' });
      const isOurs = this.#attempt(() => this.#bytes().equals(open.bytes));
      // Somebody put another file there: it is not overwritten.
      if (!isOurs.ok || !isOurs.value) return fail({ code: 'keychain-refused' });
      const kept = this.#attempt(() => this.#keep(change(open.items), open.key));
      return kept.ok ? kept : fail({ code: 'keychain-refused' });
    });
  }

  #bytes(): Buffer {
    return readFileSync(this.#file);
  }

  /** Writes it whole beside the old one, to the disk's end, reads it back, and only then puts it in its place. */
  #keep(items: ReadonlyMap<string, string>, key: VaultKey): undefined {
    const bytes = seal(items, key);
    const next = `${this.#file}.next`;
    rmSync(next, { force: true });
    const open = openSync(next, 'wx', 0o600);
    try {
      writeFileSync(open, bytes);
      fsyncSync(open);
    } finally {
      closeSync(open);
    }
    if (!readFileSync(next).equals(bytes)) throw Object.assign(new Error('read back otherwise'), { code: 'EIO' });
    renameSync(next, this.#file);
    syncFolder(this.#folder);
    this.#open = { items, key, bytes };
    return undefined;
  }

  /** The one catch around the disk. */
  #attempt<T>(act: () => T): Result<T, OpenFailure> {
    try {
      return ok(act());
    } catch (error) {
      return fail({
        code: 'vault-file',
        reason: error instanceof Error && 'code' in error ? String(error.code) : 'EIO',
      });
    }
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#last.then(act, act);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

/** Also what cannot be looked into is something. */
function isAnythingAt(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
  }
}

/** So that the new name outlives a power cut. Windows opens no folders, and needs none of it. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const open = openSync(folder, 'r');
  try {
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
}
