import { join } from 'node:path';
import { app, type BrowserWindow, session } from 'electron';
import type { Handlers } from '../preload/contract.ts';
import { Copying } from './connections/clipboardCopy.ts';
import { Connections } from './connections/connections.ts';
import { Ledger } from './connections/history/ledger.ts';
import type { ConnectionState } from './connections/model/connection.ts';
import type { UserAgent } from './connections/model/ports.ts';
import { heldUp, isOpen } from './connections/storage/keychainStatus.ts';
import { memoryKeychain } from './connections/storage/memoryKeychain.ts';
import { skewWatched } from './connections/timing/clockSkew.ts';
import { Limit } from './connections/timing/rateLimit.ts';
import { sessionBusAddress } from './desktop/dbus/connection.ts';
import { ledgerFile } from './desktop/files/ledgerFile.ts';
import type { LogEvent } from './desktop/files/log.ts';
import { diskPreferences } from './desktop/files/preferences.ts';
import { diskRegistry } from './desktop/files/registry.ts';
import trayPng from './desktop/icons/tray.png?asset';
import { openKeeping } from './desktop/keychain/credentialStore.ts';
import { keytarProcess } from './desktop/keychain/keytarProcess.ts';
import type { EndStep } from './desktop/lifecycle/ending.ts';
import { signal } from './desktop/lifecycle/signal.ts';
import type { Step } from './desktop/lifecycle/step.ts';
import { popupUserAgent } from './desktop/signInWindow/userAgent.ts';
import { systemClipboard } from './desktop/system/clipboard.ts';
import { systemClock } from './desktop/system/clock.ts';
import { embeddedPractice } from './desktop/system/embeddedPractice.ts';
import { httpOver } from './desktop/system/http.ts';
import type { English } from './desktop/system/localeFormat.ts';
import { watchNetwork } from './desktop/system/network.ts';
import { watchLock, watchReturn } from './desktop/system/power.ts';
import { copiedNotice, notify, stillRunningNotice } from './desktop/tray/notifier.ts';
import { trayIcon, watchTrayPlace } from './desktop/tray/tray.ts';
import { APP_ORIGIN } from './desktop/window/appProtocol.ts';
import { coalesced } from './desktop/window/coalesced.ts';
import { deskState } from './desktop/window/deskState.ts';
import { tell } from './desktop/window/ipc.ts';
import { hideOnClose, showWindow } from './desktop/window/mainWindow.ts';
import { requests } from './desktop/window/requests.ts';

const REVEALS_A_MINUTE = 10;

/** What `main.ts` has made before. */
interface Around {
  /** What the keychain's items are stored under. */
  readonly name: string;
  readonly folder: string;
  /** Where the built app is. */
  readonly built: string;
  readonly window: BrowserWindow;
  readonly english: English;
  readonly log: (event: LogEvent) => void;
}

/** Every part of the app, made and joined. */
export interface Desk {
  readonly handlers: Handlers;
  /** Sends the page what has changed, before the reply that may name it. */
  readonly tellChanges: () => void;
  readonly clearClipboard: () => Promise<void>;
  /** What nobody waits for, in its order. */
  readonly background: readonly Step[];
  /** The end, in its order. */
  readonly end: readonly EndStep[];
}

