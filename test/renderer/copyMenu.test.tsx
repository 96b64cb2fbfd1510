import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { offeredFormats } from '../../main/connections/copying/copyText.ts';
import type { DeskState } from '../../preload/contract.ts';
import { failed, fakeBridge, replied } from '../fakes/bridge.ts';
import { asked, openApp } from './openApp.tsx';
import { connection, desk, settings } from './states.ts';

async function openPage(changes: Parameters<typeof connection>[0] = {}, more: Partial<DeskState> = {}) {
  const bridge = fakeBridge(desk({ connections: [connection(changes)], ...more }));
  const person = openApp(bridge);
  await screen.findByRole('heading', { name: 'Acme Ltd', level: 1 });
  return { bridge, person };
}

const main = () => within(screen.getByRole('group', { name: 'Copy' })).getAllByRole('button')[0];
const press = (code: string, keys: object = { ctrlKey: true }) => fireEvent.keyDown(document.body, { code, ...keys });

describe('the button that copies', () => {
  it.each([
    [undefined, 'Copy token'],
    ['header', 'Copy header'],
    ['power-query', 'Copy for Excel'],
    ['curl', 'Copy curl command'],
    ['environment', 'Copy variable'],
    ['postman', 'Copy for Postman'],
    // Chosen on another computer.
    ['curl-cmd', 'Copy token'],
  ] as const)('names what it copies: %s', async (copyFormat, words) => {
    const { bridge, person } = await openPage({ copyFormat });
    expect(main()?.textContent).toBe(words);
    await person.click(screen.getByRole('button', { name: words }));
    expect(asked(bridge)).toEqual([['copyToken', 'c1']]);
  });

  it('names the form for all connections where this one has none of its own', async () => {
    await openPage({}, { settings: { ...settings, defaultFormat: 'header' } });
    expect(main()?.textContent).toBe('Copy header');
  });

  it('names its own form before the one for all connections', async () => {
    await openPage({ copyFormat: 'token' }, { settings: { ...settings, defaultFormat: 'header' } });
    expect(main()?.textContent).toBe('Copy token');
  });

  it('opens a menu of every form with its help and key, the current one checked', async () => {
    const { person } = await openPage({ copyFormat: 'power-query' });
    await person.click(screen.getByRole('button', { name: 'Copy as' }));
    const rows = (await screen.findAllByRole('menuitemradio')).map((row) => row.textContent);
    expect(rows).toEqual([
      'TokenThe token alone, as Fyle gave itCtrl 1',
      'Authorization headerThe line that a program sends with each requestCtrl 2',
      'For Excel (Power Query)A query for Excel’s Advanced EditorCtrl 3',
      'curl commandAsks Fyle who you are; ready to runCtrl 4',
      'Environment variableFYLE_ACCESS_TOKEN, one line for a scriptCtrl 5',
      'For PostmanA collection; paste it under ImportCtrl 6',
    ]);
    expect(screen.getByRole('menuitemradio', { checked: true }).textContent).toContain('For Excel');
  });

  it('copies at once what is chosen there, also what was chosen before', async () => {
    const { bridge, person } = await openPage({ copyFormat: 'header' });
    for (const name of [/^curl/, /^Authorization header/]) {
      await person.click(screen.getByRole('button', { name: 'Copy as' }));
      await person.click(await screen.findByRole('menuitemradio', { name }));
      expect(screen.queryByRole('menu')).toBeNull();
    }
    expect(asked(bridge)).toEqual([
      ['copyToken', 'c1', 'curl'],
      ['copyToken', 'c1', 'header'],
    ]);
  });

  it('has a number key for each, and no other key', async () => {
    const { bridge } = await openPage();
    await act(async () => void press('Digit3'));
    await act(async () => void press('Numpad1'));
    for (const keys of [{}, { ctrlKey: true, altKey: true }, { ctrlKey: true, shiftKey: true }, { metaKey: true }])
      await act(async () => void press('Digit2', keys));
    await act(async () => void press('Digit2', { ctrlKey: true, repeat: true }));
    await act(async () => void press('Digit7'));
    expect(asked(bridge)).toEqual([
      ['copyToken', 'c1', 'power-query'],
      ['copyToken', 'c1', 'token'],
    ]);
  });

  it.each([
    ['Digit6', '-'],
    ['Digit1', '+'],
    ['Digit2', '='],
    ['Digit1', '_'],
    ['Numpad1', 'End'],
    ['Numpad2', 'ArrowDown'],
    ['Numpad3', 'PageDown'],
  ])('copies nothing by a key that zooms or moves on this keyboard: %s is %s', async (code, key) => {
    const { bridge } = await openPage();
    await act(async () => void press(code, { ctrlKey: true, key }));
    expect(asked(bridge)).toEqual([]);
  });

  it.each([
    ['Digit2', 'é'],
    ['Digit2', 'ě'],
    ['Digit2', '2'],
    ['Digit2', '٢'],
    ['Numpad2', '2'],
  ])('copies by a number key whatever sign it has besides: %s is %s', async (code, key) => {
    const { bridge } = await openPage();
    await act(async () => void press(code, { ctrlKey: true, key }));
    expect(asked(bridge)).toEqual([['copyToken', 'c1', 'header']]);
  });

  it('says of what needs the API address that it comes with it, and copies none of that', async () => {
    const { bridge, person } = await openPage({ cluster: undefined, copyFormat: 'power-query' });
    expect(main()?.textContent).toBe('Copy token');
    await person.click(screen.getByRole('button', { name: 'Copy as' }));
    const off = (await screen.findAllByRole('menuitemradio')).filter(
      (row) => row.getAttribute('aria-disabled') === 'true',
    );
    expect(off.map((row) => row.textContent)).toEqual([
      'For Excel (Power Query)Once the API address is knownCtrl 3',
      'curl commandOnce the API address is knownCtrl 4',
      'For PostmanOnce the API address is knownCtrl 6',
    ]);
    await act(async () => void press('Digit3'));
    expect(asked(bridge)).toEqual([]);
  });

  it('offers both shells of Windows there', async () => {
    const { person } = await openPage({}, { copyFormats: offeredFormats(true) });
    await person.click(screen.getByRole('button', { name: 'Copy as' }));
    const rows = (await screen.findAllByRole('menuitemradio')).map((row) => row.textContent ?? '');
    expect(rows).toHaveLength(8);
    expect(rows.filter((row) => /PowerShell|Command Prompt/.test(row))).toHaveLength(4);
  });

  it('tries what failed again in the form that was chosen', async () => {
    const { bridge, person } = await openPage();
    bridge.answers.copyToken = () => failed({ code: 'clipboard-failed' });
    await act(async () => void press('Digit2'));
    bridge.answers.copyToken = (id) => replied({ id, name: 'Acme Ltd', format: 'header', validUntil: 0, clearsAt: 0 });
    // Main has remembered the form.
    await person.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(asked(bridge)).toEqual([
      ['copyToken', 'c1', 'header'],
      ['copyToken', 'c1'],
    ]);
  });
});

describe('the menu of more actions', () => {
  it('ends with the one that removes, set apart', async () => {
    const { person } = await openPage();
    await person.click(screen.getByRole('button', { name: 'More actions' }));
    const menu = await screen.findByRole('menu');
    expect([...menu.children].map((row) => row.getAttribute('role')).slice(-2)).toEqual(['separator', 'menuitem']);
    expect(menu.lastElementChild?.textContent).toBe('Remove…');
  });

  it('is there also when there is no token to copy', async () => {
    await openPage({ status: 'sign-in-needed', accessToken: undefined });
    expect(screen.queryByRole('group', { name: 'Copy' })).toBeNull();
    expect(screen.getByRole('button', { name: 'More actions' })).toBeTruthy();
  });
});
