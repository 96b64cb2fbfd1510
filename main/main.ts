import { join } from 'node:path';
import { app, nativeTheme, powerMonitor, session } from 'electron';
import { RateLimit } from './connections/timing/rateLimit.ts';
import { bugEvent, type LogEvent, openLog } from './desktop/files/log.ts';
import { removePipes } from './desktop/files/pipes.ts';
import { type FirstPreferences, readPreferences } from './desktop/files/preferences.ts';
import icon from './desktop/icons/app.png?asset';
import { holdFolder, otherComputerIn, thisComputer } from './desktop/instance/heartbeat.ts';
import { acquireInstanceLock } from './desktop/instance/instanceLock.ts';
import { answerStarts } from './desktop/instance/meeting.ts';
import { meetOther, meetOtherComputer } from './desktop/instance/secondStart.ts';
import { startAgain } from './desktop/instance/startAgain.ts';
import { emptyCoreDumps, forbidCoreDumps } from './desktop/lifecycle/coreDumps.ts';
import { endInOrder, endWithApp } from './desktop/lifecycle/ending.ts';
import { onEndSignal } from './desktop/lifecycle/endSignals.ts';
import { quietAfterRequests } from './desktop/lifecycle/quiet.ts';
import { startInOrder } from './desktop/lifecycle/starting.ts';
import { type AppMenu, setAppMenu } from './desktop/menu/appMenu.ts';
import { guardMenuBar } from './desktop/menu/loneAlt.ts';
import { Zoom } from './desktop/settings/zoom.ts';
import { rereadTimeZone, systemClock } from './desktop/system/clock.ts';
import { clearEnvironment, refusedSwitch, STARTED_CLEAN, startsHidden } from './desktop/system/commandLine.ts';
import { hasX11, isOnX11 } from './desktop/system/displayServer.ts';
import { localeFor } from './desktop/system/localeFormat.ts';
import { followTimeZone } from './desktop/system/power.ts';
import { systemLanguages, systemLocale } from './desktop/system/systemLocale.ts';
import { registerAppScheme, serveApp } from './desktop/window/appProtocol.ts';
import { offerEditing } from './desktop/window/contextMenu.ts';
import { answerRequests, type Door } from './desktop/window/ipc.ts';
import { openWindow, showWindow } from './desktop/window/mainWindow.ts';
import { denyByDefault } from './desktop/window/navigation.ts';
import { askAboutBlankPage, askAboutBrokenStart, keepPage } from './desktop/window/pageKeeper.ts';
import { guardPasting } from './desktop/window/pasting.ts';
import { locale, speak } from './desktop/words/words.ts';
import { type SelectionsThread, selectionsThread } from './desktop/x11/selectionsThread.ts';

/** sysexits(3) EX_CONFIG: started in a way in which this app does not run. */
const REFUSED_START = 78;
const LINES_A_MINUTE = 60;

const refused = app.isPackaged ? refusedSwitch(process.argv.slice(1)) : undefined;
const isSteered = clearEnvironment(process.env) && app.isPackaged;
if (refused !== undefined) {
  process.stderr.write(`Token Desk does not run with --${refused}\n`);
  app.exit(REFUSED_START);
} else if (isSteered && process.argv.includes(STARTED_CLEAN)) {
  process.stderr.write('Token Desk does not run with this environment\n');
  app.exit(REFUSED_START);
} else if (isSteered) {
  startAgain(app, [STARTED_CLEAN]);
  app.exit();
} else {
  // A developer's build never touches what the released app keeps.
  const name = app.isPackaged ? 'Token Desk' : 'Token Desk (development)';
  if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(app.getPath('appData'), name));
  const folder = app.getPath('userData');
  const instance = acquireInstanceLock(folder, () => app.requestSingleInstanceLock());
  const host = otherComputerIn(folder, thisComputer());
  // A hidden start wants no window of the app that runs.
  if (instance.is === 'shown' || (instance.is === 'others' && startsHidden(process.argv))) app.quit();
  else if (instance.is === 'others') void meetOther(instance);
  else if (host !== undefined) void meetOtherComputer(host);
  else start(name, folder, instance.socketPath);
}

/** Whether nobody wants to see a window: the system starts the app at login. macOS tells it, and gives no switch. */
function isHiddenStart(): boolean {
  const atLogin = process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
  return atLogin || startsHidden(process.argv);
}

