import type { BrowserWindow } from 'electron';
import type { ShowRequest } from '../preload/contract.ts';
import type { Connections } from './connections/connections.ts';
import type { ConnectionState } from './connections/table/connectionState.ts';
import type { ChosenSettings } from './desktop/settings/deskSettings.ts';
import { systemClock } from './desktop/system/clock.ts';
import { watchHiddenNews } from './desktop/tray/hiddenNews.ts';
import { keptNotification, notify, signInNotification } from './desktop/tray/notifier.ts';

interface Around {
  readonly window: Pick<BrowserWindow, 'isVisible' | 'isMinimized'>;
  readonly settings: Pick<ChosenSettings, 'current'>;
  readonly connections: Pick<Connections, 'list'>;
  readonly show: () => void;
  readonly showConnection: (request: ShowRequest) => void;
}

/** Tells by the system's notifications, as the person chose, what comes about while nobody sees the window. */
export function joinNotices({ window, settings, connections, show, showConnection }: Around) {
  return watchHiddenNews<ConnectionState>(systemClock, () => window.isVisible() && !window.isMinimized(), {
    onSignIns: (news) => {
      const { tellsSignInNeeded, notifiesWithSound } = settings.current;
      // In the list's order: which of them failed first is chance.
      const ids = new Set(news.map(({ id }) => id));
      const showFirst = () => showConnection({ id: connections.list().find(({ id }) => ids.has(id))?.id ?? '' });
      if (tellsSignInNeeded) void notify(signInNotification(news, connections.list()), showFirst, notifiesWithSound);
    },
    // A token that stays where it should not is told in any case.
    onKept: (kept) => void notify(keptNotification(kept, connections.list()), show, settings.current.notifiesWithSound),
  });
}
