import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { combinationText, keysText } from '../../renderer/words/keysText.ts';
import { type FakeBridge, fakeBridge, pending } from '../fakes/bridge.ts';
import { chooseKind } from './addForm.ts';
import { asked, openApp, pass } from './openApp.tsx';
import { connection, desk } from './states.ts';

async function opened(bridge: FakeBridge) {
  const person = openApp(bridge);
  await screen.findByRole('heading', { level: 1 });
  return person;
}

const over = (changes: Parameters<typeof connection>[0] = {}) =>
  fakeBridge(desk({ connections: [connection(changes)] }));

/** What main was told last that the page can do. */
const offered = (bridge: FakeBridge) => bridge.calls.findLast(([channel]) => channel === 'offerActs')?.[1];

/** Chooses in the menu. */
const choose = (bridge: FakeBridge, name: Parameters<typeof bridge.say<'act'>>[1]) =>
  act(async () => bridge.say('act', name));

const list = () => screen.getByRole('listbox', { name: 'Connections' });

describe('what the menu offers', () => {
  it('is adding and the help on a first start, and all that a connection can do beside one', async () => {
    const none = fakeBridge(desk({ connections: [] }));
    await opened(none);
    expect(offered(none)).toEqual(['add', 'help', 'palette', 'settings']);
  });

  it('is everything that a connection’s page can do', async () => {
    const bridge = over();
    await opened(bridge);
    expect(offered(bridge)).toEqual([
      ...[
        'add',
        'copy',
        'copy-as',
        'duplicate',
        'edit',
        'help',
        'palette',
        'present',
        'remove',
        'renew',
        'reveal',
        'settings',
        'sign-in',
        'star',
      ],
    ]);
  });

  it('is nothing that needs a token where there is none, or that is under way', async () => {
    const bridge = over({ status: 'sign-in-needed', accessToken: undefined });
    await opened(bridge);
    expect(offered(bridge)).toEqual([
      'add',
      'duplicate',
      'edit',
      'help',
      'palette',
      'present',
      'remove',
      'settings',
      'sign-in',
      'star',
    ]);
  });

  it('changes with what is under way', async () => {
    const bridge = over();
    const copying = pending<never>();
    bridge.answers.copyToken = () => copying.reply;
    await opened(bridge);
    await choose(bridge, 'copy');
    expect(offered(bridge)).not.toContain('copy');
    await act(async () => copying.fail({ code: 'clipboard-failed' }));
    expect(offered(bridge)).toContain('copy');
  });
});

describe('what is chosen in the menu', () => {
  it.each([
    ['copy', ['copyToken', 'c1']],
    ['renew', ['renew', 'c1']],
    ['reveal', ['revealToken', 'c1']],
    ['sign-in', ['signInAgain', 'c1', {}]],
    ['star', ['edit', 'c1', { favourite: true }]],
  ] as const)('%s asks main as the button does', async (name, request) => {
    const bridge = over();
    await opened(bridge);
    await choose(bridge, name);
    expect(asked(bridge)).toContainEqual(request);
  });

  it('opens the menu of forms where it stands', async () => {
    const bridge = over();
    const person = await opened(bridge);
    await choose(bridge, 'copy-as');
    expect(screen.getByRole('menu', { name: 'Copy as' })).toBeTruthy();
    await person.click(screen.getByRole('menuitemradio', { name: /header/ }));
    expect(asked(bridge)).toContainEqual(['copyToken', 'c1', 'header']);
  });

  it('asks before it removes, and before it leaves a form that is half filled in', async () => {
    const bridge = over();
    const person = await opened(bridge);
    await choose(bridge, 'remove');
    expect(screen.getByRole('button', { name: 'Keep' })).toBeTruthy();
    expect(asked(bridge)).toEqual([]);
    await choose(bridge, 'add');
    await chooseKind(person);
    await person.type(screen.getByLabelText('Name'), 'Acme');
    expect(offered(bridge)).toEqual(['help', 'palette', 'present', 'settings']);
    await choose(bridge, 'help');
    await person.keyboard('{Escape}');
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Acme');
  });

  it('opens the form in which it is edited, beside which nothing is copied or shown', async () => {
    const bridge = over();
    await opened(bridge);
    await choose(bridge, 'edit');
    expect(offered(bridge)).toEqual(['add', 'duplicate', 'help', 'palette', 'present', 'settings', 'star']);
    await choose(bridge, 'reveal');
    expect(asked(bridge)).toEqual([]);
  });

  it('is refused by a page that cannot do it', async () => {
    const bridge = over({ status: 'sign-in-needed', accessToken: undefined });
    await opened(bridge);
    await choose(bridge, 'copy');
    expect(asked(bridge)).toEqual([]);
  });
});

