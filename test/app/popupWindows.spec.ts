import { expect, type Page } from '@playwright/test';
import { type Popup, test } from './harness/popupTest.ts';

// The windows that a sign-in page opens, as single sign-on does: only with the person's leave, guarded as the first one,
// and with the handles by which the pages speak with each other.

const hostOf = (origin: string) => new URL(origin).host;
/** The same provider under another host. */
const other = ({ provider }: Popup) => provider.origin.replace('127.0.0.1', 'localhost');

/** Waits for what Playwright hears later than Electron. */
async function eventually<T>(look: () => T | undefined): Promise<T> {
  await expect.poll(() => look() !== undefined, { intervals: [20] }).toBe(true);
  const found = look();
  if (found === undefined) throw new Error('it is gone again');
  return found;
}

const pageAt = ({ app }: Popup, path: string): Promise<Page> =>
  eventually(() =>
    app.windows().find((page) => page.url().startsWith('http') && new URL(page.url()).pathname === path),
  );

const bars = ({ app }: Popup) => app.windows().filter((page) => page.url().endsWith('/bar.html'));
const childBar = async (popup: Popup) => {
  const first = await popup.bar();
  return eventually(() => bars(popup).find((bar) => bar !== first));
};

const question = (bar: Page) => bar.locator('.question p');
const allow = (bar: Page) => bar.getByRole('button', { name: 'Allow' }).click();
const decline = (bar: Page) => bar.getByRole('button', { name: 'Not now' }).click();
const windows = ({ app }: Popup) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((one) => one.getParentWindow()).length);

