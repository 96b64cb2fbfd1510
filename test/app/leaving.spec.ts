import { clickTray, trayItems } from '../../tools/tray.mjs';
import { connectPractice, deskState, expect, fill, fillAddresses, openForm, sharedTest as test } from './desk.ts';
import { json } from './moodyFyle.ts';

test('a copy from the tray that fails takes nothing that is typed; leaving the form asks first', async ({
  desk,
  moodyFyle: fyle,
}) => {
  const { window } = desk;
  await connectPractice(desk);
  await expect(window.getByRole('listbox')).toBeFocused();

  fyle.setMood(json(200, { access_token: 'a-short-lived-token', token_type: 'Bearer', expires_in: 1 }));
  await openForm(window, 'Internal app');
  const typed = { Name: 'Acme Ltd', 'Client ID': 'tpaAcme1234', 'Client secret': 'a-secret' };
  await fill(window, { ...typed, 'Refresh token': 'a-refresh-token' });
  await fillAddresses(window, fyle.endpoints);
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(window.getByRole('heading', { name: 'Acme Ltd' })).toBeVisible();
  fyle.setMood(json(503, {}));
  await window.getByRole('option', { name: /^Practice organisation/ }).click();

  await openForm(window, 'Internal app');
  await fill(window, { ...typed, Name: 'Beta GmbH' });
  const isOver = async () => {
    const acme = (await deskState(window)).connections.find(({ name }) => name === 'Acme Ltd');
    return (acme?.accessToken?.expiresAt ?? 0) < Date.now();
  };
  await expect.poll(isOver).toBe(true);
  const [item] = await trayItems();
  await clickTray(item?.menu.find(({ label }) => label.startsWith('Acme Ltd'))?.label ?? '');
  await expect(window.getByText('Acme Ltd was not copied: Fyle is having problems')).toBeVisible();
  await expect(window.getByLabel('Client secret', { exact: true })).toBeFocused();

  await window.keyboard.press('Escape');
  await expect(window.getByRole('button', { name: 'Keep editing' })).toBeFocused();
  await window.keyboard.press('Escape');
  await expect(window.getByLabel('Client secret', { exact: true })).toBeFocused();
  await expect(window.getByLabel('Name', { exact: true })).toHaveValue('Beta GmbH');

  for (const _step of [2, 1]) await window.getByRole('button', { name: 'Back' }).click();
  await window.getByRole('button', { name: 'Leave' }).click();
  await expect(window.getByRole('heading', { name: 'Acme Ltd' })).toBeVisible();
  await expect(window.getByRole('alert')).toContainText('Fyle is having problems');
  await expect(window.getByText('was not copied')).toBeHidden();
});
