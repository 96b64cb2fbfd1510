import { powerMonitor } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { followTimeZone } from '../../../../main/desktop/system/power.ts';
import { FakeClock } from '../../../fakes/clock.ts';

// Electron is only available in its own process.
vi.mock('electron', async () => ({ powerMonitor: new (await import('node:events')).EventEmitter() }));

describe('the time zone', () => {
  it('is read anew each hour, and when somebody comes back', async () => {
    const clock = new FakeClock();
    const read: number[] = [];
    followTimeZone(clock, () => read.push(clock.uptime() / 60_000));
    await clock.advance(130 * 60_000);
    expect(read).toEqual([60, 120]);
    // As Electron tells on waking, and on macOS and Windows when the screen is unlocked.
    for (const event of ['resume', 'unlock-screen']) powerMonitor.emit(event);
    expect(read).toEqual([60, 120, 130, 130]);
  });
});
