import type { ServerResponse } from 'node:http';
import { expect } from '@playwright/test';
import { launchHarness, test } from './harness/popupTest.ts';
import { closedPort } from './harness/servers.ts';

// How an attempt ends without a redirect, and that nothing of it is left.

const CLOSED = { ok: false, failure: { code: 'sign-in-closed' } };
const CANCELLED = { ok: false, failure: { code: 'sign-in-cancelled' } };
const STUBBORN = `<input><script>onbeforeunload = (event) => { event.preventDefault(); return 'stay'; };</script>`;

const failed = (host: string, reason: string) => ({
  ok: false,
  failure: { code: 'sign-in-page-failed', host, reason },
});

test('ends as closed when the person closes the window, though the page wants to be asked', async ({ popup }) => {
  popup.provider.answer('/consent', STUBBORN);
  await popup.begin('/consent');
  // Touched: only then may a page object.
  await (await popup.page()).locator('input').fill('x');
  await popup.closeWindow();
  expect(await popup.outcome()).toEqual(CLOSED);
});

test('ends as cancelled when the caller gives up, though the page wants to be asked', async ({ popup }) => {
  popup.provider.answer('/consent', STUBBORN);
  await popup.begin('/consent');
  await (await popup.page()).locator('input').fill('x');
  await popup.abort();
  expect(await popup.outcome()).toEqual(CANCELLED);
});

test('ends as cancelled when the caller gives up before the page has answered', async ({ popup }) => {
  popup.provider.answer('/consent', () => undefined);
  await popup.begin('/consent');
  await popup.bar();
  await popup.abort();
  expect(await popup.outcome()).toEqual(CANCELLED);
});

test('ends as closed when the person closes the window of a page that runs for ever', async ({ popup }) => {
  popup.provider.answer('/consent', 'Sign in');
  await popup.begin('/consent');
  await popup.page();
  await popup.run('setTimeout(() => { for (;;); })');
  await popup.closeWindow();
  expect(await popup.outcome()).toEqual(CLOSED);
});

test('leaves nothing that keeps the app from quitting', async ({ playwright }) => {
  const { app, close } = await launchHarness(playwright);
  const exit = new Promise((resolve) => app.process().once('exit', resolve));
  await app.evaluate(({ app: electronApp }) => {
    const url = 'https://provider.invalid/';
    const page = { redirectUri: 'com.example.app:/cb', state: 's-1', practice: false, title: 'Acme Ltd' };
    globalThis.harness.begin({ url, ...page });
    electronApp.quit();
  });
  expect(await exit).toBe(0);
  await close();
});

test('sends nothing on when the window is closed while the redirect is on its way', async ({ popup }) => {
  const held = new Promise<ServerResponse>((resolve) => {
    popup.provider.answer('/next', (_request, response) => resolve(response));
  });
  popup.provider.answer('/consent', '<a id="go" href="/next">Yes</a>');
  await popup.begin('/consent');
  await popup.press('#go');
  const response = await held;
  await popup.closeWindow();
  response.writeHead(302, { location: `${popup.redirectHost.origin}/cb?code=c&state=s` }).end();
  expect(await popup.outcome()).toEqual(CLOSED);
  expect(popup.redirectHost.heard()).toEqual([]);
});

test('ends as closed when the page closes itself', async ({ popup }) => {
  popup.provider.answer('/consent', '<button id="go" onclick="window.close()">Close</button>');
  await popup.begin('/consent');
  await popup.press('#go');
  expect(await popup.outcome()).toEqual(CLOSED);
});

test('takes F6 in the bar at the very moment at which the page has closed itself', async ({ popup }) => {
  popup.provider.answer('/consent', '<button id="go" onclick="window.close()">Close</button>');
  await popup.begin('/consent');
  await popup.bar();
  await popup.page();
  await popup.app.evaluate(({ webContents }) => {
    const all = webContents.getAllWebContents();
    const bar = all.find(({ mainFrame }) => mainFrame.url.endsWith('/bar.html'));
    const page = all.find(({ mainFrame }) => mainFrame.url.startsWith('http'));
    page?.once('destroyed', () => bar?.sendInputEvent({ type: 'keyDown', keyCode: 'F6' }));
  });
  await popup.press('#go');
  expect(await popup.outcome()).toEqual(CLOSED);
});

