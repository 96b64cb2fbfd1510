import { join } from 'node:path';
import type { VaultAccessFailure, VaultFileFailure } from '../../../preload/failure.ts';
import type { Clock } from '../../connections/model/ports.ts';
import { RateLimit } from '../../connections/timing/rateLimit.ts';
import type { Secret } from '../../oauth/secret.ts';
import { fail, ok, type Result } from '../../result.ts';
import { deleteFiles, readRegularFile, writeFileAtomically } from '../files/atomicFile.ts';
import { createKey, DEFAULT_COST, seal, unseal } from '../keychain/vaultFile.ts';
import type { IsGuessable } from '../passphrase/guessabilityThread.ts';

const FILE = 'lock.tokendesk';
/** Characters, as of the vault's. */
const SHORTEST_PASSPHRASE = 12;
const TRIES_A_MINUTE = 5;

/**
 * The lock's own passphrase, for a computer whose keychain stores the grants: an empty vault in a file, which only this
 * passphrase opens. The passphrase is not stored. Who can change files of this user can delete it: the lock keeps out people
 * who pass by, not programs.
 */
export class LockFile {
  readonly #folder: string;
  readonly #tries: RateLimit;
  readonly #isGuessable: IsGuessable;
  readonly #cost: number;

  constructor(folder: string, clock: Clock, isGuessable: IsGuessable, cost = DEFAULT_COST) {
    this.#folder = folder;
    this.#tries = new RateLimit(clock, TRIES_A_MINUTE, 60_000);
    this.#isGuessable = isGuessable;
    this.#cost = cost;
  }

  /** Whether there is one; also one that cannot be read, which nothing opens. */
  get exists(): boolean {
    const read = readRegularFile(join(this.#folder, FILE));
    return !read.ok || read.value !== undefined;
  }

  /** Replaces the passphrase. `known`: names that somebody who guesses may know of the person. */
  async create(passphrase: Secret, known: readonly string[]): Promise<Result<undefined, VaultAccessFailure>> {
    const words = passphrase.reveal();
    if ([...words.normalize('NFKC')].length < SHORTEST_PASSPHRASE) return fail({ code: 'passphrase-too-short' });
    if (await this.#isGuessable({ words, known })) return fail({ code: 'passphrase-guessable' });
    const key = await createKey(words, this.#cost);
    return vaultFile(writeFileAtomically(this.#folder, FILE, seal(new Map(), key)));
  }

  /** Fails with `passphrase-wrong` for another passphrase, and with `passphrase-too-often` after five in a minute. */
  async verify(passphrase: Secret): Promise<Result<undefined, VaultAccessFailure>> {
    if (!this.#tries.admit()) return fail({ code: 'passphrase-too-often' });
    const read = readRegularFile(join(this.#folder, FILE));
    if (!read.ok || read.value === undefined) return fail({ code: 'vault-damaged' });
    const opened = await unseal(read.value, passphrase.reveal());
    return opened.ok ? ok(undefined) : opened;
  }

  remove(): Result<undefined, VaultFileFailure> {
    return vaultFile(deleteFiles(this.#folder, (name) => name.startsWith(FILE)));
  }
}

function vaultFile(done: Result<undefined, string>): Result<undefined, VaultFileFailure> {
  return done.ok ? done : fail({ code: 'vault-file', reason: done.failure });
}
