import type { Removed } from '../../../preload/connection.ts';
import type { DeskState, KeychainState } from '../../../preload/contract.ts';
import type { Lock } from '../../../preload/lock.ts';
import { isMissing, mayCreateVault } from '../../connections/storage/keychainStatus.ts';
import type { ConnectionState } from '../../connections/table/connectionState.ts';
import type { ListMemory } from '../files/rememberedList.ts';
import { locale } from '../words/words.ts';
import { deskNotices, type Noticeable } from './deskNotices.ts';

/** What the parts of the app know at one moment. */
interface Known extends Noticeable {
  readonly connections: readonly ConnectionState[];
  readonly list: Pick<ListMemory, 'view' | 'usedAt'>;
  /** Grows with each line of a connection's history. */
  readonly revisionOf: (id: string) => number;
  /** Grows with each entry of the history; 0 while there is none. */
  readonly activity?: number;
  readonly keychain: KeychainState;
  readonly settings: DeskState['settings'];
  readonly lock: DeskState['lock'];
  readonly signIn: DeskState['signIn'] | undefined;
  readonly lostByQuitting?: DeskState['lostByQuitting'] | undefined;
  readonly clipboard: DeskState['clipboard'] | undefined;
  readonly removed: readonly Removed[];
  readonly copyFormats: DeskState['copyFormats'];
  readonly clockSkew: number | undefined;
  readonly proxy: DeskState['proxy'];
  readonly pausedUntil: DeskState['pausedUntil'] | undefined;
}

/** What the page shows. */
export function deskState(known: Known): DeskState {
  const { connections, list, revisionOf, keychain, lock, signIn, clipboard, clockSkew, proxy, lostByQuitting } = known;
  if (lock !== undefined) return lockedState(lock, known);
  // Without a keychain nobody can see whether one holds an orphaned item.
  const hasOrphanedItems = known.hasOrphanedItems && !isMissing(keychain);
  return {
    ...(clockSkew !== undefined && { clockSkew }),
    connections: connections.map((one) => {
      const usedAt = list.usedAt(one.id);
      return { ...one, newest: revisionOf(one.id), ...(usedAt !== undefined && { usedAt }) };
    }),
    list: list.view,
    keychain,
    copyFormats: known.copyFormats,
    mayCreateVault: mayCreateVault(keychain),
    notices: deskNotices({ ...known, hasOrphanedItems }),
    settings: known.settings,
    locale: locale(),
    ...(known.activity && { activity: known.activity }),
    ...(signIn && { signIn }),
    ...(lostByQuitting && { lostByQuitting }),
    ...(proxy && { proxy }),
    ...(clipboard && { clipboard }),
    ...(known.removed.length > 0 && { removed: known.removed }),
    ...(known.pausedUntil !== undefined && { pausedUntil: known.pausedUntil }),
  };
}

/** What the page knows while the app is locked: nothing of the connections. */
function lockedState(lock: Lock, { settings, keychain, list }: Known): DeskState {
  const nothing = { connections: [], copyFormats: [], notices: [], mayCreateVault: false };
  return { ...nothing, list: { order: list.view.order }, lock, settings, keychain, locale: locale() };
}
