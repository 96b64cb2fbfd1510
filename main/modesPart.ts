import { type BrowserWindow, systemPreferences } from 'electron';
import type { Copied } from '../preload/connection.ts';
import type { Handlers } from '../preload/contract.ts';
import type { LockReason } from '../preload/lock.ts';
import type { ClipboardCopy } from './connections/clipboardCopy.ts';
import type { Connections } from './connections/connections.ts';
import { IdleLock } from './connections/idleLock.ts';
import { watchLockSignals } from './desktop/dbus/screenLock.ts';
import type { CredentialStore } from './desktop/keychain/credentialStore.ts';
import type { Signal } from './desktop/lifecycle/signal.ts';
import { AppLock } from './desktop/lock/appLock.ts';
import type { LockFile } from './desktop/lock/lockFile.ts';
import { lockedHandlers, lockRequests } from './desktop/lock/lockRequests.ts';
import { Presenting } from './desktop/presenting/presenting.ts';
import type { ChosenSettings } from './desktop/settings/deskSettings.ts';
import type { SystemClipboard } from './desktop/system/clipboard.ts';
import { systemClock } from './desktop/system/clock.ts';
import { idleTime, watchScreenLock } from './desktop/system/power.ts';
import { keptNotification } from './desktop/tray/notifier.ts';
import { tell } from './desktop/window/ipc.ts';
import type { PersonConsent } from './desktop/window/personConsent.ts';
import { say } from './desktop/words/words.ts';

const MINUTE = 60_000;

/** `onChange`: the app is locked, or open again. */
interface Around {
  readonly connections: Connections;
  readonly credentialStore: CredentialStore;
  readonly lockFile: LockFile;
  readonly clipboard: Pick<SystemClipboard, 'clearSelection'>;
  readonly clipboardCopy: Pick<ClipboardCopy, 'clear'>;
  readonly settings: Pick<ChosenSettings, 'current' | 'change'>;
  readonly endBegins: Signal<void>;
  readonly window: Parameters<typeof tell>[0] & Pick<BrowserWindow, 'on'>;
  readonly onChange: () => void;
}

/**
 * Joins what hides: the lock, which masks and clears too, when nobody uses the computer, when its screen is locked, before it
 * sleeps, and from the start on; and presenting.
 */
export function joinModes(around: Around) {
  const { connections, credentialStore, lockFile, clipboard, clipboardCopy, settings, endBegins, window } = around;
  let isForgotten = true;
  const appLock = new AppLock({
    ...{ clock: systemClock, file: lockFile, vault: credentialStore },
    isWished: () => settings.current.locksWhenIdle,
    askSystem: askSystem(),
    onChange: () => {
      if (appLock.current === undefined) {
        connections.suspension.end();
        connections.recheck('keychain');
      } else {
        isForgotten = false;
        connections.suspension.begin();
        clear();
      }
      around.onChange();
    },
  });
  if (appLock.current !== undefined) connections.suspension.begin();
  const clear = () => {
    void clipboardCopy.clear();
    void clipboard.clearSelection();
    tell(window, 'mask', { at: systemClock.now() });
  };
  const idleLock = new IdleLock({
    ...{ connections, clock: systemClock, idleTime },
    isWanted: () => appLock.isOn && appLock.current === undefined,
    mustForget: () => appLock.current !== undefined && !isForgotten,
    longestAbsence: () => settings.current.lockMinutes * MINUTE,
    losesUnstored: () => credentialStore.keychain.state === 'vault-open',
    lock: (why) => appLock.lock(why),
    forget: async () => {
      connections.suspension.dropTokens();
      if (credentialStore.keychain.state === 'vault-open') await credentialStore.lockVault();
      isForgotten = true;
    },
  });
  endBegins.follow(() => idleLock.close());
  const lockNow = (why: LockReason) => () => {
    idleLock.lockNow(why);
    clear();
  };
  window.on('hide', () => void clipboard.clearSelection());
  watchScreenLock(lockNow('screen'));
  if (process.platform === 'linux') endBegins.follow(watchLockSignals(process.env, lockNow('screen')));
  const presenting = new Presenting(
    () => connections.list(),
    () => {
      tell(window, 'mask', { at: systemClock.now() });
      around.onChange();
    },
  );
  const isLocked = () => appLock.current !== undefined;
  return {
    /** The app is locked: nothing is named or copied outside the window. */
    isLocked,
    /** Nothing is told by notifications. */
    isQuiet: () => isLocked() || presenting.isOn,
    /** Says that another program keeps a token, by its name unless names are hidden. */
    keptNotification: (kept: Copied) =>
      isLocked() || presenting.isOn
        ? keptNotification({ ...kept, name: say('presenting.someConnection') }, [])
        : keptNotification(kept, connections.list()),
    presenting,
    get lock() {
      return appLock.current;
    },
    start: () => idleLock.start(),
    guard: (handlers: Handlers) => lockedHandlers(presenting.guard(handlers), { appLock, file: lockFile, settings }),
    handlers: (mayDo: PersonConsent['mayDo']) => ({
      ...lockRequests({
        ...{ appLock, file: lockFile, settings, lockNow: lockNow('person'), mayDo },
        knownNames: () => connections.list().flatMap(({ name, profile }) => [name, profile?.email ?? '']),
      }),
      present: presenting.handler,
    }),
  };
}

/** Touch ID, which macOS alone offers to apps. @see Electron's systemPreferences.promptTouchID */
function askSystem(): (() => Promise<boolean>) | undefined {
  if (process.platform !== 'darwin' || !systemPreferences.canPromptTouchID()) return undefined;
  return () =>
    systemPreferences.promptTouchID(say('lock.reason')).then(
      () => true,
      () => false,
    );
}
