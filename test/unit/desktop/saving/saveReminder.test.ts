import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserWindow, dialog, type SaveDialogOptions } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { saveDialog } from '../../../../main/desktop/saving/saveDialog.ts';
import { saveReminder } from '../../../../main/desktop/saving/saveReminder.ts';
import { fail, ok } from '../../../../main/result.ts';
import { closedGate } from '../../../fakes/gate.ts';
import { connectedWorld, only } from '../../../fakes/world.ts';

// Electron is only available in its own process.
vi.mock('electron', () => ({ dialog: { showSaveDialog: () => Promise.reject(new Error('no answer')) } }));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reminder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Saving, where a dialog waits until the gate is open and then names the file `answer`; of its proposals `proposed` tells. */
async function opened(answer: string | undefined) {
  const world = await connectedWorld();
  const gate = closedGate();
  const proposed: (string | undefined)[] = [];
  vi.spyOn(dialog, 'showSaveDialog').mockImplementation(async (_window: unknown, options?: SaveDialogOptions) => {
    proposed.push(options?.defaultPath);
    await gate.pass();
    return { canceled: answer === undefined, filePath: answer === undefined ? '' : join(folder, answer) };
  });
  // Of a window only these are used.
  const save = saveDialog({ isDestroyed: () => false, isVisible: () => true } as BrowserWindow);
  return { ...world, gate, proposed, save, remind: saveReminder(save, world.connections, world.clock) };
}

describe('a reminder of the end of a sign-in', () => {
  it('is written where the person says, under the name of the connection', async () => {
    const { gate, proposed, remind, id } = await opened('mine.ics');
    gate.open();
    expect(await remind(id)).toEqual(ok({ file: 'mine.ics' }));
    expect(proposed).toEqual(['Acme Ltd sign-in ends.ics']);
    expect(readFileSync(join(folder, 'mine.ics'), 'utf8')).toContain('SUMMARY:Fyle sign-in of Acme Ltd ');
  });

  it('says that the end is not certain where nobody knows it', async () => {
    const { gate, remind, id, connections } = await opened('mine.ics');
    gate.open();
    expect(only(connections).authorization.estimated).toBe(true);
    await remind(id);
    expect(readFileSync(join(folder, 'mine.ics'), 'utf8')).toContain('SUMMARY:Fyle sign-in of Acme Ltd may end\r\n');
  });

  it('is saved nowhere when no file was chosen, and what the disk does not take is told', async () => {
    const declined = await opened(undefined);
    declined.gate.open();
    expect(await declined.remind(declined.id)).toEqual(ok(null));
    const refused = await opened('no/such/folder.ics');
    refused.gate.open();
    const failure = { code: 'not-exported', what: 'reminder', reason: 'ENOENT' } as const;
    expect(await refused.remind(refused.id)).toEqual(fail(failure));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is asked about in one dialog at a time, together with what else is saved', async () => {
    const { gate, proposed, save, remind, id } = await opened('mine.ics');
    const first = remind(id);
    await vi.waitFor(() => expect(proposed).toHaveLength(1));
    const table = { what: 'activity', title: '', name: 'table.csv', kind: '', extension: 'csv' } as const;
    expect([await remind(id), await save(table, async () => ok(1))]).toEqual([ok(null), ok(null)]);
    expect(proposed).toEqual(['Acme Ltd sign-in ends.ics']);
    gate.open();
    expect(await first).toEqual(ok({ file: 'mine.ics' }));
  });

  it('is none of a connection that is not there, or of an end that is over', async () => {
    const { gate, proposed, remind, id, connections } = await opened('mine.ics');
    gate.open();
    expect(await remind('f'.repeat(32))).toEqual(fail({ code: 'connection-unknown' }));
    const later = { now: () => only(connections).authorization.endsAt };
    const late = saveReminder(async () => ok(null), connections, later);
    expect(await late(id)).toEqual(fail({ code: 'bad-request' }));
    expect(proposed).toEqual([]);
  });
});