/** What the provider was asked for, path by path, from now on. */
function listen(popup: Popup, pages: Readonly<Record<string, string>>): readonly string[] {
  const heard: string[] = [];
  for (const [path, body] of Object.entries(pages)) {
    popup.provider.answer(path, (request, response) => {
      heard.push(`${request.method} ${request.url}`);
      request.resume();
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><title>${path}</title>${body}`);
    });
  }
  return heard;
}

/** A page whose button opens `/child` at another host and keeps the handle. */
const opener = (popup: Popup, path = '/child') =>
  `<button id="go">Single sign-on</button><script>
    let child;
    onmessage = ({ data }) => { document.title = data; };
    go.onclick = () => { child = window.open('${other(popup)}${path}', 'of ' + location.pathname, 'width=5,height=5,left=-900,top=-900'); };
  </script>`;

test('opens once the person allows it, with a handle, an opener, messages and a bar of its own', async ({ popup }) => {
  const heard = listen(popup, {
    '/consent': opener(popup),
    '/child': `<script>onmessage = () => { opener.postMessage('and back', '*'); };
      opener.postMessage('from the child', '*');</script>`,
  });
  await popup.begin('/consent');
  const bar = await popup.bar();
  await popup.press('#go');
  await expect(question(bar)).toHaveText(`${hostOf(popup.provider.origin)} wants to open a window`);
  // The page has its handle, and takes no blocker for the answer; nobody was asked for the page, and no window is there.
  expect(await popup.run('child !== null && !child.closed')).toBe(true);
  expect(heard).toEqual(['GET /consent']);
  expect(await windows(popup)).toBe(1);
  await allow(bar);
  await expect(await popup.page()).toHaveTitle('from the child');
  await expect((await childBar(popup)).getByRole('heading')).toHaveText(hostOf(other(popup)));
  await popup.run("child.postMessage('there', '*')");
  await expect(await popup.page()).toHaveTitle('and back');
  expect(await windows(popup)).toBe(2);
});

test.describe('opens by', () => {
  const WAYS: Readonly<Record<string, { readonly body: string; readonly handle?: false; readonly heard?: string }>> = {
    'a link to a new window': { body: '<a id="go" target="_blank" href="/child">x</a>', handle: false },
    'a link to a named window': { body: '<a id="go" target="sso" href="/child">x</a>' },
    'a link that wants to be its opener': { body: '<a id="go" target="_blank" rel="opener" href="/child">x</a>' },
    'a link without an opener': { body: '<a id="go" target="sso" rel="noopener" href="/child">x</a>', handle: false },
    'a form': {
      body: '<form target="sso" action="/child" method="post"><button id="go">x</button></form>',
      heard: 'POST',
    },
    'an empty window that goes there later': {
      body: `<button id="go" onclick="const w = window.open('about:blank'); setTimeout(() => { w.location = '/child'; })">x</button>`,
    },
    'a frame of another site': { body: '<iframe src="OTHER/frame"></iframe>' },
    'a call without an opener': {
      body: `<button id="go" onclick="document.title = String(window.open('/child', '_blank', 'noopener'))">x</button>`,
      handle: false,
    },
  };
  const everyDay = ['a link to a new window', 'a form', 'a frame of another site'];
  for (const [name, { body, handle, heard = 'GET' }] of Object.entries(WAYS)) {
    test(name, { tag: everyDay.includes(name) ? [] : '@nightly' }, async ({ popup }) => {
      const frame = '<button id="go" onclick="window.open(\'/child\')">x</button>';
      const asked = listen(popup, { '/consent': body.replace('OTHER', other(popup)), '/child': 'The child' });
      popup.provider.answer('/frame', frame);
      await popup.begin('/consent');
      await popup.press('#go');
      await allow(await popup.bar());
      const child = await pageAt(popup, '/child');
      expect(await child.evaluate(() => window.opener !== null)).toBe(handle ?? true);
      expect(asked.slice(1)).toEqual([`${heard} /child`]);
    });
  }
});

test.describe('takes the redirect when', () => {
  const WAYS: Readonly<Record<string, (to: string) => string>> = {
    'the child goes there': (to) => `location.href = '${to}';`,
    'the child sends its opener there and closes': (to) => `opener.location = '${to}'; window.close();`,
    'the child tells its opener and closes': (to) => `opener.postMessage('${to}', '*'); window.close();`,
    'the child opens a window for it': (to) => `window.open('${to}');`,
  };
  for (const [name, act] of Object.entries(WAYS)) {
    test(name, async ({ popup }) => {
      const url = `${popup.redirectHost.origin}/cb?code=c-1&state=s-1`;
      listen(popup, {
        '/consent': `${opener(popup)}<script>onmessage = ({ data }) => { location.href = data; };</script>`,
        '/child': `<button id="yes" onclick="${act(url)}">Yes</button>`,
      });
      await popup.begin('/consent');
      await popup.press('#go');
      await allow(await popup.bar());
      const child = await pageAt(popup, '/child');
      await child.click('#yes', { noWaitAfter: true }).catch(() => undefined);
      expect(await popup.outcome()).toEqual({ ok: true, value: { url } });
      expect(popup.redirectHost.heard()).toEqual([]);
      await popup.idle();
    });
  }

  test("it is an app's own scheme, of which only the child itself tells", async ({ popup }) => {
    const redirectUri = 'com.example.app:/cb';
    const url = `${redirectUri}?code=c-1&state=s-1`;
    listen(popup, {
      '/consent': opener(popup),
      '/child': `<button id="yes" onclick="location.href = '${url}'">Yes</button>`,
    });
    await popup.begin('/consent', { redirectUri });
    await popup.press('#go');
    await allow(await popup.bar());
    await (await pageAt(popup, '/child')).click('#yes', { noWaitAfter: true }).catch(() => undefined);
    expect(await popup.outcome()).toEqual({ ok: true, value: { url } });
    await popup.idle();
  });

  test('the child was only to be the redirect, which nobody needs to allow', async ({ popup }) => {
    const url = `${popup.redirectHost.origin}/cb?code=c-1&state=s-1`;
    listen(popup, { '/consent': `<button id="go" onclick="window.open('').location = '${url}'">x</button>` });
    await popup.begin('/consent');
    await popup.press('#go');
    expect(await popup.outcome()).toEqual({ ok: true, value: { url } });
    expect(popup.redirectHost.heard()).toEqual([]);
  });
});

test('is closed for its page when the person says not now, and nothing was sent', async ({ popup }) => {
  const heard = listen(popup, { '/consent': opener(popup), '/child': '' });
  await popup.begin('/consent');
  await popup.press('#go');
  const bar = await popup.bar();
  await decline(bar);
  await expect.poll(() => popup.run('child.closed'), { intervals: [20] }).toBe(true);
  await expect(bar.getByRole('button', { name: 'Allow' })).toBeHidden();
  expect(heard).toEqual(['GET /consent']);
  // Asked again by itself, the page hears no, and so does the person.
  expect(await popup.run("window.open('/child')")).toBe(null);
  await expect(bar.locator('#refused')).toHaveText('This page asked to open another window. It was not opened.');
  // Asked again by the person's own click, the question comes again.
  await popup.press('#go');
  await allow(bar);
  await pageAt(popup, '/child');
});

test('is asked for once for each host in a sign-in, and anew in the next', async ({ popup }) => {
  listen(popup, { '/consent': opener(popup), '/child': opener(popup, '/grandchild'), '/grandchild': '' });
  await popup.begin('/consent');
  const bar = await popup.bar();
  await popup.press('#go');
  await allow(bar);
  const child = await pageAt(popup, '/child');
  await child.click('#go');
  // The child is of another host: it asks in its own bar.
  const second = await childBar(popup);
  await expect(question(second)).toHaveText(`${hostOf(other(popup))} wants to open a window`);
  await allow(second);
  await pageAt(popup, '/grandchild');
  await popup.run('child.close()');
  await expect.poll(() => windows(popup)).toBe(2);
  await popup.press('#go');
  await pageAt(popup, '/child');
  await popup.abort();
  await popup.idle();

  await popup.begin('/consent');
  await popup.press('#go');
  await expect(question(await popup.bar())).toHaveText(`${hostOf(popup.provider.origin)} wants to open a window`);
});

test('is asked for once when a page opens windows without end, and never more than three are open', async ({
  popup,
}) => {
  const flood = "Array.from({ length: 50 }, () => window.open('/child')).filter((one) => one !== null).length";
  listen(popup, { '/consent': 'Sign in', '/child': '' });
  await popup.begin('/consent');
  const bar = await popup.bar();
  expect(await popup.run(flood)).toBe(1);
  await expect(question(bar)).toContainText('wants to open a window');
  expect(await popup.documents()).toBe(4);
  await allow(bar);
  await pageAt(popup, '/child');
  expect(await popup.run(flood)).toBe(2);
  await expect.poll(() => windows(popup)).toBe(4);
  // The page goes before it can answer.
  void popup.run("Array.from({ length: 500 }, () => window.open('/child')?.close())").catch(() => undefined);
  const { host } = new URL(popup.provider.origin);
  expect(await popup.outcome()).toEqual({ ok: false, failure: { code: 'sign-in-page-flooded', host } });
});

test('asks no more when its opener goes elsewhere, and when the opener closes it', async ({ popup }) => {
  listen(popup, { '/consent': opener(popup), '/there': opener(popup), '/child': '' });
  await popup.begin('/consent');
  const bar = await popup.bar();
  const button = bar.getByRole('button', { name: 'Allow' });
  await popup.press('#go');
  await expect(button).toBeVisible();
  await popup.run("location.href = '/there'");
  await expect(button).toBeHidden();
  await popup.press('#go');
  await expect(button).toBeVisible();
  await popup.run('child.close()');
  await expect(button).toBeHidden();
  expect(await popup.documents()).toBe(3);
});

test('stands where we put it, whatever size and place its page wants', async ({ popup }) => {
  listen(popup, { '/consent': opener(popup), '/child': '<script>moveTo(-900, -900); resizeTo(5, 5)</script>' });
  await popup.begin('/consent');
  await popup.press('#go');
  await allow(await popup.bar());
  await pageAt(popup, '/child');
  const places = await popup.app.evaluate(({ BrowserWindow, screen }) =>
    BrowserWindow.getAllWindows()
      .filter((one) => one.getParentWindow())
      .map((one) => ({ at: one.getBounds(), area: screen.getDisplayMatching(one.getBounds()).workArea })),
  );
  expect(places).toHaveLength(2);
  for (const { at, area } of places) {
    expect(at.width).toBe(520);
    expect(at.x).toBeGreaterThanOrEqual(area.x);
    expect(at.y).toBeGreaterThanOrEqual(area.y);
  }
});

test('has the guards of the first window', async ({ popup }) => {
  listen(popup, { '/consent': opener(popup), '/child': '' });
  popup.provider.answer('/file', (_request, response) =>
    response.writeHead(200, { 'content-disposition': 'attachment; filename=x.bin' }).end('x'),
  );
  popup.provider.answer('/worker.js', (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(''),
  );
  await popup.begin('/consent');
  const first = await popup.bar();
  await popup.press('#go');
  await allow(first);
  const child = await pageAt(popup, '/child');
  const refused = (await childBar(popup)).locator('#refused');
  const at = child.url();
  expect(
    await child.evaluate(() =>
      ['require', 'process', 'module', 'ipcRenderer', 'electron', 'bridge', 'bar', 'SharedWorker'].filter(
        (name) => name in window,
      ),
    ),
  ).toEqual([]);
  expect(await child.evaluate(() => navigator.userAgent)).toBe(await popup.run('navigator.userAgent'));
  const run = (script: string) =>
    popup.app.evaluate(
      ({ webContents }, [address, code]) =>
        webContents
          .getAllWebContents()
          .find(({ mainFrame }) => mainFrame.url === address)
          ?.mainFrame.executeJavaScript(code, true),
      [at, script] as const,
    );
  expect(await run("navigator.serviceWorker.register('/worker.js').then(() => 'running', () => 'refused')")).toBe(
    'refused',
  );
  expect(await run('for (let i = 0; i < 50; i += 1) { alert(i); print(); } 42')).toBe(42);
  await run("location.href = 'vscode://file/etc/passwd'");
  await expect(refused).toHaveText('This page tried to go to an address that is not safe here.');
  await run("location.href = '/file'");
  await expect(refused).toHaveText('This page tried to save a file. It was not saved.');
  await run('void Notification.requestPermission()');
  await expect(refused).toHaveText('This page asked for something that signing in does not need.');
  await run("location.href = 'http://provider.invalid/'");
  await expect(refused).toHaveText('This page tried to go to an address that is not safe here.');
  expect(child.url()).toBe(at);
  const policies = await popup.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .filter(({ mainFrame }) => mainFrame.url.startsWith('http'))
      .map((contents) => contents.getWebRTCIPHandlingPolicy()),
  );
  expect(policies).toEqual(['disable_non_proxied_udp', 'disable_non_proxied_udp']);
  // Each is said where it happened.
  await expect(first.locator('#refused')).toBeEmpty();
});

test('prints nothing while it is empty, and is named after the page that wrote it', async ({ popup }) => {
  listen(popup, { '/consent': '' });
  await popup.begin('/consent');
  expect(
    await popup.run("w = window.open(''); w.print(); w.alert(1); w.document.write('accounts.fylehq.com'); 42"),
  ).toBe(42);
  await allow(await popup.bar());
  await expect((await childBar(popup)).getByRole('heading')).toHaveText(hostOf(popup.provider.origin));
  await expect((await childBar(popup)).locator('#security')).toBeEmpty();
  expect(
    await popup.run('w.print(); w.document.body.append(document.createElement("iframe")); w.frames[0].print(); 42'),
  ).toBe(42);
});

test('is refused at once at an address that belongs to no sign-in', async ({ popup }) => {
  listen(popup, { '/consent': '' });
  await popup.begin('/consent');
  for (const address of [
    'vscode://file/etc/passwd',
    'http://provider.invalid/',
    'http://169.254.169.254/latest/meta-data/',
    'app://token-desk/bar.html',
    'data:text/html,x',
    'blob:http://127.0.0.1/x',
    'file:///etc/passwd',
    'https://user:secret@accounts.example.com/',
  ]) {
    expect(await popup.run(`window.open('${address}')`), address).toBe(null);
  }
  expect(await popup.documents()).toBe(3);
});

test('returns to its opener when its page closes it, and alone when the person closes it', async ({ popup }) => {
  listen(popup, { '/consent': opener(popup), '/child': '<button id="close" onclick="window.close()">x</button>' });
  await popup.begin('/consent');
  await popup.press('#go');
  await allow(await popup.bar());
  await (await pageAt(popup, '/child')).click('#close', { noWaitAfter: true }).catch(() => undefined);
  await expect.poll(() => windows(popup)).toBe(1);
  await expect.poll(() => popup.run('child.closed')).toBe(true);
  const focused = () => popup.app.evaluate(({ webContents }) => webContents.getFocusedWebContents()?.getURL());
  await expect.poll(focused).toContain(popup.provider.origin);

  await popup.press('#go');
  await pageAt(popup, '/child');
  await (await childBar(popup)).getByRole('heading').waitFor();
  await popup.app.evaluate(({ webContents }) => {
    const [, second] = webContents
      .getAllWebContents()
      .filter(({ mainFrame }) => mainFrame.url.endsWith('/bar.html'))
      .sort((a, b) => a.id - b.id);
    second?.sendInputEvent({ type: 'keyDown', keyCode: 'Escape' });
  });
  await expect.poll(() => popup.run('child.closed')).toBe(true);
  expect(await windows(popup)).toBe(1);
  expect(await popup.documents()).toBe(3);
  // Windows that are gone are asked nothing.
  await popup.app.evaluate(() => globalThis.harness.passIdleTime());
  await expect(question(await popup.bar())).toContainText('Still signing in?');
});

test.describe('leaves nothing, asked for or open, when', () => {
  const ENDS: Readonly<Record<string, (popup: Popup) => Promise<unknown>>> = {
    'the first window closes': (popup) =>
      popup.app.evaluate(({ BrowserWindow }) => {
        const [first] = BrowserWindow.getAllWindows()
          .filter((one) => one.getParentWindow())
          .sort((a, b) => a.id - b.id);
        first?.close();
      }),
    'the sign-in is cancelled': (popup) => popup.abort(),
    'the first page closes itself': (popup) => popup.run('setTimeout(() => window.close())'),
  };
  for (const [name, end] of Object.entries(ENDS)) {
    test(name, async ({ popup }) => {
      listen(popup, { '/consent': opener(popup), '/child': opener(popup, '/grandchild'), '/grandchild': '' });
      await popup.begin('/consent');
      await popup.press('#go');
      await allow(await popup.bar());
      await (await pageAt(popup, '/child')).click('#go');
      await expect(question(await childBar(popup))).toContainText('wants to open a window');
      await end(popup);
      expect(await popup.outcome()).toMatchObject({ ok: false });
      await popup.idle();
      expect(await windows(popup)).toBe(0);
    });
  }
});

test('shows a page that keeps its opener away, as sign-in pages do', async ({ popup }) => {
  listen(popup, { '/consent': opener(popup) });
  popup.provider.answer('/child', (_request, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html', 'cross-origin-opener-policy': 'same-origin' })
      .end('<p id="shown">There</p>'),
  );
  await popup.begin('/consent');
  await popup.press('#go');
  await allow(await popup.bar());
  await expect((await pageAt(popup, '/child')).locator('#shown')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`asks in a bar that names a long host by its end, ${colorScheme}`, async ({ popup }) => {
    listen(popup, { '/consent': opener(popup) });
    await popup.begin('/consent');
    const bar = await popup.bar();
    await bar.emulateMedia({ colorScheme });
    await popup.press('#go');
    const asker = bar.locator('#asker');
    await expect(asker).toBeVisible();
    await bar.evaluate(() => {
      for (const id of ['host', 'asker']) {
        const target = document.getElementById(id);
        if (target)
          target.textContent = 'accounts.example.com.a-very-long-host-that-wants-to-look-like-another-one.evil.example';
      }
    });
    const [box, whole] = [await asker.boundingBox(), await bar.evaluate(() => innerWidth)];
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(whole);
    await expect(bar.locator('#asked')).toBeInViewport({ ratio: 1 });
  });
}
