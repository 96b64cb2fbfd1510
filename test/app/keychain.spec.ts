import type { Page } from '@playwright/test';
import { newFolder, openDesk } from '../../tools/drive.mjs';
import {
  askToForget,
  test as base,
  chooseMore,
  deskState,
  endProcess,
  expect,
  fill,
  fillAddresses,
  openForm,
} from './desk.ts';
import { json, type MoodyFyle } from './moodyFyle.ts';
import { type Keyring, startKeyring } from './session/keyring.ts';

interface Fixtures {
  readonly keyring: Keyring;
}

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
  keyring: async ({}, use) => {
    const keyring = await startKeyring();
    await use(keyring);
    await keyring.close();
  },
  /** Beside that keyring, on one folder throughout the test. */
  start: async ({ start, keyring }, use) => {
    const folder = newFolder();
    await use(() => start(folder, keyring.env));
  },
});

/** An answer that hands out a new refresh token. */
function rotating(refreshToken: string) {
  return json(200, { access_token: 'access', token_type: 'Bearer', expires_in: 3600, refresh_token: refreshToken });
}

async function connect(window: Page, fyle: MoodyFyle) {
  await openForm(window, 'Internal app');
  const typed = { Name: 'Acme Ltd', 'Client ID': 'client', 'Client secret': 'secret', 'Refresh token': 'first' };
  await fill(window, typed);
  await fillAddresses(window, fyle.endpoints);
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(window.getByText('jane@acme.example')).toBeVisible();
}

async function usePassphrase(window: Page) {
  await window.getByRole('button', { name: 'Use a passphrase' }).click();
  await fill(window, { Passphrase: 'violet kettle runs uphill', 'Repeat passphrase': 'violet kettle runs uphill' });
  await window.getByRole('button', { name: 'Set passphrase' }).click();
}

const keychainOf = async (window: Page) => (await deskState(window)).keychain;
const only = async (window: Page) => (await deskState(window)).connections[0];
const sent = (fyle: MoodyFyle) => fyle.asked.map(({ body }) => JSON.parse(body).refresh_token);

test('locked at the start: the list is there, nobody must sign in, and unlocking is noticed', async ({
  keyring,
  moodyFyle: fyle,
  start,
}) => {
  await keyring.start();
  const first = await start();
  await connect(first.window, fyle);
  await first.app.close();
  keyring.lock();
  const { window } = await start();
  await expect(window.getByText('This computer’s keychain is locked')).toBeVisible();
  await expect.poll(async () => (await only(window))?.failure?.code).toBe('keychain-locked');
  expect(await keychainOf(window)).toBe('locked');
  // By itself the app has the desktop ask nobody, however often it looks.
  expect(keyring.questions()).toBe(1);
  await window.getByRole('button', { name: 'Renew now' }).click();
  await expect.poll(async () => (await only(window))?.status).toBe('problem');
  expect(keyring.questions()).toBe(2);
  // A person's wish is one question; here nobody can answer it.
  const notice = window.getByRole('region', { name: 'Keychain', exact: true });
  await notice.getByRole('button', { name: 'Unlock' }).click();
  await expect(notice.getByText('nothing here can ask you for its password')).toBeVisible();
  expect(keyring.questions()).toBe(4);
  expect(await keychainOf(window)).toBe('nobody-asks');
  await expect(notice.getByRole('button', { name: 'Try again' })).toBeVisible();
  keyring.unlock();
  await expect.poll(() => keychainOf(window)).toBe('ready');
  await expect.poll(async () => (await only(window))?.accessToken !== undefined).toBe(true);
  await expect(notice).toBeEmpty();
  expect(sent(fyle)).toEqual(['first', 'first']);
});

test('locked while a new refresh token is on its way: it is kept, told, and stored when the keychain opens', async ({
  keyring,
  moodyFyle: fyle,
  start,
}) => {
  await keyring.start();
  const { app, window } = await start();
  await connect(window, fyle);
  fyle.setMood((response, request) => {
    keyring.lock();
    rotating('second')(response, request);
  });
  await window.getByRole('button', { name: 'Renew now' }).click();
  await expect(window.getByText('A sign-in could not be stored yet.')).toBeVisible();
  expect((await only(window))?.failure?.code).toBe('keychain-locked');
  keyring.unlock();
  await expect(window.getByText('A sign-in could not be stored yet.')).toBeHidden();
  // Stored without another renewal.
  expect(sent(fyle)).toEqual(['first', 'first']);
  await app.close();
  fyle.setMood(rotating('third'));
  const again = await start();
  await expect.poll(async () => (await only(again.window))?.accessToken !== undefined).toBe(true);
  expect(sent(fyle)).toEqual(['first', 'first', 'second']);
});

