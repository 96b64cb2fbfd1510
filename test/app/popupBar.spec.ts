import type { ServerResponse } from 'node:http';
import { expect } from '@playwright/test';
import { copyOutside } from '../../tools/drive.mjs';
import { axeViolations } from './axe.ts';
import { type Popup, test } from './harness/popupTest.ts';
import { rightClick } from './rightClick.ts';

// The bar above the page: whose page it is, the way back, and that it is ours alone.

const hostOf = (origin: string) => new URL(origin).host;

/** Lets the next attempt's session take the provider's certificate as if an authority had signed it. */
const trustNext = ({ app }: Popup) =>
  app.evaluate(({ app: electronApp }) => {
    electronApp.once('session-created', (session) => session.setCertificateVerifyProc((_request, answer) => answer(0)));
  });

test('names the host and the encrypted connection of an https page', async ({ popup }) => {
  const { secureOrigin } = popup.provider;
  popup.provider.answer('/consent', 'Sign in');
  await trustNext(popup);
  await popup.begin(`${secureOrigin}/consent`);
  const bar = await popup.bar();
  await expect(bar.getByRole('heading')).toHaveText(hostOf(secureOrigin));
  await expect(bar.locator('#security')).toHaveText('Encrypted connection');
  await expect(bar.locator('#lock')).toBeVisible();
  await expect(bar.locator('#practice')).toBeHidden();
});

test('says that a page is on this computer, and that it is practice', async ({ popup }) => {
  popup.provider.answer('/consent', 'Sign in');
  await popup.begin('/consent', { practice: true });
  const bar = await popup.bar();
  await expect(bar.locator('#security')).toHaveText('This computer');
  await expect(bar.locator('#lock')).toBeHidden();
  await expect(bar.locator('#practice')).toHaveText('Practice');
});

test('names the host that a page comes from, whatever the page calls itself', async ({ popup }) => {
  popup.provider.answer(
    '/consent',
    '<script>document.title = "accounts.fylehq.com"</script><h1>accounts.fylehq.com</h1>',
  );
  await popup.begin('/consent');
  await expect(await popup.page()).toHaveTitle('accounts.fylehq.com');
  await expect((await popup.bar()).getByRole('heading')).toHaveText(hostOf(popup.provider.origin));
  const titles = await popup.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.getTitle()),
  );
  expect(titles.sort()).toEqual(['Sign in: Acme Ltd', 'The window behind']);
});

test('names the host of the page on screen, not of the page on its way', async ({ popup }) => {
  popup.provider.answer('/never', () => undefined);
  const other = popup.provider.origin.replace('127.0.0.1', 'localhost');
  popup.provider.answer('/consent', `Sign in`);
  popup.provider.answer('/there', 'There');
  await popup.begin('/consent');
  const bar = await popup.bar();
  await expect(bar.locator('body')).not.toHaveClass('loading');
  await popup.run(`location.href = '${other}/never'`);
  await expect(bar.locator('body')).toHaveClass('loading');
  await expect(bar.getByRole('heading')).toHaveText(hostOf(popup.provider.origin));
  await popup.run(`location.href = '${other}/there'`);
  await expect(bar.getByRole('heading')).toHaveText(hostOf(other));
  await expect(bar.locator('body')).not.toHaveClass('loading');
});

test('says what was refused until another page is there', async ({ popup }) => {
  popup.provider.answer('/consent', '<a id="go" href="vscode://x">x</a><a id="on" href="/there">x</a>');
  popup.provider.answer('/there', 'There');
  await popup.begin('/consent');
  const bar = await popup.bar();
  const heights = async () => {
    const page = await popup.page();
    return (await bar.evaluate(() => innerHeight)) - (await page.evaluate(() => innerHeight));
  };
  await expect.poll(heights).toBe(48);
  await popup.press('#go');
  await expect(bar.locator('#refused')).toHaveText('This page tried to go to an address that is not safe here.');
  // The page makes room for the line: nothing of ours may be covered by it.
  await expect.poll(heights).toBe(84);
  expect((await bar.locator('#refused').boundingBox())?.height).toBe(36);
  // Not by Playwright, which still waits for the navigation that was refused.
  await popup.run("document.querySelector('#on').click()");
  await expect(bar.locator('#refused')).toBeEmpty();
  await expect.poll(heights).toBe(48);
});

