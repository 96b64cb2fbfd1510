import { describe, expect, it } from 'vitest';
import { watchedClock } from '../../../../main/connections/timing/rollbackClock.ts';
import { FakeClock } from '../../../fakes/clock.ts';

const DAY = 86_400_000;

/** A watched clock's time over a fake one, and the steps back that it told. */
function watched() {
  const clock = new FakeClock();
  const steps: number[] = [];
  const { now } = watchedClock(clock, (by) => steps.push(by));
  return { clock, steps, now };
}

describe('a watched clock', () => {
  it('tells by how much it was set back, once', async () => {
    const { clock, steps, now } = watched();
    await clock.advance(5_000);
    clock.jump(-DAY);
    expect(now()).toBe(clock.now());
    now();
    expect(steps).toEqual([DAY]);
  });

  it('tells the step before it gives the new time', () => {
    const order: string[] = [];
    const clock = new FakeClock();
    const { now } = watchedClock(clock, () => order.push('set back'));
    clock.jump(-DAY);
    now();
    order.push('time');
    expect(order).toEqual(['set back', 'time']);
  });

  it('takes a step ahead for a sleep, and a step back after it for its whole length', () => {
    const { clock, steps, now } = watched();
    clock.jump(DAY);
    now();
    expect(steps).toEqual([]);
    clock.jump(-DAY);
    now();
    expect(steps).toEqual([DAY]);
  });

  it('lets a time server move it gently, and adds up what it takes', () => {
    const { clock, steps, now } = watched();
    clock.jump(-600);
    now();
    expect(steps).toEqual([]);
    clock.jump(-600);
    now();
    expect(steps).toEqual([1_200]);
  });
});