test('a keyring that is killed and started again works without a restart of the app', async ({
  keyring,
  moodyFyle: fyle,
  start,
}) => {
  await keyring.start();
  const { window } = await start();
  await connect(window, fyle);
  await keyring.kill();
  await expect.poll(() => keychainOf(window)).toBe('silent');
  await window.getByRole('button', { name: 'Renew now' }).click();
  await expect.poll(async () => (await only(window))?.failure?.code).toBe('keychain-silent');
  await keyring.startLocked();
  // On the page as in the banner.
  await expect.poll(async () => (await only(window))?.failure?.code).toBe('keychain-locked');
  keyring.unlock();
  await expect.poll(() => keychainOf(window)).toBe('ready');
  fyle.setMood(rotating('second'));
  await window.getByRole('button', { name: 'Renew now' }).click();
  await expect.poll(async () => (await only(window))?.status).toBe('ready');
  await expect.poll(async () => (await only(window))?.failure).toBeUndefined();
  expect((await deskState(window)).notices).not.toContain('grant-pending');
});

test('a keyring that hangs is told within seconds, holds nothing up, and is found well again', {
  tag: '@alone',
}, async ({ keyring, moodyFyle: fyle, start }) => {
  await keyring.start();
  const { app, window } = await start();
  await connect(window, fyle);
  keyring.send('SIGSTOP');
  await window.getByRole('button', { name: 'Renew now' }).click();
  await expect.poll(() => keychainOf(window), { timeout: 15_000 }).toBe('silent');
  await expect(window.getByText('This computer’s keychain is not answering')).toBeVisible();
  keyring.send('SIGCONT');
  await expect.poll(() => keychainOf(window), { timeout: 15_000 }).toBe('ready');
  await expect.poll(async () => (await only(window))?.status, { timeout: 15_000 }).toBe('ready');
  // The end waits for neither a provider nor a keychain that does not answer.
  fyle.setMood(() => undefined);
  const before = fyle.asked.length;
  await window.getByRole('button', { name: 'Renew now' }).click();
  await expect.poll(() => fyle.asked.length).toBe(before + 1);
  keyring.send('SIGSTOP');
  const asked = Date.now();
  await app.close();
  expect(Date.now() - asked).toBeLessThan(5_000);
});

test('a keyring whose file was spoilt needs a new sign-in, and nothing else is harmed', { tag: '@nightly' }, async ({
  keyring,
  moodyFyle: fyle,
  start,
}) => {
  await keyring.start();
  const first = await start();
  await connect(first.window, fyle);
  await first.app.close();
  await keyring.kill();
  keyring.spoil();
  await keyring.start();
  const { window } = await start();
  await expect.poll(async () => (await only(window))?.status).toBe('sign-in-needed');
  expect(await only(window)).toMatchObject({ name: 'Acme Ltd', failure: { code: 'secret-missing' } });
  expect(await keychainOf(window)).toBe('unproven');
});

test('without a keychain one can work until the app is closed, and is told so all the while', async ({
  moodyFyle: fyle,
  start,
}) => {
  const { app, window } = await start();
  await expect(window.getByText('found no keychain on this computer')).toBeVisible();
  expect(await keychainOf(window)).toBe('absent');
  fyle.setMood(rotating('second'));
  await connect(window, fyle);
  await window.getByRole('button', { name: 'Renew now' }).click();
  await expect.poll(() => sent(fyle)).toEqual(['first', 'second']);
  await expect(window.getByText('found no keychain on this computer')).toBeVisible();
  await endProcess(app.process());
  const again = await start();
  await expect.poll(async () => (await only(again.window))?.failure?.code).toBe('keychain-unavailable');
});

test('what was signed in without a keychain goes into the one that appears', { tag: '@nightly' }, async ({
  keyring,
  moodyFyle: fyle,
  start,
}) => {
  const { app, window } = await start();
  await connect(window, fyle);
  await keyring.start();
  await expect.poll(() => keychainOf(window)).toBe('ready');
  await app.close();
  const again = await start();
  await expect.poll(async () => (await only(again.window))?.accessToken !== undefined).toBe(true);
  expect(sent(fyle)).toEqual(['first', 'first']);
});

test('what was signed in without a keychain is told to be in memory alone while the one that appears is locked', async ({
  keyring,
  moodyFyle: fyle,
  start,
}) => {
  await keyring.start();
  await keyring.kill();
  const { app, window } = await start();
  await connect(window, fyle);
  await keyring.startLocked();
  await expect.poll(() => keychainOf(window)).toBe('locked');
  await expect(window.getByText('A sign-in could not be stored yet.')).toBeVisible();
  keyring.unlock();
  await expect(window.getByText('A sign-in could not be stored yet.')).toBeHidden();
  await app.close();
  const again = await start();
  await expect.poll(async () => (await only(again.window))?.accessToken !== undefined).toBe(true);
});

