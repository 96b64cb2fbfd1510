import { useState } from 'react';
import type { Bridge } from '../../../preload/contract.ts';
import type { PageActions } from '../usePageActions.ts';

/** The reminder of a sign-in's end. */
export interface Reminder {
  /** Saves it, in a dialog of the system. */
  readonly save: () => void;
  /** The name of the file in which it was saved last. */
  readonly saved: string | undefined;
}

/** Saves the end of a connection's sign-in for the calendar. */
export function useReminder(bridge: Bridge, id: string, run: PageActions['run']): Reminder {
  const [saved, setSaved] = useState<string>();
  const save = async (): Promise<void> => {
    setSaved(undefined);
    const done = await run('reminder', async () => {
      const reply = await bridge.saveReminder(id);
      // Nothing is wrong when the person thinks better of it, in whichever dialog.
      return !reply.ok && reply.failure.code === 'not-confirmed' ? { ok: true, value: null } : reply;
    });
    if (done !== undefined && done.value !== null) setSaved(done.value.file);
  };
  return { save: () => void save(), saved };
}
