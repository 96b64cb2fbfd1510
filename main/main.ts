import { join } from 'node:path';
import { app, session } from 'electron';
import type { DeskState } from '../preload/contract.ts';
import { ClipboardCopy } from './connections/clipboardCopy.ts';
import { openConnections } from './connections/connections.ts';
import { Ledger } from './connections/history/ledger.ts';
import type { UserAgent } from './connections/model/ports.ts';
import { isOpen } from './connections/storage/keychainStatus.ts';
import { measureClockSkew } from './connections/timing/clockSkew.ts';
import { RateLimit } from './connections/timing/rateLimit.ts';
import { TokenReveal } from './connections/tokenReveal.ts';
import { sessionBusAddress } from './desktop/dbus/connection.ts';
import { acquireInstanceLock } from './desktop/files/instanceLock.ts';
import { ledgerFile } from './desktop/files/ledgerFile.ts';
import { bugEvent, type LogEvent, openLog } from './desktop/files/log.ts';
import { diskPreferences } from './desktop/files/preferences.ts';
import icon from './desktop/icons/app.png?asset';
import trayPng from './desktop/icons/tray.png?asset';
import { openCredentialStore } from './desktop/keychain/credentialStore.ts';
import { keytarProcess } from './desktop/keychain/keytarProcess.ts';
import { signInWindowUserAgent } from './desktop/signInWindow/userAgent.ts';
import { systemClipboard } from './desktop/system/clipboard.ts';
import { systemClock } from './desktop/system/clock.ts';
import { clearEnvironment, refusedSwitch } from './desktop/system/commandLine.ts';
import { embeddedPractice } from './desktop/system/embeddedPractice.ts';
import { sessionHttp } from './desktop/system/http.ts';
import { englishLocaleFor } from './desktop/system/localeFormat.ts';
import { watchNetwork } from './desktop/system/network.ts';
import { watchScreenLock, watchWake } from './desktop/system/power.ts';
import { systemLocale } from './desktop/system/systemLocale.ts';
import { copiedNotification, notify, stillRunningNotification } from './desktop/tray/notifier.ts';
import { createTray, watchTrayAvailability } from './desktop/tray/tray.ts';
import { APP_ORIGIN, registerAppScheme, serveApp } from './desktop/window/appProtocol.ts';
import { coalesced } from './desktop/window/coalesced.ts';
import { deskNotices } from './desktop/window/deskNotices.ts';
import { answerRequests, tell } from './desktop/window/ipc.ts';
import { hideOnClose, loadPage, openWindow, plainMenu, showWindow } from './desktop/window/mainWindow.ts';
import { denyByDefault } from './desktop/window/navigation.ts';
import { requests } from './desktop/window/requests.ts';

/** sysexits(3) EX_CONFIG: started in a way in which this app does not run. */
const REFUSED_START = 78;
const LINES_A_MINUTE = 60;

const refused = app.isPackaged
  ? refusedSwitch(process.argv.slice(1), (name) => app.commandLine.hasSwitch(name))
  : undefined;
if (refused !== undefined) {
  process.stderr.write(`Token Desk does not run with --${refused}\n`);
  app.exit(REFUSED_START);
} else {
  clearEnvironment(process.env);
  // A developer's build never touches what the released app keeps.
  const name = app.isPackaged ? 'Token Desk' : 'Token Desk (development)';
  if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(app.getPath('appData'), name));
  if (acquireInstanceLock(app.getPath('userData'), () => app.requestSingleInstanceLock())) start(name);
  else app.quit();
}

/** What must be done before the app is ready. */
function start(name: string): void {
  const folder = app.getPath('userData');
  const log = openLog(join(folder, 'logs'));
  process.on('uncaughtException', (error) => log(bugEvent(error)));
  process.on('unhandledRejection', (error) => log(bugEvent(error)));
  log({ event: 'started', version: app.getVersion(), electron: process.versions.electron });
  // Electron takes these over once its main loop runs; until then they would end the app where it stands.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => app.quit());
  // By it a page would ask a third host past the sign-in window's request filter.
  app.commandLine.appendSwitch('disable-features', 'FedCm');
  // Their lines are used again, and what was sent on one that breaks off is sent twice, a refresh token too: see http.ts.
  for (const version of ['disable-http2', 'disable-quic']) app.commandLine.appendSwitch(version);
  registerAppScheme();
  denyByDefault();
  plainMenu();
  void app.whenReady().then(() => openDesk(name, folder, log));
}

