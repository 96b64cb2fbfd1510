import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Desk, deskState, expect, fill, fillInternalApp, test } from '../app/desk.ts';

const BUS = process.env.DBUS_SESSION_BUS_ADDRESS ?? '';
/** No session bus, so no keychain; the desktop's own bus stands in for the system's, where the login manager is. */
const NO_KEYCHAIN = {
  DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
  DBUS_SYSTEM_BUS_ADDRESS: BUS,
  XDG_SESSION_ID: 'own',
};
const PASSPHRASE = 'violet kettle runs uphill';
const keychainOf = async (window: Page) => (await deskState(window)).keychain;

/** Makes a vault, with a person's wish that it be locked or without. */
async function createVault(window: Page, locks: boolean) {
  await expect.poll(async () => (await deskState(window)).mayCreateVault).toBe(true);
  await window.getByRole('button', { name: 'Use a passphrase' }).click();
  await fill(window, { Passphrase: PASSPHRASE, 'Repeat passphrase': PASSPHRASE });
  if (locks) await window.getByText('Lock it again when nobody has used this computer').click();
  await window.getByRole('button', { name: 'Set passphrase' }).click();
  await expect.poll(() => keychainOf(window)).toBe('vault-open');
}

/** The login manager, which owns its name on this bus; `lock` tells that the screen is locked. */
async function startLoginManager() {
  const script = join(import.meta.dirname, '../unit/desktop/dbus/lockSender.py');
  // Debian's own Python, because only that one finds the package python3-dbus.
  const manager = spawn('/usr/bin/python3', [script, BUS, 'org.freedesktop.login1'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(manager.stdout, 'data');
  return {
    lock: () => manager.stdin.write('/org/freedesktop/login1/session/own org.freedesktop.login1.Session Lock\n'),
    stop: () => manager.kill(),
  };
}

test('whoever is at the locked screen finds the vault locked, if the person wished, and the passphrase opens it', async ({
  start,
  startFyle,
}) => {
  const fyle = await startFyle();
  const manager = await startLoginManager();
  const first: Desk = await start(undefined, NO_KEYCHAIN);
  await fillInternalApp(first.window, fyle, 'Acme Ltd');
  await first.window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect.poll(async () => (await deskState(first.window)).connections[0]?.status).toBe('ready');
  await createVault(first.window, true);
  manager.lock();
  await expect.poll(() => keychainOf(first.window)).toBe('vault-closed');
  await expect(first.window.getByRole('heading', { name: 'Token Desk is locked' })).toBeVisible();
  expect((await deskState(first.window)).connections).toEqual([]);
  await first.window.getByLabel('Passphrase', { exact: true }).fill('another kettle runs uphill');
  await first.window.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(first.window.getByRole('button', { name: 'Unlock', exact: true })).toBeEnabled();
  expect(await keychainOf(first.window)).toBe('vault-closed');
  await first.window.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await first.window.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect.poll(() => keychainOf(first.window)).toBe('vault-open');
  const { id } = (await deskState(first.window)).connections[0] ?? { id: '' };
  expect(await first.window.evaluate((which) => globalThis.window.bridge.renew(which), id)).toEqual({
    ok: true,
    value: null,
  });
  const heard = await first.window.evaluateHandle(() => ({
    mask: new Promise<void>((resolve) => globalThis.window.bridge.on('mask', () => resolve())),
  }));
  // Without the wish the vault stays open.
  await first.window.getByRole('button', { name: 'Settings' }).click();
  await first.window.getByRole('switch', { name: 'Lock Token Desk' }).press('Space');
  await expect.poll(async () => (await deskState(first.window)).settings.locksWhenIdle).toBe(false);
  manager.lock();
  await heard.evaluate(({ mask }) => mask);
  expect(await keychainOf(first.window)).toBe('vault-open');
  manager.stop();
});

test('the system tells how long nobody has used the computer, and after 15 minutes the vault is locked', async ({
  start,
}) => {
  const { app, window, folder } = await start(undefined, NO_KEYCHAIN);
  await createVault(window, true);
  // Nobody uses this display: its server counts by itself.
  await expect.poll(() => app.evaluate(({ powerMonitor }) => powerMonitor.getSystemIdleTime())).toBeGreaterThan(1);
  expect(await keychainOf(window)).toBe('vault-open');
  // A quarter of an hour is said, not waited for.
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 15 * 60;
  });
  await expect.poll(() => keychainOf(window)).toBe('vault-closed');
  // Nor does another start show anything without it.
  await app.close();
  const second = await start(folder, NO_KEYCHAIN);
  await expect(second.window.getByRole('heading', { name: 'Token Desk is locked' })).toBeVisible();
  const aside = await second.window.evaluate(() => globalThis.window.bridge.setVaultAside());
  expect(aside).toEqual({ ok: false, failure: { code: 'locked' } });
  await second.window.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await second.window.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect.poll(() => keychainOf(second.window)).toBe('vault-open');
  await expect(second.window.getByRole('heading', { name: 'Token Desk is locked' })).toBeHidden();
});
