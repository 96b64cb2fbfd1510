import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type FakeBridge, failed, fakeBridge, pending, replied } from '../fakes/bridge.ts';
import { openApp, pass, pressOrChoose } from './openApp.tsx';
import { connection, desk } from './states.ts';

async function openPage(bridge: FakeBridge) {
  const person = openApp(bridge);
  await screen.findByRole('heading', { level: 1 });
  return person;
}

describe('the panel of signing in again', () => {
  const buttons = (name: string): number => screen.queryAllByRole('button', { name }).length;
  const input = (label: string) => screen.getByLabelText<HTMLInputElement>(label, { selector: 'input' });
  const rejected = { code: 'sign-in-rejected', step: 'token', status: 401 } as const;

  async function openPanel(kind: 'internal' | 'oauth', bridge: FakeBridge) {
    const stopped = { kind, status: 'sign-in-needed', accessToken: undefined, failure: rejected } as const;
    bridge.answers.desk = () => replied(desk({ connections: [connection(stopped)] }));
    const person = await openPage(bridge);
    const name = kind === 'internal' ? 'Sign in again' : 'Enter new client secret';
    await pressOrChoose(person, name);
    return person;
  }
  const sent = (bridge: FakeBridge): readonly unknown[] =>
    bridge.calls.filter(([channel]) => channel === 'signInAgain').map((call) => call[2]);

  it('is where the failure card leads, and no two buttons have one name', async () => {
    const bridge = fakeBridge(desk());
    bridge.answers.signInAgain = () => failed(rejected);
    const person = await openPanel('internal', bridge);
    expect(buttons('Sign in again')).toBe(1);
    await person.keyboard('r3fresh{Enter}');
    await screen.findByRole('alert');
    expect(buttons('Sign in again')).toBe(1);
    await person.click(screen.getByRole('button', { name: 'Check the form' }));
    expect(document.activeElement).toBe(input('Refresh token'));
    expect(sent(bridge)).toEqual([{ refreshToken: 'r3fresh' }]);
  });

  it('sends again what is typed, never the stored secret in its place', async () => {
    const bridge = fakeBridge(desk());
    bridge.answers.signInAgain = () => failed({ code: 'sign-in-closed' });
    const person = await openPanel('oauth', bridge);
    await person.keyboard('n3w{Enter}');
    await person.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(sent(bridge)).toEqual([{ clientSecret: 'n3w' }, { clientSecret: 'n3w' }]);
    await waitFor(() => expect(buttons('Sign in again')).toBe(1));
    expect(buttons('Enter new client secret')).toBe(0);
  });

  it('opens from the card when the stored client secret was just refused', async () => {
    const bridge = fakeBridge(desk());
    bridge.answers.signInAgain = () => failed(rejected);
    const person = await openPage(bridge);
    await pressOrChoose(person, 'Sign in again');
    await screen.findByRole('alert');
    await pressOrChoose(person, 'Enter new client secret');
    expect(document.activeElement).toBe(input('Client secret'));
    expect(screen.queryByText(/keep the stored one/)).toBeNull();
    expect(screen.getByText('Leave empty if it was not changed in Fyle.')).toBeTruthy();
    await person.keyboard('n3w');
    await person.click(screen.getByRole('button', { name: 'Check the form' }));
    expect(document.activeElement).toBe(input('Client secret'));
    expect(sent(bridge)).toEqual([{}]);
  });

  it('sends nothing without a refresh token and says so under the field', async () => {
    const bridge = fakeBridge(desk());
    const person = await openPanel('internal', bridge);
    await person.keyboard(' {Enter}');
    expect(sent(bridge)).toEqual([]);
    expect(input('Refresh token').getAttribute('aria-invalid')).toBe('true');
    await person.keyboard('r3fresh');
    expect(input('Refresh token').getAttribute('aria-invalid')).toBeNull();
  });

  it('pastes what was copied into its field, sends it, and says so when what was copied is none', async () => {
    const bridge = fakeBridge(desk());
    const person = await openPanel('internal', bridge);
    bridge.answers.pasteCredentials = () => replied({ refreshToken: 'r3fresh' });
    await person.click(screen.getByRole('button', { name: 'Paste refresh token' }));
    await waitFor(() => expect(input('Refresh token').value).toBe('r3fresh'));
    bridge.answers.pasteCredentials = () => replied({});
    await person.click(screen.getByRole('button', { name: 'Paste client secret' }));
    expect(await screen.findByText(/What you copied cannot be a client secret/)).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Sign in again' }));
    expect(sent(bridge)).toEqual([{ refreshToken: 'r3fresh' }]);
  });
});

