import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { ConnectionState } from '../../preload/connection.ts';
import { fakeBridge } from '../fakes/bridge.ts';
import { asked, openApp, pass } from './openApp.tsx';
import { connection, desk, manyConnections, noon } from './states.ts';

const day = 24 * 60 * 60_000;
const northwind = connection({ id: 'n', name: 'Northwind' });

/** `count` connections that are ready. */
function companies(count: number): readonly ConnectionState[] {
  return manyConnections(count).map((one) => ({ ...one, status: 'ready' }));
}

/** What a screen reader says of a row. */
function wordsOf(row: HTMLElement): string {
  return [...row.children]
    .filter((part) => part.getAttribute('aria-hidden') !== 'true')
    .map((part) => part.textContent)
    .join('');
}

/** The list as it is read, `Needs you: Northwind`. */
function readList(): readonly string[] {
  const list = within(screen.getByRole('listbox', { name: 'Connections' }));
  return list.getAllByRole('group').map((group) => {
    const names = within(group)
      .getAllByRole('option')
      .map((row) => row.querySelector('bdi')?.textContent);
    return `${group.getAttribute('aria-label')}: ${names.join(', ')}`;
  });
}

const pageTitle = () => screen.getByRole('heading', { level: 1 }).textContent;
const search = () => screen.getByRole('searchbox', { name: 'Search connections' });

