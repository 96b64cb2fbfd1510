import { expect, type Page } from '@playwright/test';
import { test } from './harness/popupTest.ts';

// What a hostile page may try, and what the bar says of it.

const SAID = {
  download: 'This page tried to save a file. It was not saved.',
  address: 'This page tried to go to an address that is not safe here.',
  permission: 'This page asked for something that signing in does not need.',
};

const refusal = (bar: Page) => bar.locator('#refused');

test('has nothing of Node, of Electron or of the app', async ({ popup }) => {
  popup.provider.answer('/consent', 'Sign in');
  await popup.begin('/consent');
  const page = await popup.page();
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'global', 'Buffer', 'ipcRenderer', 'electron', 'bridge', 'bar'].filter(
      (name) => name in window,
    ),
  );
  expect(found).toEqual([]);
});

test.describe('saves no file by', () => {
  for (const body of [
    '<a id="go" href="/file">x</a>',
    '<a id="go" download="x.txt" href="/other">x</a>',
    '<a id="go" download="x.txt" href="data:text/plain,x">x</a>',
    '<a id="go" download="x.txt">x</a><script>go.href = URL.createObjectURL(new Blob(["x"]))</script>',
  ]) {
    test(body, async ({ popup }) => {
      popup.provider.answer('/file', (_request, response) =>
        response.writeHead(200, { 'content-disposition': 'attachment; filename=x.bin' }).end('x'),
      );
      popup.provider.answer('/consent', body);
      const isStopped = popup.app.evaluate(
        ({ app }) =>
          new Promise<boolean>((resolve) => {
            app.once('session-created', (session) =>
              // This listener comes before ours: looked at when all have spoken.
              session.once('will-download', (event) => setImmediate(() => resolve(event.defaultPrevented))),
            );
          }),
      );
      await popup.begin('/consent');
      await popup.press('#go');
      await expect(refusal(await popup.bar())).toHaveText(SAID.download);
      expect(await isStopped).toBe(true);
    });
  }
});

test.describe('goes nowhere by', () => {
  for (const address of [
    'vscode://file/etc/passwd',
    'ms-msdt:/id',
    'mailto:a@example.com',
    'app://token-desk/bar.html',
    'http://provider.invalid/',
    'http://169.254.169.254/latest/meta-data/',
    'com.example.app:/cb?code=c&state=s',
  ]) {
    test(address, async ({ popup }) => {
      popup.provider.answer(
        '/consent',
        `<a id="go" href="${address}">x</a><iframe name="inside" src="about:blank"></iframe>`,
      );
      await popup.begin('/consent');
      const page = await popup.page();
      const at = page.url();
      await popup.press('#go');
      await expect(refusal(await popup.bar())).toHaveText(SAID.address);
      expect(page.url()).toBe(at);
    });

    test(`a redirect to ${address}`, async ({ popup }) => {
      popup.provider.answer('/next', (_request, response) => response.writeHead(302, { location: address }).end());
      popup.provider.answer('/consent', '<a id="go" href="/next">x</a>');
      await popup.begin('/consent');
      const page = await popup.page();
      const at = page.url();
      await popup.press('#go');
      await expect(refusal(await popup.bar())).toHaveText(SAID.address);
      expect(page.url()).toBe(at);
    });
  }
});

test('reads no file of this computer, by an address or by a request', async ({ popup }) => {
  popup.provider.answer('/consent', 'Sign in');
  await popup.begin('/consent');
  const page = await popup.page();
  const at = page.url();
  const read = `fetch('file:///etc/passwd').then(() => 'read', () => 'refused')`;
  expect(await popup.run(read)).toBe('refused');
  // Chromium drops the first without a word to anybody; the second one's refusal tells that it is past.
  await popup.run(`location.href = 'file:///etc/passwd'`);
  await popup.run(`location.href = 'vscode://x'`);
  await expect(refusal(await popup.bar())).toHaveText(SAID.address);
  expect(page.url()).toBe(at);
});

test('reads the clipboard by no command, with or without a click', async ({ popup }) => {
  popup.provider.answer('/consent', '<textarea id="field" autofocus></textarea>');
  await popup.begin('/consent');
  await popup.app.evaluate(({ clipboard }) => clipboard.writeText('of another program'));
  const read = `field.focus(); [document.execCommand('paste'), document.execCommand('pasteAndMatchStyle'), field.value]`;
  expect(await (await popup.page()).evaluate(read)).toEqual([false, false, '']);
  expect(await popup.run(read)).toEqual([false, false, '']);
  await popup.app.evaluate(({ clipboard }) => clipboard.clear());
});

