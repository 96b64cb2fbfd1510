import type { Grant } from '../../main/connections/model/connection.ts';
import { itemName } from '../../main/connections/model/itemName.ts';
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
  /** By the connection's id, or by the item's name where the connection had other hosts at first. */
  readonly items = new Map<string, PlainGrant>();
  readonly #firstName = new Map<string, string>();
  /** The addresses that an item was written for. */
  readonly #boundTo = new Map<string, string>();
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

  async read(place: KeychainPlace, by?: 'person') {
    const failure = await this.#begin('read');
    if (this.asks && by === undefined) return fail({ code: 'keychain-asks' } as const);
    if (failure !== undefined) return fail(failure);
    const item = this.items.get(this.#nameOf(place));
    const isBound = [undefined, boundTo(place)].includes(this.#boundTo.get(this.#nameOf(place)));
    return ok(item && isBound ? grantOf(item) : undefined);
  }

  async write(place: KeychainPlace, { refreshToken, clientSecret }: Grant) {
    const failure = await this.#begin('write');
    if (failure !== undefined) return fail(failure);
    this.#boundTo.set(this.#nameOf(place), boundTo(place));
    this.items.set(this.#nameOf(place), { refreshToken: refreshToken.reveal(), clientSecret: clientSecret.reveal() });
    return ok(undefined);
  }

  async remove(place: KeychainPlace, by?: 'person') {
    const failure = await this.#begin('remove');
    if (this.asks && by === undefined) return fail({ code: 'keychain-asks' } as const);
    if (failure !== undefined) return fail(failure);
    this.items.delete(this.#nameOf(place));
    return ok(undefined);
  }

  #nameOf(place: KeychainPlace): string {
    const name = itemName(place);
    const first = this.#firstName.get(place.id) ?? name;
    this.#firstName.set(place.id, first);
    return name === first ? place.id : name;
  }

  async #begin(act: Act): Promise<KeychainFailure | undefined> {
    this.#journal.push(`keychain ${act}`);
    const gate = this.#gates[act];
    this.#gates[act] = undefined;
    await gate?.pass();
    return this.failures[act];
  }
}

/** As the keychain's own items are: a grant is given for the addresses that it was stored for. */
function boundTo({ practice, endpoints }: KeychainPlace): string {
  return practice ? 'practice' : JSON.stringify(endpoints);
}

function grantOf({ refreshToken, clientSecret }: PlainGrant): Grant {
  return { refreshToken: new Secret(refreshToken), clientSecret: new Secret(clientSecret) };
}

/** A keychain as `Connections` takes one, always in the state `ready`. */
export function withoutStatus(keychain: Keychain) {
  return { ...keychain, state: 'ready', failure: undefined } as const;
}
