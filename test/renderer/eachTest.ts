import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, expect, type MockInstance, vi } from 'vitest';
import { noon } from './states.ts';

// The clock stands at the moment that the states are made for, and moves only when a test says so, or waits for
// something: on a busy machine the real one would run ahead. Testing Library asks for a clock that it can move by this name.
let report: MockInstance | undefined;
beforeEach(() => {
  vi.useFakeTimers({ now: noon });
  report = vi.spyOn(globalThis.console, 'error');
  vi.stubGlobal('jest', { advanceTimersByTime: (ms: number) => vi.advanceTimersByTime(ms) });
});
afterEach(() => {
  cleanup();
  // So does react-intl tell of a message whose places are not all filled.
  const amiss = report?.mock.calls.filter(([said]) => String(said).includes('formatjs'));
  report?.mockRestore();
  expect(amiss).toEqual([]);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
