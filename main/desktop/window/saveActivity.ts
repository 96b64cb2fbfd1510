import { basename, dirname } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { ActivityExport, ActivityQuery } from '../../../preload/activity.ts';
import type { NotExportedFailure } from '../../../preload/failure.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Activity } from '../ledger/activity.ts';

/** Saves what a query wants where the person says; null when they thought better of it. */
export type SaveActivity = (query: ActivityQuery) => Promise<Result<ActivityExport | null, NotExportedFailure>>;

/** Asks in a dialog of the system, which asks too before a file is replaced. One at a time. */
export function saveActivity(window: BrowserWindow, activity: Pick<Activity, 'export'>): SaveActivity {
  let isAsking = false;
  return async (query) => {
    if (isAsking || window.isDestroyed() || !window.isVisible()) return ok(null);
    isAsking = true;
    try {
      const { filePath } = await dialog.showSaveDialog(window, {
        title: 'Export activity',
        defaultPath: 'Token Desk activity.csv',
        filters: [{ name: 'Table for spreadsheets (CSV)', extensions: ['csv'] }],
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      });
      if (filePath === undefined || filePath === '') return ok(null);
      const file = basename(filePath);
      const saved = await activity.export(query, dirname(filePath), file);
      return saved.ok ? ok({ file, entries: saved.value }) : fail({ code: 'not-exported', reason: saved.failure });
    } finally {
      isAsking = false;
    }
  };
}
