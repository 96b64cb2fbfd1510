import { clickNotification, notifications, trayItems } from '../../tools/tray.mjs';
import { expect, fill, fillAddresses, openForm, test } from './desk.ts';
import { json } from './moodyFyle.ts';

/** A token so short that it is renewed within seconds. */
const short = json(200, { access_token: 'a-short-token', token_type: 'Bearer', expires_in: 8 });
const refused = json(400, { error: 'invalid_grant' });

test('sign-ins that die while the window is hidden are told of once, in tooltip and icon too', async ({
  start,
  moodyFyle,
}) => {
  const { app, window } = await start();
  moodyFyle.setMood(short);
  for (const name of ['Acme Ltd', 'Beta GmbH']) {
    await openForm(window, 'Internal app');
    await fill(window, {
      Name: name,
      'Client ID': `id-of-${name.length}`,
      'Client secret': `secret-of-${name.length}`,
      'Refresh token': `refresh-of-${name.length}`,
    });
    await fillAddresses(window, moodyFyle.endpoints);
    await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
    await expect(window.getByRole('heading', { name })).toBeVisible();
  }
  expect((await trayItems())[0]?.tip).toBe('Token Desk');
  const before = (await notifications()).length;
  const news = async () => (await notifications()).slice(before).filter(({ title }) => title === 'Sign-in needed');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  moodyFyle.setMood(refused);
  await expect
    .poll(async () => (await news()).map(({ body }) => body))
    .toEqual(['2 connections need a new sign-in. Click to open Token Desk.']);
  expect((await trayItems())[0]?.tip).toBe('Token Desk: 2 need you');
  await clickNotification((await news())[0]?.id ?? 0);
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(true);
  await expect(window.getByRole('heading', { name: 'Acme Ltd' })).toBeVisible();
});
