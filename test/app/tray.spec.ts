import { clipboardText } from '../../tools/drive.mjs';
import { activateTray, clickEntry, clickTray, notifications, trayItems } from '../../tools/tray.mjs';
import { connectPractice, type Desk, deskState, expect, fillInternalApp, sharedTest as test } from './desk.ts';

// The icon, its menu and its clicks as a panel gets them over D-Bus.

const visible = ({ app }: Desk) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible()));

test('a click on the icon opens the window; a pause shows in icon, tooltip, menu and window, and ends there', async ({
  desk,
}) => {
  const { app, window } = desk;
  await connectPractice(desk);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await activateTray();
  await expect.poll(() => visible(desk)).toEqual([true]);

  const icon = async () => (await trayItems())[0];
  const fine = await icon();
  expect(fine?.picture.width).toBeGreaterThanOrEqual(24);
  await clickTray('Pause for an hour');
  await expect.poll(async () => (await icon())?.tip).toMatch(/^Token Desk: paused until \d/);
  const paused = await icon();
  expect(paused?.picture.pixels).not.toBe(fine?.picture.pixels);
  expect(paused?.menu.some(({ label }) => /^Continue \(paused until /.test(label))).toBe(true);
  await expect(window.getByText(/^Paused until /)).toBeVisible();

  const before = (await notifications()).length;
  await clickTray('Practice organisation (practice)');
  await expect.poll(clipboardText).toMatch(/^eyJ/);
  await expect.poll(async () => (await notifications())[before]?.body).toContain('paused until');
  await window.getByRole('button', { name: 'Continue' }).click();
  await expect(window.getByText(/^Paused until /)).toBeHidden();
  await expect.poll(async () => (await icon())?.tip).toBe('Token Desk');
  expect((await icon())?.picture.pixels).toBe(fine?.picture.pixels);
});

test('Settings in the tray’s menu opens the window there', async ({ desk }) => {
  await connectPractice(desk);
  await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await clickTray('Settings…');
  await expect.poll(() => visible(desk)).toEqual([true]);
  await expect(desk.window.getByRole('heading', { name: 'Copying' })).toBeVisible();
});

test('a renewal leaves the menu as it is, under the pointer of whoever has it open', async ({ desk }) => {
  const { window } = desk;
  await connectPractice(desk);
  // A menu that is made anew has other numbers.
  const menu = async () => (await trayItems())[0]?.menu;
  const issuedAt = async () => (await deskState(window)).connections[0]?.accessToken?.issuedAt ?? 0;
  const [before, first] = [await menu(), await issuedAt()];
  await window.getByRole('button', { name: 'Renew now' }).click();
  await expect.poll(issuedAt).toBeGreaterThan(first);
  await expect(window.getByRole('button', { name: 'Renew now' })).toBeEnabled();
  expect(await menu()).toEqual(before);
});

test('a click on an entry of a menu that has changed meanwhile copies that connection’s token or nothing', async ({
  desk,
  startFyle,
}) => {
  const { window } = desk;
  await connectPractice(desk);
  const [before] = await trayItems();
  const old = before?.menu.find(({ label }) => label.startsWith('Practice'));
  await fillInternalApp(window, await startFyle(), 'Acme Ltd');
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(window.getByRole('heading', { name: 'Acme Ltd' })).toBeVisible();
  // As a panel does that still shows the menu from before.
  await clickEntry(before?.item ?? '', old?.entry ?? 0).catch(() => undefined);
  const told = (await notifications()).length;
  await clickTray(old?.label ?? '');
  await expect.poll(async () => (await notifications()).length).toBeGreaterThan(told);
  const { connections } = await deskState(window);
  const acme = connections.find(({ name }) => name === 'Acme Ltd')?.id ?? '';
  const history = await window.evaluate((id) => globalThis.window.bridge.activity({ connection: id }), acme);
  expect(JSON.stringify(history)).toContain('connected');
  expect(JSON.stringify(history)).not.toContain('copied');
});

test('the menu has the connections in the order of the list, whichever was chosen', async ({ desk, startFyle }) => {
  const { window } = desk;
  await connectPractice(desk);
  await fillInternalApp(window, await startFyle(), 'Acme Ltd');
  await window.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(window.getByRole('heading', { name: 'Acme Ltd' })).toBeVisible();
  const first = async () => (await trayItems())[0]?.menu.find(({ label }) => /^(Acme|Practice)/.test(label))?.label;
  await expect.poll(first).toMatch(/^Acme/);
  await window.evaluate(() => globalThis.window.bridge.arrangeList({ order: 'hand' }));
  await expect.poll(first).toMatch(/^Practice/);
  // What was copied last comes first.
  await window.getByRole('button', { name: 'Copy token', exact: true }).click();
  await expect.poll(clipboardText).toMatch(/^eyJ/);
  await window.evaluate(() => globalThis.window.bridge.arrangeList({ order: 'used' }));
  await expect.poll(first).toMatch(/^Acme/);
});
