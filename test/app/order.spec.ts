import { newFolder } from '../../tools/drive.mjs';
import { expect, fillInternalApp, test } from './desk.ts';
import { openXPointer } from './xPointer.ts';

test('a row is dragged by the mouse to another place, where it stays after a restart', async ({ start, startFyle }) => {
  const folder = newFolder();
  const first = await start(folder);
  const { app, window } = first;
  for (const name of ['Acme Ltd', 'Beta Ltd', 'Gamma Ltd']) {
    await fillInternalApp(window, await startFyle(), name);
    await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
    await expect(window.getByRole('option', { name })).toBeVisible();
  }
  await window.evaluate(() => globalThis.window.bridge.arrangeList({ order: 'hand' }));
  const names = (page: typeof window) =>
    page.getByRole('option').evaluateAll((rows) => rows.map((row) => row.getAttribute('title')?.slice(0, 4)));
  await expect.poll(async () => names(window)).toEqual(['Acme', 'Beta', 'Gamm']);

  const place = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getContentBounds());
  const rows = await Promise.all([0, 2].map((index) => window.getByRole('option').nth(index).boundingBox()));
  const [from, to] = rows.map((row) => ({
    x: Math.round((place?.x ?? 0) + (row?.x ?? 0) + 60),
    y: Math.round((place?.y ?? 0) + (row?.y ?? 0) + (row?.height ?? 0) / 2),
  }));
  if (from === undefined || to === undefined) throw new Error('no rows');
  const machine = await openXPointer(process.env);
  await machine.drag(from, { x: from.x, y: from.y + 10 }, { x: to.x, y: to.y - 8 }, { x: to.x, y: to.y + 12 });
  await expect.poll(async () => names(window)).toEqual(['Beta', 'Gamm', 'Acme']);
  await app.close();

  const second = await start(folder);
  await expect.poll(async () => names(second.window)).toEqual(['Beta', 'Gamm', 'Acme']);
});
