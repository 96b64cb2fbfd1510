import { expect } from '@playwright/test';
import { axeViolations } from '../app/axe.ts';
import { test } from '../pictures/gallery.ts';
import { pictures } from '../pictures/picture.ts';
import { show } from '../pictures/show.ts';

// Of most states docs/screens has one picture; here axe looks at each in every look.
for (const look of ['light', 'dark', 'forced', '720', 'de'] as const) {
  test(`axe finds nothing in any state of the gallery: ${look}`, async ({ page }) => {
    // About a second for each state.
    test.setTimeout(600_000);
    await page.goto('pictures://out/gallery/index.html');
    await page.getByRole('link').first().waitFor();
    const names = await page.getByRole('link').allTextContents();
    expect(names.length).toBeGreaterThan(60);
    // A window that is empty has no text for axe to look at.
    for (const picture of names.filter((name) => name !== 'opening').flatMap((name) => pictures(name, [look]))) {
      await show(page, picture);
      expect.soft(await axeViolations(page), picture.name).toEqual([]);
    }
  });
}
