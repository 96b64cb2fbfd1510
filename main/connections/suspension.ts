import type { ConnectionTable } from './table/connectionTable.ts';
import type { Pause } from './timing/pause.ts';

/** What the lock of the app does with the connections. */
export interface Suspension {
  /** Does nothing in the background from now on. */
  begin(): void;
  /** Forgets every access token; a renewal that is under way brings one later. */
  dropTokens(): void;
  /** Goes on: what is due is then to be renewed (`recheck`). */
  end(): void;
}

/** Holds the background work of these connections, and forgets their tokens. */
export function suspension(table: ConnectionTable, pause: Pause): Suspension {
  return {
    begin: () => pause.hold(),
    dropTokens: () => {
      for (const entry of table.all()) entry.accessToken = undefined;
      table.emitChange();
    },
    end: () => pause.release(),
  };
}
