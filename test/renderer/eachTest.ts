import { cleanup } from '@testing-library/react';
import * as react from 'react';
import { afterEach, beforeEach, expect, type MockInstance, vi } from 'vitest';
import { noon } from './states.ts';

// In development React notes for the first 10,000 elements of each second where they were made, for its warnings. With the
// clock standing still that is a quarter of the time: here the count begins behind them, and stays there.
const internals: unknown = Reflect.get(react, '__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE');
if (internals instanceof Object)
  Object.defineProperty(internals, 'recentlyCreatedOwnerStacks', {
    get: () => 10_000,
    set: () => undefined,
    configurable: true,
  });

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
