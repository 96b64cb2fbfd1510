import { expect } from '@playwright/test';
import { axeViolations } from '../app/axe.ts';
import { test } from '../pictures/gallery.ts';
import { pictures } from '../pictures/picture.ts';
import { show } from '../pictures/show.ts';
import { scenes } from '../renderer/gallery/scenes.ts';

// Of most states docs/screens has one picture; here axe looks at each in every look.
const looks = ['light', 'dark', 'forced', '720', 'de'] as const;
/** A window that is empty has no text for axe to look at. */
const states = Object.keys(scenes).filter((name) => name !== 'opening');

for (const picture of states.flatMap((name) => pictures(name, looks))) {
  test(`axe finds nothing in ${picture.name}`, async ({ page }) => {
    await show(page, picture);
    expect(await axeViolations(page)).toEqual([]);
  });
}