describe('when the stored client secret is gone, or the keychain that has it is not there', () => {
  const gone = { status: 'sign-in-needed', accessToken: undefined, failure: { code: 'secret-missing' } } as const;
  const absent = { status: 'problem', failure: { code: 'keychain-unavailable', reason: 'no Secret Service' } } as const;
  const input = (label: string) => screen.getByLabelText<HTMLInputElement>(label, { selector: 'input' });

  it.each([
    ['internal', gone],
    ['oauth', gone],
    ['internal', absent],
    ['oauth', absent],
  ] as const)(
    'signing in again is what the card offers, asks for it first, and sends nothing without it: %s, %o',
    async (kind, stopped) => {
      const bridge = fakeBridge(desk({ connections: [connection({ ...gone, ...stopped, kind })] }));
      const person = await openPage(bridge);
      await pressOrChoose(person, 'Sign in again');
      expect(bridge.calls.map(([channel]) => channel)).not.toContain('signInAgain');
      if (kind === 'internal') await person.type(input('Refresh token'), 'r3fresh');
      await person.keyboard('{Enter}');
      expect(document.activeElement).toBe(input('Client secret'));
      expect(input('Client secret').getAttribute('aria-invalid')).toBe('true');
      await person.keyboard('s3cret{Enter}');
      expect(bridge.calls.at(-1)).toEqual([
        'signInAgain',
        'c1',
        { ...(kind === 'internal' && { refreshToken: 'r3fresh' }), clientSecret: 's3cret' },
      ]);
    },
  );
});

describe('a sign-in under way without a window', () => {
  it('names whom it waits for and can be cancelled', async () => {
    const bridge = fakeBridge(desk());
    bridge.answers.signInAgain = () => pending<{ readonly id: string }>().reply;
    const person = await openPage(bridge);
    await pressOrChoose(person, 'Sign in again');
    const signIn = { name: 'Acme Ltd', host: 'accounts.fylehq.com', window: false };
    act(() => bridge.say('desk', desk({ signIn })));
    await pass(1000);
    expect(screen.getByText(/waiting for/).textContent).toBe('Acme Ltd: waiting for accounts.fylehq.com');
    expect(screen.queryByRole('button', { name: 'Show the window' })).toBeNull();
    await person.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(bridge.calls.at(-1)).toEqual(['cancelSignIn']);
  });
});

describe('a sign-in of another screen', () => {
  const two = [connection(), connection({ id: 'c2', name: 'Beta' })];

  it('is seen while it is under way, and its outcome waits where it was begun', async () => {
    const bridge = fakeBridge(desk({ connections: two }));
    const signing = pending<{ readonly id: string }>();
    bridge.answers.signInAgain = () => signing.reply;
    const person = await openPage(bridge);
    await pressOrChoose(person, 'Sign in again');
    act(() =>
      bridge.say('desk', desk({ connections: two, signIn: { name: 'Acme Ltd', host: 'fyle.test', window: true } })),
    );
    await person.click(screen.getByRole('option', { name: /^Beta/ }));
    await pass(1000);
    expect(screen.getByText(/Acme Ltd: waiting for you/)).toBeTruthy();
    await pressOrChoose(person, 'Sign in again');
    expect(bridge.calls.at(-1)).toEqual(['showSignIn']);
    act(() => bridge.say('desk', desk({ connections: two })));
    await act(async () => signing.fail({ code: 'sign-in-declined' }));
    expect(screen.queryByRole('alert')).toBeNull();
    await person.click(screen.getByRole('option', { name: /^Acme/ }));
    expect(screen.getByRole('alert').textContent).toContain('Access was declined');
  });

  it('that main says is open already is forgotten when it is over', async () => {
    const bridge = fakeBridge(desk());
    bridge.answers.signInAgain = () => failed({ code: 'sign-in-already-open' });
    const person = await openPage(bridge);
    await pressOrChoose(person, 'Sign in again');
    act(() => bridge.say('desk', desk({ signIn: { name: 'Beta', host: 'fyle.test', window: true } })));
    act(() => bridge.say('desk', desk()));
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
