import { act, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { failed, fakeBridge, pending, replied } from '../fakes/bridge.ts';
import { asked, openApp, pressOrChoose } from './openApp.tsx';
import { connection, desk } from './states.ts';

const northwind = connection({ id: 'c2', name: 'Northwind', profile: undefined });
const input = (label: string) => screen.getByLabelText<HTMLInputElement>(label, { selector: 'input' });
const button = (name: string) => screen.getByRole('button', { name });
const form = () => screen.queryByRole('form', { name: 'Edit connection' });

async function opened(changes: Parameters<typeof connection>[0] = {}) {
  const bridge = fakeBridge(desk({ connections: [connection(changes), northwind] }));
  const person = openApp(bridge);
  await pressOrChoose(person, 'Edit');
  return { bridge, person };
}

async function retype(person: UserEvent, label: string, text: string): Promise<void> {
  await person.clear(input(label));
  await person.type(input(label), text);
}

describe('editing a connection', () => {
  it('begins with its own values, the name chosen, and nothing in place of a secret', async () => {
    await opened();
    expect(document.activeElement).toBe(input('Name'));
    expect(['Name', 'Client ID', 'Redirect URI'].map((label) => input(label).value)).toEqual([
      ...['Acme Ltd', 'tpaZ3kQ9w2x81Q', 'http://localhost:8000/callback'],
    ]);
    for (const label of ['New client secret', 'New refresh token']) {
      expect([input(label).value, input(label).type, input(label).placeholder]).toEqual([
        ...['', 'password', 'Keep the stored one'],
      ]);
    }
    expect(screen.queryByRole('button', { name: 'Copy token' })).toBeNull();
  });

  it('is opened by the menu and its keys too, once', async () => {
    const bridge = fakeBridge(desk());
    const person = openApp(bridge);
    await screen.findByRole('button', { name: 'More actions' });
    act(() => bridge.say('act', 'edit'));
    await retype(person, 'Name', 'Acme Europe');
    act(() => bridge.say('act', 'edit'));
    expect([input('Name').value, screen.queryByText('Leave this form?')]).toEqual(['Acme Europe', null]);
  });

  it('pastes a new secret into its field, and says so when what was copied is none', async () => {
    const { bridge, person } = await opened();
    bridge.answers.pasteCredentials = () => replied({ clientSecret: 's3cret' });
    await person.click(button('Paste client secret'));
    await waitFor(() => expect(input('New client secret').value).toBe('s3cret'));
    bridge.answers.pasteCredentials = () => replied({});
    await person.click(button('Paste refresh token'));
    expect(await screen.findByText(/What you copied cannot be a refresh token/)).toBeTruthy();
  });

  it('sends what was changed and nothing else, and says that it is saved', async () => {
    const { bridge, person } = await opened();
    await retype(person, 'Name', 'Acme Europe');
    await person.click(screen.getByRole('radio', { name: 'Purple' }));
    await person.keyboard('{Enter}');
    await waitFor(() => expect(form()).toBeNull());
    expect(asked(bridge)).toEqual([['edit', 'c1', { name: 'Acme Europe', colour: 3 }]]);
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain('Saved');
    expect(document.activeElement).toBe(button('More actions'));
  });

  it('asks main for nothing when nothing was changed', async () => {
    const { bridge, person } = await opened();
    await person.click(button('Save'));
    expect([form(), asked(bridge)]).toEqual([null, []]);
  });

  it('chooses a colour with the arrow keys; the organisation’s is chosen at first', async () => {
    const { bridge, person } = await opened();
    const colours = within(screen.getByRole('radiogroup', { name: 'Colour' })).getAllByRole<HTMLInputElement>('radio');
    expect(colours.map(({ checked }) => checked).filter(Boolean)).toHaveLength(1);
    act(() => colours.find(({ checked }) => checked)?.focus());
    await person.keyboard('{ArrowRight}');
    await person.click(button('Save'));
    expect(asked(bridge)).toMatchObject([['edit', 'c1', { colour: expect.any(Number) }]]);
  });

  it('says before Save that another client ID or address ends the stored sign-in', async () => {
    const { person } = await opened();
    expect(screen.queryByRole('note')).toBeNull();
    await person.click(button('Addresses'));
    expect(screen.getByRole('note').textContent).toContain('If an address changes');
    await retype(person, 'Token address', 'https://fyle.example/token');
    expect(screen.getByRole('note').textContent).toContain('You sign in again');
    expect(screen.getByText('Opens Fyle’s sign-in page')).toBeTruthy();
  });

  it('shows a fault at its field, unfolds and focuses the first one, and keeps what was typed', async () => {
    const { bridge, person } = await opened();
    bridge.answers.edit = () => failed({ code: 'fields', fields: { token: 'needs-https' } });
    await retype(person, 'Name', 'Acme Europe');
    await person.click(button('Save'));
    await waitFor(() => expect(document.activeElement).toBe(input('Token address')));
    expect(screen.getByText(/must begin with https/)).toBeTruthy();
    expect(input('Name').value).toBe('Acme Europe');
  });

  it('shows why the provider did not take a secret, and keeps the form', async () => {
    const { bridge, person } = await opened({ kind: 'internal', redirectUri: undefined });
    bridge.answers.edit = () => failed({ code: 'sign-in-rejected', step: 'token', status: 401 });
    await person.type(input('New client secret'), 's3cret');
    await person.click(button('Save'));
    expect((await screen.findByRole('alert')).textContent).toContain('The stored sign-in is unchanged.');
    expect(input('New client secret').value).toBe('s3cret');
    expect(asked(bridge)).toEqual([['edit', 'c1', { clientSecret: 's3cret' }]]);
  });

  it('asks when another account signed in, and closes with the answer', async () => {
    const { bridge, person } = await opened();
    bridge.answers.edit = () => failed({ code: 'different-account', expected: 'Jane Doe', got: 'Bob' });
    await person.type(input('New refresh token'), 'token');
    await person.click(button('Save'));
    await screen.findByText('That was another account');
    await person.click(button('Change the account'));
    await waitFor(() => expect(form()).toBeNull());
    expect(asked(bridge).at(-1)).toEqual(['settleAccount', 'c1', 'change']);
  });

  it('asks before what was typed is lost: by Cancel, Escape, or another connection', async () => {
    const { person } = await opened();
    await retype(person, 'Name', 'Acme Europe');
    await person.click(button('Cancel'));
    await person.click(await screen.findByRole('button', { name: 'Keep editing' }));
    await person.click(screen.getByRole('option', { name: /Northwind/ }));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Acme Ltd');
    await person.click(await screen.findByRole('button', { name: 'Leave' }));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Northwind');
  });

  it('of practice changes its name and colour alone, and of an internal app no redirect URI', async () => {
    const { person } = await opened({ environment: 'practice' });
    expect(screen.queryByLabelText('Client ID')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Addresses' })).toBeNull();
    await person.keyboard('{Escape}');
    expect(form()).toBeNull();
  });

  it('says that it is saving, and asks once', async () => {
    const { bridge, person } = await opened();
    const slow = pending<{ id: string }>();
    bridge.answers.edit = () => slow.reply;
    await retype(person, 'Name', 'Acme Europe');
    await person.keyboard('{Enter}{Enter}');
    expect(asked(bridge)).toHaveLength(1);
    await act(async () => slow.succeed({ id: 'c1' }));
    expect(form()).toBeNull();
  });
});
