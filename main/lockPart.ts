import type { ClipboardCopy } from './connections/clipboardCopy.ts';
import type { Connections } from './connections/connections.ts';
import { IdleLock } from './connections/idleLock.ts';
import { watchLockSignals } from './desktop/dbus/screenLock.ts';
import type { CredentialStore } from './desktop/keychain/credentialStore.ts';
import type { Signal } from './desktop/lifecycle/signal.ts';
import type { ChosenSettings } from './desktop/settings/deskSettings.ts';
import type { SystemClipboard } from './desktop/system/clipboard.ts';
import { systemClock } from './desktop/system/clock.ts';
import { idleTime, watchScreenLock } from './desktop/system/power.ts';

/** `mask`: hides every token that the page shows. */
interface Around {
  readonly connections: Connections;
  readonly credentialStore: CredentialStore;
  readonly clipboard: Pick<SystemClipboard, 'clearSelection'>;
  readonly clipboardCopy: Pick<ClipboardCopy, 'clear'>;
  readonly settings: Pick<ChosenSettings, 'current'>;
  readonly endBegins: Signal<void>;
  readonly mask: () => void;
}

/** Locks, masks and clears when nobody uses the computer, when its screen is locked, and before it sleeps. */
export function joinLock(around: Around): IdleLock {
  const { connections, credentialStore, clipboard, clipboardCopy, settings, endBegins, mask } = around;
  const idleLock = new IdleLock({
    ...{ connections, clock: systemClock, idleTime, lockVault: credentialStore.lockVault },
    isWanted: () => settings.current.locksWhenIdle && credentialStore.keychain.state === 'vault-open',
  });
  endBegins.follow(() => idleLock.close());
  const onLock = () => {
    idleLock.lockNow();
    void clipboardCopy.clear();
    void clipboard.clearSelection();
    mask();
  };
  watchScreenLock(onLock);
  if (process.platform === 'linux') endBegins.follow(watchLockSignals(process.env, onLock));
  return idleLock;
}
