import type { ConnectionFailure } from '../../preload/failure.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Changes } from './form/changesForm.ts';
import type { Replacement } from './form/connectForm.ts';
import type { Ledger } from './history/ledger.ts';
import { type ConnectionEdit, edited, isEdited } from './model/connection.ts';
import type { ConnectionTable, Entry } from './table/connectionTable.ts';

type Outcome = Promise<Result<string, ConnectionFailure>>;

/** Changes a connection once a grant for it was obtained: `SignIns.change`. */
type ChangeApp = (entry: Entry, edit: ConnectionEdit, typed: Replacement) => Outcome;

/** Changes stored connections at a person's wish. */
export class Edits {
  readonly #table: ConnectionTable;
  readonly #ledger: Pick<Ledger, 'record'>;
  readonly #changeApp: ChangeApp;

  constructor(table: ConnectionTable, ledger: Pick<Ledger, 'record'>, changeApp: ChangeApp) {
    this.#table = table;
    this.#ledger = ledger;
    this.#changeApp = changeApp;
  }

  /**
   * Changes a connection and gives its id: name, colour and favourite at once, and so what only the next sign-in uses. Client,
   * secrets and addresses change when the provider has taken them. Failures: `connection-unknown`; {@link ChangeApp}'s.
   */
  async edit(id: string, changes: Changes): Outcome {
    const entry = this.#table.get(id);
    if (entry === undefined) return fail({ code: 'connection-unknown' });
    const { clientSecret, refreshToken, clientId, endpoints, ...own } = changes;
    const { redirectUri, supportsPkce, ...shown } = own;
    const isNewApp = clientId !== undefined || endpoints !== undefined;
    const before = entry.connection;
    this.#table.upsert(entry, edited(before, isNewApp ? shown : own));
    if (isEdited(before, entry.connection)) this.#ledger.record(id, { what: 'edited' });
    this.#table.emitChange();
    const app = {
      ...(clientId !== undefined && { clientId }),
      ...(endpoints && { endpoints }),
      ...(redirectUri !== undefined && { redirectUri }),
      ...(supportsPkce !== undefined && { supportsPkce }),
    };
    const typed = { ...(clientSecret && { clientSecret }), ...(refreshToken && { refreshToken }) };
    if (isNewApp) return this.#changeApp(entry, app, typed);
    return clientSecret || refreshToken ? this.#changeApp(entry, {}, typed) : ok(id);
  }

  /** Moves a connection in the list before another one, or with null to its end. Failure: `connection-unknown`, of either. */
  move(id: string, before: unknown): Result<undefined, ConnectionFailure> {
    const entry = this.#table.get(id);
    const next = typeof before === 'string' ? this.#table.get(before) : undefined;
    if (entry === undefined || (before !== null && next === undefined)) return fail({ code: 'connection-unknown' });
    const all = this.#table.all();
    // Where it stands already nothing is written.
    if (entry === next || all[all.indexOf(entry) + 1] === next) return ok(undefined);
    this.#table.move(entry, next);
    this.#table.emitChange();
    return ok(undefined);
  }
}
