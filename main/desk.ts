import { app, type BrowserWindow } from 'electron';
import type { Handlers, ShowRequest } from '../preload/contract.ts';
import { ClipboardCopy } from './connections/clipboardCopy.ts';
import { openConnections } from './connections/connections.ts';
import { offeredFormats } from './connections/copying/copyText.ts';
import { KnownHosts } from './connections/signIn/knownHosts.ts';
import type { ConnectionState } from './connections/table/connectionState.ts';
import { Pause } from './connections/timing/pause.ts';
import { TokenReveal } from './connections/tokenReveal.ts';
import type { LogEvent } from './desktop/files/log.ts';
import { ownFiles } from './desktop/files/ownFiles.ts';
import type { FirstPreferences } from './desktop/files/preferences.ts';
import { ListMemory } from './desktop/files/rememberedList.ts';
import { saveWhenFree } from './desktop/files/saveWhenFree.ts';
import type { EndStep } from './desktop/lifecycle/ending.ts';
import { askBeforeQuit } from './desktop/lifecycle/quitting.ts';
import { signal } from './desktop/lifecycle/signal.ts';
import type { Step } from './desktop/lifecycle/starting.ts';
import type { AppMenu } from './desktop/menu/appMenu.ts';
import { watchPersonActs } from './desktop/ownPages/personActs.ts';
import type { Zoom } from './desktop/settings/zoom.ts';
import { openCustomApps, systemBrowser } from './desktop/signInBrowser/browser.ts';
import { systemClipboard } from './desktop/system/clipboard.ts';
import { systemClock } from './desktop/system/clock.ts';
import { watchNetwork } from './desktop/system/network.ts';
import { watchWake } from './desktop/system/power.ts';
import { notify } from './desktop/tray/notifier.ts';
import { coalesced } from './desktop/window/coalesced.ts';
import { deskState } from './desktop/window/deskState.ts';
import { tell } from './desktop/window/ipc.ts';
import { canShow, showWindow } from './desktop/window/mainWindow.ts';
import { personConsent } from './desktop/window/personConsent.ts';
import { requests } from './desktop/window/requests.ts';
import { rememberPlace } from './desktop/window/windowPlace.ts';
import type { SelectionsThread } from './desktop/x11/selectionsThread.ts';
import { joinMenu } from './menuPart.ts';
import { joinModes } from './modesPart.ts';
import { joinNotices } from './noticesPart.ts';
import { joinProviders } from './providersPart.ts';
import { joinSaving, saveOnReturn } from './savingPart.ts';
import { aboutApp, joinSettings } from './settingsPart.ts';
import { makeStorage } from './storagePart.ts';
import { joinTray } from './trayPart.ts';

/** What `main.ts` has made before. `name`: the keychain's service; `built`: the built app's folder; `mustEnd`: quit unasked. */
interface Around {
  readonly name: string;
  readonly folder: string;
  readonly built: string;
  readonly first: FirstPreferences;
  readonly zoom: Zoom;
  readonly window: BrowserWindow;
  /** Whether the start showed no window. */
  readonly isHidden: boolean;
  readonly mustEnd: () => boolean;
  readonly log: (event: LogEvent) => void;
  readonly x11: SelectionsThread | undefined;
  readonly menu: AppMenu;
}

/** Every part of the app, made and joined. */
export interface Desk {
  readonly handlers: Handlers;
  /** Sends the page what has changed, before the reply that may name it. */
  readonly tellChanges: () => void;
  readonly clearClipboard: () => Promise<void>;
  readonly background: readonly Step[];
  readonly end: readonly (EndStep | readonly EndStep[])[];
}

