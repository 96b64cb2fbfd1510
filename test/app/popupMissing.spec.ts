import type { ServerResponse } from 'node:http';
import { expect, type Page } from '@playwright/test';
import { copyOutside } from '../../tools/drive.mjs';
import { axeViolations } from './axe.ts';
import { type Popup, test } from './harness/popupTest.ts';
import type { Answer } from './harness/servers.ts';

// Pages that show nothing: what is missing is said in their place, by a document of our own, with a way on.

const hostOf = (origin: string) => new URL(origin).host;
const title = (bar: Page) => bar.locator('#missing-title');
const retry = (bar: Page) => bar.getByRole('button', { name: 'Try again' });
const passBlankTime = ({ app }: Popup) => app.evaluate(() => globalThis.harness.passBlankTime());

/** Answers with a status, the schemes of `WWW-Authenticate`, and a body. */
const answering =
  (status: number, body = '', schemes: readonly string[] = [], type = 'text/html'): Answer =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': type, 'www-authenticate': [...schemes] }).end(body);

/** Lets the next attempt's session judge certificates by this result of Chromium's, 0 for good. */
const verifyNext = ({ app }: Popup, result: number) =>
  app.evaluate(({ app: electronApp }, code) => {
    electronApp.once('session-created', (session) =>
      session.setCertificateVerifyProc((_request, answer) => answer(code)),
    );
  }, result);

test.describe('says that only a browser can sign in, for', () => {
  const ANSWERS: Readonly<Record<string, Answer>> = {
    Negotiate: answering(401, '', ['Negotiate']),
    NTLM: answering(401, '', ['NTLM']),
    'both, with a text': answering(401, '<h1>401 - Unauthorized</h1>', ['Negotiate', 'NTLM']),
    'one line of all schemes': answering(401, 'No', ['Negotiate, NTLM, Bearer realm="a, Basic"']),
  };
  for (const [name, answer] of Object.entries(ANSWERS)) {
    test(name, async ({ popup }) => {
      popup.provider.answer('/consent', answer);
      await popup.begin('/consent');
      const bar = await popup.bar();
      await expect(title(bar)).toHaveText('This page wants your company’s Windows sign-in');
      await expect(bar.locator('#missing-host')).toHaveText(hostOf(popup.provider.origin));
      await bar.getByRole('button', { name: 'Open in my browser' }).click();
      expect(await popup.app.evaluate(() => globalThis.harness.browserWishes())).toBe(1);
      popup.provider.answer('/consent', '<p id="there">Sign in</p>');
      await retry(bar).click();
      await (await popup.page()).locator('#there').waitFor();
      await expect(title(bar)).toBeHidden();
      await expect(bar.getByRole('button', { name: 'Open in my browser' })).toHaveCount(1);
    });
  }

  test('but not for a page that signs in by other means as well, as Keycloak’s', async ({ popup }) => {
    popup.provider.answer('/next', '<p id="there">Sign in</p>');
    popup.provider.answer(
      '/consent',
      answering(401, '<form action="/next"><button id="go">Continue</button></form>', ['Negotiate']),
    );
    await popup.begin('/consent');
    const bar = await popup.bar();
    await expect(bar.locator('body')).not.toHaveClass('loading');
    // Answered behind the look at the page that would have told.
    expect(await popup.run('document.forms.length')).toBe(1);
    await expect(title(bar)).toBeHidden();
    await popup.press('#go');
    await (await popup.page()).locator('#there').waitFor();
  });
});