describe('the list', () => {
  it('counts as English writes it', async () => {
    openApp(fakeBridge(desk({ connections: manyConnections(1000) })));
    expect((await screen.findByTitle('1,000 connections')).textContent).toContain('1,000 connections · 200 need you');
  });

  it('names each connection with badge, organisation and status', async () => {
    const other = connection({ id: 'c3', name: 'Payroll', environment: 'staging', status: 'sign-in-needed' });
    openApp(fakeBridge(desk({ connections: [connection(), other] })));
    const rows = await screen.findAllByRole('option');
    expect(rows.map(wordsOf)).toEqual(['PayrollAcme LtdStagingSign-in needed', 'Acme LtdReady · 42 min left']);
    expect(screen.getByRole('navigation', { name: 'Connections' }).textContent).toContain('2 connections');
  });

  it('counts a single connection in the singular', async () => {
    openApp(fakeBridge(desk()));
    expect((await screen.findByRole('navigation')).textContent).toContain('1 connection');
    expect(screen.getByRole('navigation').textContent).not.toContain('connections');
  });

  it('is one stop for Tab; arrows, End and letters move the choice', async () => {
    const person = openApp(fakeBridge(desk({ connections: [...companies(12), northwind] })));
    const list = await screen.findByRole('listbox', { name: 'Connections' });
    list.focus();
    const chosen = (): string | null => screen.getByRole('heading', { level: 1 }).textContent;
    await person.keyboard('{ArrowDown}');
    expect(chosen()).toBe('Company 2');
    expect(screen.getByRole('option', { selected: true }).id).toBe(list.getAttribute('aria-activedescendant'));
    await person.keyboard('{End}');
    expect(chosen()).toBe('Northwind');
    await person.keyboard('{Home}');
    expect(chosen()).toBe('Company 1');
    await person.keyboard(' company 7');
    expect(chosen()).toBe('Company 7');
    await pass(700);
    await person.keyboard('n');
    expect(chosen()).toBe('Northwind');
    expect(document.activeElement).toBe(list);
  });

  it('moves the minutes when a minute has passed', async () => {
    openApp(fakeBridge(desk()));
    await screen.findByRole('option', { name: /42 min left/ });
    await pass(60_000);
    expect(screen.getByRole('option', { name: /41 min left/ })).toBeTruthy();
  });

  it('holds a thousand connections, of which those in sight and the chosen one are drawn', async () => {
    const person = openApp(fakeBridge(desk({ connections: companies(1000) })));
    const list = await screen.findByRole('listbox');
    const places = () => screen.getAllByRole('option').map((row) => Number(row.getAttribute('aria-posinset')));
    expect(places().at(0)).toBe(1);
    expect(places().length).toBeLessThan(50);
    expect(new Set(screen.getAllByRole('option').map((row) => row.getAttribute('aria-setsize')))).toEqual(
      new Set(['1000']),
    );
    list.scrollTop = 28_000;
    fireEvent.scroll(list);
    expect(places()).toContain(501);
    expect(places().at(0)).toBe(1);
    expect(places().length).toBeLessThan(50);
    list.focus();
    await person.keyboard('{End}');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Company 1000');
    const chosen = screen.getByRole('option', { selected: true });
    expect(chosen.getAttribute('aria-posinset')).toBe('1000');
    expect(list.getAttribute('aria-activedescendant')).toBe(chosen.id);
  });

  it('scrolls the chosen row into sight, whoever chose it', async () => {
    // The test's page has no layout.
    const height = vi.spyOn(Element.prototype, 'scrollHeight', 'get').mockReturnValue(2 + 60 * 56 + 8);
    const bridge = fakeBridge(desk({ connections: companies(60) }));
    openApp(bridge);
    const list = await screen.findByRole('listbox');
    expect(list.scrollTop).toBe(0);
    act(() => bridge.say('show', { id: 'c40' }));
    await pass(100);
    // The 41st of rows of 56 pixels stands at the end of a window of 768.
    expect(list.scrollTop).toBe(2 + 41 * 56 + 8 - 768);
    height.mockRestore();
  });

  it('has what needs the person first, then favourites, then the others, each by name and each once', async () => {
    const connections = [
      connection({ id: 'a', name: 'Zeta' }),
      connection({ id: 'b', name: 'Client 10' }),
      connection({ id: 'c', name: 'Client 9', favourite: true }),
      connection({ id: 'd', name: 'Öko', favourite: true, status: 'sign-in-needed' }),
      connection({ id: 'e', name: 'Acme', authorization: { signedInAt: 0, endsAt: noon + 3 * day, estimated: true } }),
      connection({ id: 'f', name: 'Client 2' }),
      connection({ id: 'g', name: 'Ökonom', favourite: true }),
    ];
    openApp(fakeBridge(desk({ connections })));
    await screen.findByRole('listbox');
    expect(readList()).toEqual([
      'Needs you: Acme, Öko',
      'Favourites: Client 9, Ökonom',
      'Connections: Client 2, Client 10, Zeta',
    ]);
    expect(pageTitle()).toBe('Acme');
    expect(screen.getByRole('navigation').textContent).toContain('7 connections · 2 need you');
    expect(screen.getByRole('option', { name: /^Acme/ }).textContent).toContain('Ends in 3 days');
    expect(screen.getAllByRole('option').map((row) => row.getAttribute('aria-posinset'))).toEqual([...'1234567']);
  });

  it('keeps what needs the person at its place while it is tried again', async () => {
    const bad = connection({ id: 'n', name: 'Northwind', status: 'problem' });
    const bridge = fakeBridge(desk({ connections: [connection(), bad] }));
    openApp(bridge);
    await screen.findByRole('listbox');
    act(() => bridge.say('desk', desk({ connections: [connection(), { ...bad, status: 'renewing' }] })));
    expect(readList()).toEqual(['Needs you: Northwind', 'Connections: Acme Ltd']);
    act(() => bridge.say('desk', desk({ connections: [connection(), { ...bad, status: 'ready' }] })));
    expect(readList()).toEqual(['Connections: Acme Ltd, Northwind']);
  });

  it('names the people of those that read alike, in place of the minutes', async () => {
    const { profile } = connection();
    const lena = profile && { ...profile, email: 'lena@acme.example' };
    openApp(fakeBridge(desk({ connections: [connection(), connection({ id: 'c2', profile: lena }), northwind] })));
    const rows = await screen.findAllByRole('option');
    expect(rows.map(wordsOf)).toEqual([
      'Acme LtdReady · jane@acme.example',
      'Acme LtdReady · lena@acme.example',
      'NorthwindAcme LtdReady · 42 min left',
    ]);
  });

  it('makes a favourite by the star in its row, and no favourite again, without opening it', async () => {
    const bridge = fakeBridge(desk({ connections: [connection(), { ...northwind, favourite: true }] }));
    const person = openApp(bridge);
    for (const row of await screen.findAllByRole('option')) {
      const star = row.querySelector('[data-star]');
      if (star === null) throw new Error('no star');
      await person.click(star);
    }
    expect(asked(bridge)).toEqual([
      ['edit', 'n', { favourite: false }],
      ['edit', 'c1', { favourite: true }],
    ]);
    expect(pageTitle()).toBe('Northwind');
  });
});

