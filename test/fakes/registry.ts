import type { KeychainPlace, Registry, RegistryContent } from '../../main/connections/model/ports.ts';
import { fail, ok, type Result } from '../../main/result.ts';
import type { RegistryFailure } from '../../preload/failure.ts';

/** The text on disk of an empty registry. */
export const NOTHING = '{"connections":[],"orphanedItems":[]}';

/** A registry in memory that stores text, as a file does. */
export class FakeRegistry implements Registry {
  /** How every write fails, until a test deletes it. */
  failure: RegistryFailure | undefined;
  isWhole = true;
  /** The keychain items that damaged rows name. */
  damaged: readonly KeychainPlace[] = [];
  readonly #journal: string[];
  #text = NOTHING;

  constructor(journal: string[] = []) {
    this.#journal = journal;
  }

  read(): RegistryContent {
    return JSON.parse(this.#text);
  }

  places(): readonly KeychainPlace[] {
    const { connections, orphanedItems } = this.read();
    return [...connections, ...orphanedItems, ...this.damaged];
  }

  write(table: RegistryContent): Result<undefined, RegistryFailure> {
    this.#journal.push('registry write');
    if (this.failure !== undefined) return fail(this.failure);
    this.#text = JSON.stringify(table);
    return ok(undefined);
  }

  forget(orphanedItems: RegistryContent['orphanedItems']): Result<undefined, RegistryFailure> {
    this.#journal.push('registry forget');
    if (this.failure !== undefined) return fail(this.failure);
    this.#text = JSON.stringify({ connections: [], orphanedItems });
    return ok(undefined);
  }

  /** The whole text on disk. */
  get text(): string {
    return this.#text;
  }
}
