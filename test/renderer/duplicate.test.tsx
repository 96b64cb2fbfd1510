import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failed, fakeBridge, replied } from '../fakes/bridge.ts';
import { CONNECT } from './addForm.ts';
import { asked, openApp, pressOrChoose } from './openApp.tsx';
import { connection, desk } from './states.ts';

const northwind = connection({ id: 'c2', name: 'Northwind', profile: undefined });
const input = (label: string) => screen.getByLabelText<HTMLInputElement>(label, { selector: 'input' });
const button = (name: string | RegExp) => screen.getByRole('button', { name });

async function duplicating(changes: Parameters<typeof connection>[0] = {}) {
  const bridge = fakeBridge(desk({ connections: [connection(changes), northwind] }));
  const person = openApp(bridge);
  await pressOrChoose(person, 'Duplicate');
  return { bridge, person };
}

describe('a duplicate', () => {
  it('opens the form with the connection’s settings, a name of its own and no secret', async () => {
    const { person } = await duplicating();
    expect(['Name', 'Client ID', 'Client secret', 'Redirect URI'].map((label) => input(label).value)).toEqual([
      ...['Acme Ltd copy', 'tpaZ3kQ9w2x81Q', '', 'http://localhost:8000/callback'],
    ]);
    // Nothing was typed that could be lost.
    await person.keyboard('{Escape}');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Acme Ltd');
  });

  it('of an internal app asks for its refresh token', async () => {
    await duplicating({ kind: 'internal', redirectUri: undefined });
    expect([input('Refresh token').value, screen.queryByLabelText('Redirect URI')]).toEqual(['', null]);
  });

  it('is not offered for practice', async () => {
    const person = openApp(fakeBridge(desk({ connections: [connection({ environment: 'practice' })] })));
    await person.click(await screen.findByRole('button', { name: 'More actions' }));
    await screen.findByRole('menuitem', { name: /^Edit/ });
    expect(screen.queryByRole('menuitem', { name: 'Duplicate' })).toBeNull();
  });
});

describe('a connection that is there already', () => {
  async function found(id: string) {
    const { bridge, person } = await duplicating();
    bridge.answers.connect = () => replied({ id, sameAs: 'c1' });
    await person.click(button(CONNECT));
    await screen.findByText(/You have this already as .*Acme Ltd/);
    return { bridge, person };
  }

  it('is opened with the new sign-in', async () => {
    const { bridge, person } = await found('new');
    await person.click(button('Open it'));
    expect(asked(bridge).at(-1)).toEqual(['joinInto', 'new', 'c1']);
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Acme Ltd'));
  });

  it('stays beside the new one', async () => {
    const { bridge, person } = await found('c2');
    await person.click(button('Add anyway'));
    expect(asked(bridge).map(([channel]) => channel)).toEqual(['connect']);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Northwind');
  });

  it('stays beside it too when the sign-in cannot be given away', async () => {
    const { bridge, person } = await found('c2');
    bridge.answers.joinInto = () => failed({ code: 'keychain-locked' });
    await person.click(button('Open it'));
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Northwind'));
  });

  it('is opened without a request when nothing was sent, or added by another request', async () => {
    const { bridge, person } = await found('c1');
    expect(screen.getByText(/Nothing was sent to Fyle/)).toBeTruthy();
    bridge.answers.connect = () => replied({ id: 'c2' });
    await person.click(button('Add anyway'));
    expect(asked(bridge).at(-1)).toMatchObject(['connect', { again: true }]);
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Northwind'));
  });
});