describe('the star in a page’s header', () => {
  it.each([
    [{}, 'false', true],
    [{ favourite: true }, 'true', false],
  ] as const)('of %j is pressed: %s', async (changes, pressed, favourite) => {
    const bridge = fakeBridge(desk({ connections: [connection(changes)] }));
    const person = openApp(bridge);
    const star = await screen.findByRole('button', { name: 'Favourite' });
    expect(star.getAttribute('aria-pressed')).toBe(pressed);
    await person.click(star);
    expect(asked(bridge)).toEqual([['edit', 'c1', { favourite }]]);
  });
});

describe('the order of the list', () => {
  const three = [
    connection({ id: 'b', name: 'Beta', usedAt: 1 }),
    connection({ id: 'a', name: 'Acme' }),
    connection({ id: 'c', name: 'Client', usedAt: 2 }),
  ];

  it.each([
    ['name', 'Acme, Beta, Client'],
    ['used', 'Client, Beta, Acme'],
    ['hand', 'Beta, Acme, Client'],
  ] as const)('is by %s: %s', async (order, names) => {
    openApp(fakeBridge(desk({ connections: three, list: { order } })));
    await screen.findByRole('listbox');
    expect(readList()).toEqual([`Connections: ${names}`]);
  });

  it('is chosen in the menu beside the first heading', async () => {
    const bridge = fakeBridge(desk({ connections: three }));
    const person = openApp(bridge);
    await person.click(await screen.findByRole('button', { name: 'Sort the list: By name' }));
    expect(screen.getByRole('menuitemradio', { checked: true }).textContent).toContain('By name');
    await person.click(screen.getByRole('menuitemradio', { name: 'By last use' }));
    expect(bridge.calls).toContainEqual(['arrangeList', { order: 'used' }]);
  });

  it('is changed by hand with Alt and the arrows, which says where the row stands now', async () => {
    const bridge = fakeBridge(desk({ connections: three, list: { order: 'hand' } }));
    const person = openApp(bridge);
    (await screen.findByRole('listbox')).focus();
    await person.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(asked(bridge)).toEqual([]);
    await person.keyboard('{Alt>}{ArrowDown}{/Alt}');
    expect(asked(bridge)).toEqual([['moveConnection', 'b', 'c']]);
    expect(await screen.findByText('Beta moved to place 2 of 3')).toHaveProperty('role', 'status');
    expect(pageTitle()).toBe('Beta');
  });

  it('is not changed by them while the list is sorted otherwise, which is said', async () => {
    const bridge = fakeBridge(desk({ connections: three }));
    const person = openApp(bridge);
    (await screen.findByRole('listbox')).focus();
    await person.keyboard('{Alt>}{ArrowDown}{/Alt}');
    expect(asked(bridge)).toEqual([]);
    expect(screen.getByText('Sort the list by hand first')).toBeTruthy();
    expect(pageTitle()).toBe('Acme');
  });

  it.each([
    ['down to the end', 'b', 160, ['moveConnection', 'b', null]],
    ['up to the start', 'c', -500, ['moveConnection', 'c', 'b']],
    ['by one', 'b', 70, ['moveConnection', 'b', 'c']],
    ['nowhere by less than half a row', 'b', 20, undefined],
    ['nowhere by a trembling hand', 'b', 3, undefined],
  ])('is changed by dragging a row %s', async (_where, id, to, move) => {
    const bridge = fakeBridge(desk({ connections: three, list: { order: 'hand' } }));
    openApp(bridge);
    const list = await screen.findByRole('listbox');
    const row = document.getElementById(`connection-${id}`);
    if (row === null) throw new Error('no row');
    // The test's page has no layout: the list begins at 0, where the pointer presses too.
    list.setPointerCapture = () => undefined;
    fireEvent.pointerDown(row, { button: 0, clientY: 0 });
    fireEvent.pointerMove(list, { clientY: to });
    fireEvent.pointerUp(list, { clientY: to });
    expect(asked(bridge)).toEqual(move === undefined ? [] : [move]);
  });

  it('is not changed by a drag that Escape ends', async () => {
    const bridge = fakeBridge(desk({ connections: three, list: { order: 'hand' } }));
    openApp(bridge);
    const list = await screen.findByRole('listbox');
    const row = document.getElementById('connection-b');
    if (row === null) throw new Error('no row');
    list.setPointerCapture = () => undefined;
    fireEvent.pointerDown(row, { button: 0, clientY: 0 });
    fireEvent.pointerMove(list, { clientY: 160 });
    fireEvent.keyDown(list, { key: 'Escape' });
    fireEvent.pointerUp(list, { clientY: 160 });
    expect(asked(bridge)).toEqual([]);
  });
});

