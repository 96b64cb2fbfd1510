import type { Page } from '@playwright/test';
import { newFolder } from '../../tools/drive.mjs';
import { test as base, deskState, expect, fill, fillAddresses, openForm } from '../app/desk.ts';
import type { MoodyFyle } from '../app/moodyFyle.ts';
import { type KWallet, startKWallet } from './kwallet.ts';

interface Fixtures {
  readonly kwallet: KWallet;
}

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
  kwallet: async ({}, use) => {
    const kwallet = await startKWallet();
    await use(kwallet);
    await kwallet.close();
  },
  /** Beside it, on one folder throughout the test. */
  start: async ({ start, kwallet }, use) => {
    const folder = newFolder();
    await use(() => start(folder, kwallet.env));
  },
});

async function typeApp(window: Page, fyle: MoodyFyle) {
  await openForm(window, 'Internal app');
  const typed = { Name: 'Acme Ltd', 'Client ID': 'client', 'Client secret': 'secret', 'Refresh token': 'first' };
  await fill(window, typed);
  await fillAddresses(window, fyle.endpoints);
}

async function connect(window: Page, fyle: MoodyFyle) {
  await typeApp(window, fyle);
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(window.getByText('jane@acme.example')).toBeVisible();
}

const keychainOf = async (window: Page) => (await deskState(window)).keychain;
const only = async (window: Page) => (await deskState(window)).connections[0];
const hasToken = async (window: Page) => (await only(window))?.accessToken !== undefined;

test('KWallet that the login opened takes a sign-in and gives it back after a restart, without a question', async ({
  kwallet,
  moodyFyle: fyle,
  start,
}) => {
  await kwallet.start();
  kwallet.logIn();
  const first = await start();
  await connect(first.window, fyle);
  expect(await keychainOf(first.window)).toBe('ready');
  expect((await deskState(first.window)).notices).not.toContain('grant-pending');
  await first.app.close();
  // It writes its file when a wallet is closed.
  kwallet.closeWallet();
  await kwallet.kill();
  await kwallet.start();
  kwallet.logIn();
  const { window } = await start();
  await expect.poll(() => hasToken(window)).toBe(true);
  expect(await keychainOf(window)).toBe('ready');
  expect(kwallet.questions()).toEqual([]);
});

test('a wallet that is closed is told, and opened at a wish alone: its question cancelled, then answered', async ({
  kwallet,
  moodyFyle: fyle,
  start,
}) => {
  await kwallet.start();
  kwallet.logIn();
  const first = await start();
  await connect(first.window, fyle);
  kwallet.closeWallet();
  await expect.poll(() => keychainOf(first.window)).toBe('locked');
  await first.app.close();
  const { window } = await start();
  await expect(window.getByText('This computer’s keychain is locked')).toBeVisible();
  await expect.poll(async () => (await only(window))?.failure?.code).toBe('keychain-locked');
  await window.getByRole('button', { name: 'Copy token' }).click();
  await expect(window.getByText('Nothing was copied')).toBeVisible();
  expect(kwallet.questions()).toEqual([]);
  const notice = window.getByRole('region', { name: 'Keychain', exact: true });
  await notice.getByRole('button', { name: 'Unlock' }).click();
  await expect.poll(() => kwallet.questions().length).toBe(1);
  await expect.poll(() => keychainOf(window)).toBe('asking');
  // Nobody is quicker: what is dismissed sooner has not been on the screen.
  const shown = Date.now();
  await expect.poll(() => Date.now() - shown).toBeGreaterThan(500);
  kwallet.answer('cancel');
  await expect.poll(() => keychainOf(window)).toBe('denied');
  expect(kwallet.questions()).toEqual([]);
  await notice.getByRole('button', { name: 'Ask again' }).click();
  await expect.poll(() => kwallet.questions().length).toBe(1);
  kwallet.answer('password');
  await expect.poll(() => hasToken(window)).toBe(true);
  expect(await keychainOf(window)).toBe('ready');
  // Opened elsewhere it needs no wish.
  kwallet.closeWallet();
  await expect.poll(() => keychainOf(window)).toBe('locked');
  kwallet.logIn();
  await expect.poll(() => keychainOf(window)).toBe('ready');
  expect(kwallet.questions()).toEqual([]);
});

test('KWallet without the library that it encrypts with begins no sign-in, says that it stores none, and a passphrase does', async ({
  kwallet,
  moodyFyle: fyle,
  start,
}) => {
  await kwallet.start({ QCA_NO_PLUGINS: '1' });
  kwallet.logIn();
  const { window } = await start();
  await typeApp(window, fyle);
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(window.getByText('The keychain refused the request')).toBeVisible();
  await expect(window.getByText('The keychain does not store new sign-ins')).toBeVisible();
  expect(fyle.asked).toEqual([]);
  await window.getByRole('button', { name: 'Use a passphrase' }).click();
  await window.getByRole('button', { name: 'Leave' }).click();
  await fill(window, { Passphrase: 'violet kettle runs uphill', 'Repeat passphrase': 'violet kettle runs uphill' });
  await window.getByRole('button', { name: 'Set passphrase' }).click();
  await expect.poll(() => keychainOf(window)).toBe('vault-open');
  await connect(window, fyle);
});
