import type { KeychainPlace, Registry, RegistryContent } from '../../main/connections/model/ports.ts';
import { fail, ok, type Result } from '../../main/result.ts';
import type { RegistryFailure } from '../../preload/failure.ts';

/** All that is on disk when nothing is kept. */
export const NOTHING = '{"connections":[],"orphanedItems":[]}';

/** A registry in memory that keeps what a file would keep: text. */
export class FakeRegistry implements Registry {
  /** What a write answers instead of being done, until taken away. */
  failure: RegistryFailure | undefined;
  isWhole = true;
  /** What a damaged row names. */
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

  /** All that is on disk, as text. */
  get text(): string {
    return this.#text;
  }
}
