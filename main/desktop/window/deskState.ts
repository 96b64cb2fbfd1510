import type { DeskNotice, DeskState } from '../../../preload/contract.ts';
import type { ConnectionState } from '../../connections/model/connection.ts';
import type { KeychainState } from '../../connections/storage/keychainStatus.ts';
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
  readonly unsaved: string | undefined;
  /** Whether the keychain took every refresh token that it was given. */
  readonly isKept: boolean;
  /** Whether a grant waits in memory for a keychain to come. */
  readonly isInMemory: boolean;
  readonly hasLeftovers: boolean;
  readonly hasTray: boolean;
}

/** What the page is to show. */
export function deskState(known: Known): DeskState {
  const { connections, newestOf, keychain, signIn, clipboard, clockSkew } = known;
  const { found, unsaved, isKept, isInMemory, hasLeftovers, hasTray } = known;
  const isAbsent = keychain === 'absent';
  return {
    ...(clockSkew !== undefined && { clockSkew }),
    connections: connections.map((one) => ({ ...one, newest: newestOf(one.id) })),
    keychain,
    notices: deskNotices({
      found,
      unsaved,
      // Where there is no keychain, the state of the keychain says so already.
      isKept: isKept && (!isInMemory || isAbsent),
      // Where there is no keychain, none holds an orphaned item that anybody can see.
      hasLeftovers: hasLeftovers && !isAbsent,
      hasTray,
    }),
    ...(signIn && { signIn }),
    ...(clipboard && { clipboard }),
  };
}
