import { app, type BrowserWindow } from 'electron';
import type { ShowRequest } from '../preload/contract.ts';
import type { ClipboardCopy } from './connections/clipboardCopy.ts';
import type { Connections } from './connections/connections.ts';
import type { ConnectionState } from './connections/table/connectionState.ts';
import type { DiskPreferences } from './desktop/files/preferences.ts';
import trayPng from './desktop/icons/tray.png?asset';
import trayAttentionPng from './desktop/icons/trayAttention.png?asset';
import type { Signal } from './desktop/lifecycle/signal.ts';
import { systemClock } from './desktop/system/clock.ts';
import type { EnglishLocale } from './desktop/system/localeFormat.ts';
import { copiedNotification, notify, stillRunningNotification } from './desktop/tray/notifier.ts';
import { createTray, watchTrayAvailability } from './desktop/tray/tray.ts';
import { hideOnClose } from './desktop/window/mainWindow.ts';

/** How long a hidden start waits for a tray before it shows the window, milliseconds: a panel starts when the app does. */
const TRAY_WAIT = 6_000;

/** What the tray is joined with. `isHidden`: the start showed no window; `onChange`: whether there is a tray has changed. */
interface Around {
  readonly window: BrowserWindow;
  readonly isHidden: boolean;
  readonly connections: Pick<Connections, 'list'>;
  readonly clipboardCopy: Pick<ClipboardCopy, 'copy'>;
  readonly preferences: DiskPreferences;
  readonly listShown: Signal<readonly ConnectionState[]>;
  readonly endBegins: Signal<void>;
  readonly english: EnglishLocale;
  readonly show: () => void;
  readonly showConnection: (request: ShowRequest) => void;
  readonly onChange: () => void;
}

/** Makes closing hide the window while a tray can bring it back. `make` makes the icon, once; `isThere` is true until the bus says otherwise. */
export function joinTray(around: Around) {
  const { window, isHidden, connections, clipboardCopy, preferences, listShown, endBegins, english, show } = around;
  let isThere = true;
  let isMade = false;
  const make = () => {
    if (isMade) return;
    isMade = true;
    // Until it is made nothing would bring a hidden window back.
    isThere = false;
    around.onChange();
    const tray = createTray(
      { plain: trayPng, attention: trayAttentionPng },
      {
        open: show,
        quit: () => app.quit(),
        copy: async (id) => {
          const copied = await clipboardCopy.copy(id, 'tray');
          if (copied.ok) return notify(copiedNotification(copied.value, connections.list(), english), show);
          around.showConnection({ id, failure: copied.failure });
        },
      },
    );
    isThere = true;
    tray.show(connections.list());
    listShown.follow(tray.show);
    const unwatchPlace = watchTrayAvailability((isNow) => {
      if (isNow === isThere) return;
      isThere = isNow;
      if (isThere) tray.recreate();
      around.onChange();
    });
    const callOff = isHidden ? systemClock.after(TRAY_WAIT, () => void (isThere || show())) : undefined;
    endBegins.follow(() => {
      callOff?.();
      unwatchPlace();
      tray.remove();
    });
  };
  const onHide = async () => {
    // By it alone the window comes back.
    make();
    if (await preferences.wasTrayHintShown()) return;
    void preferences.rememberTrayHintShown();
    notify(stillRunningNotification, show);
  };
  hideOnClose(window, () => isThere, onHide);
  return { make, isThere: () => isThere };
}
