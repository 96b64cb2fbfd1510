import type { Locator } from '@playwright/test';
import { expect, fillInternalApp, test } from './desk.ts';

// Where things stand on screen, which only a real page knows.

/** As small as the window gets, at 100 % and at 200 %. */
const smallest = [
  { width: 720, height: 520 },
  { width: 360, height: 260 },
] as const;

for (const size of smallest) {
  test(`what was copied is told below the page, not above it, at ${size.width} × ${size.height}`, async ({
    desk,
    startFyle,
  }) => {
    const { window } = desk;
    await fillInternalApp(window, await startFyle(), 'Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbau');
    await window.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(window.getByText('pat@practice.example')).toBeVisible();
    await window.setViewportSize(size);
    await window.getByRole('button', { name: 'Copy token' }).click();
    const clear = window.getByRole('button', { name: 'Clear now' });
    const remove = window.getByRole('button', { name: 'Remove' });
    await remove.scrollIntoViewIfNeeded();
    const [page, toast, last] = await Promise.all([box(window.getByRole('main')), box(clear), box(remove)]);
    expect(page.bottom).toBeLessThan(toast.top);
    expect(last.bottom).toBeLessThanOrEqual(page.bottom);
    expect(toast.bottom).toBeLessThan(size.height);
    expect(toast.right).toBeLessThan(size.width);
    await remove.click();
    await expect(window.getByRole('button', { name: 'Keep' })).toBeFocused();
  });
}

test('what was copied is told in one line, however long the name', async ({ desk, startFyle }) => {
  const { window } = desk;
  await fillInternalApp(window, await startFyle(), 'Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbau');
  await window.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(window.getByText('pat@practice.example')).toBeVisible();
  await window.getByRole('button', { name: 'Copy token' }).click();
  const { top, bottom } = await box(window.getByText(/^ copied\. Valid until/));
  expect(bottom - top).toBe(20);
});

async function box(part: Locator): Promise<{ top: number; bottom: number; left: number; right: number }> {
  const { x, y, width, height } = (await part.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  return { top: y, bottom: y + height, left: x, right: x + width };
}
