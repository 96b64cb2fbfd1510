import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { newFolder } from '../../tools/drive.mjs';
import { axeViolations } from './axe.ts';
import {
  askToForget,
  test as base,
  commandLines,
  deskState,
  expect,
  filesUnder,
  fill,
  fillAddresses,
  openForm,
} from './desk.ts';
import type { MoodyFyle } from './moodyFyle.ts';

const PASSPHRASE = 'violet kettle runs uphill';
const REFRESH_TOKEN = 'refresh-token-of-acme';

interface Fixtures {
  readonly folder: string;
}

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
  folder: async ({}, use) => {
    await use(newFolder());
  },
  /** On that folder, where no keychain is. */
  start: async ({ start, folder }, use) => {
    await use(() => start(folder, { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' }));
  },
});

const keychainOf = async (window: Page) => (await deskState(window)).keychain;
const only = async (window: Page) => (await deskState(window)).connections[0];

async function connect(window: Page, fyle: MoodyFyle) {
  await openForm(window, 'Internal app');
  const app = { Name: 'Acme Ltd', 'Client ID': 'client', 'Client secret': 'a-client-secret' };
  await fill(window, { ...app, 'Refresh token': REFRESH_TOKEN });
  await fillAddresses(window, fyle.endpoints);
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(window.getByText('jane@acme.example')).toBeVisible();
}

async function createVault(window: Page) {
  await window.getByRole('button', { name: 'Use a passphrase' }).click();
  await fill(window, { Passphrase: PASSPHRASE, 'Repeat passphrase': PASSPHRASE });
  await window.getByRole('button', { name: 'Set passphrase' }).click();
  await expect.poll(() => keychainOf(window)).toBe('vault-open');
}

test('what is held in memory goes behind a passphrase, and comes back by it alone', async ({
  moodyFyle: fyle,
  folder,
  start,
}) => {
  const first = await start();
  await connect(first.window, fyle);
  await createVault(first.window);
  await expect(first.window.getByText('found no keychain on this computer')).toBeHidden();
  await first.app.close();
  for (const { file, bytes } of filesUnder(folder)) {
    for (const secret of [PASSPHRASE, REFRESH_TOKEN, 'a-client-secret'])
      expect(bytes.includes(secret), file).toBe(false);
  }
  const { app, window } = await start();
  await expect(window.getByText('Your sign-ins are protected by a passphrase')).toBeVisible();
  await expect.poll(async () => (await only(window))?.failure?.code).toBe('vault-closed');
  await window.getByLabel('Passphrase', { exact: true }).fill('not the passphrase');
  await window.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(window.getByText('This passphrase is wrong')).toBeVisible();
  await window.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await window.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect.poll(() => keychainOf(window)).toBe('vault-open');
  await expect.poll(async () => (await only(window))?.accessToken !== undefined).toBe(true);
  expect(commandLines()).not.toContain(PASSPHRASE);
  await app.close();
});

test('a passphrase that is lost costs the sign-ins, not the connections', { tag: '@nightly' }, async ({
  moodyFyle: fyle,
  folder,
  start,
}) => {
  const first = await start();
  await createVault(first.window);
  await connect(first.window, fyle);
  await first.app.close();
  const { window } = await start();
  await window.getByRole('button', { name: 'I forgot it' }).click();
  await window.getByRole('button', { name: 'Set it aside' }).click();
  await expect.poll(() => keychainOf(window)).toBe('absent');
  expect((await only(window))?.name).toBe('Acme Ltd');
  expect(filesUnder(folder).filter(({ file }) => file.includes('vault.tokendesk.set-aside-'))).toHaveLength(1);
});

test('everything can be forgotten without the passphrase, what was put aside too', { tag: '@nightly' }, async ({
  moodyFyle: fyle,
  folder,
  start,
}) => {
  const first = await start();
  await createVault(first.window);
  await connect(first.window, fyle);
  await first.app.close();
  writeFileSync(join(folder, 'vault.tokendesk.set-aside-2026-01-01'), 'an older one');
  const { window } = await start();
  await window.getByLabel('Passphrase', { exact: true }).waitFor();
  await askToForget(window);
  await window.getByRole('button', { name: 'Forget everything' }).click();
  await expect(window.getByText(/^Everything is forgotten\./)).toBeVisible();
  expect(await keychainOf(window)).toBe('absent');
  const left = filesUnder(folder).filter(
    ({ file, bytes }) => /vault|registry|ledger/.test(file) || bytes.includes('Acme'),
  );
  expect(left.map(({ file }) => file)).toEqual([]);
});

for (const { schemes, tag } of [
  { schemes: ['dark'], tag: [] },
  { schemes: ['light', 'dark'], tag: ['@nightly'] },
] as const)
  test(
    `both forms read well, for everybody, in ${schemes.join(' and ')}`,
    { tag: [...tag] },
    async ({ start }, { outputDir }) => {
      const look = async (window: Page, name: string) => {
        for (const colorScheme of schemes) {
          await window.emulateMedia({ colorScheme });
          await window.screenshot({ path: `${outputDir}/../vault-${name}-${colorScheme}.png`, animations: 'disabled' });
          expect(await axeViolations(window), `${name}, ${colorScheme}`).toEqual([]);
        }
      };
      const first = await start();
      await look(first.window, 'absent');
      await first.window.getByRole('button', { name: 'Use a passphrase' }).click();
      await fill(first.window, { Passphrase: 'short' });
      await first.window.getByRole('button', { name: 'Set passphrase' }).click();
      await look(first.window, 'create');
      await fill(first.window, { Passphrase: 'passwordpassword', 'Repeat passphrase': 'passwordpassword' });
      await first.window.getByRole('button', { name: 'Set passphrase' }).click();
      await expect(first.window.getByText('This is easy to guess')).toBeVisible();
      await look(first.window, 'guessable');
      // As small as the window gets, at 200 %: it scrolls, and nothing is out of reach.
      await first.window.setViewportSize({ width: 360, height: 260 });
      await first.window.getByRole('button', { name: 'Set passphrase' }).scrollIntoViewIfNeeded();
      await expect(first.window.getByRole('button', { name: 'Set passphrase' })).toBeInViewport({ ratio: 1 });
      await look(first.window, 'small');
      await first.window.setViewportSize({ width: 1100, height: 720 });
      await fill(first.window, { Passphrase: PASSPHRASE, 'Repeat passphrase': PASSPHRASE });
      await first.window.getByRole('button', { name: 'Set passphrase' }).click();
      await expect.poll(() => keychainOf(first.window)).toBe('vault-open');
      await first.app.close();
      const { window } = await start();
      await window.getByLabel('Passphrase', { exact: true }).waitFor();
      await look(window, 'open');
      await window.getByRole('button', { name: 'I forgot it' }).click();
      await look(window, 'lost');
    },
  );
