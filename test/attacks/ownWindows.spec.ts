import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { type Provider, startProvider } from '../app/harness/servers.ts';
import { openXPointer, type XPointer } from '../app/xPointer.ts';
import { launchPlain, type PlainElectron } from './plainElectron.ts';
import { openXWindows, type XWindow } from './xWindows.ts';

// What a sign-in page shows or makes heard outside its own area: windows of the system, the desktop's media controls, sound.

let electron: PlainElectron;
let provider: Provider;
let pointer: XPointer;
/** The windows on screen. */
let windows: () => Promise<readonly XWindow[]>;

test.beforeAll(async () => {
  const { env } = process;
  [electron, provider, pointer, windows] = await Promise.all([
    launchPlain(),
    startProvider(),
    openXPointer(env),
    openXWindows(env),
  ]);
});
test.afterAll(() => Promise.all([electron.close(), provider.close()]));

/** Eight seconds of a tone: WAV with 8,000 samples a second of one byte each. */
function tone(): Buffer {
  const length = 64_000;
  const bytes = Buffer.alloc(44 + length);
  bytes.write('RIFF', 0).toString();
  bytes.writeUInt32LE(36 + length, 4);
  bytes.write('WAVEfmt ', 8);
  for (const [at, value] of [
    [16, 16],
    [24, 8_000],
    [28, 8_000],
    [40, length],
  ] as const)
    bytes.writeUInt32LE(value, at);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    bytes.writeUInt16LE(value, at);
  bytes.write('data', 36);
  for (let at = 0; at < length; at += 1) bytes[44 + at] = 128 + 100 * Math.sin(at / 3);
  return bytes;
}

/** Opens a page with this body, and waits until it is there. */
async function show(body: string): Promise<void> {
  provider.answer('/tone', (_request, response) =>
    response.writeHead(200, { 'content-type': 'audio/wav' }).end(tone()),
  );
  provider.answer('/consent', body);
  await electron.evaluate(
    (_electron, url) =>
      globalThis.harness.begin({
        url,
        redirectUri: 'https://own.example/cb',
        state: 's',
        practice: false,
        title: 'Acme',
      }),
    `${provider.origin}/consent`,
  );
  await expect
    .poll(() =>
      electron.evaluate(({ webContents }) =>
        webContents.getAllWebContents().some((one) => one.getURL().endsWith('/consent') && !one.isLoading()),
      ),
    )
    .toBe(true);
}

/** Runs a script in the first window's page as a click would. */
const run = (script: string): Promise<unknown> =>
  electron.evaluate(
    ({ webContents }, code) =>
      webContents
        .getAllWebContents()
        .filter((one) => one.getURL().startsWith('http'))
        .toSorted((one, other) => one.id - other.id)[0]
        ?.mainFrame.executeJavaScript(code, true),
    script,
  );

const end = () =>
  electron.evaluate(async () => {
    globalThis.harness.abort();
    await globalThis.harness.outcome();
    await globalThis.harness.idle();
  });

test('a sign-in page has no picture in picture, of a video or of a document', async () => {
  await show('<canvas></canvas><video></video>');
  const before = await windows();
  const said = await run(`(async () => {
    const [canvas, video] = [document.querySelector('canvas'), document.querySelector('video')];
    canvas.getContext('2d').fillRect(0, 0, 9, 9);
    video.srcObject = canvas.captureStream(10);
    await video.play();
    return video.requestPictureInPicture().then(() => 'open', (error) => error.name);
  })()`);
  expect(said).toBe('NotSupportedError');
  expect(await run("'documentPictureInPicture' in window")).toBe(false);
  expect(await windows()).toEqual(before);
  await end();
});

test('a sign-in page writes nothing into the media controls of the desktop', async () => {
  await show('<audio src="/tone" loop></audio>');
  const said = await run(`(async () => {
    if (navigator.mediaSession) navigator.mediaSession.metadata = new MediaMetadata({ title: 'Of the page' });
    await document.querySelector('audio').play();
    await new Promise((resolve) => { document.querySelector('audio').ontimeupdate = resolve; });
    return 'plays';
  })()`);
  expect(said).toBe('plays');
  const list = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.ListNames'];
  const names = execFileSync('dbus-send', list).toString();
  expect(names).toContain('org.freedesktop.DBus');
  expect(names).not.toContain('org.mpris');
  await end();
});

test('a sign-in page is muted', async () => {
  await show('<audio src="/tone" loop></audio>');
  await run("document.querySelector('audio').play()");
  const isMuted = () =>
    electron.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .find((one) => one.getURL().endsWith('/consent'))
        ?.isAudioMuted(),
    );
  expect(await isMuted()).toBe(true);
  await end();
});

