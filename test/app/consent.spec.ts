import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ElectronApplication, Page } from '@playwright/test';
import { clipboardText, openDesk } from '../../tools/drive.mjs';
import {
  askToForget,
  test as base,
  chooseMore,
  connectPractice,
  type Desk,
  deskState,
  endProcess,
  expect,
  WITHOUT_GPU,
} from './desk.ts';
import { takeOver } from './harness/takenOver.ts';
import { openXPointer, type XPointer } from './xPointer.ts';

interface Fixtures {
  /** The app, whose questions the test answers itself: it presses the keys of the system's dialog at the X server. */
  readonly asking: Desk;
  readonly pointer: XPointer;
}

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
  asking: async ({}, use) => {
    const desk = await openDesk({ switches: WITHOUT_GPU, confirms: false });
    await use(desk);
    await endProcess(desk.app.process());
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
  pointer: async ({}, use) => {
    await use(await openXPointer(process.env));
  },
});

const NOT_CONFIRMED = { ok: false, failure: { code: 'not-confirmed' } };
/** What comes of a request, by the codes of its failures. */
const check = (window: Page, origin: string, query = '') =>
  window.evaluate((address) => {
    const endpoints = { authorization: `${address}`, token: `${address}`, cluster: `${address}` };
    return globalThis.window.bridge.checkSettings({ endpoints });
  }, `${origin}/oauth${query}`);

/** Keeps the words of each dialog that main shows from now on; the dialog appears as ever. */
async function listenToDialogs(app: ElectronApplication): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(({ dialog }) => {
    const told: string[] = [];
    const show = dialog.showMessageBox;
    const noted = (...words: Parameters<typeof show>) => {
      told.push(String(Reflect.get(Object(words.at(-1)), 'message')));
      return Reflect.apply(show, dialog, words);
    };
    Object.assign(globalThis, { told });
    Object.assign(dialog, { showMessageBox: noted });
  });
  return () => app.evaluate(() => Reflect.get(globalThis, 'told'));
}

/** Does something that makes main ask, and presses these keys once its dialog has the focus. */
async function answered<T>(
  pointer: XPointer,
  act: () => Promise<T>,
  ...keys: readonly ('Tab' | 'Return' | 'Escape')[]
): Promise<T> {
  const before = await pointer.focused();
  const acted = act();
  await expect.poll(pointer.focused).not.toBe(before);
  await pointer.press(...keys);
  const outcome = await acted;
  return outcome;
}

test('a host that is new is confirmed in a dialog of main’s own before a byte leaves', async ({ asking, pointer }) => {
  const { app, window } = asking;
  const told = await listenToDialogs(app);
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(request.url ?? '');
    response.end();
  }).listen(0, '127.0.0.1');
  server.on('connection', () => heard.push('connected'));
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const open = `http://127.0.0.1:${port}`;
  const closed = 'http://127.0.0.1:9';
  // An open port and a closed one are told alike, by Enter and by Escape, which both mean no.
  expect(await answered(pointer, () => check(window, open), 'Return')).toEqual(NOT_CONFIRMED);
  await window.mouse.click(5, 5);
  expect(await answered(pointer, () => check(window, closed), 'Escape')).toEqual(NOT_CONFIRMED);
  // After a no, nothing is asked before the person has pressed something in the window.
  expect(await Promise.all(Array.from({ length: 10 }, () => check(window, open)))).toEqual(
    Array.from({ length: 10 }, () => NOT_CONFIRMED),
  );
  expect(heard).toEqual([]);
  expect(await told()).toEqual([`Send requests to 127.0.0.1:${port}?`, 'Send requests to 127.0.0.1:9?']);
  await window.mouse.click(5, 5);
  const reply = await answered(pointer, () => check(window, open, '?told=secret#more'), 'Tab', 'Return');
  expect(reply).toMatchObject({ ok: true });
  expect(await check(window, open)).toMatchObject({ ok: true });
  expect(await told()).toHaveLength(3);
  expect(new Set(heard)).toEqual(new Set(['connected', '/oauth']));
  server.close();
});

test('a script in the page copies, reveals and removes nothing, whatever events it makes', async ({ asking }) => {
  const { app, window } = asking;
  // Each by one press of the person, about which nobody asks.
  await connectPractice(asking);
  const told = await listenToDialogs(app);
  const { connections } = await deskState(window);
  const id = connections[0]?.id ?? '';
  // What another test has left on the desktop's clipboard.
  const before = await clipboardText();
  // Nobody can answer a dialog here, so that main does not ask while its window is hidden, and says no.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const replies = await window.evaluate(async (one) => {
    const { bridge } = globalThis.window;
    const target = document.body;
    const press = () => {
      for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
        target.dispatchEvent(new MouseEvent(type, { bubbles: true, button: 0, detail: 1 }));
      for (const type of ['keydown', 'keypress', 'keyup'])
        target.dispatchEvent(new KeyboardEvent(type, { bubbles: true, key: 'Enter', code: 'Enter' }));
      for (const type of ['touchstart', 'touchend']) target.dispatchEvent(new Event(type, { bubbles: true }));
      for (const button of document.querySelectorAll('button')) if (button.textContent === 'x') button.click();
      target.click();
    };
    const got: unknown[] = [];
    for (const act of [
      () => bridge.copyToken(one),
      () => bridge.revealToken(one),
      () => bridge.remove(one),
      () => bridge.edit(one, { name: 'Beta GmbH' }),
      () => bridge.signInAgain(one, {}),
      () => bridge.connectPractice(),
      () => bridge.setVaultAside(),
      () => bridge.createVault('violet kettle runs uphill'),
      () => bridge.openInBrowser(),
      () => bridge.forgetEverything(),
      () => bridge.changeSettings({ clipboardSeconds: 300 }),
      () => bridge.exportActivity({}),
      () => bridge.saveReminder(one),
    ]) {
      press();
      got.push(await act());
    }
    return got;
  }, id);
  expect(replies).toEqual(replies.map(() => NOT_CONFIRMED));
  expect(await told()).toEqual([]);
  expect(await clipboardText()).toBe(before);
  expect((await deskState(window)).connections).toHaveLength(1);
});

