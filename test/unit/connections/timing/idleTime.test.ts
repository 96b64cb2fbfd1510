import { describe, expect, it } from 'vitest';
import { startIdleTime } from '../../../../main/connections/timing/idleTime.ts';
import { FakeClock } from '../../../fakes/clock.ts';

/** An idle time that has just begun, and when what happened, milliseconds from the start. */
function idleTime() {
  const clock = new FakeClock();
  const happened: string[] = [];
  const idle = startIdleTime(clock, () => happened.push(`over ${clock.uptime()}`));
  idle.onEnding(() => happened.push(`ending ${clock.uptime()}`));
  return { clock, happened, idle };
}

describe('the idle time of a sign-in', () => {
  it('is over after ten minutes in which nothing was done, and says so a minute before', async () => {
    const { clock, happened } = idleTime();
    await clock.advance(3_600_000);
    expect(happened).toEqual(['ending 540000', 'over 600000']);
    expect(clock.planned).toEqual([]);
  });

  it('begins anew with each act, as long as somebody acts', async () => {
    const { clock, happened, idle } = idleTime();
    for (let minute = 0; minute < 60; minute += 1) {
      await clock.advance(60_000);
      idle.restart();
    }
    expect(happened).toEqual([]);
    await clock.advance(600_000);
    expect(happened).toEqual(['ending 4140000', 'over 4200000']);
  });

  it('begins anew in its last minute too, and is announced again', async () => {
    const { clock, happened, idle } = idleTime();
    await clock.advance(599_999);
    idle.restart();
    await clock.advance(1_000_000);
    expect(happened).toEqual(['ending 540000', 'ending 1139999', 'over 1199999']);
  });

  it('has one timer at a time, however often it is restarted, and none once stopped', async () => {
    const { clock, happened, idle } = idleTime();
    for (let count = 0; count < 1_000; count += 1) idle.restart();
    expect(clock.planned).toHaveLength(1);
    await clock.advance(550_000);
    idle.restart();
    expect(clock.planned).toHaveLength(1);
    idle.stop();
    await clock.advance(3_600_000);
    expect(happened).toEqual(['ending 540000']);
  });
});
