import { act, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { vi } from 'vitest';
import { App } from '../../renderer/App.tsx';
import type { FakeBridge } from '../fakes/bridge.ts';

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
