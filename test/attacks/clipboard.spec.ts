import { expect, test } from '@playwright/test';
import { isClipboardClosed } from '../../tools/clipboardProbe/isClosed.mjs';
import { electronProgram } from '../../tools/setup/electron.mjs';
import { startProvider } from '../app/harness/servers.ts';
import { launchPlain } from './plainElectron.ts';

// A sign-in page wants what is on the clipboard: a secret that the person has just pasted, perhaps.

const SECRET = 'a-secret-of-another-program';

/** Opens the sign-in page with a secret on the clipboard; gives the attempt's Electron and what the provider was asked for. */
async function signIn(body: string, switches: readonly string[] = []) {
  const provider = await startProvider();
  const heard: string[] = [];
  provider.answer('/consent', (request, response) => {
    heard.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><title>x</title>${body}`);
  });
  provider.answer('/frame', '<textarea autofocus></textarea>');
  const electron = await launchPlain(switches);
  await electron.evaluate(
    ({ clipboard }, { url, secret }) => {
      clipboard.writeText(secret);
      globalThis.harness.begin({
        url,
        redirectUri: 'https://own.example/cb',
        state: 's',
        practice: false,
        title: 'Acme',
      });
    },
    { url: `${provider.origin}/consent`, secret: SECRET },
  );
  const close = () => Promise.all([electron.close(), provider.close()]);
  return { electron, heard, close };
}

/** Each gives all that it got, as text. */
const WAYS: Readonly<Record<string, string>> = {
  'a command in a field': `field.focus(); document.execCommand('paste'); field.value`,
  'a command in an editable page': `document.designMode = 'on'; getSelection().selectAllChildren(document.body); document.execCommand('paste'); document.body.innerText`,
  'a command that keeps no style': `field.focus(); document.execCommand('pasteAndMatchStyle'); document.execCommand('insertFromPaste'); field.value`,
  'a command in an empty frame': `{ const f = document.body.appendChild(document.createElement('iframe')).contentDocument; f.body.innerHTML = '<textarea>'; f.body.firstChild.focus(); f.execCommand('paste'); f.body.firstChild.value }`,
  'a command in a frame of its own': `new Promise((resolve) => { const f = document.createElement('iframe'); f.src = '/frame'; f.onload = () => { const t = f.contentDocument.querySelector('textarea'); t.focus(); f.contentDocument.execCommand('paste'); resolve(t.value); }; document.body.append(f); })`,
  'the clipboard of the newer kind': `Promise.allSettled([navigator.clipboard.readText(), navigator.clipboard.read()]).then((all) => JSON.stringify(all))`,
  'an event of pasting that it makes': `new Promise((resolve) => { field.onpaste = (event) => resolve(event.clipboardData ? event.clipboardData.getData('text') : 'none'); field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true })); })`,
  'an event of input that it makes': `new Promise((resolve) => { field.onbeforeinput = (event) => resolve(String(event.data) + (event.dataTransfer ? event.dataTransfer.getData('text') : '')); field.dispatchEvent(new InputEvent('beforeinput', { inputType: 'insertFromPaste', bubbles: true })); })`,
  'keys that it makes': `field.focus(); for (const type of ['keydown', 'keypress', 'keyup']) field.dispatchEvent(new KeyboardEvent(type, { key: 'v', code: 'KeyV', ctrlKey: true, bubbles: true })); new Promise((resolve) => setTimeout(() => resolve(field.value), 300))`,
  'a drop that it makes': `new Promise((resolve) => { const data = new DataTransfer(); field.ondrop = (event) => resolve(JSON.stringify([event.dataTransfer.getData('text'), ...event.dataTransfer.types])); field.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true })); })`,
};
for (const [name, way] of Object.entries(WAYS)) {
  for (const isClicked of [false, true]) {
    test(`a sign-in page reads no clipboard by ${name}, ${isClicked ? 'with' : 'without'} a click`, async () => {
      const { electron, close } = await signIn('<body><textarea id="field" autofocus></textarea>');
      const got = await electron.evaluate(
        async ({ webContents }, [code, isGesture]) => {
          for (;;) {
            const page = webContents.getAllWebContents().find((one) => one.getURL().endsWith('/consent'));
            if (page && !page.isLoading()) return page.mainFrame.executeJavaScript(code, isGesture);
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
        },
        [way, isClicked] as const,
      );
      expect(typeof got).toBe('string');
      expect(got).not.toContain(SECRET);
      await close();
    });
  }
}

test('where Electron lets pages read the clipboard, none is opened: the person’s own browser is', async () => {
  const { electron, heard, close } = await signIn('Sign in', ['--open-clipboard']);
  await expect.poll(() => electron.evaluate(() => globalThis.harness.browserWishes())).toBe(1);
  expect(heard).toEqual([]);
  await close();
});

test('an Electron that lets pages read the clipboard is not packed', async () => {
  expect(await isClipboardClosed(electronProgram())).toBe(true);
  expect(await isClipboardClosed(electronProgram(), ['--open-clipboard'])).toBe(false);
});
