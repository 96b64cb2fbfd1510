import type { SavedReminder } from '../../../preload/connection.ts';
import type { NotExportedFailure } from '../../../preload/failure.ts';
import type { Connections } from '../../connections/connections.ts';
import type { Clock } from '../../connections/model/ports.ts';
import { fail, ok, type Result } from '../../result.ts';
import { writeFileAtomically } from '../files/atomicFile.ts';
import { say } from '../words/words.ts';
import { endReminder, reminderName } from './endReminder.ts';
import type { SaveByDialog } from './saveDialog.ts';

type Refused = { readonly code: 'connection-unknown' } | { readonly code: 'bad-request' };

/**
 * Saves a reminder of the end of a connection's sign-in where the person says; null when they thought better of it.
 * Failures: `connection-unknown`; `bad-request` when the sign-in has ended; `not-exported` when the file was not written.
 */
export type SaveReminder = (id: string) => Promise<Result<SavedReminder | null, NotExportedFailure | Refused>>;

/** Saves reminders as files that calendars open. */
export function saveReminder(
  save: SaveByDialog,
  connections: Pick<Connections, 'list'>,
  clock: Pick<Clock, 'now'>,
): SaveReminder {
  return async (id) => {
    const connection = connections.list().find((one) => one.id === id);
    if (connection === undefined) return fail({ code: 'connection-unknown' });
    const { name, authorization } = connection;
    const { endsAt, estimated } = authorization;
    const now = clock.now();
    const reminder = endsAt > now ? await endReminder({ id, name, endsAt, estimated }, now) : undefined;
    if (reminder === undefined) return fail({ code: 'bad-request' });
    const saved = await save(
      {
        what: 'reminder',
        title: say('save.reminder'),
        name: reminderName(name),
        kind: say('save.reminderKind'),
        extension: 'ics',
      },
      async (folder, file) => writeFileAtomically(folder, file, reminder),
    );
    if (!saved.ok) return saved;
    return ok(saved.value && { file: saved.value.file });
  };
}
