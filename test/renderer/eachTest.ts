import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { noon } from './states.ts';

// The clock stands at the moment that the states are made for, and moves only when a test says so, or waits for
// something: on a busy machine the real one would run ahead. Testing Library asks for a clock that it can move by this name.
beforeEach(() => {
  vi.useFakeTimers({ now: noon });
  vi.stubGlobal('jest', { advanceTimersByTime: (ms: number) => vi.advanceTimersByTime(ms) });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