test.describe('asks for name and password', () => {
  /** Whom the server lets in, and what it was told. */
  function guarded(popup: Popup, path = '/consent'): readonly (string | undefined)[] {
    const heard: (string | undefined)[] = [];
    popup.provider.answer(path, (request, response) => {
      heard.push(request.headers.authorization);
      const isRight = request.headers.authorization === `Basic ${Buffer.from('jané:right one').toString('base64')}`;
      if (isRight) response.writeHead(200, { 'content-type': 'text/html' }).end('<p id="there">Sign in</p>');
      else answering(401, '', ['Basic realm="accounts.fylehq.com", charset="UTF-8"'])(request, response);
    });
    return heard;
  }
  const fill = async (bar: Page, name: string, password: string) => {
    await bar.getByLabel('Name').fill(name);
    await bar.getByLabel('Password').fill(password);
    await bar.getByRole('button', { name: 'Sign in' }).click();
  };

  test('and gives them to the page, again when they were wrong, three times at most', async ({ popup }) => {
    const heard = guarded(popup);
    await popup.begin('/consent');
    const bar = await popup.bar();
    await expect(title(bar)).toHaveText('Name and password');
    await expect(bar.locator('#missing-host')).toHaveText(hostOf(popup.provider.origin));
    await expect(bar.getByRole('heading', { level: 1 })).toHaveText(hostOf(popup.provider.origin));
    // The realm is the server's own text, by which it could call itself anything.
    await expect(bar.getByText('fylehq')).toHaveCount(0);
    await fill(bar, 'jané', 'wrong');
    await expect(bar.locator('#missing-text')).toContainText('did not accept that name or password');
    await expect(bar.getByLabel('Password')).toHaveValue('');
    await fill(bar, 'jané', 'right one');
    await (await popup.page()).locator('#there').waitFor();
    await expect(title(bar)).toBeHidden();
    expect(heard).toHaveLength(3);
  });

  test('and a password that is pasted stands there once', async ({ popup }) => {
    guarded(popup);
    await popup.begin('/consent');
    const bar = await popup.bar();
    await copyOutside('right one');
    await bar.getByLabel('Password').click();
    await bar.keyboard.press('Control+V');
    await expect(bar.getByLabel('Password')).not.toHaveValue('');
    // A second one would have come with the first key.
    await bar.keyboard.press('Control+V');
    await expect(bar.getByLabel('Password')).toHaveValue('right oneright one');
  });

  test('no fourth time', async ({ popup }) => {
    guarded(popup);
    await popup.begin('/consent');
    const bar = await popup.bar();
    for (const password of ['one', 'two', 'three']) {
      await expect(bar.getByLabel('Password')).toHaveValue('');
      await fill(bar, 'jané', password);
      await expect(bar.getByLabel('Name')).toHaveValue('');
    }
    await expect(title(bar)).toHaveText('Not signed in at this page');
    await retry(bar).click();
    await expect(title(bar)).toHaveText('Name and password');
  });

  test('and shows the page without them when the person wants none', async ({ popup }) => {
    popup.provider.answer('/consent', answering(401, '<a id="other" href="/x">Other ways</a>', ['Basic realm="x"']));
    await popup.begin('/consent');
    await (await popup.bar()).getByRole('button', { name: 'Not now' }).click();
    await (await popup.page()).locator('#other').waitFor();
  });

  test('for as long as it takes, though the first page has its time', async ({ popup }) => {
    guarded(popup);
    await popup.begin('/consent', { deadline: 'by hand' });
    const bar = await popup.bar();
    await expect(title(bar)).toHaveText('Name and password');
    await popup.passDeadline();
    await fill(bar, 'jané', 'right one');
    await (await popup.page()).locator('#there').waitFor();
  });

  test('of the next sign-in anew: nothing is kept', async ({ popup }) => {
    guarded(popup);
    for (const _attempt of [1, 2]) {
      await popup.begin('/consent');
      await fill(await popup.bar(), 'jané', 'right one');
      await (await popup.page()).locator('#there').waitFor();
      await popup.abort();
      await popup.outcome();
      await popup.idle();
    }
  });

  test('for no frame, image or request of a page', async ({ popup }) => {
    const other = popup.provider.origin.replace('127.0.0.1', 'localhost');
    const heard = guarded(popup, '/guarded');
    popup.provider.answer(
      '/consent',
      `<p id="there">Sign in</p><img src="/guarded"><iframe src="${other}/guarded"></iframe><iframe src="/guarded"></iframe>
        <script>fetch('/guarded').then(({ status }) => { document.title = status; });</script>`,
    );
    await popup.begin('/consent');
    await expect(await popup.page()).toHaveTitle('401');
    await expect.poll(() => heard.length).toBe(4);
    await expect((await popup.page()).locator('#there')).toBeVisible();
    await expect(title(await popup.bar())).toBeHidden();
  });

  /** A page from which the person is asked for the name and password of another host. */
  const askElsewhere = async (popup: Popup): Promise<{ readonly bar: Page; readonly other: string }> => {
    const other = popup.provider.origin.replace('127.0.0.1', 'localhost');
    popup.provider.answer('/consent', '<p id="there">Sign in</p>');
    await popup.begin('/consent');
    const bar = await popup.bar();
    await expect(bar.locator('body')).not.toHaveClass('loading');
    await popup.run(`location.href = '${other}/guarded'`);
    await expect(title(bar)).toHaveText('Name and password');
    await expect(bar.locator('#missing-host')).toHaveText(hostOf(other));
    return { bar, other };
  };

  test('and lets no page pass for the host that asks: not by calling its request off', async ({ popup }) => {
    guarded(popup, '/guarded');
    const { bar } = await askElsewhere(popup);
    await popup.run('window.stop()');
    await expect(title(bar)).toBeHidden();
    await expect(bar.getByRole('heading', { level: 1 })).toHaveText(hostOf(popup.provider.origin));
  });

  test('and lets no page pass for the host that asks: not while the answer is on its way', async ({ popup }) => {
    guarded(popup, '/guarded');
    const { bar } = await askElsewhere(popup);
    popup.provider.answer('/guarded', () => undefined);
    await fill(bar, 'jané', 'right one');
    await expect(title(bar)).toBeHidden();
    await expect(bar.getByRole('heading', { level: 1 })).toHaveText(hostOf(popup.provider.origin));
  });

  test('and lets no page pass for the host that asks: not by opening a window', async ({ popup }) => {
    guarded(popup, '/guarded');
    const { bar } = await askElsewhere(popup);
    await popup.run("window.open('/child')");
    await expect(bar.locator('#asker')).toHaveText(hostOf(popup.provider.origin));
  });

  test('and takes an answer to no other question than the one on screen', async ({ popup }) => {
    const heard = guarded(popup);
    await popup.begin('/consent');
    const bar = await popup.bar();
    await expect(title(bar)).toHaveText('Name and password');
    await bar.evaluate(() => window.bar.signIn(0, 'jané', 'right one'));
    await bar.evaluate(() => window.bar.signIn(2, 'jané', 'right one'));
    await fill(bar, 'jané', 'right one');
    await (await popup.page()).locator('#there').waitFor();
    expect(heard).toHaveLength(2);
  });
});