/** Makes each part once and joins them. Parts that need each other meet in a signal that is made before both. */
export function makeDesk(around: Around): Desk {
  const { name, folder, built, first, zoom, window, isHidden, mustEnd, log, x11, menu } = around;
  const changes = coalesced();
  const signInBegins = signal();
  /** What failed may succeed now: the keychain is open, the computer has woken, there is a network. */
  const recovery = signal<'keychain' | undefined>();
  const listShown = signal<readonly ConnectionState[]>();
  const endBegins = signal();
  const show = () => showWindow(window);
  const showConnection = (request: ShowRequest) => {
    show();
    // First the state that holds this connection.
    changes.flush();
    tell(window, 'show', request);
  };

  const { registry, preferences, ledger, activity, credentialStore, lockFile } = makeStorage({
    ...{ name, folder, built, log, first, onChange: changes.wish },
    onRecovery: (after) => void recovery.send(after),
  });

  const settings = joinSettings({
    ...{ name, window, zoom, menu, preferences, onChange: changes.wish },
    onFreshness: () => connections.recheck(),
  });

  const providers = joinProviders({ window, built, signInBegins, show, onChange: changes.wish });
  const { practice, proxyPasswords, http, skew, userAgent } = providers;

  // The connections, and what the page and the tray do with them.
  const pause = new Pause(systemClock);
  const connections = openConnections({
    ...{ userAgent, http, browser: systemBrowser(show), keychain: credentialStore.keychain },
    ...{ registry, practice, clock: systemClock, ledger, pause },
    promised: () => settings.current.freshMinutes * 60_000,
  });
  const list = new ListMemory({ preferences, clock: systemClock, connections, onChange: changes.wish });
  const [removals, onChange] = [connections.removals, connections.onChange.bind(connections)];
  const listed = { list: () => list.inOrder(connections.list()), onChange, removals };
  const uses = list.notingUses(ledger);
  const clipboard = systemClipboard(x11, window, folder);
  const formats = offeredFormats(process.platform === 'win32');
  const clipboardCopy = new ClipboardCopy(connections, clipboard, systemClock, uses, changes.wish, settings, formats);
  const tokenReveal = new TokenReveal(connections, uses, systemClock);
  const modes = joinModes({
    ...{ connections, credentialStore, lockFile, clipboard, clipboardCopy, settings, endBegins, window },
    onChange: changes.wish,
  });
  const { isLocked, isQuiet, presenting } = modes;
  const quitQuestion = askBeforeQuit(app, {
    ...{ unstored: connections.unstored, unlock: credentialStore.unlock, show, onChange: changes.wish },
    ...{ mayAsk: () => !mustEnd() && canShow(window), follow: changes.follow },
  });
  const tray = joinTray({
    ...{ window, isHidden, connections: listed, clipboardCopy, preferences, settings, listShown, endBegins },
    ...{
      isLocked,
      isQuiet,
      hidden: presenting.connections,
      pause,
      show,
      showConnection,
      openSettings: () => byMenu.ask('settings'),
      onChange: changes.wish,
    },
  });
  const files = ownFiles(app.isPackaged ? process.resourcesPath : undefined, (file) => {
    log({ event: 'own-file-changed', file });
    changes.wish();
  });
  const desk = (all = connections.list()) =>
    presenting.desk(
      deskState({
        ...{ connections: all, list },
        ...{ revisionOf: (id: string) => ledger.revision(id), activity: ledger.size },
        keychain: credentialStore.isAsking ? 'asking' : credentialStore.keychain.state,
        ...{ signIn: connections.attempt, lostByQuitting: quitQuestion.lost },
        ...{ clipboard: clipboardCopy.copied, copyFormats: formats, removed: removals.undoable },
        ...{ clockSkew: skew(), proxy: proxyPasswords.question, pausedUntil: pause.endsAt },
        ...{ found: registry.notice, diskError: connections.diskError },
        ...{ areGrantsStored: connections.areGrantsStored, hasOrphanedItems: connections.hasOrphanedItems },
        ...{ hasTray: tray.isThere(), isChanged: files.isChanged() },
        ...{ isVaultNotLast: credentialStore.isVaultNotLast, settings: settings.current, lock: modes.lock },
      }),
    );
  const personActs = watchPersonActs(window.webContents, systemClock);
  const consent = personConsent(window, personActs);
  const byMenu = joinMenu({ window, menu, personActs, show });
  const knownHosts = new KnownHosts({
    connected: () => connections.list().map(({ endpoints }) => endpoints),
    ask: consent.maySendTo,
  });
  const parts = { connections, clipboardCopy, tokenReveal, ledger, proxyPasswords, knownHosts, personConsent: consent };
  // How they are joined.
  const tellHidden = joinNotices({ window, settings, connections: listed, show, showConnection });
  tellHidden(connections.list(), undefined);
  changes.follow(() => {
    const all = connections.list();
    tell(window, 'desk', desk(all));
    void listShown.send(list.inOrder(all));
    if (!isQuiet()) tellHidden(all, clipboardCopy.copied);
  });
  connections.onChange(changes.wish);
  connections.onChange(saveWhenFree(connections));
  endBegins.follow(credentialStore.endQuestion);
  // In some Electrons a page can read the clipboard unasked (`execCommand`): none of our tokens is there then.
  signInBegins.follow(() => clipboardCopy.clear());
  const recheck = (after?: 'keychain') => connections.recheck(after);
  recovery.follow(recheck);
  saveOnReturn(window, connections);
  watchWake(recheck);
  const lastClear = async () => {
    const kept = await clipboardCopy.end();
    await (kept === undefined ? clipboard.forgetCopied() : notify(modes.keptNotification(kept), show));
  };
  const handlers = requests({
    ...{ ...parts, desk, credentialStore, clipboard, window, settings, activity },
    ...{ list, ...joinSaving({ window, activity, connections }), about: () => aboutApp(built), openCustomApps },
    elsewhere: {
      ...byMenu.handlers,
      ...quitQuestion.handlers,
      ...modes.handlers(consent.mayDo),
      endPause: tray.endPause,
    },
  });
  return {
    handlers: modes.guard(handlers),
    tellChanges: changes.flush,
    clearClipboard: () => clipboardCopy.clear(),
    background: [
      { name: 'keychain', act: () => void credentialStore.checkStatus() },
      { name: 'tray', act: tray.make },
      { name: 'clipboard', act: clipboard.clearLeftover },
      { name: 'network', act: () => endBegins.follow(watchNetwork(recheck)) },
      { name: 'registry', act: () => registry.notice && log({ event: 'registry-found', as: registry.notice }) },
      { name: 'ledger', act: () => void activity.remember() },
      { name: 'renewals', act: () => connections.recheck() },
      { name: 'own files', act: files.check },
      { name: 'idle lock', act: modes.start },
    ],
    end: [
      // Together less than the five seconds that a person, or a system that shuts down, waits.
      [
        { name: 'clipboard', within: 500, act: () => clipboardCopy.clear() },
        { name: 'tray', within: 250, act: () => endBegins.send() },
      ],
      // Answers under way have 2 s of it (`LAST_WAIT`), the keychain the rest for the refresh tokens that they may bring.
      { name: 'connections', within: 2_750, act: () => connections.close() },
      // A copy that began before the tray was gone, and what a clipboard manager has brought back.
      [
        { name: 'late copy', within: 1_500, act: lastClear },
        { name: 'practice', within: 250, act: () => practice.close() },
        { name: 'keychain', within: 250, act: () => credentialStore.close() },
      ],
      // Last, because a disk that hangs holds it up.
      { name: 'ledger', within: 250, act: activity.remember },
      { name: 'window place', within: 250, act: rememberPlace(window, zoom, preferences.rememberWindowPlace) },
    ],
  };
}
