import type { Connection } from '../../main/connections/connection.ts';
import type { Registry, RegistryFailure } from '../../main/connections/ports.ts';
import { fail, ok, type Result } from '../../main/result.ts';

/** A registry in memory that keeps what a file would keep: text. */
export class FakeRegistry implements Registry {
  /** What a write answers instead of being done, until taken away. */
  failure: RegistryFailure | undefined;
  readonly #journal: string[];
  #text = '[]';

  constructor(journal: string[] = []) {
    this.#journal = journal;
  }

  read(): readonly Connection[] {
    return JSON.parse(this.#text);
  }

  write(connections: readonly Connection[]): Result<undefined, RegistryFailure> {
    this.#journal.push('registry write');
    if (this.failure !== undefined) return fail(this.failure);
    this.#text = JSON.stringify(connections);
    return ok(undefined);
  }

  /** All that is on disk, as text. */
  get text(): string {
    return this.#text;
  }
}
