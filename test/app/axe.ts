import type { Page } from '@playwright/test';
import axe from 'axe-core';

/**
 * What axe finds wrong on a page as it is now, `color-contrast .muted`; empty when nothing. Waits until what is fading in
 * has its own colours. The library is loaded into a page once, because that takes longer than a look.
 */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(async () => {
    const passing = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(() => window.axe.run({ resultTypes: ['violations', 'passes'] }));
  // Without it axe has not seen the page: every one of ours has text.
  if (![...violations, ...passes].some(({ id }) => id === 'color-contrast')) throw new Error('axe looked at no text');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`));
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
