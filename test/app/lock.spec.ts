import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { clipboardText, newFolder } from '../../tools/drive.mjs';
import { clickEntry, trayItems } from '../../tools/tray.mjs';
import { connectPractice, type Desk, deskState, expect, filesUnder, fill, test } from './desk.ts';

const PASSPHRASE = 'violet kettle runs uphill';

async function setLock({ window }: Desk) {
  await window.getByRole('button', { name: 'Settings' }).click();
  await window.getByRole('switch', { name: 'Lock Token Desk' }).press('Space');
  await fill(window, { Passphrase: PASSPHRASE, 'Repeat passphrase': PASSPHRASE });
  await window.getByRole('button', { name: 'Set passphrase' }).click();
  await expect.poll(async () => (await deskState(window)).settings.locksWhenIdle).toBe(true);
  await window.keyboard.press('Escape');
}

async function unlock(window: Page, passphrase: string) {
  await window.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await window.getByRole('button', { name: 'Unlock', exact: true }).click();
}

const locked = (window: Page) => window.getByRole('heading', { name: 'Token Desk is locked' });
const labels = async () => (await trayItems())[0]?.menu.map(({ label }) => label);

test('a lock hides the list in window and tray, forgets the tokens, holds over a restart, and opens by its passphrase', async ({
  start,
}) => {
  test.slow();
  const folder = newFolder();
  const first = await start(folder);
  const { app, window } = first;
  await connectPractice(first);
  await setLock(first);
  expect(filesUnder(folder).some(({ bytes }) => bytes.includes(PASSPHRASE))).toBe(false);
  const before = (await trayItems())[0];
  const copy = before?.menu.find(({ label }) => label.startsWith('Practice organisation'));

  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('lock')?.click());
  await expect(locked(window)).toBeVisible();
  expect(await window.evaluate(() => document.body.textContent)).not.toContain('Practice');
  expect((await deskState(window)).connections).toEqual([]);
  await expect.poll(labels).toEqual(['Unlock Token Desk', '', 'Quit']);
  // A click on the menu as it was before, and everything that a page could ask.
  await clickEntry(before?.item ?? '', copy?.entry ?? 0).catch(() => undefined);
  const asked = await window.evaluate(async () => {
    const { bridge } = globalThis.window;
    const id = '0'.repeat(32);
    const answers = [
      bridge.copyToken(id),
      bridge.revealToken(id),
      bridge.renew(id),
      bridge.remove(id),
      bridge.connectPractice(),
    ];
    return (await Promise.all(answers)).map((answer) => (answer.ok ? 'ok' : answer.failure.code));
  });
  expect(asked).toEqual(Array(5).fill('locked'));
  expect(await clipboardText()).not.toContain('eyJ');

  await unlock(window, 'another kettle runs uphill');
  await expect(
    window
      .getByText(/passphrase/i)
      .and(window.getByText(/not|wrong/i))
      .first(),
  ).toBeVisible();
  await expect(locked(window)).toBeVisible();
  await app.close();

  const second = await start(folder);
  await expect(locked(second.window)).toBeVisible();
  await expect.poll(labels).toEqual(['Unlock Token Desk', '', 'Quit']);
  await unlock(second.window, PASSPHRASE);
  await expect(second.window.getByRole('option', { name: /Ready/ })).toBeVisible();
  await second.window.getByRole('button', { name: 'Copy token' }).click();
  await expect.poll(clipboardText).toMatch(/^eyJ/);

  // Without the lock the passphrase is gone, and the next start asks nothing.
  await second.window.getByRole('button', { name: 'Settings' }).click();
  await second.window.getByRole('switch', { name: 'Lock Token Desk' }).press('Space');
  await expect.poll(() => existsSync(join(folder, 'lock.tokendesk'))).toBe(false);
  expect(JSON.parse(readFileSync(join(folder, 'preferences.json'), 'utf8')).locksWhenIdle).toBe(false);
});
