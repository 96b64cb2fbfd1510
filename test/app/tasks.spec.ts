import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { EMPTY_TABLE, registryText } from '../../main/desktop/files/registryFormat.ts';
import { ledgerFile } from '../../main/desktop/ledger/ledgerFile.ts';
import { clipboardText, copyOutside, newFolder, signInPage } from '../../tools/drive.mjs';
import { root } from '../../tools/run.mjs';
import { deskState, expect, fillAddresses, test } from './desk.ts';
import { counted, type HandCount, startCounting } from './handCount.ts';

const PAGE = readFileSync(join(root, 'docs/tasks.md'), 'utf8');
const JANE = { organisationName: 'Northwind', userName: 'Jane Doe', email: 'jane@northwind.example' };
const UWE = { organisationName: 'Beta GmbH', userName: 'Uwe Braun', email: 'uwe@beta.example' };

/** What a cell of the page says: `4 clicks, 1 field`. */
function readCount(cell = ''): HandCount {
  const read = (unit: string) => Number(new RegExp(`(\\d+) ${unit}s?\\b`).exec(cell)?.[1] ?? 0);
  return { clicks: read('click'), keys: read('key'), fields: read('field') };
}

/** The limits and the figures of a task, from the page's table. */
function readTask(name: string): { readonly most: HandCount; readonly reached: HandCount } {
  const row = PAGE.split('\n').find((line) => line.startsWith(`| **${name}**`));
  const [most, reached] = row?.split('|').slice(3, 5) ?? [];
  return { most: readCount(most), reached: readCount(reached) };
}

/**
 * Lets a person's hands do a task of the page, and compares what they did with what the page says.
 * @param act does it, and hands on the clicks that were made in another window
 */
async function doTask(
  window: Page,
  name: string,
  act: (addClicks: (clicks: number) => void) => Promise<void>,
): Promise<void> {
  await test.step(name, async () => {
    let elsewhere = 0;
    await startCounting(window);
    await act((clicks) => {
      elsewhere += clicks;
    });
    const here = await counted(window);
    const sum = { ...here, clicks: here.clicks + elsewhere };
    const { most, reached } = readTask(name);
    // Soft, so that each of the seven is measured.
    for (const unit of ['clicks', 'keys', 'fields'] as const)
      expect.soft(sum[unit], `${name} ${unit}`).toBeLessThanOrEqual(most[unit]);
    expect.soft(sum, name).toEqual(reached);
  });
}

