import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { clickTray, trayItems } from '../../tools/tray.mjs';
import { connectPractice, deskState, test as deskTest, expect, launchHidden } from './desk.ts';

/** A window as sway tells it. */
interface SwayNode {
  readonly name: string | null;
  readonly app_id?: string | null;
  readonly visible?: boolean;
  readonly nodes: readonly SwayNode[];
  readonly floating_nodes: readonly SwayNode[];
}

/** The compositor sway on a screen that exists in memory alone, without XWayland: every window is a Wayland window. */
async function startSway() {
  const runtime = process.env.XDG_RUNTIME_DIR ?? '';
  const folder = mkdtempSync(join(runtime, 'sway-'));
  const config = join(folder, 'config');
  // Sway runs the last line once it takes windows: it says under which names sway is reached.
  writeFileSync(
    config,
    `output HEADLESS-1 resolution 1280x800\nxwayland disable\nexec sh -c 'echo "$WAYLAND_DISPLAY $SWAYSOCK" >&2'\n`,
  );
  const { DISPLAY: _display, ...env } = process.env;
  const sway = spawn('sway', ['--config', config], {
    env: { ...env, WLR_BACKENDS: 'headless', WLR_LIBINPUT_NO_DEVICES: '1', WLR_RENDERER: 'pixman' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  let names = /^(wayland-\d+) (\S+)$/m.exec(said);
  while (names === null) {
    const [text] = await once(sway.stderr, 'data');
    said += text;
    names = /^(wayland-\d+) (\S+)$/m.exec(said);
  }
  const [, display = '', socket = ''] = names;
  return {
    display,
    windows: () =>
      windowsIn(JSON.parse(execFileSync('swaymsg', ['-s', socket, '-t', 'get_tree'], { encoding: 'utf8' }))),
    stop: async () => {
      const gone = once(sway, 'exit');
      sway.kill();
      await gone;
    },
  };
}

function windowsIn(node: SwayNode): readonly { readonly name: string | null; readonly visible: boolean }[] {
  const here = node.app_id === undefined ? [] : [{ name: node.name, visible: node.visible === true }];
  return [...here, ...[...node.nodes, ...node.floating_nodes].flatMap(windowsIn)];
}

const test = deskTest.extend<{ readonly sway: Awaited<ReturnType<typeof startSway>>; readonly wayland: Env }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
  sway: async ({}, use) => {
    const sway = await startSway();
    await use(sway);
    await sway.stop();
  },
  wayland: async ({ sway }, use) => {
    const { DISPLAY: _display, ...env } = process.env;
    const session = { WAYLAND_DISPLAY: sway.display, XDG_SESSION_TYPE: 'wayland', GDK_BACKEND: 'wayland' };
    await use({ ...env, ...session, DISPLAY: '', ELECTRON_OZONE_PLATFORM_HINT: 'wayland' });
  },
});
type Env = NodeJS.ProcessEnv;

const SHOWN = [{ name: 'Token Desk', visible: true }];
const activate = (app: ElectronApplication) => app.evaluate(({ app: electron }) => void electron.emit('activate'));

test('the window appears on Wayland, at the start and again when it was hidden', async ({ start, sway, wayland }) => {
  const { app } = await start(undefined, wayland);
  await expect.poll(() => sway.windows()).toEqual(SHOWN);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await expect.poll(() => sway.windows()).toEqual([]);
  await activate(app);
  await expect.poll(() => sway.windows()).toEqual(SHOWN);
});

test('after a hidden start the window appears on Wayland when it is asked for', async ({ sway, wayland }) => {
  const app = await launchHidden(wayland);
  await expect.poll(async () => (await trayItems()).length).toBe(1);
  expect(sway.windows()).toEqual([]);
  await activate(app);
  await expect.poll(() => sway.windows()).toEqual(SHOWN);
  await expect((await app.firstWindow()).getByRole('button', { name: 'Add connection' })).toBeVisible();
  await app.close();
});

test('a copy from the tray that Wayland takes from no hidden window is told, not claimed', async ({
  start,
  wayland,
}) => {
  const desk = await start(undefined, wayland);
  await connectPractice(desk);
  await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await clickTray('Practice organisation (practice)');
  await expect(desk.window.getByText('Nothing was copied')).toBeVisible();
  expect((await deskState(desk.window)).clipboard).toBeUndefined();
  // The window is there to copy from.
  await expect
    .poll(() => desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(true);
});
