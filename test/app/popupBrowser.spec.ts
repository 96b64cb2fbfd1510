import { expect } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { type Popup, test } from './harness/popupTest.ts';

// A page that refuses an app's window: the bar offers the person's own browser, once, and only there.

const wishes = ({ app }: Popup) => app.evaluate(() => globalThis.harness.browserWishes());

test('offers the person’s own browser at any time', async ({ popup }) => {
  popup.provider.answer('/consent', 'Sign in');
  await popup.begin('/consent');
  await popup.page();
  await (await popup.bar()).getByRole('button', { name: 'Open in my browser' }).click();
  await expect.poll(() => wishes(popup)).toBe(1);
});

const REFUSALS: readonly (readonly [string, number, string])[] = [
  ['403', 403, 'No'],
  ['its words', 200, '<h1>Access blocked</h1><p>Error 403: disallowed_useragent</p>'],
  ['words that come later', 200, '<script>document.write("This browser or app may not be secure.")</script>'],
];

for (const [by, status, page] of REFUSALS) {
  test(`suggests it by itself at a page that refuses the window by ${by}`, async ({ popup }) => {
    popup.provider.answer('/consent', (_request, response) => {
      response.writeHead(status, { 'content-type': 'text/html' }).end(page);
    });
    await popup.begin('/consent');
    const [bar, shown] = [await popup.bar(), await popup.page()];
    const question = bar.locator('#asked');
    await expect(question).toHaveText('refuses this window.');
    await expect(bar.locator('#asker')).toHaveText(new URL(popup.provider.origin).host);
    expect(await axeViolations(bar)).toEqual([]);
    await bar.getByRole('button', { name: 'Not now' }).click();
    await expect(question).toBeEmpty();
    // Not a second time in this attempt.
    await shown.reload();
    await expect(bar.locator('body')).not.toHaveClass('loading');
    await expect(question).toBeEmpty();
    expect(await wishes(popup)).toBe(0);
  });
}

test('suggests nothing at a page that only mentions browsers', async ({ popup }) => {
  popup.provider.answer('/next', (_request, response) => {
    response.writeHead(403, { 'content-type': 'text/html' }).end('No');
  });
  popup.provider.answer('/consent', '<p>Works in every browser.</p><a id="go" href="/next">Next</a>');
  await popup.begin('/consent');
  const bar = await popup.bar();
  await popup.page();
  await expect(bar.locator('body')).not.toHaveClass('loading');
  await expect(bar.locator('#asked')).toBeEmpty();
  // The next page does: the bar heard of this one.
  await popup.press('#go');
  await expect(bar.locator('#asked')).toHaveText('refuses this window.');
  await bar.locator('#yes:enabled').click();
  await expect.poll(() => wishes(popup)).toBe(1);
});