test.describe('says that the page is empty, for', () => {
  const ANSWERS: Readonly<Record<string, Answer>> = {
    'a good answer': answering(200),
    'one with spaces': answering(200, '\n  \n'),
    'one with an empty document': answering(200, '<!doctype html><html><head></head><body> </body></html>'),
    'a text without characters': answering(200, '', [], 'text/plain'),
    'not found': answering(404),
    'an error of the server': answering(500),
    'a refusal': answering(403),
    'a bearer token wanted': answering(401, '', ['Bearer']),
    'a redirect that leads nowhere': answering(302),
    'no content': answering(204),
    'a form to be emptied': answering(205),
  };
  const everyDay = ['one with spaces', 'an error of the server', 'a redirect that leads nowhere', 'no content'];
  for (const [name, answer] of Object.entries(ANSWERS)) {
    test(name, { tag: everyDay.includes(name) ? [] : '@nightly' }, async ({ popup }) => {
      popup.provider.answer('/consent', answer);
      await popup.begin('/consent');
      const bar = await popup.bar();
      await expect(title(bar)).toHaveText('The page is empty');
      await expect(bar.locator('#missing-host')).toHaveText(hostOf(popup.provider.origin));
      popup.provider.answer('/consent', '<p id="there">Sign in</p>');
      await retry(bar).click();
      await (await popup.page()).locator('#there').waitFor();
    });
  }
});