test('says that the page is on its way until it is there', async ({ popup }) => {
  const held = new Promise<ServerResponse>((resolve) => {
    popup.provider.answer('/consent', (_request, response) => resolve(response));
  });
  await popup.begin('/consent');
  const bar = await popup.bar();
  const reload = bar.getByRole('button', { name: 'Reload' });
  await expect(bar.getByRole('heading')).toHaveText('Opening the sign-in page…');
  await expect(bar.locator('body')).toHaveClass('loading');
  await expect(reload).toBeDisabled();
  (await held).end('Sign in');
  await expect(bar.getByRole('heading')).toHaveText(hostOf(popup.provider.origin));
  await expect(reload).toBeEnabled();
});

test('goes back and loads again', async ({ popup }) => {
  let loads = 0;
  popup.provider.answer('/consent', (_request, response) => {
    loads += 1;
    response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'no-store' });
    response.end('<title>first</title><a id="go" href="/there">x</a>');
  });
  popup.provider.answer('/there', '<script>document.title = "second"</script>');
  await popup.begin('/consent');
  const bar = await popup.bar();
  const back = bar.getByRole('button', { name: 'Back' });
  await expect(back).toBeDisabled();
  await popup.press('#go');
  await expect(await popup.page()).toHaveTitle('second');
  await back.click();
  await expect(await popup.page()).toHaveTitle('first');
  await expect(back).toBeDisabled();
  const before = loads;
  await bar.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => loads).toBe(before + 1);
});

test('works by keyboard: F6 to the bar and back, Tab between its buttons, Escape to close', async ({ popup }) => {
  popup.provider.answer('/consent', '<a id="go" href="/there">x</a>');
  popup.provider.answer('/there', 'There');
  await popup.begin('/consent');
  const [bar, page] = [await popup.bar(), await popup.page()];
  const focused = () => popup.app.evaluate(({ webContents }) => webContents.getFocusedWebContents()?.getURL());
  // By Electron: keys that Playwright sends go to the document past the window.
  const key = (keyCode: string) =>
    popup.app.evaluate(({ webContents }, code) => {
      webContents.getFocusedWebContents()?.sendInputEvent({ type: 'keyDown', keyCode: code });
    }, keyCode);

  // Ready to type, without a click.
  await expect.poll(focused).toBe(page.url());
  await popup.press('#go');
  await expect(bar.getByRole('button', { name: 'Back' })).toBeEnabled();
  // In the page, Escape is the page's own.
  await key('Escape');
  await key('F6');
  await expect.poll(focused).toBe(bar.url());
  await key('Tab');
  await expect(bar.getByRole('button', { name: 'Back' })).toBeFocused();
  await key('Tab');
  await expect(bar.getByRole('button', { name: 'Reload' })).toBeFocused();
  await key('F6');
  await expect.poll(focused).toBe(page.url());
  await key('F6');
  await expect.poll(focused).toBe(bar.url());
  await key('Escape');
  expect(await popup.outcome()).toEqual({ ok: false, failure: { code: 'sign-in-closed' } });
});

test('offers editing by a right click in a field of the page, and copying of what is selected', async ({ popup }) => {
  popup.provider.answer(
    '/consent',
    '<input id="user" value="jane"><p id="said">A sentence</p><button id="no">No</button>',
  );
  await copyOutside('a one-time code');
  await popup.begin('/consent');
  const page = await popup.page();
  const user = page.locator('#user');
  const offered = ['Cut (off)', 'Copy (off)', 'Paste', '-', 'Select all'];
  expect(await rightClick(popup.app, user)).toEqual(offered);
  await user.fill('');
  expect(await rightClick(popup.app, user, 'Paste')).toEqual([...offered.slice(0, -1), 'Select all (off)']);
  await expect(user).toHaveValue('a one-time code');
  // Though the field still has the focus.
  expect(await rightClick(popup.app, page.locator('#no'))).toEqual([]);
  await page.locator('#said').selectText();
  expect(await rightClick(popup.app, page.locator('#said'))).toEqual(['Copy']);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`is found without fault by axe, ${colorScheme}`, async ({ popup }) => {
    popup.provider.answer('/consent', '<a id="go" href="vscode://x">x</a>');
    await popup.begin('/consent', { practice: true });
    const bar = await popup.bar();
    await bar.emulateMedia({ colorScheme });
    await popup.press('#go');
    await expect(bar.locator('#refused')).not.toBeEmpty();
    expect(await axeViolations(bar)).toEqual([]);
  });
}

