import { openDesk } from '../../tools/drive.mjs';
import { deskState, expect, fillInternalApp, test } from './desk.ts';

test('without a keychain the app starts, says so, and begins no sign-in that it could not keep', async ({
  startFyle,
}) => {
  const asked: string[] = [];
  const fyle = await startFyle({ onRequest: ({ path }) => asked.push(path) });
  const { app, window } = await openDesk({ env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' } });
  await expect.poll(async () => (await deskState(window)).keychain).toBe('unavailable');
  await fillInternalApp(window, fyle, 'Acme Ltd');
  await window.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(window.getByText('There is no keychain on this computer')).toBeVisible();
  expect(asked).toEqual([]);
  expect((await deskState(window)).connections).toEqual([]);
  await app.close();
});
