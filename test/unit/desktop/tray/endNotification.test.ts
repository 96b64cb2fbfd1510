import { describe, expect, it, vi } from 'vitest';
import { endNotification } from '../../../../main/desktop/tray/notifier.ts';
import { connectedWorld } from '../../../fakes/world.ts';

// Electron is no library outside its own process.
vi.mock('electron', () => ({ Notification: { isSupported: () => false } }));

const now = new Date(2027, 8, 17, 9, 0).getTime();
const at = (day: number, hour = 14) => new Date(2027, 8, day, hour, 5).getTime();

async function told(ends: readonly number[], estimated = false, name = 'Acme Ltd') {
  const [one] = (await connectedWorld()).connections.list();
  if (one === undefined) throw new Error('No connection');
  const all = ends.map((endsAt, index) => ({
    ...one,
    ...{ id: `${index}`, name: index === 0 ? name : `Beta ${index}` },
    authorization: { signedInAt: 0, endsAt, estimated },
  }));
  return endNotification(all, all, now);
}

describe('what is told of an end', () => {
  it.each([
    [at(20), 'The sign-in of Acme Ltd ends in 3 days, on 20 Sept, 14:05. Click to open it.'],
    [at(18, 1), 'The sign-in of Acme Ltd ends tomorrow at 01:05. Click to open it.'],
    [at(18), 'The sign-in of Acme Ltd ends tomorrow at 14:05. Click to open it.'],
    [at(17), 'The sign-in of Acme Ltd ends today at 14:05. Click to open it.'],
  ])('names the day as people do, and the time', async (endsAt, body) => {
    expect(await told([endsAt])).toEqual({ title: 'A sign-in ends soon', body });
  });

  it('does not say for certain what is not', async () => {
    expect((await told([at(20)], true)).body).toContain('may end in 3 days');
  });

  it('is one for many: how many, and the first', async () => {
    expect(await told([at(18), at(20), at(21)])).toEqual({
      title: '3 sign-ins end soon',
      body: 'The first is that of Acme Ltd: it ends tomorrow at 14:05. Click to open it.',
    });
  });

  it('isolates a name that runs from right to left', async () => {
    expect((await told([at(20)], false, 'شركة 7')).body).toContain('\u2068شركة 7\u2069 ends');
  });
});
