import type { ConnectionTable } from '../table/connectionTable.ts';
import type { IndexedKeychain } from './indexedKeychain.ts';
import type { WriteBehindKeychain } from './writeBehindKeychain.ts';

/** Where something is left although everything was to be forgotten. */
export type RemainingPlace = 'keychain' | 'disk';

/**
 * Empties the table, then the keychain, then the registry: ended half-way, the registry still names what the keychain
 * holds, and it can be done again. What the keychain keeps stays an orphaned item, which is removed when it opens; whose it was
 * is forgotten all the same.
 */
export async function eraseAll(
  table: ConnectionTable,
  keychain: IndexedKeychain,
  grants: WriteBehindKeychain,
): Promise<readonly RemainingPlace[]> {
  const taken = table.orphanAll();
  table.emitChange();
  // A renewal that is under way writes nothing any more, but it may still read.
  await Promise.all(taken.map(({ grantQueue }) => grantQueue.idle()));
  await grants.clear();
  // Those of removals that are under way too: the keychain does one thing after the other, and what is gone twice is gone.
  table.releaseAllItems();
  await keychain.sweep();
  // One that was under way already knew nothing of these.
  if (table.orphanedItems.length > 0) await keychain.sweep();
  const forgotten = table.forget();
  return [
    ...(table.orphanedItems.length > 0 ? (['keychain'] as const) : []),
    ...(forgotten.ok ? [] : (['disk'] as const)),
  ];
}
