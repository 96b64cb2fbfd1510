import { basename, dirname } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { NotExportedFailure } from '../../../preload/failure.ts';
import { fail, ok, type Result } from '../../result.ts';

/** What is to be saved, and what the dialog says of it. `kind`: of file, in words. */
interface Proposed {
  readonly what: NotExportedFailure['what'];
  readonly title: string;
  readonly name: string;
  readonly kind: string;
  readonly extension: string;
}

/** What was written, and the name that the person gave the file. */
interface Saved<T> {
  readonly file: string;
  readonly written: T;
}

/**
 * Asks the person for a file and has `write` write it there; null when they thought better of it. The failure of `write` is
 * the system's code.
 */
export type SaveByDialog = <T>(
  proposed: Proposed,
  write: (folder: string, name: string) => Promise<Result<T, string>>,
) => Promise<Result<Saved<T> | null, NotExportedFailure>>;

/** Asks in a dialog of the system, which asks too before a file is replaced. One at a time, whatever is saved. */
export function saveDialog(window: BrowserWindow): SaveByDialog {
  let isAsking = false;
  return async ({ what, title, name, kind, extension }, write) => {
    if (isAsking || window.isDestroyed() || !window.isVisible()) return ok(null);
    isAsking = true;
    try {
      const { filePath } = await dialog.showSaveDialog(window, {
        title,
        defaultPath: name,
        filters: [{ name: kind, extensions: [extension] }],
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      });
      if (filePath === undefined || filePath === '') return ok(null);
      const file = basename(filePath);
      const done = await write(dirname(filePath), file);
      return done.ok ? ok({ file, written: done.value }) : fail({ code: 'not-exported', what, reason: done.failure });
    } finally {
      isAsking = false;
    }
  };
}
