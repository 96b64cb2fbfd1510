import type { BrowserWindow } from 'electron';
import type { Connections } from './connections/connections.ts';
import type { Activity } from './desktop/ledger/activity.ts';
import { type SaveActivity, saveActivity } from './desktop/saving/saveActivity.ts';
import { saveDialog } from './desktop/saving/saveDialog.ts';
import { type SaveReminder, saveReminder } from './desktop/saving/saveReminder.ts';
import { systemClock } from './desktop/system/clock.ts';

/** What can be saved as a file. */
interface Around {
  readonly window: BrowserWindow;
  readonly activity: Pick<Activity, 'export'>;
  readonly connections: Pick<Connections, 'list'>;
}

/** What of it the person saves, in a dialog of which there is one at a time. */
interface Saving {
  readonly saveActivity: SaveActivity;
  readonly saveReminder: SaveReminder;
}

/** Makes what saves files where the person says. */
export function joinSaving({ window, activity, connections }: Around): Saving {
  const save = saveDialog(window);
  return {
    saveActivity: saveActivity(save, activity),
    saveReminder: saveReminder(save, connections, systemClock),
  };
}

/** Whoever comes back to the window has perhaps just made room on the disk: what was not written is. */
export function saveOnReturn(
  window: Pick<BrowserWindow, 'on'>,
  connections: Pick<Connections, 'diskError' | 'recheck'>,
): void {
  const saveAgain = () => void (connections.diskError === undefined || connections.recheck());
  window.on('focus', saveAgain);
  window.on('show', saveAgain);
}
