import { newFolder } from '../../tools/drive.mjs';
import { trayItems } from '../../tools/tray.mjs';
import { connectPractice, deskState, expect, test } from './desk.ts';

const menus = (app: Parameters<Parameters<typeof test>[2]>[0]['desk']['app']) =>
  app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label));

test('the language is chosen in the settings: window, menu and tray speak it at once, and after a restart', async ({
  start,
}) => {
  const folder = newFolder();
  const first = await start(folder);
  await connectPractice(first);
  const { app, window } = first;
  expect((await menus(app))?.[0]).toBe('&File');
  await window.getByRole('button', { name: 'Settings' }).click();
  await window.getByRole('radio', { name: 'Deutsch' }).check({ force: true });
  await expect(window.getByRole('radiogroup', { name: 'Sprache' })).toBeVisible();
  expect(await window.evaluate(() => document.documentElement.lang)).toBe('de-DE');
  expect(await menus(app)).toEqual(['&Datei', '&Bearbeiten', '&Ansicht', '&Verbindung', '&Fenster', '&Hilfe']);
  await expect.poll(async () => (await trayItems())[0]?.menu.map(({ label }) => label)).toContain('Token kopieren');
  await app.close();

  const second = await start(folder);
  await expect(second.window.getByRole('option', { name: /Bereit/ })).toBeVisible();
  expect((await deskState(second.window)).locale).toBe('de-DE');
  expect((await menus(second.app))?.[0]).toBe('&Datei');
});

test('a computer in German is spoken to in German, by its own clock', async ({ start }) => {
  const { window } = await start(newFolder(), { LANG: 'de_AT.UTF-8', LC_ALL: '', LANGUAGE: '' });
  await expect(window.getByRole('heading', { name: 'Immer ein gültiges Fyle-Token zur Hand' })).toBeVisible();
  expect(await window.evaluate(() => document.documentElement.lang)).toBe('de-AT');
});
