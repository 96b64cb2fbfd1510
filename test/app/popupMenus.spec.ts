import { expect, type Locator, type Page } from '@playwright/test';
import { startOwner, startStoppedOwner, watchStandstill } from './clipboardOwners.ts';
import { type Popup, test } from './harness/popupTest.ts';
import { openXPointer } from './xPointer.ts';

// Right clicks by the X server's own pointer: Chromium asks the clipboard's owner for each, and must not wait for it.

/** Counts the menus and lets none open, because a desktop's own menu takes no click of a test's. */
async function catchMenus({ app }: Popup): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(({ Menu }) => {
    const menus: string[] = [];
    Object.assign(Menu.prototype, {
      popup(this: Electron.Menu) {
        menus.push(this.items.map(({ type, label }) => (type === 'separator' ? '-' : label)).join(' '));
        this.items.find(({ label }) => label === 'Paste')?.click();
      },
    });
    Object.assign(globalThis, { menus });
  });
  return () => app.evaluate(() => Reflect.get(globalThis, 'menus').splice(0));
}

/** Where a field of a bar, a page or a frame stands on the screen. */
async function placeOf({ app }: Popup, page: Page, field: Locator) {
  const box = await field.boundingBox();
  const url = page.url();
  const { x, y } = await app.evaluate(({ BrowserWindow }, address) => {
    for (const window of BrowserWindow.getAllWindows()) {
      const { x, y } = window.getContentBounds();
      if (window.webContents.getURL() === address) return { x, y };
      for (const view of window.contentView.children) {
        const bounds = view.getBounds();
        if (Reflect.get(view, 'webContents')?.getURL() === address) return { x: x + bounds.x, y: y + bounds.y };
      }
    }
    throw new Error(`no window shows ${address}`);
  }, url);
  if (box === null) throw new Error('the field is not there');
  return [Math.round(x + box.x + box.width / 2), Math.round(y + box.y + box.height / 2)] as const;
}

const FIELD = '<textarea id="field"></textarea>';
const MENU = 'Cut Copy Paste - Select all';

/** Right clicks into fields under an owner that answers, one that does not, and the same one once it answers again. */
async function tryMenus(popup: Popup, page: Page, fields: Readonly<Record<string, Locator>>): Promise<void> {
  const pointer = await openXPointer(process.env);
  const menus = await catchMenus(popup);
  const click = async (field: Locator) => pointer.click(...(await placeOf(popup, page, field)), 3);
  const owners = [await startOwner('clipboard', 'copied')];
  try {
    for (const [where, field] of Object.entries(fields)) {
      await click(field);
      await expect(field, where).toHaveValue('copied');
      expect(await menus(), where).toEqual([MENU]);
    }
    const stopped = await startStoppedOwner('clipboard');
    owners.push(stopped);
    for (const [where, field] of Object.entries(fields)) {
      const standstill = await watchStandstill(popup.app);
      await click(field);
      // Longer than an owner is asked for.
      await popup.app.evaluate(() => new Promise((resolve) => void setTimeout(resolve, 1_500)));
      expect(await standstill(), where).toBeLessThan(200);
      expect(await menus(), where).toEqual([]);
    }
    stopped.kill('SIGCONT');
    for (const [where, field] of Object.entries(fields)) {
      await click(field);
      await expect(field, where).toHaveValue('copiednever given');
      expect(await menus(), where).toEqual([MENU]);
    }
  } finally {
    for (const owner of owners) owner.kill('SIGKILL');
  }
}

test('a right click in a page, its frames and a second window waits for no program that owns the clipboard @alone', async ({
  popup,
}) => {
  const elsewhere = popup.provider.origin.replace('127.0.0.1', 'localhost');
  popup.provider.answer('/field', FIELD);
  popup.provider.answer(
    '/consent',
    `${FIELD}<button id="go" onclick="window.open('/child')">Open</button>
    <iframe height="60" srcdoc='${FIELD}'></iframe><iframe height="60" src="${elsewhere}/field"></iframe>`,
  );
  popup.provider.answer('/child', FIELD);
  await popup.begin('/consent');
  const page = await popup.page();
  await tryMenus(popup, page, {
    page: page.locator('#field'),
    'a frame': page.frameLocator('iframe >> nth=0').locator('#field'),
    "another site's frame": page.frameLocator('iframe >> nth=1').locator('#field'),
  });
  await popup.press('#go');
  await (await popup.bar()).getByRole('button', { name: 'Allow' }).click();
  const isChild = (one: Page) => one.url().endsWith('/child');
  await expect.poll(() => popup.app.windows().some(isChild)).toBe(true);
  const child = popup.app.windows().find(isChild) ?? page;
  await tryMenus(popup, child, { 'a second window': child.locator('#field') });
});

test("a right click and the menu key in the bar's fields wait for no program that owns the clipboard @alone", {
  tag: '@nightly',
}, async ({ popup }) => {
  popup.provider.answer('/consent', (_request, response) =>
    response.writeHead(401, { 'www-authenticate': 'Basic realm="r"' }).end(),
  );
  await popup.begin('/consent');
  const bar = await popup.bar();
  await tryMenus(popup, bar, { 'the name': bar.getByLabel('Name') });

  // As from the keyboard: Playwright's own keys go past the event by which main sees them first.
  const press = () =>
    popup.app.evaluate(({ webContents }) => {
      const shown = webContents.getAllWebContents().find(({ mainFrame }) => mainFrame.url.endsWith('/bar.html'));
      shown?.sendInputEvent({ type: 'rawKeyDown', keyCode: 'F10', modifiers: ['shift'] });
      shown?.sendInputEvent({ type: 'keyUp', keyCode: 'F10', modifiers: ['shift'] });
    });
  const menus = await catchMenus(popup);
  const owners = [await startOwner('clipboard', 'copied')];
  try {
    await press();
    await expect.poll(menus).toEqual([MENU]);
    owners.push(await startStoppedOwner('clipboard'));
    const standstill = await watchStandstill(popup.app);
    await press();
    await popup.app.evaluate(() => new Promise((resolve) => void setTimeout(resolve, 1_500)));
    expect(await standstill()).toBeLessThan(200);
    expect(await menus()).toEqual([]);
  } finally {
    for (const owner of owners) owner.kill('SIGKILL');
  }
});
