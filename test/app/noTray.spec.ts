import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { newFolder } from '../../tools/drive.mjs';
import { root } from '../../tools/run.mjs';
import { startSessionBus } from '../../tools/sessionBus.mjs';
import { clickTray, trayItems } from '../../tools/tray.mjs';
import { deskState, test as deskTest, expect, launchHidden } from './desk.ts';

/** A session bus of one's own with nobody on it, as on a desktop that shows no tray icons. */
const test = deskTest.extend<{
  readonly bus: string;
  readonly startPanel: () => { process: ChildProcess; socket: string };
}>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
  bus: async ({}, use) => {
    const bus = await startSessionBus();
    await use(bus.address);
    await bus.stop();
  },
  start: async ({ start, bus }, use) => use((folder, env) => start(folder, { DBUS_SESSION_BUS_ADDRESS: bus, ...env })),
  startPanel: async ({ bus }, use) => {
    const panels: ChildProcess[] = [];
    await use(() => {
      const socket = join(newFolder(), 'socket');
      const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: bus };
      const panel = spawn('/usr/bin/python3', [join(root, 'tools/trayHost.py'), socket], { env, stdio: 'ignore' });
      panels.push(panel);
      return { process: panel, socket };
    });
    for (const panel of panels) panel.kill();
  },
});

const TOLD = 'This computer shows no tray icons';
const close = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

test('where nothing shows tray icons that is told, and closing the window ends the app', async ({ desk }) => {
  const { app, window } = desk;
  await expect(window.getByText(TOLD)).toBeVisible();
  expect((await deskState(window)).notices).toEqual(['no-tray']);
  const ended = once(app.process(), 'exit');
  await close(app);
  expect(await ended).toEqual([0, null]);
});

test('a panel that comes later shows the icon, and one that goes is missed', async ({ desk, startPanel }) => {
  const { app, window } = desk;
  const notices = async () => (await deskState(window)).notices;
  for (const _ of ['first', 'second']) {
    await expect.poll(notices).toEqual(['no-tray']);
    const panel = startPanel();
    await expect.poll(notices).toEqual([]);
    await expect(window.getByText(TOLD)).toBeHidden();
    await expect.poll(async () => (await trayItems(panel.socket)).length).toBe(1);
    await close(app);
    await expect.poll(() => visible(app)).toEqual([false]);
    await clickTray('Open Token Desk', panel.socket);
    await expect.poll(() => visible(app)).toEqual([true]);
    panel.process.kill();
  }
  await expect(window.getByText(TOLD)).toBeVisible();
});

const visible = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible()));

deskTest('a hidden start shows its window at once where nothing can show tray icons', async () => {
  // Without a session bus no panel can come.
  const app = await launchHidden({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' });
  await expect.poll(() => visible(app)).toEqual([true]);
  await expect((await app.firstWindow()).getByText(TOLD)).toBeVisible();
  await app.close();
});

test('a hidden start waits for a panel that the desktop has yet to start, and stays hidden then', async ({
  bus,
  startPanel,
}) => {
  const app = await launchHidden({ DBUS_SESSION_BUS_ADDRESS: bus });
  await expect.poll(() => visible(app)).toEqual([false]);
  const panel = startPanel();
  await expect.poll(() => existsSync(panel.socket)).toBe(true);
  await expect.poll(async () => (await trayItems(panel.socket)).length).toBe(1);
  expect(await visible(app)).toEqual([false]);
  await clickTray('Open Token Desk', panel.socket);
  await expect.poll(() => visible(app)).toEqual([true]);
  await app.close();
});
