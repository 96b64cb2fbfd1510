import type { ActivityExport, ActivityQuery } from '../../../preload/activity.ts';
import type { NotExportedFailure } from '../../../preload/failure.ts';
import { ok, type Result } from '../../result.ts';
import type { Activity } from '../ledger/activity.ts';
import { say } from '../words/words.ts';
import type { SaveByDialog } from './saveDialog.ts';

/** Saves what a query wants where the person says; null when they thought better of it. */
export type SaveActivity = (query: ActivityQuery) => Promise<Result<ActivityExport | null, NotExportedFailure>>;

/** Saves the history as a table. */
export function saveActivity(save: SaveByDialog, activity: Pick<Activity, 'export'>): SaveActivity {
  return async (query) => {
    const saved = await save(
      {
        what: 'activity',
        title: say('save.activity'),
        name: `${say('save.activityName')}.csv`,
        kind: say('save.activityKind'),
        extension: 'csv',
      },
      (folder, name) => activity.export(query, folder, name),
    );
    if (!saved.ok) return saved;
    if (saved.value === null) return ok(null);
    return ok({ file: saved.value.file, entries: saved.value.written });
  };
}
