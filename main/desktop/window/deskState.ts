import type { DeskNotice, DeskState, KeychainState } from '../../../preload/contract.ts';

import type { ConnectionState } from '../../connections/table/connectionState.ts';
import { deskNotices } from './deskNotices.ts';

/** What the parts of the app know at one moment. */
interface Known {
  readonly connections: readonly ConnectionState[];
  /** The running number of a connection's newest line of history. */
  readonly newestOf: (id: string) => number;
  readonly keychain: KeychainState;
  readonly signIn: DeskState['signIn'] | undefined;
  readonly clipboard: DeskState['clipboard'] | undefined;
  readonly clockSkew: number | undefined;
  /** How the list was found at the start. */
  readonly found: DeskNotice | undefined;
  /** The system's code why the list is not on disk. */
  readonly diskError: string | undefined;
  /** Whether the keychain took every refresh token that it was given. */
  readonly areGrantsStored: boolean;
  readonly hasOrphanedItems: boolean;
  readonly hasTray: boolean;
}

/** What the page is to show. */
export function deskState(known: Known): DeskState {
  const { connections, newestOf, keychain, signIn, clipboard, clockSkew } = known;
  const { found, diskError, areGrantsStored, hasOrphanedItems, hasTray } = known;
  const isAbsent = keychain === 'absent';
  return {
    ...(clockSkew !== undefined && { clockSkew }),
    connections: connections.map((one) => ({ ...one, newest: newestOf(one.id) })),
    keychain,
    notices: deskNotices({
      found,
      diskError,
      areGrantsStored,
      // Where there is no keychain, none holds an orphaned item that anybody can see.
      hasOrphanedItems: hasOrphanedItems && !isAbsent,
      hasTray,
    }),
    ...(signIn && { signIn }),
    ...(clipboard && { clipboard }),
  };
}
