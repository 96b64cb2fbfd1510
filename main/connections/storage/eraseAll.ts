import type { ConnectionTable } from '../table/connectionTable.ts';
import type { IndexedKeychain } from './indexedKeychain.ts';
import type { WriteBehindKeychain } from './writeBehindKeychain.ts';

/** A store in which something is left after everything was to be erased. */
export type UnerasedStore = 'keychain' | 'disk';

/**
 * Erases the table, then the keychain, then what `eraseRest` does, and last the registry: if the app ends meanwhile, the
 * registry still names every keychain item, and erasing can be repeated. An item that the keychain does not remove stays in the registry as an
 * orphaned item, without its connection. Gives the stores that are not empty.
 * @param eraseRest gives whether nothing of it is left
 */
export async function eraseAll(
  table: ConnectionTable,
  keychain: IndexedKeychain,
  grants: WriteBehindKeychain,
  eraseRest: () => Promise<boolean>,
): Promise<readonly UnerasedStore[]> {
  const entries = table.orphanAll();
  table.emitChange();
  // A running renewal writes nothing any more, but it may still read the keychain.
  await Promise.all(entries.map(({ grantQueue }) => grantQueue.idle()));
  grants.clear();
  // Items that a removal still uses are swept too: removing one twice does no harm.
  table.releaseAllItems();
  await keychain.sweep('person');
  // A sweep that was running already knew nothing of these items.
  if (table.orphanedItems.length > 0) await keychain.sweep('person');
  const isRestErased = await eraseRest();
  const forgotten = table.forget();
  const unerased: UnerasedStore[] = table.orphanedItems.length > 0 ? ['keychain'] : [];
  return forgotten.ok && isRestErased ? unerased : [...unerased, 'disk'];
}
