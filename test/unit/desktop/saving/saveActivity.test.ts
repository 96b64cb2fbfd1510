import { type BrowserWindow, dialog } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { saveActivity } from '../../../../main/desktop/saving/saveActivity.ts';
import { saveDialog } from '../../../../main/desktop/saving/saveDialog.ts';
import { fail, ok } from '../../../../main/result.ts';
import { closedGate } from '../../../fakes/gate.ts';

// Electron is only available in its own process.
vi.mock('electron', () => ({ dialog: { showSaveDialog: () => Promise.reject(new Error('no answer')) } }));

/** Saving, where each dialog waits until the gate is open and then names this file. */
function opened(filePath?: string) {
  const gate = closedGate();
  const happened: string[] = [];
  vi.spyOn(dialog, 'showSaveDialog').mockImplementation(async () => {
    happened.push('dialog');
    await gate.pass();
    return { canceled: filePath === undefined, filePath: filePath ?? '' };
  });
  const seen = { isVisible: true };
  // Of a window only these are used.
  const window = { isDestroyed: () => false, isVisible: () => seen.isVisible } as BrowserWindow;
  const save = saveActivity(saveDialog(window), {
    export: async (_query, into, name) => {
      happened.push(`${into} ${name}`);
      return name.startsWith('full') ? fail('ENOSPC') : ok(3);
    },
  });
  return { gate, happened, seen, save };
}

describe('the table of the history', () => {
  it('is asked about in one dialog at a time, however often the page asks', async () => {
    const { gate, happened, save } = opened('/home/anna/november.csv');
    const first = save({});
    expect([await save({}), await save({})]).toEqual([ok(null), ok(null)]);
    expect(happened).toEqual(['dialog']);
    gate.open();
    expect(await first).toEqual(ok({ file: 'november.csv', entries: 3 }));
    await save({});
    expect(happened).toEqual(['dialog', '/home/anna november.csv', 'dialog', '/home/anna november.csv']);
  });

  it('is saved nowhere when no file was chosen, and no dialog comes up over a hidden window', async () => {
    const { gate, happened, seen, save } = opened();
    gate.open();
    expect(await save({})).toEqual(ok(null));
    seen.isVisible = false;
    expect(await save({})).toEqual(ok(null));
    expect(happened).toEqual(['dialog']);
  });

  it('that the disk does not take is told with the reason', async () => {
    const { gate, save } = opened('/home/anna/full.csv');
    gate.open();
    expect(await save({})).toEqual(fail({ code: 'not-exported', what: 'activity', reason: 'ENOSPC' }));
  });
});
