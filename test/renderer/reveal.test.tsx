import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RevealedToken } from '../../preload/connection.ts';
import { type FakeBridge, fakeBridge, pending } from '../fakes/bridge.ts';
import { asked, openApp, pass } from './openApp.tsx';
import { connection, desk } from './states.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const token = 'header.claims.signature';

async function reveal(bridge: FakeBridge = fakeBridge(desk())) {
  const person = openApp(bridge);
  await person.click(await screen.findByRole('button', { name: 'Reveal token' }));
  await waitFor(() => expect(shown()).toBe(token));
  return person;
}

function shown(): string | undefined {
  return screen.queryByRole<HTMLTextAreaElement>('textbox', { name: 'Access token of Acme Ltd' })?.value;
}

function hideWindow(hidden: boolean): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(hidden ? 'hidden' : 'visible');
  fireEvent(document, new Event('visibilitychange'));
}

describe('a revealed token', () => {
  it('is told to main as a secret on screen, until it is masked', async () => {
    const bridge = fakeBridge(desk());
    await reveal(bridge);
    const told = () => bridge.calls.filter(([channel]) => channel === 'protectScreen').map(([, isShown]) => isShown);
    expect(told()).toEqual([true]);
    await pass(30_000);
    expect(told()).toEqual([true, false]);
  });

  it('is told to main as none when the window was hidden while main answered', async () => {
    const bridge = fakeBridge(desk());
    const answer = pending<RevealedToken>();
    bridge.answers.revealToken = () => answer.reply;
    const person = openApp(bridge);
    await person.click(await screen.findByRole('button', { name: 'Reveal token' }));
    hideWindow(true);
    answer.succeed({ token, expiresAt: Date.now() + 3_600_000 });
    await waitFor(() => expect(bridge.calls).toContainEqual(['protectScreen', false]));
    expect(shown()).toBeUndefined();
  });

  it('masks itself after 30 seconds, not before', async () => {
    await reveal();
    expect(screen.getByText('30 s')).toBeTruthy();
    await pass(29_000);
    expect(shown()).toBe(token);
    await pass(1000);
    expect(shown()).toBeUndefined();
    expect(document.body.textContent).not.toContain(token);
  });

  it('is hidden on a press', async () => {
    const person = await reveal();
    await person.click(screen.getByRole('button', { name: 'Hide token' }));
    expect(shown()).toBeUndefined();
    expect(screen.getByRole('button', { name: 'Reveal token' })).toBeTruthy();
  });

  it('goes to the clipboard by main alone, which takes it off again', async () => {
    const bridge = fakeBridge(desk());
    await reveal(bridge);
    const field = screen.getByRole('textbox', { name: 'Access token of Acme Ltd' });
    expect(fireEvent.copy(field)).toBe(false);
    expect(asked(bridge).at(-1)).toEqual(['copyToken', 'c1', 'token', true]);
  });

  it('is hidden by Escape', async () => {
    const person = await reveal();
    await person.keyboard('{Escape}');
    expect(shown()).toBeUndefined();
  });

  it('masks itself when the window is no longer seen, and stays so', async () => {
    await reveal();
    hideWindow(true);
    expect(shown()).toBeUndefined();
    hideWindow(false);
    expect(shown()).toBeUndefined();
  });

  it('masks itself at once when the screen is locked', async () => {
    const bridge = fakeBridge(desk());
    await reveal(bridge);
    act(() => bridge.say('mask', { at: Date.now() }));
    expect(shown()).toBeUndefined();
  });

  it('goes with the choice of another connection', async () => {
    const person = await reveal(
      fakeBridge(desk({ connections: [connection(), connection({ id: 'c2', name: 'Beta' })] })),
    );
    await person.click(screen.getByRole('option', { name: /Beta/ }));
    await person.click(screen.getByRole('option', { name: /^Acme/ }));
    expect(shown()).toBeUndefined();
  });

  it('stays while other notices come', async () => {
    const bridge = fakeBridge(desk());
    await reveal(bridge);
    act(() => bridge.say('desk', desk({ keychain: 'locked' })));
    expect(shown()).toBe(token);
  });

  it('is not shown when it comes after the window was hidden', async () => {
    const bridge = fakeBridge(desk());
    const slow = pending<RevealedToken>();
    bridge.answers.revealToken = () => slow.reply;
    const person = openApp(bridge);
    await person.click(await screen.findByRole('button', { name: 'Reveal token' }));
    hideWindow(true);
    await act(async () => slow.succeed({ token, expiresAt: 0 }));
    expect(shown()).toBeUndefined();
  });

  it('is not asked for before somebody wants to see it', async () => {
    const bridge = fakeBridge(desk());
    openApp(bridge);
    await screen.findByRole('button', { name: 'Reveal token' });
    expect(asked(bridge)).toEqual([]);
  });
});