test('a sign-in page keeps no screen awake', async () => {
  await show('Sign in');
  expect(await run("navigator.wakeLock.request('screen').then(() => 'awake', (error) => error.name)")).toBe(
    'NotAllowedError',
  );
  await end();
});

/** Presses into the middle of the topmost window's page, as the pointer of the desktop. */
async function press(): Promise<void> {
  const [x, y] = await electron.evaluate(({ BrowserWindow }) => {
    const shown = BrowserWindow.getAllWindows().filter((one) => one.getParentWindow());
    const bounds = shown
      .toSorted((one, other) => one.id - other.id)
      .at(-1)
      ?.getContentBounds();
    if (bounds === undefined) throw new Error('no sign-in window');
    return [Math.round(bounds.x + bounds.width / 2), Math.round(bounds.y + bounds.height / 2)] as const;
  });
  await pointer.click(x, y, 1);
}

/** Runs a script in the bar of the topmost window. */
const inBar = (script: string): Promise<unknown> =>
  electron.evaluate(
    ({ webContents }, code) =>
      webContents
        .getAllWebContents()
        .filter((one) => one.getURL().endsWith('/bar.html'))
        .toSorted((one, other) => one.id - other.id)
        .at(-1)
        ?.executeJavaScript(code),
    script,
  );

const FILL = 'position:fixed;left:0;top:0;width:100%;height:100%;border:0';
const field = (attributes = '') => `<input type="file" style="${FILL}" ${attributes}>`;
const frame = (attributes: string) => `<iframe style="${FILL}" ${attributes}></iframe>`;
const onPress = (act: string) =>
  `<button style="${FILL}"></button><script>document.querySelector('button').onclick = () => {
    const f = document.createElement('input'); f.type = 'file'; ${act} }</script>`;

/** Bodies of pages that ask for a file when the middle is pressed. */
const FILE_DIALOGS: Readonly<Record<string, (elsewhere: string) => string>> = {
  'by a field': () => field(),
  'by a field for a folder': () => field('webkitdirectory'),
  'by a field that stands nowhere': () => onPress('f.click()'),
  'by showPicker': () => onPress('document.body.append(f); f.showPicker()'),
  'in a frame without an address': () => frame(`srcdoc='${field()}'`),
  "in another site's frame": (elsewhere) => frame(`src="${elsewhere}/field"`),
  'in one of five such frames': (elsewhere) => frame(`src="${elsewhere}/field"`).repeat(5),
  'in a frame in such a frame': (elsewhere) => frame(`src="${elsewhere}/outer"`),
  'in a frame that came from another site': (elsewhere) =>
    frame(`src="${elsewhere}/outer" onload="this.onload = null; this.src = '/field'"`),
  'on another site': (elsewhere) => `<a href="${elsewhere}/field" style="${FILL}">Sign in</a>`,
  'in a second window': () => 'Sign in',
};
for (const [name, body] of Object.entries(FILE_DIALOGS)) {
  test(`a sign-in page opens no file dialog: ${name}`, async () => {
    provider.answer('/field', field());
    provider.answer('/outer', frame(`src="${provider.origin}/field"`));
    await show(body(provider.origin.replace('127.0.0.1', 'localhost')));
    if (name === 'in a second window') {
      await run("open('/field')");
      const isOpen = () =>
        electron.evaluate(({ webContents }) =>
          webContents.getAllWebContents().some((one) => one.getURL().endsWith('/field') && !one.isLoading()),
        );
      const allow = async () => {
        await inBar("document.querySelector('#yes').click()");
        return isOpen();
      };
      await expect.poll(allow).toBe(true);
    }
    const before = await windows();
    // The first press may come before the page is drawn.
    const refusal = async () => {
      await press();
      return inBar("document.querySelector('#refused').textContent");
    };
    await expect.poll(refusal).toBe('This page asked for a file. Signing in needs none.');
    expect(await windows()).toEqual(before);
    await run("location.href = 'https://own.example/cb?code=c&state=s'").catch(() => undefined);
    expect(await electron.evaluate(() => globalThis.harness.outcome())).toMatchObject({ ok: true });
    await end();
    expect((await windows()).length).toBeLessThan(before.length);
  });
}

test('a sign-in page knows no other way to the files of this computer', async () => {
  await show('Sign in');
  const names = ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker', 'chooseFileSystemEntries'];
  expect(await run(`${JSON.stringify(names)}.filter((name) => name in window)`)).toEqual([]);
  await end();
});

test('a sign-in ends when nothing keeps file dialogs away any more', async () => {
  await show('Sign in');
  await electron.evaluate(({ webContents }) => {
    for (const one of webContents.getAllWebContents()) if (one.debugger.isAttached()) one.debugger.detach();
  });
  expect(await electron.evaluate(() => globalThis.harness.outcome())).toMatchObject({
    failure: { code: 'sign-in-page-failed', reason: 'UNGUARDED' },
  });
  await end();
});
