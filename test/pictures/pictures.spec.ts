import { expect } from '@playwright/test';
import { axeViolations } from '../app/axe.ts';
import { test } from './gallery.ts';
import { show } from './show.ts';
import { table } from './table.ts';

/**
 * So much of a picture may differ, a part of all its pixels: 158 of the window's 792,000, a letter or two. Two runs on one
 * computer differ in none; another processor may round the edge of a curve otherwise. A pixel counts when its colour is
 * clearly another one (Playwright's `threshold`).
 */
const maxDiffPixelRatio = 0.0002;

for (const picture of table) {
  test(`${picture.name} looks as in docs/screens${picture.width === 1100 ? ', and axe finds nothing' : ''}`, async ({
    page,
  }) => {
    await show(page, picture);
    await expect.soft(page).toHaveScreenshot(`${picture.name}.png`, { maxDiffPixelRatio, caret: 'hide' });
    // At night axe looks at the other widths too (test/nightly/everyState.spec.ts): hardly anything that it checks depends on them.
    if (picture.width !== 1100) return;
    if (picture.seenHeight !== undefined)
      await page.setViewportSize({ width: picture.width, height: picture.seenHeight });
    expect(await axeViolations(page)).toEqual([]);
  });
}
