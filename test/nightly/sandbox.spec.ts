import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import electron from 'electron';
import { confirmAll, hasSandbox, launchArguments, newFolder } from '../../tools/drive.mjs';
import { root } from '../../tools/run.mjs';
import { test as base, deskState, expect, fill, fillInternalApp } from '../app/desk.ts';
import { startKeyring } from '../app/session/keyring.ts';

// What Flatpak does around an app: a root folder of its own with `/.flatpak-info` in it, by bubblewrap, and a session bus
// behind xdg-dbus-proxy, which hides what the app may not talk to.

interface Fixtures {
  /** Starts the app in the sandbox, beside a real keyring; `rules` are the proxy's. */
  readonly startConfined: (...rules: readonly string[]) => Promise<Page>;
}

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
  startConfined: async ({}, use) => {
    const ends: (() => Promise<unknown>)[] = [];
    await use(async (...rules) => {
      const keyring = await startKeyring();
      ends.push(keyring.close);
      await keyring.start();
      const folder = newFolder();
      const socket = join(folder, 'bus');
      const words = ['--fd=3', keyring.env.DBUS_SESSION_BUS_ADDRESS ?? '', socket, '--filter', ...rules];
      const proxy = spawn('xdg-dbus-proxy', words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
      const ended = once(proxy, 'exit');
      ends.push(async () => proxy.kill() && ended);
      // It writes a byte there when it listens, and ends when that is closed.
      const sign = proxy.stdio[3];
      if (sign !== null && sign !== undefined) await once(sign, 'readable');
      const entries = Object.entries({ ...process.env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}` });
      const app = await _electron.launch({
        executablePath: confined(folder),
        chromiumSandbox: hasSandbox,
        args: launchArguments(join(folder, 'data')),
        cwd: root,
        env: Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
      });
      ends.push(() => app.close());
      await confirmAll(app);
      return app.firstWindow();
    });
    for (const end of ends.reverse()) await end();
  },
});

const keychainOf = async (window: Page) => (await deskState(window)).keychain;

test('in a sandbox that hides the keychain the app says that it may not use it, and a passphrase does', async ({
  startConfined,
}) => {
  const window = await startConfined();
  await expect(window.getByText('does not let Token Desk use the keychain')).toBeVisible();
  expect(await keychainOf(window)).toBe('blocked');
  await window.getByRole('button', { name: 'Use a passphrase' }).click();
  await fill(window, { Passphrase: 'violet kettle runs uphill', 'Repeat passphrase': 'violet kettle runs uphill' });
  await window.getByRole('button', { name: 'Set passphrase' }).click();
  await expect.poll(() => keychainOf(window)).toBe('vault-open');
});

test('in a sandbox that lets the app talk to the keychain a sign-in is stored there', async ({
  startConfined,
  startFyle,
}) => {
  const window = await startConfined('--talk=org.freedesktop.secrets');
  await fillInternalApp(window, await startFyle(), 'Acme Ltd');
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(window.getByText('pat@practice.example')).toBeVisible();
  expect(await keychainOf(window)).toBe('ready');
});

/** A program that is Electron in a root folder of its own, which has all of this one's and Flatpak's mark. */
function confined(folder: string): string {
  const mark = join(folder, 'flatpak-info');
  writeFileSync(mark, '[Application]\nname=example.TokenDesk\n');
  const binds = readdirSync('/').flatMap((name) => ['--dev-bind', `/${name}`, `/${name}`]);
  const words = [...binds, '--ro-bind', mark, '/.flatpak-info', '--die-with-parent', String(electron)];
  const program = join(folder, 'electron');
  writeFileSync(program, `#!/bin/sh\nexec bwrap ${words.map((word) => `'${word}'`).join(' ')} "$@"\n`);
  chmodSync(program, 0o755);
  return program;
}
