import { app, type BrowserWindow } from 'electron';
import type { ShowRequest } from '../preload/contract.ts';
import { needingYou } from '../preload/shared/needsYou.ts';
import type { ClipboardCopy } from './connections/clipboardCopy.ts';
import type { Connections } from './connections/connections.ts';
import type { ConnectionState } from './connections/table/connectionState.ts';
import type { Pause } from './connections/timing/pause.ts';
import type { DiskPreferences } from './desktop/files/preferences.ts';
import type { Signal } from './desktop/lifecycle/signal.ts';
import type { Presenting } from './desktop/presenting/presenting.ts';
import type { ChosenSettings } from './desktop/settings/deskSettings.ts';
import { systemClock } from './desktop/system/clock.ts';
import { copiedNotification, notify, stillRunningNotification, toldWhilePaused } from './desktop/tray/notifier.ts';
import { createTray, type TrayIcon, watchTrayAvailability } from './desktop/tray/tray.ts';
import { trayIcon } from './desktop/tray/trayIcons.ts';
import { lockedView, trayView } from './desktop/tray/trayView.ts';
import { waitForTray } from './desktop/tray/trayWait.ts';
import { hideOnClose } from './desktop/window/mainWindow.ts';
import { joinEnds } from './endsPart.ts';
import { ok } from './result.ts';

/** What the tray is joined with. `isHidden`: the start showed no window; `onChange`: whether there is a tray has changed. */
interface Around {
  readonly window: BrowserWindow;
  readonly isHidden: boolean;
  readonly connections: Pick<Connections, 'list' | 'onChange' | 'removals'>;
  readonly clipboardCopy: Pick<ClipboardCopy, 'copy' | 'formats'>;
  readonly pause: Pause;
  readonly preferences: DiskPreferences;
  readonly settings: Pick<ChosenSettings, 'current'>;
  readonly listShown: Signal<readonly ConnectionState[]>;
  readonly endBegins: Signal<void>;
  /** The icon's menu then names and copies nothing. */
  readonly isLocked: () => boolean;
  /** No notification is shown. */
  readonly isQuiet: () => boolean;
  /** The connections as they may be named. */
  readonly hidden: Presenting['connections'];
  readonly show: () => void;
  readonly showConnection: (request: ShowRequest) => void;
  readonly openSettings: () => void;
  readonly onChange: () => void;
}

/** Makes closing hide the window while a tray can bring it back. `make` makes the icon, once; `isThere` is true until the bus says otherwise. */
export function joinTray(around: Around) {
  const { window, isHidden, connections, clipboardCopy, pause, preferences, settings, listShown } = around;
  const { endBegins, isLocked, show } = around;
  pause.onChange(around.onChange);
  let needing: ReadonlySet<string> = new Set();
  const view = (list = connections.list()) => {
    const now = systemClock.now();
    needing = needingYou(list, now, needing);
    const { formats } = clipboardCopy;
    const { defaultFormat } = settings.current;
    if (isLocked()) return lockedView();
    return trayView({
      connections: around.hidden(list),
      needing,
      pausedUntil: pause.endsAt,
      now,
      formats,
      defaultFormat,
    });
  };
  let isThere = true;
  let isMade = false;
  const make = () => {
    if (isMade) return;
    isMade = true;
    const create = () =>
      createTray(view(), trayIcon, {
        open: show,
        pause: () => pause.begin(),
        continue: () => pause.end(),
        settings: around.openSettings,
        quit: () => app.quit(),
        copy: async (id, format) => {
          // A click on a menu that was open before.
          if (isLocked()) return show();
          const copied = await clipboardCopy.copy(id, 'tray', format && { format });
          if (copied.ok) {
            if (around.isQuiet()) return;
            const told = copiedNotification(copied.value, connections.list());
            return notify(pause.endsAt === undefined ? told : toldWhilePaused(told, pause.endsAt), show);
          }
          around.showConnection({ id, failure: copied.failure });
        },
      });
    void joinEnds(around);
    let tray: TrayIcon | undefined;
    listShown.follow((list) => tray?.show(view(list)));
    const wait = isHidden ? waitForTray(systemClock, show) : undefined;
    const unwatchPlace = watchTrayAvailability((isNow, mayCome) => {
      wait?.note(isNow, mayCome);
      // Until it is made nothing would bring a hidden window back.
      isThere = false;
      around.onChange();
      // Electron offers an icon once, to what shows icons at that time.
      if (isNow && tray === undefined) tray = create();
      else if (isNow) tray?.recreate();
      isThere = isNow;
    });
    endBegins.follow(() => {
      wait?.stop();
      unwatchPlace();
      tray?.remove();
    });
  };
  const onHide = async () => {
    // By it alone the window comes back.
    make();
    if (await preferences.wasTrayHintShown()) return;
    void preferences.rememberTrayHintShown();
    notify(stillRunningNotification(), show);
  };
  hideOnClose(window, () => isThere && settings.current.closesToTray, onHide);
  const endPause = async () => {
    pause.end();
    return ok(null);
  };
  return { make, isThere: () => isThere, endPause };
}