test('starts no other program from a frame', async ({ popup }) => {
  popup.provider.answer('/consent', '<iframe src="vscode://file/etc/passwd"></iframe>');
  await popup.begin('/consent');
  await expect(refusal(await popup.bar())).toHaveText(SAID.address);
});

test.describe('is not allowed', () => {
  const button = (ask: string) => `<button id="go">x</button><script>
    document.querySelector('#go').onclick = () =>
      (async () => ${ask})().then(() => 'given', (error) => 'refused').then((said) => { document.title = said; });
    </script>`;

  const TOLD: Readonly<Record<string, string>> = {
    geolocation: 'new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no))',
    notifications: "Notification.requestPermission().then((said) => { if (said !== 'granted') throw said; })",
    'the clipboard': 'navigator.clipboard.readText()',
    midi: 'navigator.requestMIDIAccess({ sysex: true })',
  };
  for (const [name, ask] of Object.entries(TOLD)) {
    test(`${name}, and the bar says so`, async ({ popup }) => {
      popup.provider.answer('/consent', button(ask));
      await popup.begin('/consent');
      await popup.press('#go');
      await expect(await popup.page()).toHaveTitle('refused');
      await expect(refusal(await popup.bar())).toHaveText(SAID.permission);
    });
  }

  const SILENT: Readonly<Record<string, string>> = {
    camera: 'navigator.mediaDevices.getUserMedia({ video: true })',
    microphone: 'navigator.mediaDevices.getUserMedia({ audio: true })',
    'the screen': 'navigator.mediaDevices.getDisplayMedia({ video: true })',
    'the pointer': 'document.documentElement.requestPointerLock()',
    usb: 'navigator.usb.requestDevice({ filters: [] })',
    hid: 'navigator.hid.requestDevice({ filters: [] }).then(([one]) => one.open())',
    serial: 'navigator.serial.requestPort()',
    bluetooth: 'navigator.bluetooth.requestDevice({ acceptAllDevices: true })',
    fonts: 'queryLocalFonts().then(([one]) => one.blob())',
  };
  for (const [name, ask] of Object.entries(SILENT)) {
    test(name, async ({ popup }) => {
      popup.provider.answer('/consent', button(ask));
      await popup.begin('/consent');
      await popup.press('#go');
      await expect(await popup.page()).toHaveTitle('refused');
    });
  }

  test('the full screen', async ({ popup }) => {
    popup.provider.answer('/consent', '<button id="go" onclick="document.body.requestFullscreen()">x</button>');
    await popup.begin('/consent');
    await popup.press('#go');
    await expect(refusal(await popup.bar())).toHaveText(SAID.permission);
    expect(await (await popup.page()).evaluate(() => document.fullscreenElement)).toBe(null);
  });
});

test('shows no dialog, however often a page asks', async ({ popup }) => {
  popup.provider.answer('/consent', 'Sign in');
  await popup.begin('/consent');
  // Heard, and left open if there is one: unheard, Playwright would close it.
  (await popup.page()).on('dialog', () => undefined);
  expect(await popup.run('for (let i = 0; i < 50; i += 1) { alert(i); confirm(i); } 42')).toBe(42);
});

test('prints nothing: the page goes on at once, its frames and the frames that it makes too', async ({ popup }) => {
  popup.provider.answer('/frame', 'A frame');
  popup.provider.answer('/consent', (_request, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html', 'content-security-policy': "object-src 'none'" })
      .end('<iframe src="/frame"></iframe><iframe srcdoc="x"></iframe><iframe></iframe>'),
  );
  await popup.begin('/consent');
  const bar = await popup.bar();
  await expect((await popup.page()).frameLocator('iframe[src]').getByText('A frame')).toBeVisible();
  expect(await popup.run('[window, ...Array.from(frames)].forEach((one) => one.print()); frames.length')).toBe(3);
  expect(
    await popup.run(
      'const made = document.body.appendChild(document.createElement("iframe")); made.contentWindow.print(); 42',
    ),
  ).toBe(42);
  expect(await bar.evaluate(() => window.bar.state())).toMatchObject({ security: 'this-computer' });
  await popup.closeWindow();
  expect(await popup.outcome()).toEqual({ ok: false, failure: { code: 'sign-in-closed' } });
});