test('does not say so of a page that goes on by itself', async ({ popup }) => {
  popup.provider.answer('/consent', answering(200, '<meta http-equiv="refresh" content="3600; url=/next">'));
  await popup.begin('/consent');
  const bar = await popup.bar();
  await expect(bar.locator('body')).not.toHaveClass('loading');
  // Answered behind the look at the page that would have told.
  expect(await popup.run('document.body.childElementCount')).toBe(0);
  await expect(title(bar)).toBeHidden();
});

test.describe('says that the page is still blank, for', () => {
  const BODIES: Readonly<Record<string, string>> = {
    'an app that does not start': '<div id="root"></div><script>throw new Error("x")</script>',
    'a coloured nothing': '<body style="background: #123"><div></div></body>',
    'text that nobody can see': '<p style="visibility: hidden">Sign in</p>',
    'a frame that is blank too': '<iframe style="border: 0" src="/blank"></iframe>',
  };
  for (const [name, body] of Object.entries(BODIES)) {
    test(name, async ({ popup }) => {
      popup.provider.answer('/blank', '<div></div>');
      popup.provider.answer('/consent', body);
      await popup.begin('/consent');
      const bar = await popup.bar();
      await expect(bar.getByRole('heading', { level: 1 })).toHaveText(hostOf(popup.provider.origin));
      await passBlankTime(popup);
      await expect(title(bar)).toHaveText('The page is still blank');
      await retry(bar).click();
      await expect(title(bar)).toBeHidden();
    });
  }

  test('a page that comes late, and shows it when it is there', async ({ popup }) => {
    popup.provider.answer('/consent', '<div id="root"></div>');
    await popup.begin('/consent');
    const bar = await popup.bar();
    await expect(bar.getByRole('heading', { level: 1 })).toHaveText(hostOf(popup.provider.origin));
    await passBlankTime(popup);
    await expect(title(bar)).toHaveText('The page is still blank');
    await popup.run('document.body.append("Sign in")');
    // The first picture of a hidden page may be an older one.
    const isTold = async () => {
      await passBlankTime(popup);
      return title(bar).isVisible();
    };
    await expect.poll(isTold).toBe(false);
  });

  const PAINTED: Readonly<Record<string, string>> = {
    'not one with text': 'Sign in',
    'not one with a field': '<input style="border: 0; outline: 0; background: #eee">',
    'not one with a frame that shows something': '<iframe style="border: 0" src="OTHER/text"></iframe>',
  };
  for (const [name, body] of Object.entries(PAINTED)) {
    test(name, async ({ popup }) => {
      const other = popup.provider.origin.replace('127.0.0.1', 'localhost');
      popup.provider.answer('/text', 'Sign in');
      popup.provider.answer('/consent', body.replace('OTHER', other));
      await popup.begin('/consent');
      const bar = await popup.bar();
      await expect(bar.locator('body')).not.toHaveClass('loading');
      await passBlankTime(popup);
      // Looked at once, and not again.
      await popup.run('document.body.replaceChildren()');
      await passBlankTime(popup);
      await expect(title(bar)).toBeHidden();
    });
  }
});

test.describe('says what is wrong with the certificate when', () => {
  const SAYS: Readonly<Record<string, readonly [verdict: number | undefined, text: string]>> = {
    'nobody trusts it': [undefined, 'has a certificate that this computer does not trust'],
    // By Chromium's numbers: no authority that a test could make is trusted here.
    'it is out of date': [-201, 'has a certificate that is out of date'],
    'it is for another host': [-200, 'has a certificate for another address'],
    'it was revoked': [-206, 'has a certificate that this computer does not trust'],
  };
  for (const [name, [verdict, text]] of Object.entries(SAYS)) {
    test(name, async ({ popup }) => {
      popup.provider.answer('/consent', 'Sign in');
      if (verdict !== undefined) await verifyNext(popup, verdict);
      await popup.begin(`${popup.provider.secureOrigin}/consent`);
      const bar = await popup.bar();
      await expect(title(bar)).toHaveText('This page cannot prove whose it is');
      await expect(bar.locator('#missing-text')).toContainText(text);
      await expect(bar.locator('#missing-host')).toHaveText(hostOf(popup.provider.secureOrigin));
      // Nothing says that this connection is encrypted.
      await expect(bar.locator('#lock')).toBeHidden();
      await expect(bar.locator('#security')).toBeEmpty();
      await retry(bar).click();
      await expect(title(bar)).toHaveText('This page cannot prove whose it is');
    });
  }
});

