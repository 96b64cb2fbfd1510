import { describe, expect, it } from 'vitest';
import { Scheduler } from '../../../../main/connections/timing/scheduler.ts';
import { FakeClock, settled } from '../../../fakes/clock.ts';
import { closedGate } from '../../../fakes/gate.ts';

const MINUTE = 60_000;

/** A scheduler whose items are due at the times in `due`, once; it notes what it ran and when, on the steady clock. */
function scheduled(due: Record<string, number> = {}) {
  const clock = new FakeClock();
  const times = new Map(Object.entries(due).map(([item, wait]) => [item, clock.now() + wait]));
  const ran: (readonly [item: string, at: number])[] = [];
  const noticed: number[] = [];
  const gates = new Map<string, ReturnType<typeof closedGate>>();
  const scheduler = new Scheduler<string>(clock, {
    items: () => [...times.keys()],
    has: (item) => times.has(item),
    dueAt: (item) => times.get(item) ?? Infinity,
    run: async (item) => {
      ran.push([item, clock.uptime()]);
      await gates.get(item)?.pass();
      times.set(item, Infinity);
    },
    onDue: () => noticed.push(clock.uptime()),
  });
  /** Plans an item for when so many milliseconds have passed. */
  const plan = (item: string, wait: number) => {
    times.set(item, clock.now() + wait);
    scheduler.plan(item);
  };
  return { clock, times, ran, noticed, gates, scheduler, plan };
}

describe('background work', () => {
  it('runs when it is due, to the millisecond, and is noticed then', async () => {
    const { clock, ran, noticed, plan } = scheduled();
    plan('a', 30_500);
    await clock.advance(MINUTE);
    expect([ran, noticed]).toEqual([[['a', 30_500]], [30_500]]);
  });

  it('is looked for at least once a minute until then, and no more when nothing is planned', async () => {
    const { clock, ran, plan } = scheduled();
    plan('a', 3 * MINUTE);
    for (const left of [MINUTE, MINUTE, MINUTE]) {
      expect(clock.planned).toEqual([left]);
      await clock.advance(MINUTE);
    }
    expect(ran).toEqual([['a', 3 * MINUTE]]);
    expect(clock.planned).toEqual([]);
  });

  it('runs each item when it is due, by one timer', async () => {
    const { clock, ran, plan } = scheduled();
    plan('late', 20_000);
    plan('soon', 5_000);
    plan('between', 10_000);
    expect(clock.planned).toEqual([5_000]);
    await clock.advance(MINUTE);
    expect(ran).toEqual([
      ['soon', 5_000],
      ['between', 10_000],
      ['late', 20_000],
    ]);
  });

  it('runs at once when its time is past, in the order of the items', async () => {
    const { ran, scheduler } = scheduled({ b: -1, a: 0, c: 1 });
    scheduler.runDue();
    await settled();
    expect(ran).toEqual([
      ['b', 0],
      ['a', 0],
    ]);
  });

  it.each([25 * 86_400_000, 2 ** 40, Number.MAX_SAFE_INTEGER])(
    'never plans further ahead than a minute: %i ms',
    (far) => {
      const { clock, plan } = scheduled();
      plan('a', far);
      expect(clock.planned).toEqual([MINUTE]);
    },
  );

  it('is seen within a minute after the clock went on while timers stood still', async () => {
    const { clock, ran, plan } = scheduled();
    plan('a', 8 * 60 * MINUTE);
    clock.jump(8 * 60 * MINUTE);
    await clock.advance(MINUTE);
    expect(ran).toEqual([['a', MINUTE]]);
  });

  it('runs once at a time for an item, and again when it is due again after that', async () => {
    const { clock, ran, gates, plan, scheduler } = scheduled();
    const gate = closedGate();
    gates.set('a', gate);
    plan('a', 0);
    await clock.advance(0);
    scheduler.runDue();
    await clock.advance(MINUTE);
    expect(ran).toEqual([['a', 0]]);
    gate.open();
    await settled();
    plan('a', 1_000);
    await clock.advance(MINUTE);
    expect(ran).toEqual([
      ['a', 0],
      ['a', MINUTE + 1_000],
    ]);
  });

  it('is forgotten with its item', async () => {
    const { clock, ran, times, plan } = scheduled();
    plan('a', 1_000);
    times.delete('a');
    await clock.advance(MINUTE);
    expect([ran, clock.planned]).toEqual([[], []]);
  });

  it('does nothing once it is closed', async () => {
    const { clock, ran, plan, scheduler } = scheduled();
    plan('a', 1_000);
    scheduler.close();
    scheduler.runDue();
    plan('b', 0);
    await clock.advance(MINUTE);
    expect([ran, clock.planned]).toEqual([[], []]);
  });
});