test('a right click that a script asks for is no press of the person', { tag: '@nightly' }, async ({ asking }) => {
  const { app, window } = asking;
  await connectPractice(asking);
  const id = (await deskState(window)).connections[0]?.id ?? '';
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const reveal = (isClicked: boolean) =>
    window.evaluate(
      async ([one, isFirst]) => {
        const { bridge } = globalThis.window;
        if (isFirst) await bridge.rightClick(5, 5);
        return bridge.revealToken(one);
      },
      [id, isClicked] as const,
    );
  // The press that connected may still count.
  await reveal(false);
  for (let times = 0; times < 3; times += 1) expect(await reveal(true)).toEqual(NOT_CONFIRMED);
});

test('a process that was taken over reveals nothing past the preload, and main asks once', async ({
  asking,
  pointer,
}) => {
  const { app, window } = asking;
  await connectPractice(asking);
  const [connection] = (await deskState(window)).connections;
  const told = await listenToDialogs(app);
  const { attack } = await takeOver(app);
  const script = `
    const invoke = () => door.invoke('revealToken', '["${connection?.id}"]').then((reply) => reply.failure?.code);
    Promise.all(Array.from({ length: 10 }, invoke)).then((codes) => codes.join(' '))`;
  const { answer } = await answered(pointer, () => attack(script), 'Return');
  expect(answer).toBe(Array.from({ length: 10 }, () => 'not-confirmed').join(' '));
  expect((await attack(script.replace('const invoke', 'var again').replace('invoke)', 'again)'))).answer).toBe(answer);
  expect(await told()).toEqual(['Show an access token?']);
});

test('a person’s click or key copies, reveals and removes without a question, each press once', async ({
  asking,
  pointer,
}) => {
  const { app, window } = asking;
  await connectPractice(asking);
  const told = await listenToDialogs(app);
  const { connections } = await deskState(window);
  const id = connections[0]?.id ?? '';
  // A click that comes from the X server, as one of a hand does.
  const button = await window.getByRole('button', { name: 'Copy token' }).boundingBox();
  const place = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getContentBounds());
  if (button === null || place === undefined) throw new Error('no button');
  await pointer.click(Math.round(place.x + button.x + 9), Math.round(place.y + button.y + 9), 1);
  await expect(window.getByText('Clear now')).toBeVisible();
  await window.keyboard.press('Control+2');
  await expect.poll(clipboardText).toMatch(/^Authorization: Bearer eyJ/);
  await window.getByRole('button', { name: 'Reveal token' }).focus();
  await window.keyboard.press('Enter');
  await expect(window.getByLabel('Access token of Practice organisation')).toBeVisible();
  expect(await told()).toEqual([]);
  // What a script asks for after a press of which it was told is one thing; of the second, main asks.
  await window.mouse.click(5, 5);
  expect(await window.evaluate((one) => globalThis.window.bridge.revealToken(one), id)).toMatchObject({ ok: true });
  const second = () => window.evaluate((one) => globalThis.window.bridge.revealToken(one), id);
  expect(await answered(pointer, second, 'Escape')).toEqual(NOT_CONFIRMED);
  expect(await told()).toEqual(['Show an access token?']);
  await chooseMore(window, 'Remove');
  await window.getByRole('button', { name: 'Remove' }).click();
  await expect(window.getByRole('heading', { name: 'Always a valid Fyle token at hand' })).toBeVisible();
  expect(await told()).toHaveLength(1);
});

test('a person’s keys keep tokens on the clipboard for longer without a question', { tag: '@nightly' }, async ({
  asking,
  pointer,
}) => {
  const { app, window } = asking;
  await connectPractice(asking);
  const told = await listenToDialogs(app);
  const seconds = async () => (await deskState(window)).settings.clipboardSeconds;
  await window.getByRole('button', { name: 'Settings' }).press('Enter');
  await window.getByLabel('Clipboard clears after').focus();
  // From the X server, one right after the other.
  await pointer.press('Down', 'Down', 'Down');
  await expect.poll(seconds).toBe(300);
  await pointer.press('Up', 'Up', 'Up', 'Up', 'Up');
  await expect.poll(seconds).toBe(10);
  expect(await told()).toEqual([]);
});

test('everything is forgotten only when main’s own dialog is answered with yes', async ({ asking, pointer }) => {
  const { window } = asking;
  await connectPractice(asking);
  await askToForget(window);
  const forget = () => window.getByRole('button', { name: 'Forget everything' }).click();
  await answered(pointer, forget, 'Return');
  await expect(window.getByRole('button', { name: 'Keep everything' })).toBeEnabled();
  expect((await deskState(window)).connections).toHaveLength(1);
  await answered(pointer, forget, 'Tab', 'Return');
  await expect(window.getByRole('heading', { name: 'Always a valid Fyle token at hand' })).toBeVisible();
  expect((await deskState(window)).connections).toEqual([]);
});
