import { clipboardText } from '../../tools/drive.mjs';
import { clickTray, notifications, trayItems } from '../../tools/tray.mjs';
import { connectPractice, deskState, expect, test } from './desk.ts';

test('presenting hides names in window and tray and mutes notifications, until it is stopped', async ({ desk }) => {
  const { app, window } = desk;
  await connectPractice(desk);
  await window.getByRole('button', { name: 'Reveal token' }).click();
  await expect(window.getByLabel('Access token of Practice organisation')).toBeVisible();

  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('present')?.click());
  await expect(window.getByText(/^Presenting: names and tokens are hidden/)).toBeVisible();
  await expect(window.getByRole('option', { name: /Connection 1/ })).toBeVisible();
  const text = await window.evaluate(() => document.body.innerHTML);
  expect(text).not.toMatch(/Practice organisation|pat@practice|eyJ/);
  const labels = async () => (await trayItems())[0]?.menu.map(({ label }) => label) ?? [];
  await expect.poll(async () => (await labels()).filter((label) => label.startsWith('Connection 1'))).toHaveLength(1);

  const before = (await notifications()).length;
  await clickTray((await labels()).find((label) => label.startsWith('Connection 1')) ?? '');
  await expect.poll(clipboardText).toMatch(/^eyJ/);
  expect(await notifications()).toHaveLength(before);
  const { id = '' } = (await deskState(window)).connections[0] ?? {};
  const refused = await window.evaluate((one) => globalThis.window.bridge.edit(one, { name: 'Connection 1' }), id);
  expect(refused).toEqual({ ok: false, failure: { code: 'presenting' } });

  await window.getByRole('button', { name: 'Stop presenting' }).click();
  await expect(window.getByRole('option', { name: /Practice organisation/ })).toBeVisible();
});
