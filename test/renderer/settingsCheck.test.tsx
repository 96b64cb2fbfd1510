import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { SettingsCheck } from '../../preload/form.ts';
import { type FakeBridge, failed, fakeBridge, pending, replied } from '../fakes/bridge.ts';
import { chooseKind, unfoldAddresses } from './addForm.ts';
import { asked, openApp } from './openApp.tsx';
import { desk } from './states.ts';

const well: SettingsCheck = {
  parts: [{ part: 'page' }, { part: 'token' }, { part: 'cluster' }, { part: 'keychain' }],
};

async function checked(bridge: FakeBridge) {
  const person = openApp(bridge);
  await person.click(await screen.findByRole('button', { name: 'Add connection' }));
  await chooseKind(person);
  await person.click(screen.getByRole('button', { name: 'Check first' }));
  return person;
}

function lines() {
  return within(screen.getByRole('region', { name: 'Check' }))
    .getAllByRole('listitem')
    .map((line) => line.textContent);
}

describe('a check before the first sign-in', () => {
  it('asks with the addresses alone, and ticks what is well', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.checkSettings = () => replied(well);
    await checked(bridge);
    expect(await screen.findByText('Fyle and this computer are ready.')).toBeTruthy();
    expect(lines()).toEqual([
      'The sign-in page answers',
      'The token address answers',
      'The data address answers',
      'Sign-ins can be stored and read back',
      'The redirect URI can be used; only Fyle knows whether it is registered',
    ]);
    const [, sent] = asked(bridge)[0] as readonly unknown[];
    expect(Object.keys(sent as object)).toEqual(['endpoints', 'redirectUri']);
  });

  it('says in a sentence what is not, and offers the addresses that answer', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.checkSettings = () =>
      replied({
        parts: [
          { part: 'page' },
          { part: 'token', failure: { code: 'not-fyle', host: 'accounts.fylehq.com' } },
          { part: 'cluster' },
          { part: 'keychain', failure: { code: 'keychain-locked' } },
        ],
        other: 'fyle-2026',
      });
    const person = await checked(bridge);
    await screen.findByText('Something needs another look before you connect.');
    expect(lines()).toContain(
      'Token address: accounts.fylehq.com answers, but it is not FyleFyle does not answer at this address. Choose Fyle’s other addresses, or correct this one.',
    );
    expect(lines()).toContainEqual(expect.stringMatching(/^Storing sign-ins: The keychain is locked.*Nothing is lost/));
    await person.click(screen.getByRole('button', { name: 'Use those' }));
    await unfoldAddresses(person, 'presets');
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Fyle (2026 addresses)' }).checked).toBe(true);
    expect(screen.queryByRole('region', { name: 'Check' })).toBeNull();
  });

  it('says of the sign-in page what it was asked for, and for how long Fyle wants a pause', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.checkSettings = () =>
      replied({
        parts: [
          { part: 'page', failure: { code: 'server-error', step: 'page', status: 503 } },
          { part: 'token', failure: { code: 'too-many-requests', step: 'token', retryAfter: 120_000 } },
        ],
      });
    await checked(bridge);
    await screen.findByText('Something needs another look before you connect.');
    expect(lines().slice(0, 2)).toEqual([
      'Sign-in page: Fyle is having problemsIts server failed when Token Desk asked for the sign-in page. Nothing was stored.',
      'Token address: Fyle is asking us to slow downToo many requests came from this network. Fyle asks for a pause of 2 minutes. Nothing was stored.',
    ]);
  });

  it('goes to a field that is obviously wrong', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.checkSettings = () => failed({ code: 'fields', fields: { redirectUri: 'has-fragment' } });
    await checked(bridge);
    expect(await screen.findByText('Remove the # and everything after it.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Redirect URI'));
  });

  it('drops what it found when the settings change, and an answer that is late for them', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    const slow = pending<SettingsCheck>();
    bridge.answers.checkSettings = () => slow.reply;
    const person = await checked(bridge);
    await unfoldAddresses(person, 'presets');
    await person.click(screen.getByText('Fyle (2026 addresses)'));
    slow.succeed(well);
    await person.type(screen.getByLabelText('Name'), 'Acme');
    expect(screen.queryByRole('region', { name: 'Check' })).toBeNull();
  });
});