describe('the connection that was chosen last', () => {
  const list = { order: 'name', selectedId: 'c2' } as const;

  it('is open again at the next start', async () => {
    openApp(fakeBridge(desk({ connections: companies(5), list })));
    await screen.findByRole('listbox');
    expect(pageTitle()).toBe('Company 3');
  });

  it('is the first when it is gone', async () => {
    openApp(fakeBridge(desk({ connections: companies(2), list })));
    await screen.findByRole('listbox');
    expect(pageTitle()).toBe('Company 1');
  });

  it('is told to main at once, and while an arrow key is held once a second', async () => {
    const bridge = fakeBridge(desk({ connections: companies(9), list }));
    const person = openApp(bridge);
    (await screen.findByRole('listbox')).focus();
    const told = () => bridge.calls.filter(([channel]) => channel === 'arrangeList').map(([, view]) => view);
    await pass(2_000);
    expect(told()).toEqual([]);
    await person.keyboard('{ArrowDown}');
    await pass(0);
    expect(told()).toEqual([{ selectedId: 'c3' }]);
    await person.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    await pass(500);
    expect(told()).toHaveLength(1);
    await pass(1_000);
    expect(told()).toEqual([{ selectedId: 'c3' }, { selectedId: 'c6' }]);
  });
});

describe('the search', () => {
  const eight = [...companies(7), northwind];

  it('is there from eight connections on', async () => {
    const bridge = fakeBridge(desk({ connections: companies(7) }));
    openApp(bridge);
    await screen.findByRole('listbox');
    expect(screen.queryByRole('searchbox')).toBeNull();
    act(() => bridge.say('desk', desk({ connections: eight })));
    expect(search()).toBeTruthy();
  });

  it.each(['{Control>}f{/Control}', '{Control>}k{/Control}', '{Control>}л{/Control}'])(
    'is reached by %s from everywhere',
    async (keys) => {
      const person = openApp(fakeBridge(desk({ connections: eight })));
      (await screen.findByRole('button', { name: 'Copy token' })).focus();
      if (keys.includes('л')) fireEvent.keyDown(document.body, { key: 'л', code: 'KeyK', ctrlKey: true });
      else await person.keyboard(keys);
      expect(document.activeElement).toBe(search());
    },
  );

  it('narrows the list, says how many it found, and Enter opens the first', async () => {
    const person = openApp(fakeBridge(desk({ connections: [...eight, connection({ id: 'u', name: 'Nord Süd' })] })));
    await screen.findByRole('listbox');
    expect(pageTitle()).toBe('Company 1');
    await person.type(search(), 'nor');
    expect(readList()).toEqual(['Connections: Nord Süd, Northwind']);
    expect(screen.getByText('2 connections found').getAttribute('role')).toBe('status');
    expect(pageTitle()).toBe('Company 1');
    expect(screen.getByRole('listbox').getAttribute('aria-activedescendant')).toBeNull();
    await person.keyboard('{Enter}');
    expect(pageTitle()).toBe('Nord Süd');
    expect(document.activeElement).toBe(screen.getByRole('listbox'));
    await person.keyboard('{ArrowDown}');
    expect(pageTitle()).toBe('Northwind');
  });

  it('goes into the list by arrow down, where the next one chooses the first that was found', async () => {
    const person = openApp(fakeBridge(desk({ connections: eight })));
    await screen.findByRole('listbox');
    await person.type(search(), 'north{ArrowDown}');
    expect(document.activeElement).toBe(screen.getByRole('listbox'));
    await person.keyboard('{ArrowDown}');
    expect(pageTitle()).toBe('Northwind');
  });

  it('clears by Escape, and is left by the next one', async () => {
    const person = openApp(fakeBridge(desk({ connections: eight })));
    await screen.findByRole('listbox');
    await person.type(search(), 'north{Escape}');
    expect(search()).toHaveProperty('value', '');
    expect(document.activeElement).toBe(search());
    await person.keyboard('{Escape}');
    expect(document.activeElement).toBe(screen.getByRole('listbox'));
  });

  it('says what matches nothing, keeps the page, and offers to clear', async () => {
    const person = openApp(fakeBridge(desk({ connections: eight })));
    await screen.findByRole('listbox');
    await person.type(search(), ' xyz ');
    expect(screen.getAllByText('No connection matches “xyz”')).toHaveLength(2);
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(pageTitle()).toBe('Company 1');
    await person.click(screen.getByRole('button', { name: 'Clear' }));
    expect(screen.getAllByRole('option')).toHaveLength(8);
  });
});
