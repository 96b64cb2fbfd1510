import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ConnectionState } from '../../preload/connection.ts';
import { possibleActs } from '../../renderer/menus/connectionActs.ts';
import { MOST_ROWS, paletteRows } from '../../renderer/palette/paletteRows.ts';
import { type FakeBridge, failed, fakeBridge } from '../fakes/bridge.ts';
import { chooseKind } from './addForm.ts';
import { asked, openApp } from './openApp.tsx';
import { connection, desk } from './states.ts';

const acme = connection({ id: 'c1', name: 'Acme Ltd' });
const beta = connection({ id: 'c2', name: 'Beta Müller GmbH', favourite: true });
const gone = connection({ id: 'c3', name: 'Gone plc', status: 'sign-in-needed', accessToken: undefined });

const can = () => true;
const world = (connections: readonly ConnectionState[] = [acme, beta, gone], shownId = 'c1') => ({
  ...{ connections, shownId, formats: ['token', 'power-query', 'curl'] as const, can },
  actsOf: (one: ConnectionState) => possibleActs(one, { shownId, hasActivity: true, can }),
});
/** The rows as a person reads them. */
const read = (query: string, connections?: readonly ConnectionState[]) =>
  paletteRows(query, world(connections)).rows.map((row) =>
    row.is === 'window' ? row.title : `${row.title}: ${row.connection.name}`,
  );

describe('what the palette finds', () => {
  it('is without a word what the open connection and the window can do', () => {
    const rows = read('');
    expect(rows[0]).toBe('Copy token: Acme Ltd');
    expect(rows).toContain('Settings');
    expect(rows.join()).not.toMatch(/Beta|Gone|Copy as/);
  });

  it.each<readonly [string, readonly string[]]>([
    ['copy beta', ['Copy token: Beta Müller GmbH']],
    ['copy as beta', ['Copy as: For Excel (Power Query): Beta Müller GmbH', 'Copy as: curl command: Beta Müller GmbH']],
    ['BETA  excel', ['Copy as: For Excel (Power Query): Beta Müller GmbH']],
    ['mueller open', ['Open: Beta Müller GmbH']],
    ['favourites beta', ['Remove from favourites: Beta Müller GmbH']],
    ['sett', ['Settings']],
    ['copy gone', []],
    ['renew gone', []],
    ['sign gone', ['Sign in again: Gone plc']],
    ['no such thing', []],
  ])('for %j', (query, rows) => {
    expect(read(query)).toEqual(rows);
  });

  it('offers no form that needs an address which is not known', () => {
    expect(read('excel acme', [connection({ name: 'Acme Ltd', cluster: undefined })])).toEqual([]);
  });

  it('is bounded, with the open connection first, and says how much more there is', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => connection({ id: `n${index}`, name: `Client ${index}` }));
    const { rows, more } = paletteRows('copy token', world(many, 'n700'));
    expect([rows.length, more]).toEqual([MOST_ROWS, 940]);
    expect(rows[0]?.key).toBe('n700 copy');
  });
});

const other = connection({ id: 'c2', name: 'Beta GmbH', profile: undefined });
const over = (connections: readonly ConnectionState[] = [acme, other]) =>
  fakeBridge(desk({ connections, activity: 1 }));
const field = () => screen.queryByRole('combobox', { name: 'Quick actions' });
const chosen = () => within(screen.getByRole('dialog')).getByRole('option', { selected: true }).textContent;
const openPalette = (bridge: FakeBridge) => act(async () => bridge.say('act', 'palette'));

async function opened(bridge = over()) {
  const person = openApp(bridge);
  await screen.findByRole('heading', { level: 1 });
  await openPalette(bridge);
  return { bridge, person };
}

