import { describe, expect, it } from 'vitest';
import { RateLimit } from '../../../../main/connections/timing/rateLimit.ts';
import { FakeClock } from '../../../fakes/clock.ts';

describe('a limit of ten a minute', () => {
  it('admits ten at once, and no eleventh', () => {
    const limit = new RateLimit(new FakeClock(), 10, 60_000);
    const admitted = Array.from({ length: 12 }, () => limit.admit());
    expect(admitted).toEqual([...Array.from({ length: 10 }, () => 'new'), false, false]);
  });

  it('admits one more for each that is a minute old, to the millisecond', async () => {
    const clock = new FakeClock();
    const limit = new RateLimit(clock, 10, 60_000);
    limit.admit();
    await clock.advance(1_000);
    for (let act = 1; act < 10; act += 1) limit.admit();
    await clock.advance(58_999);
    expect(limit.admit()).toBe(false);
    await clock.advance(1);
    expect(limit.admit()).toBe('new');
    expect(limit.admit()).toBe(false);
  });

  it('does not count what it refused', async () => {
    const clock = new FakeClock();
    const limit = new RateLimit(clock, 1, 60_000);
    limit.admit();
    await clock.advance(59_999);
    expect(limit.admit()).toBe(false);
    await clock.advance(1);
    expect(limit.admit()).toBe('new');
  });

  it('lasts as long when the clock is set back or ahead meanwhile', async () => {
    const clock = new FakeClock();
    const limit = new RateLimit(clock, 1, 60_000);
    limit.admit();
    clock.jump(86_400_000);
    expect(limit.admit()).toBe(false);
    clock.jump(-2 * 86_400_000);
    await clock.advance(60_000);
    expect(limit.admit()).toBe('new');
  });

  it('tells the same thing once more from a new one, until its period is over', async () => {
    const clock = new FakeClock();
    const limit = new RateLimit(clock, 1, 60_000);
    const token = {};
    expect([limit.admit(token), limit.admit(token), limit.admit({})]).toEqual(['new', 'repeat', false]);
    await clock.advance(60_000);
    expect([limit.admit(token), limit.admit(token)]).toEqual(['new', 'repeat']);
  });
});
