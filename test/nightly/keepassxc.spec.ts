import type { Page } from '@playwright/test';
import { newFolder } from '../../tools/drive.mjs';
import { test as base, deskState, expect, fill, fillAddresses, openForm } from '../app/desk.ts';
import { type KeePassXc, startKeePassXc } from './keepassxc.ts';

interface Fixtures {
  readonly keepassxc: KeePassXc;
}

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
  keepassxc: async ({}, use) => {
    const keepassxc = await startKeePassXc();
    await use(keepassxc);
    await keepassxc.close();
  },
  /** Beside it, on one folder throughout the test. */
  start: async ({ start, keepassxc }, use) => {
    const folder = newFolder();
    await use(() => start(folder, keepassxc.env));
  },
});

const keychainOf = async (window: Page) => (await deskState(window)).keychain;
const codes = async (window: Page) => (await deskState(window)).connections.map(({ failure }) => failure?.code);
const tokens = async (window: Page) =>
  (await deskState(window)).connections.filter(({ accessToken }) => accessToken !== undefined).length;

test('KeePassXC asks about the sign-in that is used, waits there longer than a call may take, and asks about no other', async ({
  keepassxc,
  moodyFyle: fyle,
  start,
}) => {
  const first = await start();
  for (const name of ['one', 'two', 'three', 'four', 'five']) {
    await openForm(first.window, 'Internal app');
    const client = { 'Client ID': `client-${name}`, 'Client secret': 'secret' };
    const app = { Name: name, ...client, 'Refresh token': `refresh-${name}` };
    await fill(first.window, app);
    await fillAddresses(first.window, fyle.endpoints);
    await first.window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
    await expect(first.window.getByRole('heading', { name })).toBeVisible();
  }
  expect(keepassxc.questions()).toEqual([]);
  await first.app.close();
  const { window } = await start();
  await expect.poll(() => codes(window)).toEqual(Array.from({ length: 5 }, () => 'keychain-asks'));
  expect(keepassxc.questions()).toEqual([]);
  await window.getByRole('button', { name: 'Copy token' }).click();
  await expect(window.getByText('Your keychain is asking.')).toBeVisible();
  expect(keepassxc.questions()).toHaveLength(1);
  keepassxc.answer('Escape');
  await expect(window.getByText('The keychain has not let Token Desk in').first()).toBeVisible();
  expect(keepassxc.questions()).toEqual([]);
  await window.getByRole('button', { name: 'Copy token' }).click();
  await expect.poll(() => keychainOf(window)).toBe('asking');
  // Longer than anything that does not ask may take.
  const asked = Date.now();
  await expect.poll(() => Date.now() - asked).toBeGreaterThan(8_000);
  expect(keepassxc.questions()).toHaveLength(1);
  keepassxc.answer('Return');
  await expect.poll(() => tokens(window)).toBe(1);
  await expect.poll(() => keychainOf(window)).toBe('ready');
  await window.getByRole('button', { name: 'Renew now' }).click();
  await expect.poll(() => fyle.asked.length).toBeGreaterThan(6);
  expect(keepassxc.questions()).toEqual([]);
});