describe('the palette', () => {
  it('copies another connection’s token by typing, and changes no page', async () => {
    const { bridge, person } = await opened();
    await person.keyboard('beta copy{Enter}');
    expect(asked(bridge)).toContainEqual(['copyToken', 'c2']);
    expect(field()).toBeNull();
    expect(screen.getByRole('heading', { level: 1, name: 'Acme Ltd' })).toBeTruthy();
  });

  it('copies a form of it', async () => {
    const { bridge, person } = await opened();
    await person.keyboard('beta excel{Enter}');
    expect(asked(bridge)).toContainEqual(['copyToken', 'c2', 'power-query']);
  });

  it('shows on its page why another one’s token was not copied', async () => {
    const bridge = over();
    bridge.answers.copyToken = () => failed({ code: 'clipboard-failed' });
    const { person } = await opened(bridge);
    await person.keyboard('beta copy{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Beta GmbH' })).toBeTruthy();
    expect(screen.getByText(/could not be copied|clipboard/i)).toBeTruthy();
  });

  it.each([
    ['beta renew', ['renew', 'c2']],
    ['beta reveal', ['revealToken', 'c2']],
    ['beta favour', ['edit', 'c2', { favourite: true }]],
    ['acme favour', ['edit', 'c1', { favourite: true }]],
    ['acme renew', ['renew', 'c1']],
  ])('asks main for %j as its page does', async (query, request) => {
    const { bridge, person } = await opened();
    await person.keyboard(`${query}{Enter}`);
    expect(asked(bridge)).toContainEqual(request);
  });

  it('asks on the connection’s page before it removes', async () => {
    const { bridge, person } = await opened();
    await person.keyboard('beta remove{Enter}');
    expect(screen.getByRole('heading', { level: 1, name: 'Beta GmbH' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Keep' })).toBeTruthy();
    expect(asked(bridge)).toEqual([]);
  });

  it('leaves a form that is half filled in only when asked to', async () => {
    const bridge = over();
    const { person } = await opened(bridge);
    await person.keyboard('add conn{Enter}');
    await chooseKind(person);
    await person.type(screen.getByLabelText('Name'), 'x');
    await openPalette(bridge);
    await person.keyboard('beta edit{Enter}');
    expect(screen.queryByRole('heading', { level: 1, name: 'Beta GmbH' })).toBeNull();
    await person.click(screen.getByRole('button', { name: /discard|leave/i }));
    expect(screen.getByRole('heading', { level: 1, name: 'Beta GmbH' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Save' })).toBeTruthy();
  });

  it('is gone through by arrows, and closed by Escape without a word to main', async () => {
    const { bridge, person } = await opened();
    const first = chosen();
    await person.keyboard('{ArrowDown}');
    expect(chosen()).not.toBe(first);
    await person.keyboard('{ArrowUp}');
    expect(chosen()).toBe(first);
    await person.keyboard('{Escape}');
    expect(field()).toBeNull();
    expect(asked(bridge)).toEqual([]);
  });

  it('does nothing by Enter where nothing is found', async () => {
    const { bridge, person } = await opened();
    await person.keyboard('no such thing{Enter}');
    expect(screen.getByText(/^Nothing found/)).toBeTruthy();
    expect(asked(bridge)).toEqual([]);
  });

  it('does what is clicked', async () => {
    const { person } = await opened();
    await person.keyboard('settings');
    await person.click(within(screen.getByRole('dialog')).getByRole('option', { name: /^Settings/ }));
    expect(screen.getByRole('heading', { level: 1, name: 'Settings' })).toBeTruthy();
  });
});

describe('Ctrl+K', () => {
  const press = (changes: KeyboardEventInit = {}) =>
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'k', code: 'KeyK', ctrlKey: true, ...changes });

  it('goes to the search first, from there to the palette, and back', async () => {
    const eight = Array.from({ length: 8 }, (_, index) => connection({ id: `n${index}`, name: `Client ${index}` }));
    openApp(over(eight));
    await screen.findByRole('heading', { level: 1 });
    press();
    expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Search connections' }));
    expect(field()).toBeNull();
    press();
    expect(field()).not.toBeNull();
    press();
    expect(field()).toBeNull();
  });

  it('opens the palette at once where there is no search, also on a keyboard with other letters', async () => {
    openApp(over());
    await screen.findByRole('heading', { level: 1 });
    press({ key: 'л' });
    expect(field()).not.toBeNull();
  });

  it.each([
    ['Shift', { shiftKey: true }],
    ['Alt', { altKey: true }],
    ['the other key', { ctrlKey: false, metaKey: true }],
    ['another letter of the keyboard', { key: 't' }],
  ])('is another combination with %s', async (_what, changes) => {
    openApp(over());
    await screen.findByRole('heading', { level: 1 });
    press(changes);
    expect(field()).toBeNull();
  });
});