test('gives a page no worker that could outlive it', async ({ popup }) => {
  popup.provider.answer('/worker.js', (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/javascript' }).end('');
  });
  popup.provider.answer(
    '/consent',
    `<script>navigator.serviceWorker.register('/worker.js').then(() => 'running', () => 'refused')
      .then((worker) => { document.title = worker + ' ' + typeof SharedWorker; });</script>`,
  );
  await popup.begin('/consent');
  await expect(await popup.page()).toHaveTitle('refused undefined');
  await popup.abort();
  expect(await popup.outcome()).toEqual(CANCELLED);
});

test('goes on when a page is gone back to that a form had brought', async ({ popup }) => {
  popup.provider.answer('/two', (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'no-store' });
    response.end('<a id="on" href="/three">On</a>');
  });
  popup.provider.answer('/three', '<p id="three">Three</p>');
  popup.provider.answer('/consent', '<form method="post" action="/two"><button id="go">Go</button></form>');
  await popup.begin('/consent');
  await popup.press('#go');
  await popup.press('#on');
  const page = await popup.page();
  await page.locator('#three').waitFor();
  await (await popup.bar()).getByRole('button', { name: 'Back' }).click();
  await page.locator('#go').waitFor();
  await popup.abort();
  expect(await popup.outcome()).toEqual(CANCELLED);
});

test.describe("ends as failed, with the host and Chromium's word for it,", () => {
  test('when nothing listens', async ({ popup }) => {
    const port = await closedPort();
    await popup.begin(`http://127.0.0.1:${port}/`);
    expect(await popup.outcome()).toEqual(failed(`127.0.0.1:${port}`, 'ERR_CONNECTION_REFUSED'));
  });

  test('when the host does not exist', async ({ popup }) => {
    await popup.begin('https://provider.invalid/app/developers/#/oauth/authorize?client_id=x');
    expect(await popup.outcome()).toEqual(failed('provider.invalid', 'ERR_NAME_NOT_RESOLVED'));
  });

  test('when the connection breaks', async ({ popup }) => {
    popup.provider.answer('/consent', (request) => request.socket.destroy());
    await popup.begin('/consent');
    expect(await popup.outcome()).toEqual(failed(new URL(popup.provider.origin).host, 'ERR_EMPTY_RESPONSE'));
  });

  test('when a later page fails, with its own host', async ({ popup }) => {
    const port = await closedPort();
    popup.provider.answer('/consent', `<a id="go" href="http://127.0.0.1:${port}/sso">Sign in</a>`);
    await popup.begin('/consent');
    await popup.press('#go');
    expect(await popup.outcome()).toEqual(failed(`127.0.0.1:${port}`, 'ERR_CONNECTION_REFUSED'));
  });

  test('when a later page fails that tells an error of its own', async ({ popup }) => {
    const port = await closedPort();
    popup.provider.answer('/consent', `<a id="go" href="http://127.0.0.1:${port}/sso?error=access_denied">Sign in</a>`);
    await popup.begin('/consent', { redirectUri: 'https://client.invalid/cb' });
    await popup.press('#go');
    expect(await popup.outcome()).toEqual(failed(`127.0.0.1:${port}`, 'ERR_CONNECTION_REFUSED'));
  });

  test('when the page that the first one sends to does not answer in time, with its own host', async ({ popup }) => {
    const other = popup.provider.origin.replace('127.0.0.1', 'localhost');
    const asked = new Promise<void>((resolve) => popup.provider.answer('/never', () => resolve()));
    popup.provider.answer('/consent', (_request, response) =>
      response.writeHead(302, { location: `${other}/never` }).end(),
    );
    await popup.begin('/consent', { deadline: 'by hand' });
    await asked;
    await popup.passDeadline();
    expect(await popup.outcome()).toEqual(failed(new URL(other).host, 'ERR_TIMED_OUT'));
  });

  test('when the first page does not answer in time', async ({ popup }) => {
    popup.provider.answer('/consent', () => undefined);
    await popup.begin('/consent', { deadline: 200 });
    expect(await popup.outcome()).toEqual(failed(new URL(popup.provider.origin).host, 'ERR_TIMED_OUT'));
  });

  test('when the first page redirects for ever', async ({ popup }) => {
    popup.provider.answer('/consent', (_request, response) => response.writeHead(302, { location: '/consent' }).end());
    await popup.begin('/consent');
    expect(await popup.outcome()).toEqual(failed(new URL(popup.provider.origin).host, 'ERR_TOO_MANY_REDIRECTS'));
  });

  test('when the first page is a file to save', async ({ popup }) => {
    popup.provider.answer('/consent', (_request, response) =>
      response.writeHead(200, { 'content-disposition': 'attachment; filename=x.bin' }).end('x'),
    );
    await popup.begin('/consent');
    expect(await popup.outcome()).toEqual(failed(new URL(popup.provider.origin).host, 'ERR_FAILED'));
  });

  test('when the first page sends to an address that is not safe', async ({ popup }) => {
    popup.provider.answer('/consent', (_request, response) =>
      response.writeHead(302, { location: 'http://provider.invalid/' }).end(),
    );
    await popup.begin('/consent');
    expect(await popup.outcome()).toEqual(failed(new URL(popup.provider.origin).host, 'ERR_UNSAFE_REDIRECT'));
  });

  test('when the page crashes', async ({ popup }) => {
    popup.provider.answer('/consent', 'Sign in');
    await popup.begin('/consent');
    await popup.page();
    await popup.app.evaluate(({ webContents }) => {
      for (const contents of webContents.getAllWebContents()) {
        if (contents.getURL().startsWith('http')) process.kill(contents.getOSProcessId(), 'SIGKILL');
      }
    });
    expect(await popup.outcome()).toEqual(failed(new URL(popup.provider.origin).host, 'CRASHED'));
  });

  test('when a later page sends to a file of this computer', async ({ popup }) => {
    popup.provider.answer('/next', (_request, response) =>
      response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    );
    popup.provider.answer('/consent', '<a id="go" href="/next">x</a>');
    await popup.begin('/consent');
    await popup.press('#go');
    expect(await popup.outcome()).toEqual(failed(new URL(popup.provider.origin).host, 'ERR_UNSAFE_REDIRECT'));
  });
});

