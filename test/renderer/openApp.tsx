import { act, cleanup, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, vi } from 'vitest';
import { App } from '../../renderer/App.tsx';
import type { FakeBridge } from '../fakes/bridge.ts';
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

/** Opens the window over a fake door; gives the person who uses it. */
export function openApp(bridge: FakeBridge): UserEvent {
  render(<App bridge={bridge} />);
  return userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
}

/** Lets this much time pass at once, in milliseconds. */
export async function pass(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms));
}

/** What was asked of main, without the questions that every window begins with. */
export function asked(bridge: FakeBridge): FakeBridge['calls'] {
  return bridge.calls.filter(([channel]) => !['desk', 'presets', 'history'].includes(channel));
}
