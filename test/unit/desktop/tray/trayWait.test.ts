import { describe, expect, it } from 'vitest';
import { waitForTray } from '../../../../main/desktop/tray/trayWait.ts';
import { FakeClock } from '../../../fakes/clock.ts';

/** A hidden start, and when it showed the window, milliseconds after it. */
function hidden() {
  const clock = new FakeClock();
  const shown: number[] = [];
  return { clock, shown, wait: waitForTray(clock, () => shown.push(clock.uptime())) };
}

describe('a hidden start', () => {
  it('waits half a minute for a panel on a desktop that is still starting', async () => {
    const { clock, shown, wait } = hidden();
    wait.note(false, true);
    await clock.advance(29_000);
    expect(shown).toEqual([]);
    await clock.advance(60_000);
    expect(shown).toEqual([30_000]);
  });

  it('stays hidden when the panel comes meanwhile, also one that goes later', async () => {
    const { clock, shown, wait } = hidden();
    wait.note(false, true);
    await clock.advance(25_000);
    wait.note(true, true);
    await clock.advance(60_000);
    wait.note(false, true);
    wait.note(false, false);
    await clock.advance(60_000);
    expect(shown).toEqual([]);
  });

  it('shows the window when the panel has gone again by then', async () => {
    const { clock, shown, wait } = hidden();
    wait.note(true, true);
    await clock.advance(5_000);
    wait.note(false, true);
    await clock.advance(30_000);
    expect(shown).toEqual([30_000]);
  });

  it('waits for nothing where no panel can come, and shows the window once', async () => {
    const { clock, shown, wait } = hidden();
    await clock.advance(10);
    wait.note(false, false);
    await clock.advance(60_000);
    expect(shown).toEqual([10]);
  });

  it('stays hidden while nobody knows, and once the app ends', async () => {
    const unknown = hidden();
    await unknown.clock.advance(60_000);
    const ended = hidden();
    ended.wait.note(false, true);
    ended.wait.stop();
    await ended.clock.advance(60_000);
    ended.wait.note(false, false);
    expect([unknown.shown, ended.shown]).toEqual([[], []]);
  });
});
