import { expect } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { type Popup, test } from './harness/popupTest.ts';

// The time that a sign-in has: it runs from the person's last input, and the bar asks before it is over. The minutes
// themselves are counted in test/unit/connections/timing/idleTime.test.ts.

const restarts = ({ app }: Popup) => app.evaluate(() => globalThis.harness.restarts());
const passIdleTime = ({ app }: Popup) => app.evaluate(() => globalThis.harness.passIdleTime());

test('begins anew with each key, press and turn of the wheel', async ({ popup }) => {
  popup.provider.answer('/consent', '<input id="name">');
  await popup.begin('/consent');
  const page = await popup.page();
  const ACTS: readonly (() => Promise<void>)[] = [
    () => page.locator('#name').press('a'),
    () => page.mouse.down(),
    () => page.mouse.up(),
    () => page.mouse.wheel(0, 1),
  ];
  for (const act of ACTS) {
    const before = await restarts(popup);
    await act();
    await expect.poll(() => restarts(popup), { intervals: [20] }).toBeGreaterThan(before);
  }
});

test('does not begin anew with what a page makes itself', async ({ popup }) => {
  popup.provider.answer('/consent', '<input id="name" autofocus>');
  await popup.begin('/consent');
  const page = await popup.page();
  await page.locator('#name').waitFor();
  const before = await restarts(popup);
  await page.evaluate(() => {
    const field = document.querySelector('input');
    field?.click();
    for (const type of ['keydown', 'keypress', 'keyup']) field?.dispatchEvent(new KeyboardEvent(type, { key: 'a' }));
    document.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
    document.dispatchEvent(new WheelEvent('wheel', { bubbles: true }));
  });
  // A key of the person's comes behind all that.
  await page.locator('#name').press('a');
  await expect.poll(() => restarts(popup), { intervals: [20] }).toBeGreaterThan(before);
  // At most a key down, its character and its key up, each told twice.
  expect(await restarts(popup)).toBeLessThanOrEqual(before + 6);
});

test('is asked about a minute before its end, and begins anew by the button or by typing on', async ({ popup }) => {
  popup.provider.answer('/consent', '<input id="name">');
  await popup.begin('/consent');
  const [bar, page] = [await popup.bar(), await popup.page()];
  const question = bar.getByText('Still signing in? This window closes in a minute.');
  await passIdleTime(popup);
  await expect(question).toBeVisible();
  const before = await restarts(popup);
  // The pointer on its way to the button answers nothing.
  await page.mouse.move(100, 100);
  expect(await restarts(popup)).toBe(before);
  await bar.getByRole('button', { name: 'Keep it open' }).click();
  await expect(question).toBeHidden();
  expect(await restarts(popup)).toBeGreaterThan(before);

  await passIdleTime(popup);
  await expect(question).toBeVisible();
  await page.locator('#name').press('a');
  await expect(question).toBeHidden();
});

test('makes room for the question, which no click answers that was on its way', async ({ popup }) => {
  popup.provider.answer('/consent', 'Sign in');
  await popup.begin('/consent');
  const [bar, page] = [await popup.bar(), await popup.page()];
  // Seen by the document itself when the question appears: a moment later the button works.
  const first = await bar.evaluateHandle(() => {
    const seen = new Promise<boolean | undefined>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!document.body.classList.contains('asking')) return;
        observer.disconnect();
        resolve(document.querySelector('#yes')?.hasAttribute('disabled'));
      });
      observer.observe(document.documentElement, { subtree: true, childList: true, attributes: true });
    });
    return { seen };
  });
  await passIdleTime(popup);
  const keep = bar.getByRole('button', { name: 'Keep it open' });
  expect(await first.evaluate(({ seen }) => seen)).toBe(true);
  await expect(keep).toBeEnabled();
  await expect
    .poll(async () => (await bar.evaluate(() => innerHeight)) - (await page.evaluate(() => innerHeight)))
    .toBe(124);
  expect((await bar.locator('.question').boundingBox())?.height).toBe(76);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`asks in a bar without fault for axe, ${colorScheme}`, async ({ popup }) => {
    popup.provider.answer('/consent', 'Sign in');
    await popup.begin('/consent');
    const bar = await popup.bar();
    await bar.emulateMedia({ colorScheme });
    await passIdleTime(popup);
    await expect(bar.getByRole('button', { name: 'Keep it open' })).toBeEnabled();
    expect(await axeViolations(bar)).toEqual([]);
  });
}

test("is asked for under Chromium's own name, without ours and Electron's", async ({ popup }) => {
  const heard: (string | undefined)[] = [];
  popup.provider.answer('/worker.js', (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/javascript' }).end('postMessage(navigator.userAgent)'),
  );
  popup.provider.answer('/consent', (request, response) => {
    heard.push(request.headers['user-agent'], JSON.stringify(request.headers));
    response.writeHead(200, { 'content-type': 'text/html' }).end('<iframe></iframe>');
  });
  await popup.begin('/consent');
  await popup.page();
  const own = (await popup.run('navigator.userAgent')) as string;
  expect(own).toMatch(
    /^Mozilla\/5\.0 \([^)]+\) AppleWebKit\/537\.36 \(KHTML, like Gecko\) Chrome\/\d+\.0\.0\.0 Safari\/537\.36$/,
  );
  expect(heard[0]).toBe(own);
  expect(await popup.run('frames[0].navigator.userAgent')).toBe(own);
  expect(
    await popup.run("new Promise((done) => { new Worker('/worker.js').onmessage = ({ data }) => done(data); })"),
  ).toBe(own);
  const brands = await popup.run('JSON.stringify([navigator.userAgentData, navigator.appVersion])');
  expect(`${brands} ${heard[1]}`).not.toMatch(/electron|token.?desk/i);
});