test('waits for as long as it takes once the first page is there', async ({ popup }) => {
  popup.provider.answer('/consent', 'Sign in');
  await popup.begin('/consent', { deadline: 'by hand' });
  await popup.page();
  await popup.passDeadline();
  await popup.abort();
  expect(await popup.outcome()).toEqual(CANCELLED);
});

test('keeps nothing of an attempt for the next', async ({ popup }) => {
  popup.provider.answer(
    '/consent',
    `<script>
      document.title = JSON.stringify([document.cookie, localStorage.length]);
      document.cookie = 'known=1; max-age=3600';
      localStorage.setItem('known', '1');
    </script>`,
  );
  await popup.begin('/consent');
  await expect(await popup.page()).toHaveTitle('["",0]');
  await (await popup.page()).reload();
  // It does remember while it lasts: else the next line would say nothing.
  await expect(await popup.page()).toHaveTitle('["known=1",1]');
  await popup.abort();
  await popup.outcome();
  await popup.idle();

  const before = await popup.app.evaluate(() => globalThis.harness.cookies());
  expect(before.at(-1)).toBe(0);
  await popup.begin('/consent');
  await expect(await popup.page()).toHaveTitle('["",0]');
  // In a session of its own, not in the last one emptied.
  expect(await popup.app.evaluate(() => globalThis.harness.cookies())).toHaveLength(before.length + 1);
});

test('brings a hidden window back to the front', async ({ popup }) => {
  popup.provider.answer('/consent', 'Sign in');
  await popup.begin('/consent');
  await popup.page();
  const isVisible = () =>
    popup.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some((window) => window.getTitle() === 'Sign in: Acme Ltd' && window.isVisible()),
    );
  await popup.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) if (window.getTitle() === 'Sign in: Acme Ltd') window.hide();
  });
  await expect.poll(isVisible).toBe(false);
  await popup.app.evaluate(() => globalThis.harness.focus());
  await expect.poll(isVisible).toBe(true);
});