/** The window and its page first, for they are waited for; who answers the page is made while it loads. */
async function openDesk(name: string, folder: string, log: (event: LogEvent) => void): Promise<void> {
  const built = join(import.meta.dirname, '..');
  const english = englishLocaleFor(systemLocale());
  let answers = (): void => undefined;
  const isAnswering = new Promise<void>((resolve) => {
    answers = resolve;
  });
  serveApp(session.defaultSession, join(built, 'renderer'), english, isAnswering);
  const window = openWindow(join(built, 'preload/preload.cjs'), icon);
  loadPage(window);
  const show = () => showWindow(window);
  app.on('second-instance', show);
  app.on('activate', show);

  // What happens without end, a page that asks or a disk that is full, does not push everything else out of the log.
  const lines = new RateLimit(systemClock, LINES_A_MINUTE, 60_000);
  const logSome = (event: LogEvent) => {
    if (lines.admit()) log(event);
  };
  const { diskRegistry } = await import('./desktop/files/registry.ts');
  const registry = diskRegistry(folder);
  const practice = embeddedPractice();
  const changes = coalesced(() => {
    tray.show(connections.list());
    tell(window, 'desk', desk());
  });
  const credentialStore = openCredentialStore({
    service: name,
    keytar: keytarProcess(join(import.meta.dirname, 'keytarHost.js')),
    bus: sessionBusAddress(process.env),
    folder,
    clock: systemClock,
    onChange: (now, before) => {
      changes.wish();
      if (isOpen(now) && !isOpen(before)) recheck();
    },
    onAvailabilityChange: () => recheck('keychain'),
  });
  const popup = signInWindowUserAgent({
    parent: () => window,
    barUrl: `${APP_ORIGIN}/bar.html`,
    barPreload: join(built, 'preload/bar.cjs'),
  });
  const userAgent: UserAgent = {
    ...popup,
    authorize: async (page, signal) => {
      // In some Electrons a page can read the clipboard unasked (`execCommand`): no token of ours is there then.
      await copying.clear();
      return popup.authorize(page, signal);
    },
  };
  const { http, skew } = measureClockSkew(
    sessionHttp(session.fromPartition('token-requests', { cache: false })),
    systemClock,
    changes.wish,
  );
  const ledger = new Ledger(
    ledgerFile(folder, (reason) => logSome({ event: 'ledger-lost', reason })),
    systemClock,
  );
  const connections = openConnections({
    userAgent,
    http,
    keychain: credentialStore.keychain,
    registry,
    practice,
    clock: systemClock,
    ledger,
  });
  const copying = new ClipboardCopy(connections, systemClipboard, systemClock, ledger, changes.wish);
  const tokenReveal = new TokenReveal(connections, ledger, systemClock);
  const clockSkew = () => {
    const known = skew();
    return known === undefined ? {} : { clockSkew: known };
  };
  // Believed until it is known: only a bus that answers says otherwise.
  let hasTray = true;
  const desk = (): DeskState => ({
    ...clockSkew(),
    connections: connections.list().map((one) => ({ ...one, newest: ledger.revision(one.id) })),
    keychain: credentialStore.keychain.state,
    notices: deskNotices({
      unsaved: connections.diskError,
      isKept: connections.areGrantsStored,
      // Where there is no keychain nothing is left in one, as far as anybody can tell.
      hasOrphanedItems: connections.hasOrphanedItems && credentialStore.keychain.state !== 'absent',
      found: registry.notice,
      hasTray,
    }),
    ...(connections.attempt && { signIn: connections.attempt }),
    ...(copying.copied && { clipboard: copying.copied }),
  });
  connections.onChange(changes.wish);
  let hasBegun = false;
  const firstDesk = () => {
    // What nobody waits for begins once the page has its first answer.
    if (!hasBegun) setImmediate(begin);
    hasBegun = true;
    return desk();
  };
  const handlers = requests({ connections, copying, tokenReveal, ledger, desk: firstDesk, credentialStore });
  answerRequests(window, handlers, changes.flush, logSome);
  answers();

  const tray = createTray(trayPng, {
    open: show,
    quit: () => app.quit(),
    copy: async (id) => {
      const copied = await copying.copy(id, 'tray');
      if (copied.ok) return notify(copiedNotification(copied.value, english), show);
      show();
      tell(window, 'show', { id, failure: copied.failure });
    },
  });
  tray.show(connections.list());
  const unwatchTrayPlace = watchTrayAvailability((isThere) => {
    if (isThere === hasTray) return;
    hasTray = isThere;
    if (isThere) tray.recreate();
    changes.wish();
  });
  const preferences = diskPreferences(folder);
  const onHide = async () => {
    if (await preferences.wasTrayHintShown()) return;
    void preferences.rememberTrayHintShown();
    notify(stillRunningNotification, show);
  };
  hideOnClose(
    window,
    () => hasTray,
    () => void onHide(),
  );
  watchScreenLock(() => {
    void copying.clear();
    tell(window, 'mask', { at: systemClock.now() });
  });
  const recheck = (after?: 'keychain') => connections.recheck(after);
  watchWake(recheck);
  // Whoever comes back has perhaps just made room on the disk.
  const saveAgain = () => {
    if (connections.diskError !== undefined) recheck();
  };
  window.on('focus', saveAgain);
  window.on('show', saveAgain);
  const stopWatching = watchNetwork(recheck);
  const begin = () => {
    void credentialStore.checkStatus();
    connections.recheck();
    // Forgetting everything comes to the history last, and may have been cut short before it.
    if (registry.notice === undefined && connections.list().length === 0) ledger.clear();
  };
  if (registry.notice !== undefined) log({ event: 'registry-found', as: registry.notice });
  endOnce(async () => {
    stopWatching();
    // First: what is copied after the clipboard was emptied would stay there.
    unwatchTrayPlace();
    tray.remove();
    await connections.close();
    await copying.clear();
    await practice.close();
    await credentialStore.close();
  });
}

/** Lets the app quit only after `close` has ended. */
function endOnce(close: () => Promise<void>): void {
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void close().finally(() => {
      isClosed = true;
      // Not within this event: Electron takes no second quit while it still ends the first.
      setImmediate(() => app.quit());
    });
  });
}
