import { expect } from '@playwright/test';
import { test } from './harness/popupTest.ts';

// What is the redirect and what only looks like it, beyond the table of popup.spec.ts.

const ANSWER = 'code=c-1&state=s-1';

test.describe("on the provider's own origin", () => {
  const WAYS = {
    pushState: `history.pushState(null, '', '/cb?${ANSWER}')`,
    replaceState: `history.replaceState(null, '', '/cb?${ANSWER}')`,
    'location.href': `location.href = '/cb?${ANSWER}'`,
  };
  for (const [name, act] of Object.entries(WAYS)) {
    test(`takes an answer that comes by ${name}`, async ({ popup }) => {
      popup.provider.answer('/consent', `<button id="go" onclick="${act}">Yes</button>`);
      const redirectUri = `${popup.provider.origin}/cb`;
      await popup.begin('/consent', { redirectUri });
      await popup.press('#go');
      expect(await popup.outcome()).toEqual({ ok: true, value: { url: `${redirectUri}?${ANSWER}` } });
    });
  }

  test('lets a page at the redirect URI be shown while it brings no answer', async ({ popup }) => {
    popup.provider.answer('/consent', '<a id="go" href="/cb">Terms</a>');
    popup.provider.answer('/cb', '<h1>Terms</h1>');
    await popup.begin('/consent', { redirectUri: `${popup.provider.origin}/cb` });
    await popup.press('#go');
    await expect((await popup.page()).getByRole('heading')).toHaveText('Terms');
  });
});

test('takes an answer only with the query that the redirect URI was registered with', async ({ popup }) => {
  const redirectUri = `${popup.provider.origin}/cb?app=1`;
  popup.provider.answer('/consent', `<a id="go" href="/cb?app=2&${ANSWER}">Yes</a>`);
  popup.provider.answer('/cb', `<a id="go" href="/cb?app=1&${ANSWER}">The right one</a>`);
  await popup.begin('/consent', { redirectUri });
  await popup.press('#go');
  await popup.press('text=The right one');
  expect(await popup.outcome()).toEqual({ ok: true, value: { url: `${redirectUri}&${ANSWER}` } });
});

test('takes a form that is too long for an answer without its content', async ({ popup }) => {
  popup.provider.answer(
    '/consent',
    `<form method="post" action="${popup.redirectHost.origin}/cb">
      <input type="hidden" name="code" value="${'c'.repeat(70_000)}"><button id="go">Yes</button></form>`,
  );
  await popup.begin('/consent');
  await popup.press('#go');
  expect(await popup.outcome()).toEqual({ ok: true, value: { url: `${popup.redirectHost.origin}/cb`, form: '' } });
  expect(popup.redirectHost.heard()).toEqual([]);
});

test('takes the first of several answers', async ({ popup }) => {
  const to = (code: number) => `com.example.app:/cb?code=${code}&state=s`;
  popup.provider.answer(
    '/consent',
    `<button id="go" onclick="window.open('${to(1)}'); window.open('${to(2)}'); location.href = '${to(3)}'">Yes</button>`,
  );
  await popup.begin('/consent', { redirectUri: 'com.example.app:/cb' });
  await popup.press('#go');
  expect(await popup.outcome()).toEqual({ ok: true, value: { url: to(1) } });
});

test('takes no address that only looks like the redirect URI, and no error from elsewhere', async ({ popup }) => {
  const { origin } = popup.provider;
  const { port } = new URL(origin);
  const lookAlikes = [
    `${origin}/cb.evil?${ANSWER}`,
    `${origin}/cb/?${ANSWER}`,
    `${origin}/cb/x?${ANSWER}`,
    `${origin}/CB?${ANSWER}`,
    `${origin}/%63b?${ANSWER}`,
    `${origin}//cb?${ANSWER}`,
    `${origin}/x?to=${origin}/cb&${ANSWER}`,
    `${origin}/x#${origin}/cb?${ANSWER}`,
    `http://localhost:${port}/cb?${ANSWER}`,
    `${popup.redirectHost.origin}/cb?${ANSWER}`,
    `${origin}/elsewhere?error=access_denied&state=s-1`,
    `${popup.redirectHost.origin}/?error=access_denied&state=s-1`,
  ];
  popup.provider.answer('/consent', 'Sign in');
  await popup.begin('/consent', { redirectUri: `${origin}/cb` });
  const page = await popup.page();
  for (const address of lookAlikes) {
    await popup.run(`location.href = ${JSON.stringify(address)}`);
    await page.waitForURL((shown) => shown.href === address);
  }
  await popup.abort();
  expect(await popup.outcome()).toEqual({ ok: false, failure: { code: 'sign-in-cancelled' } });
});

