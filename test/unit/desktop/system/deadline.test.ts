import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startDeadline } from '../../../../main/desktop/system/deadline.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('a deadline', () => {
  it('aborts when it is there, and not before', () => {
    const { signal } = startDeadline(10_000);
    vi.advanceTimersByTime(9_999);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.aborted).toBe(true);
  });

  it('does not abort once it was called off', () => {
    const { signal, cancel } = startDeadline(10_000);
    cancel();
    vi.advanceTimersByTime(60_000);
    expect(signal.aborted).toBe(false);
  });

  it('lets what came while the process stood still be read first, and then aborts', () => {
    const { signal } = startDeadline(10_000);
    const late = performance.now() + 15_000;
    vi.spyOn(performance, 'now').mockReturnValue(late);
    vi.advanceTimersByTime(10_000);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1_000);
    expect(signal.aborted).toBe(true);
  });

  it('called off in that time does not abort either', () => {
    const { signal, cancel } = startDeadline(10_000);
    const late = performance.now() + 15_000;
    vi.spyOn(performance, 'now').mockReturnValue(late);
    vi.advanceTimersByTime(10_000);
    cancel();
    vi.advanceTimersByTime(60_000);
    expect(signal.aborted).toBe(false);
  });
});
