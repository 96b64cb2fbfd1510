import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { type Provider, startProvider } from '../app/harness/servers.ts';
import { launchPlain, type PlainElectron } from './plainElectron.ts';

// What a sign-in page shows or makes heard outside its own area: windows of the system, the desktop's media controls, sound.

let electron: PlainElectron;
let provider: Provider;

test.beforeAll(async () => {
  [electron, provider] = await Promise.all([launchPlain(), startProvider()]);
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

/** Runs a script as a click would. */
const run = (script: string): Promise<unknown> =>
  electron.evaluate(
    ({ webContents }, code) =>
      webContents
        .getAllWebContents()
        .find((one) => one.getURL().endsWith('/consent'))
        ?.mainFrame.executeJavaScript(code, true),
    script,
  );

/** The names of the windows on screen. */
function windows(): readonly string[] {
  const ids = execFileSync('xdotool', ['search', '--onlyvisible', '--name', '.']).toString().trim().split('\n');
  return ids.map((id) => execFileSync('xdotool', ['getwindowname', id]).toString().trim());
}

const end = () =>
  electron.evaluate(async () => {
    globalThis.harness.abort();
    await globalThis.harness.outcome();
    await globalThis.harness.idle();
  });

test('a sign-in page has no picture in picture, of a video or of a document', async () => {
  await show('<canvas></canvas><video></video>');
  const before = windows();
  const said = await run(`(async () => {
    const [canvas, video] = [document.querySelector('canvas'), document.querySelector('video')];
    canvas.getContext('2d').fillRect(0, 0, 9, 9);
    video.srcObject = canvas.captureStream(10);
    await video.play();
    return video.requestPictureInPicture().then(() => 'open', (error) => error.name);
  })()`);
  expect(said).toBe('NotSupportedError');
  expect(await run("'documentPictureInPicture' in window")).toBe(false);
  expect(windows()).toEqual(before);
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