describe('a row of the list', () => {
  it('copies its token by Enter', async () => {
    const bridge = over();
    const person = await opened(bridge);
    act(() => list().focus());
    await person.keyboard('{Enter}');
    expect(asked(bridge)).toEqual([['copyToken', 'c1']]);
  });

  it.each(['{Control>}{Enter}{/Control}', '{Alt>}{Enter}{/Alt}', '{Shift>}{Enter}{/Shift}'])(
    'copies nothing by %s',
    async (keys) => {
      const bridge = over();
      const person = await opened(bridge);
      act(() => list().focus());
      await person.keyboard(keys);
      expect(asked(bridge)).toEqual([]);
    },
  );

  it('copies it by the system’s own keys, but not in place of a text that is selected', async () => {
    const bridge = over();
    await opened(bridge);
    act(() => list().focus());
    expect(fireEvent.copy(document.body)).toBe(false);
    expect(asked(bridge)).toEqual([['copyToken', 'c1']]);
    document.getSelection()?.selectAllChildren(screen.getByRole('heading', { level: 1 }));
    expect(fireEvent.copy(document.body)).toBe(true);
    document.getSelection()?.removeAllRanges();
    act(() => screen.getByRole('button', { name: 'Renew now' }).focus());
    expect(fireEvent.copy(document.body)).toBe(true);
    expect(asked(bridge)).toHaveLength(1);
  });
});

describe('the help', () => {
  it('says every key, and gives the focus back', async () => {
    const bridge = over();
    const person = await opened(bridge);
    act(() => list().focus());
    await choose(bridge, 'help');
    const help = within(screen.getByRole('dialog', { name: 'Help' }));
    for (const keys of ['Ctrl+Shift+C', 'Ctrl+1', 'Alt+↑', 'Alt+↓']) expect(help.getByText(keys)).toBeTruthy();
    // The person may have chosen that closing quits.
    expect(help.getByText('Close the window')).toBeTruthy();
    await person.keyboard('{Escape}');
    await pass(50);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(list());
  });

  it.each([
    ['copy', 'Ctrl+Shift+C', '⇧⌘C'],
    ['renew', 'Ctrl+R', '⌘R'],
    ['help', 'F1', 'F1'],
    ['remove', undefined, undefined],
  ] as const)('writes the keys of %s as the system does', (name, elsewhere, onMac) => {
    expect(keysText(name, false)).toBe(elsewhere);
    expect(keysText(name, true)).toBe(onMac);
  });

  it('writes keys without an act too', () => {
    expect(combinationText('Control+CommandOrControl+F', true)).toBe('⌃⌘F');
  });
});

describe('a button', () => {
  it.each([
    ['Add connection', 'Add connection (Ctrl+N)'],
    ['Copy token', 'Copy token (Ctrl+Shift+C)'],
    ['Renew now', 'Renew now (Ctrl+R)'],
    ['Settings', 'Settings (Ctrl+,)'],
  ])(
    'shows its name, which a folded list has no room for, and its keys to who points at it: %s',
    async (name, hint) => {
      await opened(over());
      expect(screen.getByRole('button', { name }).closest('[title]')?.getAttribute('title')).toBe(hint);
    },
  );
});
