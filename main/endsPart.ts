import type { ShowRequest } from '../preload/contract.ts';
import type { Connections } from './connections/connections.ts';
import type { DiskPreferences } from './desktop/files/preferences.ts';
import type { Signal } from './desktop/lifecycle/signal.ts';
import type { ChosenSettings } from './desktop/settings/deskSettings.ts';
import { systemClock } from './desktop/system/clock.ts';
import { watchWake } from './desktop/system/power.ts';
import { endsToTell, type ToldEnds } from './desktop/tray/endMarks.ts';
import { endNotification, notify } from './desktop/tray/notifier.ts';

/** How often the ends are looked at, milliseconds; at once when the computer wakes. */
const INTERVAL = 60 * 60_000;

/** What the ends are joined with. */
interface Around {
  readonly connections: Pick<Connections, 'list' | 'onChange' | 'removals'>;
  readonly preferences: Pick<DiskPreferences, 'toldEnds' | 'rememberToldEnds'>;
  readonly settings: Pick<ChosenSettings, 'current'>;
  readonly endBegins: Signal<void>;
  /** Then nothing is told; it is afterwards. */
  readonly isQuiet: () => boolean;
  readonly showConnection: (request: ShowRequest) => void;
}

/** Tells by a notification of the system when sign-ins end soon, each mark once, over restarts too. */
export async function joinEnds({
  connections,
  preferences,
  settings,
  endBegins,
  isQuiet,
  showConnection,
}: Around): Promise<void> {
  let told: ToldEnds = await preferences.toldEnds();
  let cancel: () => void = () => undefined;
  const look = () => {
    cancel();
    cancel = systemClock.after(INTERVAL, look);
    if (isQuiet()) return;
    const list = connections.list();
    const now = systemClock.now();
    const { warnsDaysBefore, notifiesWithSound } = settings.current;
    const undoable = connections.removals.undoable.map(({ id }) => id);
    const next = endsToTell(list, told, warnsDaysBefore, now, undoable);
    if (JSON.stringify(next.told) === JSON.stringify(told)) return;
    told = next.told;
    void preferences.rememberToldEnds(told);
    const [first] = next.news;
    if (first === undefined) return;
    const showFirst = () => showConnection({ id: first.id });
    void notify(endNotification(next.news, list, now), showFirst, notifiesWithSound);
  };
  endBegins.follow(() => cancel());
  watchWake(look);
  // A sign-in that was just pasted late is told of at once.
  connections.onChange(look);
  look();
}
