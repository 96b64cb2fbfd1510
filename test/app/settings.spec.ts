import { once } from 'node:events';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { clipboardText, newFolder } from '../../tools/drive.mjs';
import { root } from '../../tools/run.mjs';
import { connectPractice, deskState, expect, test } from './desk.ts';

/** What the settings change beyond the page. */
const around = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow, nativeTheme }) => ({
    isDark: nativeTheme.shouldUseDarkColors,
    zoom: BrowserWindow.getAllWindows()[0]?.webContents.zoomLevel,
  }));

test('settings that are changed by keys act at once, and are there after a restart', async ({ start }) => {
  test.slow();
  const [folder, config] = [newFolder(), newFolder()];
  const first = await start(folder, { XDG_CONFIG_HOME: config });
  const { app, window } = first;
  await connectPractice(first);
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await window.keyboard.press(key);
  };
  const settings = async () => (await deskState(window)).settings;
  const before = await settings();
  expect(before).toMatchObject({ startsAtLogin: false, closesToTray: true, clipboardSeconds: 30, freshMinutes: 10 });

  await window.getByRole('button', { name: 'Settings' }).press('Enter');
  await expect(window.getByRole('button', { name: 'General' })).toBeFocused();
  await press('Tab', 'Tab', 'Tab', 'Tab', 'Tab');
  await press('ArrowRight', 'ArrowRight');
  await expect.poll(() => around(app)).toEqual({ isDark: true, zoom: 0 });
  await press('Tab', 'ArrowRight');
  await expect.poll(() => around(app)).toEqual({ isDark: true, zoom: 1 });
  await press('Tab', 'Tab', 'Space', 'Tab', 'Space');
  await press('Tab', 'ArrowDown', 'Tab', 'ArrowUp', 'ArrowUp', 'Tab', 'ArrowDown');
  await expect(window.getByRole('combobox', { name: 'Clipboard clears after' })).toHaveValue('10');
  await expect(window.getByRole('combobox', { name: 'Valid for at least' })).toHaveValue('20');
  const chosen = {
    ...{ ...before, theme: 'dark', textSize: 'large', startsAtLogin: true },
    ...{ closesToTray: false, defaultFormat: 'header', clipboardSeconds: 10, freshMinutes: 20 },
  };
  await expect.poll(settings).toEqual(chosen);

  const entry = join(config, 'autostart/token-desk-development.desktop');
  const exec = /^Exec=(.*)$/m.exec(readFileSync(entry, 'utf8'))?.[1];
  // The build of this folder, with the data of this start, and no window.
  expect(exec).toContain(`electron ${root.slice(0, -1)}`);
  expect(exec).toMatch(new RegExp(`--user-data-dir=${folder}.* --hidden$`));

  await press('Escape');
  await expect(window.getByText('Fresh for at least 20 minutes when you paste it')).toBeVisible();
  await window.getByRole('button', { name: 'Copy header' }).click();
  await expect.poll(clipboardText).toMatch(/^Authorization: Bearer eyJ/);
  // The toast counts down, so that a longer time comes to ten seconds too.
  const copied = (await deskState(window)).clipboard;
  expect((copied?.clearsAt ?? Infinity) - Date.now()).toBeLessThanOrEqual(10_000);
  await expect.poll(clipboardText, { timeout: 12_000 }).toBe('');
  await app.close();

  // As after the program was moved: what is started is no longer there.
  const written = readFileSync(entry, 'utf8');
  writeFileSync(entry, written.replaceAll(/^(Try)?Exec=\S+/gm, '$1Exec=/gone/Token-Desk.AppImage'));
  const moved = await start(folder, { XDG_CONFIG_HOME: config });
  expect((await deskState(moved.window)).settings).toEqual(chosen);
  expect(readFileSync(entry, 'utf8')).toBe(written);
  await moved.app.close();

  // As a desktop's own settings switch it off.
  appendFileSync(entry, 'Hidden=true\n');
  const second = await start(folder, { XDG_CONFIG_HOME: config });
  expect((await deskState(second.window)).settings).toEqual({ ...chosen, startsAtLogin: false });
  expect(await around(second.app)).toEqual({ isDark: true, zoom: 1 });
  const ended = once(second.app.process(), 'exit');
  await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  expect(await ended).toEqual([0, null]);
});
