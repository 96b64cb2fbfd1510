import { execFileSync } from 'node:child_process';
import { clipboardText } from '../../tools/drive.mjs';
import { connectPractice, type Desk, expect, openForm, sharedTest as test } from './desk.ts';
import { openXPointer } from './xPointer.ts';

// By the X server's own keyboard: keys that a test sends to a page go past the menu and its keys.

/** The window's menu bar, and what was typed into the field that has the focus. */
const seen = ({ app, window }: Desk) =>
  Promise.all([
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMenuBarVisible()),
    window.evaluate(() =>
      document.activeElement instanceof HTMLInputElement ? document.activeElement.value : undefined,
    ),
  ]);

test('Alt alone shows the menu; with Shift for another layout, or as AltGr, it shows none and swallows no letter', async ({
  desk,
}) => {
  const { app, window } = desk;
  const keyboard = await openXPointer(process.env);
  await openForm(window, 'Internal app');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
  await window.getByLabel('Name', { exact: true }).focus();
  const layouts = (...options: readonly string[]) => execFileSync('setxkbmap', ['-layout', 'us,de', ...options]);
  const tries = [
    ['+Alt', '+Shift', '-Shift', '-Alt'],
    ['+Alt', '+Shift', '-Alt', '-Shift'],
    ['+Shift', '+Alt', '-Alt', '-Shift'],
    ['+Shift', '+Alt', '-Shift', '-Alt'],
    ['AltGr'],
    ['+AltGr', 'q', '-AltGr'],
  ] as const;
  try {
    for (const options of [
      ['-option', 'grp:alt_shift_toggle'],
      ['-option', '', '-option', 'grp:toggle'],
    ]) {
      layouts(...options);
      for (const keys of tries) {
        await window.getByLabel('Name', { exact: true }).fill('');
        await keyboard.press(...keys, 'a', 'c');
        await expect.poll(() => seen(desk), `${options} ${keys}`).toEqual([false, expect.stringMatching(/^.?ac$/)]);
      }
    }
  } finally {
    execFileSync('setxkbmap', ['-layout', 'us', '-option', '']);
  }
  await keyboard.press('Alt');
  await expect.poll(async () => (await seen(desk))[0]).toBe(true);
  await keyboard.press('Alt');
  await expect.poll(async () => (await seen(desk))[0]).toBe(false);
});

test('the menu’s keys work, and those of a row: F1, Ctrl+R, Ctrl+N, Ctrl+comma, Enter and Ctrl+C', async ({ desk }) => {
  const { app, window } = desk;
  const keyboard = await openXPointer(process.env);
  await connectPractice(desk);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
  await keyboard.press('F1');
  await expect(window.getByRole('dialog', { name: 'Help' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(window.getByRole('dialog')).toBeHidden();
  await window.getByRole('listbox').focus();
  const toast = window.getByRole('complementary', { name: 'Clipboard' });
  for (const keys of [
    ['Return'],
    ['+Control', 'c', '-Control'],
    ['+Control', '+Shift', 'c', '-Shift', '-Control'],
  ] as const) {
    await keyboard.press(...keys);
    await expect.poll(clipboardText).toMatch(/^ey/);
    await toast.getByRole('button', { name: 'Clear now' }).click();
    await expect.poll(clipboardText).not.toMatch(/^ey/);
    await window.getByRole('listbox').focus();
  }
  await keyboard.press('+Control', 'r', '-Control');
  await expect(window.getByText('Renewed').first()).toBeVisible();
  await keyboard.press('+Control', 'n', '-Control');
  await expect(window.getByRole('heading', { name: 'What did Fyle show you?' })).toBeVisible();
  await keyboard.press('+Control', ',', '-Control');
  await expect(window.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('the quick actions copy by keys alone, and a row’s menu by a right click and by the menu key', async ({
  desk,
}) => {
  const { app, window } = desk;
  const machine = await openXPointer(process.env);
  await connectPractice(desk);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
  const toast = window.getByRole('complementary', { name: 'Clipboard' });
  const isCopied = async () => {
    await expect.poll(clipboardText).toMatch(/^ey/);
    await toast.getByRole('button', { name: 'Clear now' }).click();
    await expect.poll(clipboardText).not.toMatch(/^ey/);
  };
  await machine.press('+Control', 'k', '-Control');
  await expect(window.getByRole('combobox', { name: 'Quick actions' })).toBeFocused();
  await machine.press('c', 'o', 'p', 'y', 'Return');
  await isCopied();

  const row = await window.getByRole('option').first().boundingBox();
  const place = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getContentBounds());
  if (row === null || place === undefined) throw new Error('no row');
  await machine.click(Math.round(place.x + row.x + 40), Math.round(place.y + row.y + 20), 3);
  await expect(window.getByRole('menu')).toBeVisible();
  await machine.press('Return');
  await isCopied();

  await window.getByRole('listbox').focus();
  await machine.press('Menu');
  await expect(window.getByRole('menu')).toBeVisible();
  await machine.press('Escape');
  await expect(window.getByRole('menu')).toBeHidden();
  await expect(window.getByRole('listbox')).toBeFocused();
});
