import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { launchArguments, newFolder, openDesk } from '../../tools/drive.mjs';
import { electronProgram } from '../../tools/setup/electron.mjs';
import { clickTray, trayItems } from '../../tools/tray.mjs';
import { expect, launchHidden, test, WITHOUT_GPU } from './desk.ts';

/** What the main window is, and what its display has. */
const stand = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow, screen }) => {
    const window = BrowserWindow.getAllWindows()[0];
    const bounds = window?.getBounds() ?? { x: 0, y: 0, width: 0, height: 0 };
    const [minWidth = 0, minHeight = 0] = window?.getMinimumSize() ?? [];
    return {
      bounds,
      least: { width: minWidth, height: minHeight },
      zoom: window?.webContents.zoomLevel,
      area: screen.getDisplayMatching(bounds).workArea,
    };
  });

const GONE = { x: 3000, y: -900, width: 900, height: 600, isMaximized: false, isFullScreen: false, zoomLevel: 1 };

test('the window stands on a display that exists, and size, place and zoom are as they were left', async ({
  start,
}) => {
  const folder = newFolder();
  const file = join(folder, 'preferences.json');
  writeFileSync(file, JSON.stringify({ window: GONE }));
  const first = await start(folder);
  // The virtual desktop has 1280 × 800.
  expect(await stand(first.app)).toMatchObject({ bounds: { x: 190, y: 100, width: 900, height: 600 }, zoom: 1 });
  const before = readFileSync(file, 'utf8');
  let writes = 0;
  const watcher = watch(folder, (_event, name) => {
    if (name === 'preferences.json') writes += 1;
  });
  await first.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    for (let step = 0; step <= 40; step += 1)
      window?.setBounds({ x: 20 + step, y: 30, width: 800 + step, height: 560 });
  });
  const left = { x: 60, y: 30, width: 840, height: 560 };
  await expect.poll(() => readFileSync(file, 'utf8')).not.toBe(before);
  watcher.close();
  // Once it rested, and not at each pixel.
  expect(JSON.parse(readFileSync(file, 'utf8')).window).toMatchObject({ ...left, zoomLevel: 1 });
  expect(writes).toBe(1);
  await first.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents) contents.zoomLevel = -0.5;
  });
  await first.app.close();
  const second = await start(folder);
  expect(await stand(second.app)).toMatchObject({ bounds: left, zoom: -0.5 });
});

test('the window comes along when its display becomes smaller', async ({ start }) => {
  const { app } = await start();
  const xrandr = (...words: readonly string[]) => execFileSync('xrandr', words);
  xrandr('--newmode', 'small', '25', '800', '801', '802', '803', '600', '601', '602', '603');
  xrandr('--addmode', 'screen', 'small');
  try {
    xrandr('--output', 'screen', '--mode', 'small');
    await expect
      .poll(async () => {
        const { bounds, area } = await stand(app);
        return [area.width, bounds.x + bounds.width <= area.width, bounds.y + bounds.height <= area.height];
      })
      .toEqual([800, true, true]);
  } finally {
    xrandr('--output', 'screen', '--mode', '1280x800');
    xrandr('--delmode', 'screen', 'small');
    xrandr('--rmmode', 'small');
  }
});

test('at 200 % the window is no larger than its display, and may be made smaller', async () => {
  const { app } = await openDesk({ switches: [...WITHOUT_GPU, '--force-device-scale-factor=2'] });
  const { bounds, least, area } = await stand(app);
  expect(area).toEqual({ x: 0, y: 0, width: 640, height: 400 });
  expect(bounds).toEqual(area);
  expect(least.width).toBeLessThan(area.width);
  expect(least.height).toBeLessThan(area.height);
  await app.close();
});

test('Settings in the tray’s menu are opened also by the first window after a hidden start', async () => {
  const app = await launchHidden({}, newFolder());
  await expect.poll(async () => (await trayItems()).length).toBe(1);
  await clickTray('Settings…');
  await expect((await app.firstWindow()).getByRole('heading', { name: 'Copying' })).toBeVisible();
  await app.close();
});

test('a hidden start is in the tray alone, until the tray or a plain start shows its window', async () => {
  const folder = newFolder();
  const words = [...launchArguments(folder), ...WITHOUT_GPU];
  const again = async (...more: readonly string[]) =>
    (await once(spawn(electronProgram(), [...words, ...more], { stdio: 'ignore' }), 'exit'))[0];
  const app = await launchHidden({}, folder);
  const visible = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible()));
  const hide = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await expect.poll(async () => (await trayItems()).length).toBe(1);
  // As when the system starts it once more.
  expect(await again('--hidden')).toBe(0);
  expect(await visible()).toEqual([false]);
  await clickTray('Open Token Desk');
  await expect.poll(visible).toEqual([true]);
  const heading = 'Always a valid Fyle token at hand';
  await expect((await app.firstWindow()).getByRole('heading', { name: heading })).toBeVisible();
  await hide();
  expect(await again()).toBe(0);
  await expect.poll(visible).toEqual([true]);
  await app.close();
});
