import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { DeskState } from '../../preload/contract.ts';
import type { Lock } from '../../preload/lock.ts';
import { failed, fakeBridge } from '../fakes/bridge.ts';
import { openApp } from './openApp.tsx';
import { desk, noon, settings } from './states.ts';

const PASSPHRASE = 'violet kettle runs uphill';
const locked = (changes: Partial<Lock> = {}, more: Partial<DeskState> = {}) =>
  desk({ connections: [], ...more, lock: { at: noon, why: 'idle', by: 'own', mayAskSystem: false, ...changes } });

function open(state: DeskState) {
  const bridge = fakeBridge(state);
  return { bridge, person: openApp(bridge) };
}

describe('the lock’s screen', () => {
  it.each([
    ['idle', /^Locked at 14:05, after 15 minutes without you$/],
    ['screen', /^Locked at 14:05, with the screen or for sleep$/],
    ['start', /^Locked since Token Desk started at 14:05$/],
    ['person', /^Locked at 14:05$/],
  ] as const)('says since when and why: %s', async (why, since) => {
    open(locked({ why }));
    expect(await screen.findByRole('heading', { name: 'Token Desk is locked' })).toBeDefined();
    expect(screen.getByText(since)).toBeDefined();
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('takes the passphrase, says that another is wrong, and shows the desk once main has unlocked', async () => {
    const { bridge, person } = open(locked());
    const field = await screen.findByLabelText('Passphrase');
    expect(document.activeElement).toBe(field);
    bridge.answers.unlock = () => failed({ code: 'passphrase-wrong' });
    await person.type(field, 'wrong{Enter}');
    expect(await screen.findByText(/^This passphrase is not right|not the right passphrase|wrong/i)).toBeDefined();
    bridge.answers.unlock = async () => {
      bridge.say('desk', desk());
      return { ok: true, value: null };
    };
    await person.clear(field);
    await person.type(field, `${PASSPHRASE}{Enter}`);
    expect(await screen.findByRole('option', { name: /Acme Ltd/ })).toBeDefined();
    expect(bridge.calls.filter(([name]) => name === 'unlock')).toEqual([
      ['unlock', 'wrong'],
      ['unlock', PASSPHRASE],
    ]);
  });

  it('asks the system where it can', async () => {
    const { bridge, person } = open(locked({ mayAskSystem: true }));
    await person.click(await screen.findByRole('button', { name: 'Unlock with your computer account' }));
    expect(bridge.calls).toContainEqual(['unlockBySystem']);
  });

  // A vault is not set aside here: the list would then be seen without its passphrase.
  it.each(['own', 'vault'] as const)('offers to forget everything to whoever forgot the passphrase: %s', async (by) => {
    const { bridge, person } = open(locked({ by }));
    await person.click(await screen.findByRole('button', { name: 'I forgot it' }));
    await person.keyboard('{Escape}');
    await person.click(screen.getByRole('button', { name: 'I forgot it' }));
    expect(bridge.calls).not.toContainEqual(['forgetEverything']);
    await person.click(screen.getByRole('button', { name: 'Forget everything' }));
    expect(bridge.calls).toContainEqual(['forgetEverything']);
  });

  it('drops what was on the screen when main locks, and offers nothing to the menu', async () => {
    const { bridge } = open(desk());
    await screen.findByRole('option', { name: /Acme Ltd/ });
    bridge.say('desk', locked());
    expect(await screen.findByRole('heading', { name: 'Token Desk is locked' })).toBeDefined();
    expect(document.body.textContent).not.toContain('Acme');
    expect(bridge.calls.filter(([name]) => name === 'offerActs').at(-1)).toEqual(['offerActs', []]);
  });
});

describe('the setting of the lock', () => {
  async function opened(changes: Partial<DeskState> = {}) {
    const made = open(desk(changes));
    await made.person.click(await screen.findByRole('button', { name: 'Settings' }));
    return { ...made, row: () => screen.getByRole('switch', { name: 'Lock Token Desk' }) };
  }

  it('asks for a passphrase first, twice, where the keychain stores the sign-ins', async () => {
    const { bridge, person, row } = await opened();
    await person.click(row());
    const form = screen.getByRole('form', { name: 'Set a passphrase for the lock' });
    await person.type(within(form).getByLabelText('Passphrase'), PASSPHRASE);
    await person.type(within(form).getByLabelText('Repeat passphrase'), `${PASSPHRASE}{Enter}`);
    expect(bridge.calls).toContainEqual(['setLock', PASSPHRASE]);
    expect(bridge.calls.filter(([name]) => name === 'changeSettings')).toEqual([]);
    await waitFor(() => expect(screen.queryByRole('form', { name: 'Set a passphrase for the lock' })).toBeNull());
  });

  it('changes nothing when the person thinks better of it', async () => {
    const { bridge, person, row } = await opened();
    await person.click(row());
    await person.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(row()).toHaveProperty('checked', false);
    expect(bridge.calls.filter(([name]) => name === 'setLock')).toEqual([]);
  });

  it('is the vault’s where there is one', async () => {
    const { bridge, person, row } = await opened({ keychain: 'vault-open' });
    await person.click(row());
    expect(bridge.calls).toContainEqual(['changeSettings', { locksWhenIdle: true }]);
  });

  it('says after how long, and locks now by its act', async () => {
    const { bridge, person } = await opened({ settings: { ...settings, locksWhenIdle: true } });
    await person.selectOptions(screen.getByRole('combobox', { name: 'Lock after' }), '1 hour');
    expect(bridge.calls).toContainEqual(['changeSettings', { lockMinutes: 60 }]);
    bridge.say('act', 'lock');
    expect(bridge.calls).toContainEqual(['lockNow']);
  });
});
