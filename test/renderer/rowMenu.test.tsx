import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeBridge } from '../fakes/bridge.ts';
import { asked, openApp, pass } from './openApp.tsx';
import { connection, desk } from './states.ts';

const acme = connection({ id: 'c1', name: 'Acme Ltd' });
const gone = connection({ id: 'c2', name: 'Gone plc', status: 'sign-in-needed', accessToken: undefined });
const practice = connection({ id: 'c3', name: 'Practice', environment: 'practice' });

async function opened() {
  const bridge = fakeBridge(desk({ connections: [acme, gone, practice], activity: 1 }));
  const person = openApp(bridge);
  await screen.findByRole('heading', { level: 1 });
  await person.click(row('Acme Ltd'));
  return { bridge, person };
}
const list = () => screen.getByRole('listbox', { name: 'Connections' });
const row = (name: string) => within(list()).getByRole('option', { name: new RegExp(`^${name}`) });
const rightClick = (name: string) => fireEvent.contextMenu(row(name), { button: 2, clientX: 90, clientY: 120 });
const entries = () => screen.getAllByRole('menuitem').map(({ textContent }) => textContent);

describe('a right click on a row', () => {
  it('offers what can be done with that connection, what removes it last', async () => {
    await opened();
    rightClick('Practice');
    expect(screen.getByRole('menu', { name: 'Practice' })).toBeTruthy();
    expect(entries()).toEqual([
      ...[
        'Copy token',
        'Copy as…',
        'Open',
        'Reveal or hide token',
        'Renew now',
        'Sign in again',
        'Edit',
        'Add to favourites',
      ],
      ...['Show activity', 'Remove…'],
    ]);
  });

  it('offers nothing that needs a token where there is none', async () => {
    await opened();
    rightClick('Gone plc');
    expect(entries()).toEqual([
      ...['Open', 'Sign in again', 'Edit', 'Add to favourites', 'Show activity', 'Duplicate', 'Remove…'],
    ]);
  });

  it('asks for no menu of the system', async () => {
    await opened();
    // False: the default was prevented.
    expect(rightClick('Practice')).toBe(false);
  });

  it('copies without a change of the page', async () => {
    const { bridge, person } = await opened();
    rightClick('Practice');
    await person.click(screen.getByRole('menuitem', { name: 'Copy token' }));
    expect(asked(bridge)).toContainEqual(['copyToken', 'c3']);
    expect(screen.queryByRole('menu')).toBeNull();
    expect(screen.getByRole('heading', { level: 1, name: 'Acme Ltd' })).toBeTruthy();
  });

  it('asks on the connection’s page before it removes', async () => {
    const { bridge, person } = await opened();
    rightClick('Practice');
    await person.click(screen.getByRole('menuitem', { name: 'Remove…' }));
    expect(screen.getByRole('heading', { level: 1, name: 'Practice' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Keep' })).toBeTruthy();
    expect(asked(bridge)).toEqual([]);
  });

  it('is closed by Escape, with the focus back in the list', async () => {
    const { person } = await opened();
    list().focus();
    rightClick('Practice');
    await person.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    await pass(50);
    expect(document.activeElement).toBe(list());
  });
});

describe('the menu key in the list', () => {
  it('offers what can be done with the chosen connection', async () => {
    const { person } = await opened();
    list().focus();
    fireEvent.contextMenu(list(), { button: 0 });
    expect(screen.getByRole('menu', { name: 'Acme Ltd' })).toBeTruthy();
    await person.keyboard('{ArrowDown}{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
  });
});
