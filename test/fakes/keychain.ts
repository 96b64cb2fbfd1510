import type { Grant } from '../../main/connections/model/connection.ts';
import type { Keychain, KeychainPlace } from '../../main/connections/model/ports.ts';
import { Secret } from '../../main/oauth/secret.ts';
import { fail, ok } from '../../main/result.ts';
import type { KeychainFailure } from '../../preload/failure.ts';
import { type ClosedGate, closedGate, type Gate } from './gate.ts';

/** A grant as the test reads it. */
export interface PlainGrant {
  readonly refreshToken: string;
  readonly clientSecret: string;
}

type Act = 'read' | 'write' | 'remove';

/** A keychain in memory that records every act in the journal, and fails or waits when a test says so. */
export class FakeKeychain implements Keychain {
  readonly items = new Map<string, PlainGrant>();
  readonly state = 'ready';
  readonly failure = undefined;
  /** How every act of a kind fails, until a test deletes it. */
  readonly failures: { [A in Act]?: KeychainFailure | undefined } = {};
  /** Whether it asks before it gives or removes an item: only for a person. */
  asks = false;
  readonly #journal: string[];
  readonly #gates: { [A in Act]?: ClosedGate | undefined } = {};

  constructor(journal: string[] = []) {
    this.#journal = journal;
  }

  /** The next act of this kind waits at the gate, before anything is done. */
  hold(act: Act): Gate {
    const gate = closedGate();
    this.#gates[act] = gate;
    return gate;
  }

  async read({ id }: KeychainPlace, by?: 'person') {
    const failure = await this.#begin('read');
    if (this.asks && by === undefined) return fail({ code: 'keychain-asks' } as const);
    if (failure !== undefined) return fail(failure);
    const item = this.items.get(id);
    return ok(item && grantOf(item));
  }

  async write({ id }: KeychainPlace, { refreshToken, clientSecret }: Grant) {
    const failure = await this.#begin('write');
    if (failure !== undefined) return fail(failure);
    this.items.set(id, { refreshToken: refreshToken.reveal(), clientSecret: clientSecret.reveal() });
    return ok(undefined);
  }

  async remove({ id }: KeychainPlace, by?: 'person') {
    const failure = await this.#begin('remove');
    if (this.asks && by === undefined) return fail({ code: 'keychain-asks' } as const);
    if (failure !== undefined) return fail(failure);
    this.items.delete(id);
    return ok(undefined);
  }

  async #begin(act: Act): Promise<KeychainFailure | undefined> {
    this.#journal.push(`keychain ${act}`);
    const gate = this.#gates[act];
    this.#gates[act] = undefined;
    await gate?.pass();
    return this.failures[act];
  }
}

function grantOf({ refreshToken, clientSecret }: PlainGrant): Grant {
  return { refreshToken: new Secret(refreshToken), clientSecret: new Secret(clientSecret) };
}

/** A keychain as `Connections` takes one, always in the state `ready`. */
export function withoutStatus(keychain: Keychain) {
  return { ...keychain, state: 'ready', failure: undefined } as const;
}
