import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failed, fakeBridge, pending, replied } from '../fakes/bridge.ts';
import { asked, openApp, pressOrChoose } from './openApp.tsx';
import { connection, desk } from './states.ts';

/** The window after another account signed in for the only connection. */
async function asking() {
  const bridge = fakeBridge(desk());
  bridge.answers.signInAgain = () =>
    failed({
      code: 'different-account',
      expected: 'Jane Doe (jane@acme.example), Acme Ltd',
      got: 'Max (max@beta.example), Beta',
    });
  const person = openApp(bridge);
  await pressOrChoose(person, 'Sign in again');
  await screen.findByText('That was another account');
  return { bridge, person };
}

describe('the question whose account is meant', () => {
  it('names both, and stands on keeping', async () => {
    await asking();
    expect(screen.getByText('Jane Doe (jane@acme.example), Acme Ltd')).toBeTruthy();
    expect(screen.getByText('Max (max@beta.example), Beta')).toBeTruthy();
    expect(screen.getByText(/Changing the account replaces the stored sign-in and keeps the name\./)).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('Keep it as it is');
  });

  it.each([
    ['Keep it as it is', 'keep'],
    ['Change the account', 'change'],
    ['Add as a new connection', 'add'],
  ])('is answered by one press, and goes: %s', async (name, choice) => {
    const { bridge, person } = await asking();
    await person.click(screen.getByRole('button', { name }));
    expect(asked(bridge).at(-1)).toEqual(['settleAccount', 'c1', choice]);
    await waitFor(() => expect(screen.queryByText('That was another account')).toBeNull());
  });

  it('shows the wait on the answer that was given, and takes no second one', async () => {
    const { bridge, person } = await asking();
    bridge.answers.settleAccount = () => pending<{ readonly id: string }>().reply;
    await person.click(screen.getByRole('button', { name: 'Change the account' }));
    expect(screen.getAllByText(', please wait')).toHaveLength(1);
    expect(screen.getByRole('button', { name: /^Change the account/ }).textContent).toContain('please wait');
    await person.click(screen.getByRole('button', { name: 'Add as a new connection' }));
    await person.keyboard('{Escape}');
    expect(asked(bridge).filter(([channel]) => channel === 'settleAccount')).toHaveLength(1);
  });

  it('brings the connection that was added on screen', async () => {
    const { bridge, person } = await asking();
    bridge.answers.settleAccount = () => {
      bridge.say('desk', desk({ connections: [connection(), connection({ id: 'c2', name: 'Beta' })] }));
      return replied({ id: 'c2' });
    };
    await person.click(screen.getByRole('button', { name: 'Add as a new connection' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Beta' })).toBeTruthy();
  });

  it('tells when it was answered before', async () => {
    const { bridge, person } = await asking();
    bridge.answers.settleAccount = () => failed({ code: 'sign-in-timed-out' });
    await person.click(screen.getByRole('button', { name: 'Change the account' }));
    expect(await screen.findByText('This question has expired')).toBeTruthy();
    expect(screen.queryByText(/window was closed/)).toBeNull();
  });
});