test('seven tasks take a new user no more clicks than docs/tasks.md says', async ({ start, startFyle }) => {
  const folder = newFolder();
  fillHistory(folder);
  const { app, window } = await start(folder);
  const northwind = await startFyle({ person: JANE });
  const beta = await startFyle({ person: UWE, redirectUris: ['http://localhost:8000/callback'] });
  const press = (name: string | RegExp) => window.getByRole('button', { name, exact: true }).click();
  const choose = (name: string) => window.getByRole('option').filter({ hasText: name }).click();

  await doTask(window, 'Connect an internal app.', async () => {
    const { clientId, clientSecret, refreshToken } = northwind.internalApp;
    await copyOutside(`Client Id: ${clientId}\nClient Secret: ${clientSecret}\nRefresh Token: ${refreshToken}`);
    await press('Add connection');
    await uncounted(window, () => fillAddresses(window, northwind.endpoints[2026]));
    await press(/^A refresh token/);
    await press(/Paste all three at once/);
    await expect(window.getByText('Client ID, client secret and refresh token filled in.')).toBeVisible();
    await press('Connect');
    await expect(window.getByRole('heading', { name: 'Northwind' })).toBeVisible();
  });

  await doTask(window, 'Connect an OAuth app.', async (addClicks) => {
    await press('Add connection');
    await uncounted(window, () => fillAddresses(window, beta.endpoints[2026]));
    await press(/^Only a client ID and secret/);
    await press('Copy redirect URI');
    await expect.poll(clipboardText).toBe(beta.oauthApp.redirectUri);
    await copyOutside(`Client Id: ${beta.oauthApp.clientId}\nClient Secret: ${beta.oauthApp.clientSecret}`);
    await press(/Paste both at once/);
    await expect(window.getByText('Client ID and client secret filled in.')).toBeVisible();
    await press('Sign in to Fyle');
    addClicks(await agree(await signInPage(app)));
    await expect(window.getByRole('heading', { name: 'Beta GmbH' })).toBeVisible();
  });

  await doTask(window, 'Whose token is it?', async () => {
    await choose('Northwind');
    await expect(window.getByText('Jane Doe · jane@northwind.example · Spender, Admin')).toBeInViewport();
  });

  await doTask(window, 'Copy for Excel.', async () => {
    await press('Copy as');
    await window.getByRole('menuitemradio', { name: 'For Excel' }).click();
    await expect.poll(clipboardText).toMatch(/^let$[\s\S]*Authorization = "Bearer eyJ/m);
    await expect(window.getByRole('button', { name: 'Copy for Excel' })).toBeVisible();
  });

  // The sign-in ends while another connection is looked at.
  northwind.pretend('sign-in-ended');
  await press('Renew now');
  await expect(window.getByRole('option').filter({ hasText: 'Sign-in needed' })).toBeVisible();
  northwind.pretend();
  await choose('Beta GmbH');
  // Every practice organisation takes the tokens of another for the same app and person.
  await copyOutside((await startFyle({ person: JANE })).internalApp.refreshToken);

  await doTask(window, 'Recover from “Sign-in needed”.', async () => {
    await choose('Sign-in needed');
    await press('Sign in again');
    await press('Paste refresh token');
    await expect(window.getByLabel('Refresh token', { exact: true })).not.toHaveValue('');
    await press('Sign in again');
    await expect(window.getByText('Sign-in needed')).toHaveCount(0);
  });

  await doTask(window, 'Rename and star.', async () => {
    await press('Favourite');
    await press('More actions');
    await window.getByRole('menuitem', { name: 'Edit' }).click();
    await expect(window.getByLabel('Name', { exact: true })).toBeFocused();
    await window.keyboard.type('Payroll');
    await press('Save');
    await expect(window.getByRole('heading', { name: 'Payroll' })).toBeVisible();
  });
  const [first] = (await deskState(window)).connections.filter(({ favourite }) => favourite);
  expect(first?.name).toBe('Payroll');

  const table = join(folder, 'activity.csv');
  await app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) });
  }, table);
  await doTask(window, 'Export last month’s activity.', async () => {
    await press('Activity');
    await chooseInMenu(window, 'When', 'Last month');
    await press('Export CSV');
    await expect(window.getByText('activity.csv is saved: 2 entries.')).toBeVisible();
  });
  expect(readFileSync(table, 'utf8').trimEnd().split('\r\n').slice(1)).toHaveLength(2);
});

/** A history from before: the first and the last moment that last month can have, and those just outside it. */
function fillHistory(folder: string): void {
  const now = new Date();
  const begin = new Date(now.getFullYear(), now.getMonth() - 1).getTime();
  const end = new Date(now.getFullYear(), now.getMonth()).getTime();
  writeFileSync(join(folder, 'registry.json'), registryText(EMPTY_TABLE));
  const ledger = ledgerFile(folder, (reason) => expect(reason).toBe(''));
  for (const at of [begin - 1, begin, end - 1, end])
    ledger.append({ id: 'e'.repeat(32), name: 'Old Ltd', at, what: 'renewed', by: 'itself' });
}

/** Does what a person does not have to, so that it is not counted. */
async function uncounted(window: Page, act: () => Promise<void>): Promise<void> {
  const before = await counted(window);
  await act();
  await startCounting(window, before);
}

/** Presses “YES” on Fyle's page, and counts before it is gone. */
async function agree(page: Page): Promise<number> {
  const gone = page.waitForEvent('close');
  await startCounting(page);
  await page.getByRole('button', { name: 'YES' }).hover();
  await page.mouse.down();
  const { clicks } = await counted(page);
  await page.mouse.up();
  await gone;
  return clicks;
}

/** Chooses in a menu that the system draws: no press of a test's mouse gets there, but typing does. */
async function chooseInMenu(window: Page, menu: string, choice: string): Promise<void> {
  await window.getByRole('combobox', { name: menu }).click();
  await window.keyboard.type(choice);
  await window.keyboard.press('Enter');
}
