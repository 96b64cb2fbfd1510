import { once } from 'node:events';
import type { ElectronApplication, Page } from '@playwright/test';
import { newFolder } from '../../tools/drive.mjs';
import { test as base, deskState, expect, fill, fillAddresses, openForm } from './desk.ts';
import { json, type MoodyFyle } from './moodyFyle.ts';
import { type Keyring, startKeyring } from './session/keyring.ts';

interface Fixtures {
  readonly keyring: Keyring;
}

/** The app beside a real keyring of its own; its tray is the desktop's only where a test says so. */
const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
  keyring: async ({}, use) => {
    const keyring = await startKeyring();
    await keyring.start();
    await use(keyring);
    await keyring.close();
  },
  start: async ({ start, keyring }, use) => {
    const folder = newFolder();
    await use(() => start(folder, keyring.env));
  },
});

/** An answer that hands out a new refresh token. */
function rotating(refreshToken: string) {
  return json(200, { access_token: 'access', token_type: 'Bearer', expires_in: 3600, refresh_token: refreshToken });
}

/** Leaves a new refresh token in memory alone: `shut` shuts the keyring before it comes. */
async function leavePending(window: Page, fyle: MoodyFyle, shut: () => void) {
  await openForm(window, 'Internal app');
  const typed = { Name: 'Acme Ltd', 'Client ID': 'client', 'Client secret': 'secret', 'Refresh token': 'first' };
  await fill(window, typed);
  await fillAddresses(window, fyle.endpoints);
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(window.getByText('jane@acme.example')).toBeVisible();
  fyle.setMood((response, request) => {
    shut();
    rotating('second')(response, request);
  });
  await window.getByRole('button', { name: 'Renew now' }).click();
  await expect(window.getByText('A sign-in could not be stored yet.')).toBeVisible();
  fyle.setMood(rotating('second'));
}

const sent = (fyle: MoodyFyle) => fyle.asked.map(({ body }) => JSON.parse(body).refresh_token);
const question = (window: Page) => window.getByRole('region', { name: 'Quit Token Desk?' });
const press = (window: Page, name: string) => question(window).getByRole('button', { name }).click();
/** What Ctrl+Q does, too. */
const chooseQuit = (app: ElectronApplication) =>
  app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
    items?.find(({ role }) => role === 'quit')?.click();
  });
const closeWindow = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

test('closing the last window asks while a sign-in is only in memory; staying, a locked keyring and quitting are obeyed', async ({
  keyring,
  moodyFyle: fyle,
  start,
}) => {
  const { app, window } = await start();
  await leavePending(window, fyle, keyring.lock);
  await closeWindow(app);
  await expect(question(window).getByText('The sign-in of Acme Ltd is only in memory.')).toBeVisible();
  await press(window, 'Keep open');
  await expect(question(window)).toBeHidden();
  await chooseQuit(app);
  await expect(question(window)).toBeVisible();
  await press(window, 'Unlock and store');
  await expect(question(window).getByRole('alert')).toContainText('The keychain is locked');
  const ended = once(app.process(), 'exit');
  await press(window, 'Quit anyway');
  expect(await ended).toEqual([0, null]);
});

test('it is stored and the app quits when the keyring opens; nothing is lost', async ({
  keyring,
  moodyFyle: fyle,
  start,
}) => {
  const { app, window } = await start();
  await leavePending(window, fyle, keyring.lock);
  keyring.send('SIGSTOP');
  await closeWindow(app);
  await expect(question(window)).toBeVisible();
  const ended = once(app.process(), 'exit');
  keyring.send('SIGCONT');
  keyring.unlock();
  // Stored as soon as it is open, so there is nothing more to ask.
  expect(await ended).toEqual([0, null]);
  const again = await start();
  await expect.poll(async () => (await deskState(again.window)).connections[0]?.accessToken !== undefined).toBe(true);
  expect(sent(fyle)).toEqual(['first', 'first', 'second']);
});

test('a signal asks nobody, and what can be stored then is', { tag: '@nightly' }, async ({
  keyring,
  moodyFyle: fyle,
  start,
}) => {
  const { app, window } = await start();
  await leavePending(window, fyle, keyring.makeReadOnly);
  keyring.makeReadOnly(false);
  const ended = once(app.process(), 'exit');
  app.process().kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  const again = await start();
  await expect.poll(async () => (await deskState(again.window)).connections[0]?.accessToken !== undefined).toBe(true);
  expect(sent(fyle)).toEqual(['first', 'first', 'second']);
});

test('a signal asks nobody though the keyring stays locked', async ({ keyring, moodyFyle: fyle, start }) => {
  const { app, window } = await start();
  await leavePending(window, fyle, keyring.lock);
  const ended = once(app.process(), 'exit');
  app.process().kill('SIGINT');
  expect(await ended).toEqual([0, null]);
});

test('quitting asks while a form is half filled in, keeps it, and asks nobody once it is empty', async ({ start }) => {
  const { app, window } = await start();
  await openForm(window, 'Internal app');
  const name = window.getByLabel('Name', { exact: true });
  await name.fill('Acme Ltd');
  await chooseQuit(app);
  await expect(question(window).getByText('What you have typed is not saved and will be lost.')).toBeVisible();
  await press(window, 'Keep open');
  await expect(question(window)).toBeHidden();
  await expect(name).toHaveValue('Acme Ltd');
  await chooseQuit(app);
  const ended = app.waitForEvent('close');
  await press(window, 'Quit anyway');
  await ended;

  const again = await start();
  await openForm(again.window, 'Internal app');
  await again.window.getByLabel('Name', { exact: true }).fill('Acme Ltd');
  await again.window.getByLabel('Name', { exact: true }).fill('');
  const quit = again.app.waitForEvent('close');
  await chooseQuit(again.app);
  await quit;
});
