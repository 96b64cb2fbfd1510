import type { KeychainState } from '../../../preload/contract.ts';
import type { ConnectionFailure } from '../../../preload/failure.ts';
import { isWithoutKeychain } from '../model/failureStatus.ts';
import type { ConnectionTable } from '../table/connectionTable.ts';
import { isMissing } from './keychainStatus.ts';
import type { WriteBehindKeychain } from './writeBehindKeychain.ts';

/** The grants that are only in memory, and would be lost when the app ends. */
export interface UnstoredGrants {
  /** The names of their connections. The practice organisation's is left out: it is worth nothing after the run. */
  readonly names: readonly string[];
  /** Tries to store each of them, now. */
  store(): Promise<void>;
}

export function unstoredGrants(table: ConnectionTable, grants: WriteBehindKeychain): UnstoredGrants {
  return {
    get names() {
      const worthwhile = table.all().filter(({ connection }) => !connection.practice);
      return worthwhile.flatMap(({ connection: { id, name } }) => (grants.isPending(id) ? [name] : []));
    },
    store: () => grants.storeAll(),
  };
}

/** Whether every grant is stored, or pending only for what the list's `diskError` or the keychain's state reports already. */
export function areStored(
  grants: Pick<WriteBehindKeychain, 'failures'>,
  keychain: KeychainState,
  diskError: string | undefined,
): boolean {
  const isReported = (failure: ConnectionFailure) =>
    (failure.code === 'not-saved' && diskError !== undefined) || (isWithoutKeychain(failure) && isMissing(keychain));
  return grants.failures.every(isReported);
}
