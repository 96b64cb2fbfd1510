import { afterEach, describe, expect, it, vi } from 'vitest';
import { rereadTimeZone, systemClock } from '../../../../main/desktop/system/clock.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('the system’s clock', () => {
  it('calls after the delay, unless called off', () => {
    vi.useFakeTimers();
    const called: string[] = [];
    systemClock.after(1_000, () => called.push('one'));
    const callOff = systemClock.after(1_000, () => called.push('two'));
    callOff();
    vi.advanceTimersByTime(999);
    expect(called).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(called).toEqual(['one']);
  });

  it.each([2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER])('does not call at once for a delay of %i ms', (delay) => {
    vi.useFakeTimers();
    let called = 0;
    systemClock.after(delay, () => {
      called += 1;
    });
    vi.advanceTimersByTime(24 * 86_400_000);
    expect(called).toBe(0);
  });

  it('has a time that goes on evenly when the wall clock is set', () => {
    vi.useFakeTimers({ now: 1_785_000_000_000 });
    const before = systemClock.uptime();
    vi.setSystemTime(0);
    vi.advanceTimersByTime(250);
    expect(systemClock.now()).toBe(250);
    expect(systemClock.uptime() - before).toBe(250);
  });

  it('says the time in Unix milliseconds', () => {
    vi.useFakeTimers({ now: 1_785_000_000_000 });
    expect(systemClock.now()).toBe(1_785_000_000_000);
  });
});

describe('the time zone', () => {
  it.each([{}, { TZ: '' }, { TZ: 'Asia/Tokyo' }])(
    'is looked up again by deleting and setting TZ, which stays: %j',
    (before) => {
      const done: string[] = [];
      const environment = new Proxy<NodeJS.ProcessEnv>(
        { ...before },
        {
          deleteProperty: (target, name) => {
            done.push('deleted');
            return Reflect.deleteProperty(target, name);
          },
        },
      );
      rereadTimeZone(environment);
      expect([done, { ...environment }]).toEqual([['deleted'], before]);
    },
  );
});