/** Makes each part once and joins them. Parts that need each other meet in a signal that is made before both. */
export function makeDesk({ name, folder, built, window, english, log }: Around): Desk {
  const changes = coalesced();
  const signInBegins = signal();
  /** What failed may succeed now: the keychain is open, the computer has woken, there is a network. */
  const recovery = signal<'keychain' | undefined>();
  const listShown = signal<readonly ConnectionState[]>();
  const endBegins = signal();
  const show = () => showWindow(window);

  // What the computer keeps.
  const registry = diskRegistry(folder);
  const preferences = diskPreferences(folder);
  const ledger = new Ledger(
    ledgerFile(folder, (reason) => log({ event: 'ledger-lost', reason })),
    systemClock,
  );
  const keeping = openKeeping({
    service: name,
    keytar: keytarProcess(join(built, 'main/keytarHost.js')),
    bus: sessionBusAddress(process.env),
    folder,
    clock: systemClock,
    onChange: (now, before) => {
      changes.wish();
      if (isOpen(now) && !isOpen(before)) void recovery.send(undefined);
    },
    onNews: () => void recovery.send('keychain'),
  });
  const keychain = memoryKeychain(keeping.keychain, systemClock, changes.wish);

  // The way to the providers.
  const practice = embeddedPractice();
  const tokenRequests = httpOver(session.fromPartition('token-requests', { cache: false }));
  const { http, skew } = skewWatched(tokenRequests, systemClock, changes.wish);
  const popup = popupUserAgent({
    parent: () => window,
    barUrl: `${APP_ORIGIN}/bar.html`,
    barPreload: join(built, 'preload/bar.cjs'),
  });
  const userAgent: UserAgent = {
    ...popup,
    authorize: async (page, ends) => {
      await signInBegins.send();
      return popup.authorize(page, ends);
    },
  };

  // The connections, and what the page and the tray do with them.
  const connections = new Connections({ userAgent, http, keychain, registry, practice, clock: systemClock, ledger });
  const copying = new Copying(connections, systemClipboard, systemClock, ledger, changes.wish);
  const reveals = new Limit(systemClock, REVEALS_A_MINUTE, 60_000);
  const listed = () => connections.list().map((one) => heldUp(one, keeping.keychain.failure));
  // True until the bus says otherwise.
  let hasTray = true;
  const desk = (list = listed()) =>
    deskState({
      connections: list,
      newestOf: (id) => ledger.newest(id),
      keychain: keeping.keychain.state,
      signIn: connections.attempt,
      clipboard: copying.copied,
      clockSkew: skew(),
      found: registry.notice,
      unsaved: connections.unsaved,
      isKept: connections.isKept,
      isInMemory: !keychain.isEmpty,
      hasLeftovers: connections.hasLeftovers,
      hasTray,
    });
  const handlers = requests({ connections, copying, reveals, ledger, desk, keeping });
  // How they are joined.
  changes.follow(() => {
    const list = listed();
    tell(window, 'desk', desk(list));
    void listShown.send(list);
  });
  connections.onChange(changes.wish);
  // In some Electrons a page can read the clipboard unasked (`execCommand`): none of our tokens is there then.
  signInBegins.follow(() => copying.clear());
  const recheck = (after?: 'keychain') => {
    void keychain.flush();
    connections.recheck(after);
  };
  recovery.follow(recheck);
  // Whoever comes back has perhaps just made room on the disk.
  const saveAgain = () => {
    if (connections.unsaved !== undefined) recheck();
  };
  window.on('focus', saveAgain);
  window.on('show', saveAgain);
  watchReturn(recheck);
  watchLock(() => {
    void copying.clear();
    tell(window, 'mask', { at: systemClock.now() });
  });
  let isTrayMade = false;
  const makeTray = () => {
    if (isTrayMade) return;
    isTrayMade = true;
    const tray = trayIcon(trayPng, {
      open: show,
      quit: () => app.quit(),
      copy: async (id) => {
        const copied = await copying.copy(id, 'tray');
        if (copied.ok) return notify(copiedNotice(copied.value, english), show);
        show();
        // First the state that holds this connection.
        changes.flush();
        tell(window, 'show', { id, failure: copied.failure });
      },
    });
    tray.show(listed());
    listShown.follow(tray.show);
    const unwatchPlace = watchTrayPlace((isThere) => {
      if (isThere === hasTray) return;
      hasTray = isThere;
      if (isThere) tray.renew();
      changes.wish();
    });
    endBegins.follow(() => {
      unwatchPlace();
      tray.remove();
    });
  };
  const onHide = async () => {
    // By it alone the window comes back.
    makeTray();
    if (await preferences.toldAboutTray()) return;
    void preferences.rememberTrayTold();
    notify(stillRunningNotice, show);
  };
  hideOnClose(
    window,
    () => hasTray,
    () => void onHide(),
  );
  const tidyUp = () => {
    // Forgetting everything comes to the history last, and may have been cut short before it.
    if (registry.notice === undefined && connections.list().length === 0) ledger.clear();
    if (registry.toldAboutTray) void preferences.rememberTrayTold();
    if (registry.notice !== undefined) log({ event: 'registry-found', as: registry.notice });
  };
  return {
    handlers,
    tellChanges: changes.flush,
    clearClipboard: () => copying.clear(),
    background: [
      { name: 'keychain', act: () => void keeping.look() },
      { name: 'tray', act: makeTray },
      { name: 'network', act: () => endBegins.follow(watchNetwork(recheck)) },
      { name: 'tidy up', act: tidyUp },
      { name: 'renewals', act: () => connections.recheck() },
    ],
    end: [
      { name: 'clipboard', within: 2_000, act: () => copying.clear() },
      { name: 'tray', within: 1_000, act: () => endBegins.send() },
      // A request under way has 10 s, and the keychain as long for the refresh token that it may bring.
      { name: 'connections', within: 25_000, act: () => connections.close() },
      // A copy that began before the tray was gone.
      { name: 'late copy', within: 2_000, act: () => copying.clear() },
      { name: 'practice', within: 2_000, act: () => practice.close() },
      { name: 'pending grants', within: 15_000, act: () => keychain.flush() },
      { name: 'keychain', within: 10_000, act: () => keeping.close() },
    ],
  };
}
