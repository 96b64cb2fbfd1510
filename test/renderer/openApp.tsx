import { act, render, screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { vi } from 'vitest';
import { App } from '../../renderer/App.tsx';
import { createDeskStore } from '../../renderer/state/deskStore.ts';
import type { FakeBridge } from '../fakes/bridge.ts';

/** Opens the window with a fake bridge; returns the person who uses it. */
export function openApp(bridge: FakeBridge): UserEvent {
  render(<App bridge={bridge} store={createDeskStore(bridge)} />);
  return userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
}

/** Presses the button with these words, or chooses the entry of “More actions” that begins with them. */
export async function pressOrChoose(person: UserEvent, words: string): Promise<void> {
  await screen.findByRole('main');
  const button = screen.queryByRole('button', { name: words });
  if (button !== null) return person.click(button);
  await person.click(screen.getByRole('button', { name: 'More actions' }));
  await person.click(await screen.findByRole('menuitem', { name: new RegExp(`^${words}`) }));
}

/** Moves the clock, milliseconds. */
export async function pass(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms));
}

/** The requests to main, without those that every window starts with. */
export function asked(bridge: FakeBridge): FakeBridge['calls'] {
  const quiet = ['desk', 'presets', 'about', 'offerActs', 'arrangeList', 'tellTyped'];
  return bridge.calls.filter((call) => !quiet.includes(call[0]) && !isOfPage(call));
}

/** Whether a connection's page asks for its history. */
export function isOfPage([channel, query]: FakeBridge['calls'][number]): boolean {
  return channel === 'activity' && Object.keys(query ?? {}).join() === 'connection,days';
}