for (const [way, answer] of [
  ['a link', (to: string) => `<a id="go" href="${to}">Yes</a>`],
  ['a redirect', () => '<a id="go" href="/next">Yes</a>'],
] as const) {
  test(`goes to no address with a name before its host, by ${way}`, async ({ popup }) => {
    const to = `${popup.redirectHost.origin.replace('//', '//user:secret@')}/cb?${ANSWER}`;
    popup.provider.answer('/next', (_request, response) => response.writeHead(302, { location: to }).end());
    popup.provider.answer('/consent', answer(to));
    await popup.begin('/consent');
    await popup.press('#go');
    await expect((await popup.bar()).getByText('address', { exact: false })).toBeVisible();
    await popup.abort();
    await popup.outcome();
    expect(popup.redirectHost.heard()).toEqual([]);
  });
}

test.describe('is not completed, and tells the redirect host nothing, by', () => {
  const WAYS: Readonly<Record<string, (to: string) => string>> = {
    'a frame': (to) => `<iframe src="${to}" onload="done()" onerror="done()"></iframe>`,
    'a frame that is sent there': () => '<iframe src="/next" onload="done()"></iframe>',
    'a form posted into a frame': (to) =>
      `<iframe name="inside"></iframe><form method="post" target="inside" action="${to}"></form>
       <script>document.forms[0].submit(); setTimeout(done, 100)</script>`,
    'an image': (to) => `<img alt="" src="${to}" onerror="done()">`,
    'a script': (to) => `<script src="${to}" onerror="done()"></script>`,
    fetch: (to) => `<script>fetch('${to}', { mode: 'no-cors' }).catch(done)</script>`,
    'a beacon': (to) => `<script>navigator.sendBeacon('${to}', 'x'); setTimeout(done, 100)</script>`,
    'a socket': (to) =>
      `<script>new WebSocket('${to.replace('http', 'ws')}').onerror = () => setTimeout(done, 100)</script>`,
    'a prefetch': (to) => `<link rel="prefetch" href="${to}"><script>setTimeout(done, 100)</script>`,
  };
  for (const [name, body] of Object.entries(WAYS)) {
    test(name, async ({ popup }) => {
      const to = `${popup.redirectHost.origin}/cb?${ANSWER}`;
      popup.provider.answer('/next', (_request, response) => response.writeHead(302, { location: to }).end());
      const done = "<script>function done() { document.title = 'done'; }</script>";
      popup.provider.answer('/consent', done + body(to));
      await popup.begin('/consent');
      await expect(await popup.page()).toHaveTitle('done');
      expect(popup.redirectHost.heard()).toEqual([]);
      await popup.abort();
      expect(await popup.outcome()).toEqual({ ok: false, failure: { code: 'sign-in-cancelled' } });
    });
  }

  test("a frame that is sent to an app's own scheme", async ({ popup }) => {
    popup.provider.answer('/consent', `<iframe src="com.example.app:/cb?${ANSWER}"></iframe>`);
    await popup.begin('/consent', { redirectUri: 'com.example.app:/cb' });
    await expect((await popup.bar()).locator('#refused')).toHaveText(/an address that is not safe/);
    await popup.abort();
    expect(await popup.outcome()).toEqual({ ok: false, failure: { code: 'sign-in-cancelled' } });
  });
});
