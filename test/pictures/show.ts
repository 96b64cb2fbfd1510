import type { Page } from '@playwright/test';
import { type Look, localeOf, type Picture, wordsOf } from './picture.ts';

/** Opens what a picture shows and waits until it stands still. */
export async function show(page: Page, { address, prepare, ...look }: Picture): Promise<void> {
  await page.setViewportSize(look.size);
  await wear(page, look.theme);
  await page.goto(`pictures://out/${address}`);
  await page.evaluate((locale) => document.documentElement.setAttribute('lang', locale), localeOf(look.language));
  await page.locator('main:not([aria-busy])').first().waitFor();
  await prepare?.({ page, words: wordsOf(look.language) });
  // With forced colours the cursor in a field is drawn whatever its colour: let it not blink.
  await page.addStyleTag({ content: '* { caret-animation: manual }' });
  // Where the last picture left the pointer, a row would be lit.
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
}

/** Shows the page in light or dark colours, or in those of a person who has the system force few. */
async function wear(page: Page, theme: Look['theme']): Promise<void> {
  await page.emulateMedia({
    colorScheme: theme === 'light' ? 'light' : 'dark',
    forcedColors: theme === 'forced' ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
}
