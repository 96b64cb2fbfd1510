import { signInPage } from '../../tools/drive.mjs';
import { type Desk, expect, sharedTest as test } from './desk.ts';

/** Chooses an entry of the menu, by its role or its key, as the system does; keys that a test sends to a page go past the menu. */
const choose = ({ app }: Desk, wanted: string) =>
  app.evaluate(({ Menu, BrowserWindow }, name) => {
    const window = BrowserWindow.getAllWindows()[0];
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    const item = items.find(({ role, accelerator }) => accelerator === name || role?.toLowerCase() === name);
    item?.click({}, window, window?.webContents);
  }, wanted);

const factor = ({ app }: Desk) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor() ?? 0);

test('the menu and its keys make everything larger, smaller, and as it was', async ({ desk }) => {
  await choose(desk, 'CommandOrControl+=');
  const larger = await factor(desk);
  expect(larger).toBeGreaterThan(1);
  await choose(desk, 'zoomin');
  expect(await factor(desk)).toBeGreaterThan(larger);
  await choose(desk, 'zoomout');
  expect(await factor(desk)).toBeCloseTo(larger);
  await choose(desk, 'CommandOrControl+0');
  expect(await factor(desk)).toBe(1);
  for (const [key, isChanged] of [
    ['CommandOrControl+numadd', true],
    ['CommandOrControl+num0', false],
    ['CommandOrControl+numsub', true],
  ] as const) {
    await choose(desk, key);
    expect([key, (await factor(desk)) !== 1]).toEqual([key, isChanged]);
  }
  await choose(desk, 'CommandOrControl+0');
});

test('Ctrl and the wheel make everything larger and smaller, within bounds', async ({ desk }) => {
  // By Electron: a wheel that Playwright turns counts as a touch pad, which does not zoom.
  const turn = (ticks: 1 | -1) =>
    desk.app.evaluate(({ BrowserWindow }, wheelTicksY) => {
      const place = { x: 400, y: 300, deltaX: 0, deltaY: 120 * wheelTicksY, wheelTicksX: 0, wheelTicksY };
      const { webContents } = BrowserWindow.getAllWindows()[0] ?? {};
      webContents?.sendInputEvent({ type: 'mouseWheel', ...place, modifiers: ['control'] });
    }, ticks);
  await turn(1);
  await expect.poll(() => factor(desk)).toBeGreaterThan(1);
  await turn(-1);
  await expect.poll(() => factor(desk)).toBeCloseTo(1);
  for (let times = 0; times < 12; times += 1) await turn(1);
  await expect.poll(() => factor(desk)).toBeCloseTo(1.2 ** 5);
  await choose(desk, 'CommandOrControl+0');
});

test('at 200 % the sign-in window has its whole bar above a page of the same size', async ({ desk }) => {
  await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  await desk.window.getByRole('button', { name: 'Try the practice organisation' }).click();
  const page = await signInPage(desk.app);
  await expect(page.getByRole('button', { name: 'YES' })).toBeVisible();
  const sizes = () =>
    desk.app.evaluate(({ BrowserWindow, WebContentsView }) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.getTitle().startsWith('Sign in'));
      const view = window?.contentView.children.find((child) => child instanceof WebContentsView);
      return view instanceof WebContentsView
        ? { top: view.getBounds().y, page: view.webContents.getZoomFactor(), bar: window?.webContents.getZoomFactor() }
        : undefined;
    });
  await expect.poll(sizes).toEqual({ top: 96, page: 2, bar: 2 });
  await choose(desk, 'CommandOrControl+0');
});
