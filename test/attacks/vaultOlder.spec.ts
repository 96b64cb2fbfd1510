import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Practice } from '../../main/practice/practice.ts';
import { newFolder } from '../../tools/drive.mjs';
import { deskState, expect, fill, fillInternalApp, test } from '../app/desk.ts';

const NO_KEYCHAIN = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
const PASSPHRASE = 'violet kettle runs uphill';
const NOTICE = /^The file with your sign-ins is an older copy/;
const FILES = ['vault.tokendesk', 'preferences.json'] as const;

async function createVault(window: Page) {
  await expect.poll(async () => (await deskState(window)).mayCreateVault).toBe(true);
  await window.getByRole('button', { name: 'Use a passphrase' }).click();
  await fill(window, { Passphrase: PASSPHRASE, 'Repeat passphrase': PASSPHRASE });
  await window.getByRole('button', { name: 'Set passphrase' }).click();
  await expect.poll(async () => (await deskState(window)).keychain).toBe('vault-open');
}

async function connect(window: Page, fyle: Practice, name: string, answer?: string) {
  await fillInternalApp(window, fyle, name);
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  if (answer !== undefined) await window.getByRole('button', { name: answer }).click();
  await expect.poll(async () => (await deskState(window)).connections.some((one) => one.name === name)).toBe(true);
}

async function open(window: Page) {
  await window.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await window.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect.poll(async () => (await deskState(window)).keychain).toBe('vault-open');
}

test('an older vault that was put back while the app was not running is told of', async ({ start, startFyle }) => {
  const fyle = await startFyle();
  const folder = newFolder();
  const aside = newFolder();
  const keep = (as: string) => {
    for (const name of FILES) copyFileSync(join(folder, name), join(aside, `${as}-${name}`));
  };
  const putBack = (as: string, name: (typeof FILES)[number]) =>
    copyFileSync(join(aside, `${as}-${name}`), join(folder, name));
  const first = await start(folder, NO_KEYCHAIN);
  await createVault(first.window);
  await connect(first.window, fyle, 'Acme Ltd');
  await first.app.close();
  keep('older');
  const second = await start(folder, NO_KEYCHAIN);
  await open(second.window);
  await expect(second.window.getByText(NOTICE)).toBeHidden();
  await connect(second.window, fyle, 'Beta Ltd', 'Add anyway');
  await second.app.close();
  keep('newer');

  // Killed between the two writes, or saved on another computer: the vault is newer than what is remembered.
  putBack('older', 'preferences.json');
  const killed = await start(folder, NO_KEYCHAIN);
  await open(killed.window);
  expect((await deskState(killed.window)).notices).not.toContain('vault-not-last');
  await killed.app.close();

  putBack('newer', 'preferences.json');
  putBack('older', 'vault.tokendesk');
  const third = await start(folder, NO_KEYCHAIN);
  expect((await deskState(third.window)).notices).not.toContain('vault-not-last');
  await open(third.window);
  await expect(third.window.getByText(NOTICE)).toBeVisible();
  expect((await deskState(third.window)).connections.map(({ name }) => name)).toEqual(['Acme Ltd', 'Beta Ltd']);
});
