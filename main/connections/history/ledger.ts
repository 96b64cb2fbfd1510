import type { Happened } from '../../../preload/connection.ts';
import type { ConnectionFailure } from '../../../preload/failure.ts';
import type { Secret } from '../../oauth/secret.ts';
import type { Connection } from '../model/connection.ts';
import type { Clock } from '../model/ports.ts';
import type { JournalStore, LedgerEvent, LedgerStore } from './ledgerLine.ts';
import { RenewalJournal } from './renewalJournal.ts';

/** How long a failure that lasts is not recorded again, milliseconds: a weekend without a network is hundreds of tries. */
const SAME_FAILURE = 3_600_000;

type Named = Pick<Connection, 'name' | 'profile'>;

/** What else is known of an event: the token that it is about, and the connection when that is in the list no more. */
interface About {
  readonly token?: Secret;
  readonly connection?: Named;
}

interface LastFailure {
  readonly code: ConnectionFailure['code'];
  readonly at: number;
}

/**
 * What happened to each connection's credentials, in order and for good, and what the next renewal must know of that.
 * Nothing is read to record: a long history delays no start.
 */
export class Ledger {
  readonly #store: LedgerStore;
  readonly #journal: RenewalJournal;
  readonly #clock: Clock;
  readonly #onRecord: () => void;
  /** How many entries each connection got in this run. */
  readonly #counts = new Map<string, number>();
  /** The failures of each connection since something else happened to it. */
  readonly #lasting = new Map<string, readonly LastFailure[]>();
  #count = 0;
  #wasThere: boolean | undefined;
  #nameOf: (id: string) => Named | undefined = () => undefined;

  /** @param onRecord called after each {@link record} */
  constructor(store: LedgerStore, journal: JournalStore, clock: Clock, onRecord: () => void = () => undefined) {
    this.#store = store;
    this.#journal = new RenewalJournal(journal);
    this.#clock = clock;
    this.#onRecord = onRecord;
  }

  /** From whom it knows how a connection is called. */
  nameBy(nameOf: (id: string) => Named | undefined): void {
    this.#nameOf = nameOf;
  }

  /** Records that something happened to a connection now. */
  record(id: string, event: LedgerEvent, { token, connection = this.#nameOf(id) }: About = {}): void {
    const at = this.#clock.now();
    // One that was removed can be restored, with what its next renewal must know.
    if (event.what !== 'removed') this.#journal.note({ id, at, ...event });
    const happened = this.#isRepeated(id, at, event) ? undefined : happening(at, event);
    if (happened === undefined) return;
    const organisation = connection?.profile?.organisationName;
    this.#store.append({
      ...happened,
      ...{ id, name: connection?.name ?? '', ...(organisation !== undefined && { organisation }) },
      ...(token && { token: this.#store.fingerprint(token) }),
    });
    this.#count += 1;
    this.#counts.set(id, (this.#counts.get(id) ?? 0) + 1);
    this.#onRecord();
  }

  /** Keeps nothing more for the next renewal of a connection that was removed for good. */
  forgetRenewals(id: string): void {
    this.#journal.note({ id, at: this.#clock.now(), what: 'removed' });
  }

  /** A number that grows with each entry of a connection in this run. */
  revision(id: string): number {
    return this.#counts.get(id) ?? 0;
  }

  /** A number that grows with each entry; 0 while there is none, of earlier runs neither. */
  get size(): number {
    this.#wasThere ??= this.#store.isThere;
    return this.#count + (this.#wasThere ? 1 : 0);
  }

  /** @see RenewalJournal.interruptedAt */
  interruptedAt(id: string): number | undefined {
    return this.#journal.interruptedAt(id);
  }

  /** @see RenewalJournal.rotates */
  rotates(id: string): boolean | undefined {
    return this.#journal.rotates(id);
  }

  /** Deletes every entry; gives whether none is left. */
  clear(): boolean {
    this.#counts.clear();
    this.#lasting.clear();
    this.#count = 0;
    this.#wasThere = false;
    const isJournalEmpty = this.#journal.clear();
    return this.#store.clear() && isJournalEmpty;
  }

  /** Whether a background try failed as another did less than an hour ago, and nothing but failures came between. */
  #isRepeated(id: string, at: number, event: LedgerEvent): boolean {
    if (event.what === 'renewing') return true;
    if (event.what !== 'renewal-failed') {
      this.#lasting.delete(id);
      return false;
    }
    const lasting = this.#lasting.get(id) ?? [];
    const last = lasting.find(({ code }) => code === event.code);
    if (event.by === 'itself' && last !== undefined && Math.abs(at - last.at) < SAME_FAILURE) return true;
    this.#lasting.set(id, [...lasting.filter((one) => one !== last), { code: event.code, at }]);
    return false;
  }
}

/** An event as the history shows it; undefined for the mark of a renewal about to be requested. */
function happening(at: number, event: LedgerEvent): Happened | undefined {
  switch (event.what) {
    case 'renewing':
      return undefined;
    case 'renewed':
      return { at, what: event.what, by: event.by };
    case 'copied':
      return { at, what: event.what, by: event.by, ...(event.as && { as: event.as }) };
    case 'renewal-failed':
      return { at, what: event.what, by: event.by, code: event.code };
    case 'connected':
    case 'signed-in-again':
    case 'account-changed':
    case 'revealed':
    case 'edited':
    case 'removed':
    case 'restored':
      return { at, what: event.what, by: 'window' };
  }
}
