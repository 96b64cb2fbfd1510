import { describe, expect, it } from 'vitest';
import { createRateLimit } from '../../../main/practice/rate.ts';

describe('the limit of requests', () => {
  it('lets ten pass in a second, refuses the eleventh, and forgets after a second', () => {
    const mayPass = createRateLimit(10);
    const first = Array.from({ length: 11 }, (_, index) => mayPass('127.0.0.1', 100 + index));
    expect(first).toEqual([...Array(10).fill(true), false]);
    expect(mayPass('127.0.0.1', 1_099)).toBe(false);
    expect(mayPass('127.0.0.1', 1_100)).toBe(true);
    expect(mayPass('127.0.0.1', 1_100)).toBe(false);
  });

  it('counts each address for itself', () => {
    const mayPass = createRateLimit(1);
    expect([mayPass('a', 0), mayPass('b', 0), mayPass('a', 0)]).toEqual([true, true, false]);
  });

  it('does not count what it refused', () => {
    const mayPass = createRateLimit(1);
    expect([mayPass('a', 0), mayPass('a', 900), mayPass('a', 1_000)]).toEqual([true, false, true]);
  });

  it('does not lock anyone out when the clock is set back', () => {
    const mayPass = createRateLimit(1);
    expect([mayPass('a', 1_000_000), mayPass('a', 0)]).toEqual([true, true]);
  });
});