test.describe('says that a certificate of the person is wanted, when the server that wanted one', () => {
  const ENDS: Readonly<Record<string, (response: ServerResponse) => void>> = {
    'refuses the page': (response) => response.writeHead(403, { 'content-type': 'text/html' }).end('No certificate'),
    'breaks off': (response) => response.socket?.destroy(),
  };
  const SECURITY: Readonly<Record<string, string>> = { 'refuses the page': 'This computer', 'breaks off': '' };
  for (const [name, end] of Object.entries(ENDS)) {
    test(name, async ({ popup }) => {
      const held = new Promise<ServerResponse>((resolve) => {
        popup.provider.answer('/consent', (_request, response) => resolve(response));
      });
      await popup.begin('/consent');
      const response = await held;
      // By hand, because Electron asks nobody on a computer that has no certificate; with one it was seen to give just this.
      await popup.app.evaluate(({ webContents }, host) => {
        for (const contents of webContents.getAllWebContents()) {
          contents.emit('select-client-certificate', { preventDefault: () => undefined }, host, [], () => undefined);
        }
      }, hostOf(popup.provider.origin));
      end(response);
      const bar = await popup.bar();
      await expect(title(bar)).toHaveText('This page wants a certificate of yours');
      await expect(bar.locator('#security')).toHaveText(SECURITY[name] ?? '');
    });
  }
});

test('says it in a second window too, and that its page does not come', async ({ popup }) => {
  popup.provider.answer('/child', (request) => request.socket.destroy());
  popup.provider.answer('/consent', '<button id="go" onclick="window.open(\'/child\')">x</button>');
  await popup.begin('/consent');
  const first = await popup.bar();
  await popup.press('#go');
  await first.getByRole('button', { name: 'Allow' }).click();
  const bars = () => popup.app.windows().filter((page) => page.url().endsWith('/bar.html'));
  await expect.poll(() => bars().length).toBe(2);
  const second = bars().find((bar) => bar !== first) ?? first;
  await expect(title(second)).toHaveText('The page could not be loaded');
  popup.provider.answer('/child', answering(200));
  await retry(second).click();
  await expect(title(second)).toHaveText('The page is empty');
  await expect(title(first)).toBeHidden();
});

test('is out of reach for the page that it stands for', async ({ popup }) => {
  popup.provider.answer('/consent', '<div id="root"></div>');
  await popup.begin('/consent');
  const bar = await popup.bar();
  await expect(bar.getByRole('heading', { level: 1 })).toHaveText(hostOf(popup.provider.origin));
  await passBlankTime(popup);
  await expect(title(bar)).toHaveText('The page is still blank');
  expect(
    await popup.run(
      "'bar' in window || document.getElementById('missing') !== null || opener !== null || parent !== window",
    ),
  ).toBe(false);
  await popup.run("document.body.innerHTML = '<h1>accounts.fylehq.com</h1>'; document.body.focus(); window.focus()");
  expect(await popup.app.evaluate(({ webContents }) => webContents.getFocusedWebContents()?.getURL())).toBe(bar.url());
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`is found without fault by axe, ${colorScheme}`, async ({ popup }) => {
    popup.provider.answer('/consent', answering(401, '', ['Negotiate']));
    await popup.begin('/consent');
    const bar = await popup.bar();
    await bar.emulateMedia({ colorScheme });
    await expect(title(bar)).toHaveText('This page wants your company’s Windows sign-in');
    expect(await axeViolations(bar)).toEqual([]);
    await expect(bar.locator('#password-form')).toBeHidden();
    popup.provider.answer('/consent', answering(401, '', ['Basic realm="x"']));
    await retry(bar).click();
    await expect(title(bar)).toHaveText('Name and password');
    expect(await axeViolations(bar)).toEqual([]);
  });
}