/** What must be done before the app is ready. */
function start(name: string, folder: string, socketPath: string | undefined): void {
  emptyCoreDumps();
  const log = openLog(join(folder, 'logs'));
  const count = removePipes(folder);
  if (count > 0) log({ event: 'pipes-removed', count });
  process.on('uncaughtException', (error) => log(bugEvent(error)));
  process.on('unhandledRejection', (error) => log(bugEvent(error)));
  // Electron takes these over once its main loop runs; until then they would end the app where it stands.
  onEndSignal(() => app.quit());
  // Their lines are used again, and what was sent on one that breaks off is sent twice, a refresh token too: see http.ts.
  for (const version of ['disable-http2', 'disable-quic']) app.commandLine.appendSwitch(version);
  registerAppScheme();
  denyByDefault();
  // On Wayland too: what is copied there by way of XWayland needs no focus.
  const x11 = hasX11() ? selectionsThread(join(import.meta.dirname, 'selectionsHost.js')) : undefined;
  let tellDrawn = (): void => undefined;
  const isDrawn = new Promise<void>((resolve) => {
    tellDrawn = resolve;
  });
  const paste = guardPasting(isOnX11() ? x11 : undefined, isDrawn);
  offerEditing(paste);
  const first = readPreferences(folder);
  // For every window, and for the system's dialogs.
  nativeTheme.themeSource = first.settings.theme;
  // The menu's. By whose customs times are written the system says only later.
  speak(localeFor(first.settings.language, systemLanguages(), ''));
  const zoom = new Zoom(first.place?.zoomLevel ?? 0, first.settings.textSize);
  const menu = setAppMenu(paste, zoom);
  app
    .whenReady()
    .then(() => openApp({ name, folder, socketPath, log, x11, menu, tellDrawn, first, zoom }))
    .catch((error) => {
      log(bugEvent(error));
      void askAboutBrokenStart(join(folder, 'logs'), () => startAgain(app));
    });
}

/** What was done before the app was ready. */
interface Started {
  readonly name: string;
  readonly folder: string;
  readonly socketPath: string | undefined;
  readonly log: (event: LogEvent) => void;
  readonly x11: SelectionsThread | undefined;
  readonly menu: AppMenu;
  readonly tellDrawn: () => void;
  readonly first: FirstPreferences;
  readonly zoom: Zoom;
}

/** The window and its page first, because a person waits for them; the parts are loaded once the page was served. */
async function openApp(started: Started): Promise<void> {
  const { name, folder, socketPath, log, x11, menu, tellDrawn, first, zoom } = started;
  const built = join(import.meta.dirname, '..');
  let mustEnd = false;
  /** Quits without a question. */
  const endNow = () => {
    mustEnd = true;
    app.quit();
  };
  onEndSignal(endNow);
  powerMonitor.on('shutdown', endNow);
  followTimeZone(systemClock, () => rereadTimeZone(process.env));
  const quiet = quietAfterRequests(systemClock);
  // An endless row of events, of a hostile page or a full disk, must not push everything else out of the log.
  const lines = new RateLimit(systemClock, LINES_A_MINUTE, 60_000);
  const logSome = (event: LogEvent) => {
    if (lines.admit()) log(event);
  };
  speak(localeFor(first.settings.language, systemLanguages(), systemLocale('times')));
  const served = serveApp(session.defaultSession, join(built, 'renderer'), locale);
  const isHidden = isHiddenStart();
  const { place } = first;
  const window = openWindow({ preload: join(built, 'preload/preload.cjs'), icon, place, zoom, isHidden });
  guardMenuBar(window);
  const page = keepPage(window, () => void askAboutBlankPage(page.load, endNow));
  window.once('show', page.load);
  let openDoor = (_door: Door): void => undefined;
  let failDoor = (_error: unknown): void => undefined;
  const door = new Promise<Door>((resolve, reject) => {
    openDoor = resolve;
    failDoor = reject;
  });
  answerRequests(window, door, logSome, page.noteRequest);
  const show = () => showWindow(window);
  app.on('activate', show);
  const logStart = () => log({ event: 'started', version: app.getVersion(), electron: process.versions.electron });
  let isEnding = () => false;
  // Electron tells a later start on macOS and Windows, the socket on Linux.
  const onStart = () => {
    if (isEnding()) return 'ending';
    show();
    return 'shown';
  };
  app.on('second-instance', (_event, words) => {
    if (!startsHidden(words) && onStart() === 'ending') startAgain(app);
  });
  if (socketPath !== undefined) answerStarts(socketPath, onStart);
  // Another computer may have renewed what this one still holds: the next start reads it anew, or says where the app is open.
  const releaseFolder = holdFolder(folder, thisComputer(), () => {
    startAgain(app);
    endNow();
  });
  await startInOrder({
    showPage: () => {
      if (isHidden) return Promise.resolve();
      show();
      return served.page;
    },
    makeParts: async () => {
      const { makeDesk } = await import('./desk.ts');
      // The list is read while the page runs its script, for which it needs all its files.
      if (!isHidden) await served.files;
      return makeDesk({
        name,
        folder,
        built,
        first,
        zoom,
        window,
        isHidden,
        mustEnd: () => mustEnd,
        log: logSome,
        x11,
        menu,
      });
    },
    answer: ({ handlers, tellChanges, clearClipboard, end }) => {
      const onFault = (step: string, error: unknown) =>
        log(error === undefined ? { event: 'end-cut-short', step } : bugEvent(error));
      const release = { name: 'folder', within: 250, act: releaseFolder };
      isEnding = endWithApp(app, window, () => endInOrder([...end, release], systemClock, onFault), clearClipboard);
      openDoor({
        handlers,
        tellChanges: () => {
          quiet.noteRequest();
          tellChanges();
        },
      });
    },
    untilDrawn: () => (isHidden ? Promise.resolve() : quiet.isReached),
    background: ({ background }) => [
      { name: 'log', act: logStart },
      { name: 'core dumps', act: forbidCoreDumps },
      { name: 'right clicks', act: tellDrawn },
      ...background,
    ],
    isEnding: () => isEnding(),
    onFault: (_step, error) => log(bugEvent(error)),
  }).catch((error) => {
    failDoor(error);
    throw error;
  });
}