test('beside a passphrase the keychain from before is followed: missing, locked, open, and what is left in it removed', {
  tag: '@nightly',
}, async ({ keyring, moodyFyle: fyle, start }) => {
  await keyring.start();
  const first = await start();
  await connect(first.window, fyle);
  await first.app.close();
  await keyring.kill();
  const { window } = await start();
  const failure = async () => (await only(window))?.failure?.code;
  await usePassphrase(window);
  // There may never have been one: nobody can tell.
  await expect.poll(failure).toBe('secret-missing');
  await keyring.startLocked();
  await expect.poll(failure).toBe('keychain-locked');
  await window.getByRole('button', { name: 'Unlock' }).click();
  await expect(window.getByRole('button', { name: 'Try again' })).toBeVisible();
  // That wish had one question asked, and this count takes the second: nobody else was asked.
  expect(keyring.questions()).toBe(2);
  keyring.unlock();
  await expect.poll(async () => (await only(window))?.accessToken !== undefined).toBe(true);
  keyring.lock();
  await chooseMore(window, 'Remove');
  await window.getByRole('button', { name: 'Remove' }).click();
  await expect(window.getByText('still holds a sign-in that is no longer needed')).toBeVisible();
  keyring.unlock();
  await expect(window.getByText('still holds a sign-in that is no longer needed')).toBeHidden();
  expect(await keychainOf(window)).toBe('vault-open');
});

test('without a bus the app starts all the same, and closes in time', async () => {
  const { app, window } = await openDesk({ env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' } });
  await expect.poll(() => keychainOf(window)).toBe('absent');
  await app.close();
});

test('forgetting everything while it is locked ends by itself when it is unlocked', async ({
  keyring,
  moodyFyle: fyle,
  start,
}) => {
  await keyring.start();
  const { window } = await start();
  await connect(window, fyle);
  keyring.lock();
  await askToForget(window);
  await window.getByRole('button', { name: 'Forget everything' }).click();
  await expect(window.getByText('Not everything is erased yet')).toBeVisible();
  await expect(window.getByRole('button', { name: 'Unlock' })).toHaveCount(1);
  await expect(window.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  keyring.unlock();
  await expect(window.getByText(/^Everything is forgotten\./)).toBeVisible();
  await expect(window.getByRole('heading', { name: 'Always a valid Fyle token at hand' })).toBeVisible();
});

test('a keychain that is not set up, with nothing to ask for its password, takes no sign-in and says so; a passphrase does', {
  tag: '@nightly',
}, async ({ keyring, moodyFyle: fyle, start }) => {
  await keyring.startLocked();
  const { window } = await start();
  const notice = window.getByRole('region', { name: 'Keychain', exact: true });
  await expect(notice.getByText('keychain is not set up yet')).toBeVisible();
  await connect(window, fyle);
  expect(await keychainOf(window)).toBe('no-keyring');
  await notice.getByRole('button', { name: 'Set it up' }).click();
  await expect(notice.getByText('nothing here can ask you for its password')).toBeVisible();
  expect(await keychainOf(window)).toBe('cannot-set-up');
  await usePassphrase(window);
  await expect.poll(() => keychainOf(window)).toBe('vault-open');
  expect((await deskState(window)).notices).not.toContain('grant-pending');
});

test('a default keyring that does not exist costs nothing that is stored in another, and is never called ready', {
  tag: '@nightly',
}, async ({ keyring, moodyFyle: fyle, start }) => {
  await keyring.start();
  const first = await start();
  await connect(first.window, fyle);
  await first.app.close();
  await keyring.kill();
  keyring.setDefault('nowhere');
  await keyring.start();
  const { window } = await start();
  await expect.poll(async () => (await only(window))?.accessToken !== undefined).toBe(true);
  expect(await keychainOf(window)).toBe('no-keyring');
  await expect(window.getByRole('button', { name: 'Use a passphrase' })).toBeVisible();
});

test('a bus that lets nobody speak to the keychain is told, and a passphrase offered', {
  tag: '@nightly',
}, async () => {
  const keyring = await startKeyring('<deny send_destination="org.freedesktop.secrets"/>');
  await keyring.start();
  const { app, window } = await openDesk({ env: keyring.env });
  await expect(window.getByText('does not let Token Desk use the keychain')).toBeVisible();
  expect(await keychainOf(window)).toBe('blocked');
  await usePassphrase(window);
  await expect.poll(() => keychainOf(window)).toBe('vault-open');
  await app.close();
  await keyring.close();
});

test('a keychain that does not store what it is given is told, and a passphrase takes what it did not', {
  tag: '@nightly',
}, async ({ keyring, moodyFyle: fyle, start }) => {
  await keyring.start();
  const { window } = await start();
  await connect(window, fyle);
  keyring.makeReadOnly();
  fyle.setMood(rotating('second'));
  await window.getByRole('button', { name: 'Renew now' }).click();
  await expect(window.getByText('does not store new sign-ins')).toBeVisible();
  expect(await keychainOf(window)).toBe('refusing');
  await usePassphrase(window);
  await expect.poll(async () => (await deskState(window)).notices).not.toContain('grant-pending');
});
