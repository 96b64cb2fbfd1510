import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forwardClock } from '../../../../main/connections/timing/forwardClock.ts';
import { FakeClock, START } from '../../../fakes/clock.ts';

const DAY = 86_400_000;

function opened() {
  const system = new FakeClock();
  return { system, clock: forwardClock(system) };
}

describe('a clock that never runs back', () => {
  it('is the wall clock as long as nobody sets that back', async () => {
    const { system, clock } = opened();
    await system.advance(5_000);
    expect([clock.now(), clock.wallNow(), clock.uptime()]).toEqual([START + 5_000, START + 5_000, 5_000]);
    // A sleep, or a step ahead.
    system.jump(DAY);
    expect([clock.now(), clock.wallNow()]).toEqual([START + 5_000 + DAY, START + 5_000 + DAY]);
  });

  it('goes on when the wall clock is set back, and converts its moments to what that shows now', async () => {
    const { system, clock } = opened();
    const planned = clock.now() + 60_000;
    await system.advance(5_000);
    system.jump(-DAY);
    expect(clock.now()).toBe(START + 5_000);
    expect(clock.wallNow()).toBe(system.now());
    expect(clock.toWall(planned) - system.now()).toBe(55_000);
    await system.advance(55_000);
    expect(clock.now()).toBe(planned);
  });

  it('converts by the step that nobody has read yet', () => {
    const { system, clock } = opened();
    const planned = clock.now();
    system.jump(-DAY);
    expect(clock.toWall(planned)).toBe(system.now());
  });

  it('takes a step ahead for a sleep, and a step back after it for its whole length', () => {
    const { system, clock } = opened();
    system.jump(DAY);
    clock.now();
    system.jump(-DAY);
    expect([clock.now(), clock.wallNow()]).toEqual([START + DAY, START]);
  });

  it('stands still while a time server slews it by up to a second, and counts what adds up to more', () => {
    const { system, clock } = opened();
    clock.now();
    system.jump(-600);
    expect([clock.now(), clock.wallNow()]).toEqual([START, START]);
    system.jump(-600);
    expect([clock.now(), clock.wallNow()]).toEqual([START, START - 1_200]);
  });

  it('keeps what is planned at its distance through any steps back, and never runs back', () => {
    const steps = fc.array(fc.record({ passed: fc.nat(DAY), back: fc.oneof(fc.nat(1_000), fc.nat(DAY)) }));
    fc.assert(
      fc.property(steps, (taken) => {
        const { system, clock } = opened();
        let before = clock.now();
        let unnoticed = 0;
        for (const { passed, back } of taken) {
          system.pass(passed);
          expect(clock.now()).toBeGreaterThanOrEqual(before);
          system.jump(-back);
          unnoticed = unnoticed + back > 1_000 ? 0 : unnoticed + back;
          const now = clock.now();
          expect(now).toBeGreaterThanOrEqual(before);
          before = now;
        }
        const passed = taken.reduce((sum, one) => sum + one.passed, START);
        expect(Math.abs(clock.now() - passed)).toBeLessThanOrEqual(1_000);
        expect(Math.abs(clock.wallNow() - system.now())).toBeLessThanOrEqual(unnoticed);
      }),
    );
  });
});