test('answers its own document and no other', async ({ popup }) => {
  popup.provider.answer('/consent', 'Sign in');
  await popup.begin('/consent');
  const bar = await popup.bar();
  expect(await bar.evaluate(() => Object.keys(window.bar).sort())).toEqual([
    'answer',
    'back',
    'onState',
    'openInBrowser',
    'reload',
    'retry',
    'signIn',
    'state',
  ]);
  expect(await bar.evaluate(() => 'require' in window || 'process' in window)).toBe(false);
  const at = bar.url();
  await bar.evaluate((to) => {
    location.href = to;
  }, popup.provider.origin);
  await bar.evaluate(() => window.open('about:blank'));
  expect(await bar.evaluate(() => window.bar.state())).toMatchObject({ host: hostOf(popup.provider.origin) });
  expect(bar.url()).toBe(at);
  expect(await popup.documents()).toBe(3);
});

test.describe('from an https page', () => {
  const form = (action: string) => `<form method="post" action="${action}">
    <input type="hidden" name="code" value="c"><input type="hidden" name="state" value="s"><button id="go">Yes</button></form>`;
  const WAYS: Readonly<Record<string, { readonly page: (to: string) => string; readonly isForm?: boolean }>> = {
    'a link': { page: (to) => `<a id="go" href="${to}?code=c&state=s">Yes</a>` },
    'a form': { page: form, isForm: true },
    'a form answered by 307': { page: () => form('/next'), isForm: true },
  };
  for (const [name, { page, isForm }] of Object.entries(WAYS)) {
    test(`takes the redirect to http on this computer by ${name}`, async ({ popup }) => {
      const uri = `${popup.redirectHost.origin}/cb`;
      popup.provider.answer('/next', (request, response) => {
        request.resume();
        response.writeHead(307, { location: uri }).end();
      });
      popup.provider.answer('/consent', page(uri));
      await trustNext(popup);
      await popup.begin(`${popup.provider.secureOrigin}/consent`);
      await popup.press('#go');
      const value = isForm ? { url: uri, form: 'code=c&state=s' } : { url: `${uri}?code=c&state=s` };
      expect(await popup.outcome()).toEqual({ ok: true, value });
      expect(popup.redirectHost.heard()).toEqual([]);
    });

    test(`stops the answer that goes to another path on this computer by ${name}`, async ({ popup }) => {
      const [expected, got] = [`${popup.redirectHost.origin}/cb`, `${popup.redirectHost.origin}/cb/`];
      popup.provider.answer('/next', (request, response) => {
        request.resume();
        response.writeHead(307, { location: got }).end();
      });
      popup.provider.answer('/consent', page(got));
      await trustNext(popup);
      await popup.begin(`${popup.provider.secureOrigin}/consent`, { state: 's' });
      await popup.press('#go');
      expect(await popup.outcome()).toEqual({ ok: false, failure: { code: 'redirect-differs', expected, got } });
      expect(popup.redirectHost.heard()).toEqual([]);
    });
  }

  const OTHER_WAYS: typeof WAYS = {
    ...WAYS,
    'a link that brings nothing': { page: (to) => `<a id="go" href="${to}">Yes</a>` },
    'a redirect that brings nothing': { page: () => '<a id="go" href="/next">Yes</a>' },
  };
  for (const [name, { page }] of Object.entries(OTHER_WAYS)) {
    test(`goes to nothing else that listens on this computer by ${name}`, async ({ popup }) => {
      const to = `${popup.redirectHost.origin}/admin`;
      popup.provider.answer('/next', (request, response) => {
        request.resume();
        response.writeHead(307, { location: to }).end();
      });
      popup.provider.answer('/consent', page(to));
      await trustNext(popup);
      await popup.begin(`${popup.provider.secureOrigin}/consent`);
      await popup.press('#go');
      await expect((await popup.bar()).locator('#refused')).toHaveText(
        'This page tried to go to an address that is not safe here.',
      );
      expect(popup.redirectHost.heard()).toEqual([]);
      await expect((await popup.bar()).locator('body')).not.toHaveClass('loading');
      // Not by the page's own methods: Playwright waits for the navigation that we stopped.
      expect(await popup.run("document.querySelector('#go') !== null")).toBe(true);
    });
  }
});
