import type { Page } from '@playwright/test';
import { type Look, localeOf, type Picture, wordsOf } from './picture.ts';

/** What each page shows: two pictures that differ in their colours alone need it only once. */
const shown = new WeakMap<Page, Picture>();

/** Opens what a picture shows and waits until it stands still. */
export async function show(page: Page, picture: Picture): Promise<void> {
  await page.setViewportSize(picture.size);
  await wear(page, picture.theme);
  if (!isShown(page, picture)) await open(page, picture);
  await page.evaluate(() => document.fonts.ready);
}

function isShown(page: Page, { address, size, prepare }: Picture): boolean {
  const last = shown.get(page);
  return last?.address === address && last.size.width === size.width && last.prepare === prepare;
}

async function open(page: Page, picture: Picture): Promise<void> {
  const { address, language, prepare } = picture;
  shown.delete(page);
  await page.goto(`pictures://out/${address}`);
  await page.evaluate((locale) => document.documentElement.setAttribute('lang', locale), localeOf(language));
  await page.locator('main:not([aria-busy])').first().waitFor();
  await prepare?.({ page, words: wordsOf(language) });
  // With forced colours the cursor in a field is drawn whatever its colour: let it not blink.
  await page.addStyleTag({ content: '* { caret-animation: manual }' });
  // Where the last picture left the pointer, a row would be lit.
  await page.mouse.move(0, 0);
  shown.set(page, picture);
}

/** Shows the page in light or dark colours, or in those of a person who has the system force few. */
async function wear(page: Page, theme: Look['theme']): Promise<void> {
  await page.emulateMedia({
    colorScheme: theme === 'light' ? 'light' : 'dark',
    forcedColors: theme === 'forced' ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
}
