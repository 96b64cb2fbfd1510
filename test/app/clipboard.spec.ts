import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clipboardText, middleClickText, signInPage } from '../../tools/drive.mjs';
import { notifications } from '../../tools/tray.mjs';
import { startOwner, startStoppedOwner, watchStandstill } from './clipboardOwners.ts';
import { connectPractice, type Desk, expect, openForm, quitAnyway, sharedTest, test } from './desk.ts';

test('programs that own the clipboard and the selection and do not answer stop nothing @alone', async ({ start }) => {
  const desk = await start();
  const { app, window } = desk;
  await connectPractice(desk);
  const owners = [await startStoppedOwner('clipboard'), await startStoppedOwner('primary')];
  try {
    const standstill = await watchStandstill(app);
    await window.getByRole('button', { name: 'Copy token' }).click();
    const clear = window.getByRole('button', { name: 'Clear now' });
    await expect(clear).toBeVisible();
    expect(await clipboardText()).toMatch(/^eyJ/);
    await clear.click();
    await expect(clear).toBeHidden();
    expect(await clipboardText()).toBe('');
    owners.push(await startStoppedOwner('clipboard'));
    await openForm(window, 'Internal app');
    const field = window.getByLabel('Client ID', { exact: true });
    await field.click();
    await window.keyboard.press('Control+V');
    await window.keyboard.press('Shift+Insert');
    await field.click({ button: 'middle' });
    await field.click({ button: 'right' });
    await window.keyboard.type('typed meanwhile');
    await expect(field).toHaveValue('typed meanwhile');
    await app.evaluate(() => new Promise((resolve) => void setTimeout(resolve, 300)));
    expect(await standstill()).toBeLessThan(200);
  } finally {
    for (const owner of owners) owner.kill('SIGKILL');
  }
});

test("in a provider's page too they stop nothing, by keys, the middle button and commands @alone", async ({
  start,
}) => {
  const { app, window } = await start();
  await window.getByRole('button', { name: 'Try the practice organisation' }).click();
  const page = await signInPage(app);
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    field.id = 'field';
    document.body.prepend(field);
    document.title = 'menus';
    document.addEventListener('contextmenu', () => {
      document.title += '+';
    });
  });
  const field = page.locator('#field');
  // As from the keyboard: Playwright's own keys go past the event by which main sees them first.
  const press = (keyCode: string, modifier: 'control' | 'shift') =>
    app.evaluate(
      ({ webContents }, key) => {
        const shown = webContents.getAllWebContents().find(({ mainFrame }) => mainFrame.url.startsWith('http'));
        shown?.sendInputEvent({ type: 'rawKeyDown', ...key });
        shown?.sendInputEvent({ type: 'keyUp', ...key });
      },
      { keyCode, modifiers: [modifier] },
    );
  const byCommand = () =>
    page.evaluate(() => ['paste', 'pasteAndMatchStyle'].map((name) => document.execCommand(name)));
  const owners = [await startOwner('clipboard', 'copied '), await startOwner('primary', 'selected ')];
  try {
    await field.click();
    await press('V', 'control');
    await expect(field).toHaveValue('copied ');
    await press('Insert', 'shift');
    await expect(field).toHaveValue('copied copied ');
    await field.click({ button: 'middle' });
    await expect(field).toHaveValue(/selected /);
    await press('F10', 'shift');
    await expect(page).toHaveTitle('menus+');
    await field.fill('');
    expect(await byCommand()).toEqual([false, false]);
    await expect(field).toHaveValue('');

    owners.push(await startStoppedOwner('clipboard'), await startStoppedOwner('primary'));
    const standstill = await watchStandstill(app);
    await field.click();
    expect(await byCommand()).toEqual([false, false]);
    await press('V', 'control');
    await press('Insert', 'shift');
    await press('F10', 'shift');
    await field.click({ button: 'middle' });
    await page.keyboard.type('typed meanwhile');
    await app.evaluate(() => new Promise((resolve) => void setTimeout(resolve, 1_000)));
    await expect(field).toHaveValue('typed meanwhile');
    await expect(page).toHaveTitle('menus+');
    expect(await standstill()).toBeLessThan(200);
  } finally {
    for (const owner of owners) owner.kill('SIGKILL');
  }
});

/**
 * A clipboard manager that keeps the last text but a blank one (`last`) or the first one (`first`), and offers it when
 * there is none.
 */
function startManager(keeps: 'last' | 'first'): ChildProcess {
  const script = `while sleep 0.1; do
    now=$(timeout 1 xclip -o -selection clipboard 2>/dev/null)
    case "$now" in
      "$kept") ;;
      *[![:space:]]*) if [ ${keeps} = last ] || [ -z "$kept" ]; then kept=$now; else printf %s "$kept" | xclip -i -quiet -selection clipboard & fi ;;
      *) printf %s "$kept" | xclip -i -quiet -selection clipboard & ;;
    esac
  done`;
  return spawn('sh', ['-c', script], { stdio: 'ignore', detached: true });
}

function stopManager({ pid = 0 }: ChildProcess): void {
  process.kill(-pid, 'SIGKILL');
}

test('a clipboard manager that brings the token back after quitting has something else to bring', async ({ start }) => {
  const desk = await start();
  const { app, window } = desk;
  await connectPractice(desk);
  const manager = startManager('last');
  try {
    await window.getByRole('button', { name: 'Copy token' }).click();
    await expect.poll(clipboardText).toMatch(/^eyJ/);
    // Long enough for the manager to have seen it.
    await app.evaluate(() => new Promise((resolve) => void setTimeout(resolve, 500)));
    await app.close();
    await expect.poll(clipboardText).toBe('Cleared by Token Desk');
  } finally {
    stopManager(manager);
  }
});

sharedTest('a program that keeps the token on the clipboard is named', async ({ desk }) => {
  const { app, window } = desk;
  await connectPractice(desk);
  const manager = startManager('first');
  try {
    await window.getByRole('button', { name: 'Copy token' }).click();
    await expect.poll(clipboardText).toMatch(/^eyJ/);
    await app.evaluate(() => new Promise((resolve) => void setTimeout(resolve, 500)));
    await window.getByRole('button', { name: 'Clear now' }).click();
    const kept = window.getByRole('paragraph').getByText('xclip keeps putting the token of');
    await expect(kept).toBeVisible();
  } finally {
    stopManager(manager);
  }
  await expect(window.getByRole('button', { name: 'Clear again' })).toBeHidden();
  expect(['', 'Cleared by Token Desk']).toContain(await clipboardText());
});

test('a program that keeps the token on the clipboard past the end is named by a notification', {
  tag: '@nightly',
}, async ({ start }) => {
  const desk = await start();
  await connectPractice(desk);
  const manager = startManager('first');
  try {
    await desk.window.getByRole('button', { name: 'Copy token' }).click();
    await expect.poll(clipboardText).toMatch(/^eyJ/);
    await desk.app.evaluate(() => new Promise((resolve) => void setTimeout(resolve, 500)));
    const before = (await notifications()).length;
    await desk.app.close();
    const [told] = (await notifications()).slice(before);
    expect(told).toMatchObject({ title: 'Token still on the clipboard' });
    expect(told?.body).toContain('xclip keeps putting the token of Practice organisation');
  } finally {
    stopManager(manager);
  }
});

sharedTest('a token that is selected leaves the selection with its mask, whole or in part', async ({ desk }) => {
  const { app, window } = desk;
  await connectPractice(desk);
  const shown = window.getByLabel('Access token of Practice organisation');
  const reveal = () => window.getByRole('button', { name: 'Reveal token' }).click();
  await reveal();
  const token = await shown.inputValue();
  await shown.press('Control+A');
  await expect.poll(middleClickText).toBe(token);
  await window.getByRole('button', { name: 'Hide token' }).click();
  await expect.poll(middleClickText).toBe('');
  await reveal();
  await shown.dblclick({ position: { x: 30, y: 20 } });
  await expect.poll(async () => token.startsWith((await middleClickText()) || '?')).toBe(true);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await expect.poll(middleClickText).toBe('');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
});

test('a secret that was shown and selected leaves the selection, and the text of another program stays', async ({
  start,
}) => {
  const desk = await start();
  const { window } = desk;
  await openForm(window, 'Internal app');
  const field = window.getByLabel('Client secret', { exact: true });
  const select = async (keys: readonly string[], selected: string) => {
    await window.getByRole('button', { name: 'Show client secret' }).click();
    await field.focus();
    for (const key of keys) await window.keyboard.press(key);
    await expect.poll(middleClickText).toBe(selected);
  };
  await field.fill('s3cret-of-the-app');
  await select(['Control+A'], 's3cret-of-the-app');
  await window.getByRole('button', { name: 'Hide client secret' }).click();
  await expect.poll(middleClickText).toBe('');
  // Chromium gives the same text to other programs once.
  await select(['Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight'], 's3c');
  const other = spawn('xclip', ['-i', '-quiet', '-selection', 'primary'], { stdio: ['pipe', 'ignore', 'ignore'] });
  other.stdin.end('selected elsewhere');
  await expect.poll(middleClickText).toBe('selected elsewhere');
  await window.getByRole('button', { name: 'Hide client secret' }).click();
  // Answered after the page's own request.
  await window.evaluate(() => globalThis.window.bridge.clearSelection());
  expect(await middleClickText()).toBe('selected elsewhere');
  await select(['Control+A'], 's3cret-of-the-app');
  await quitAnyway(desk);
  expect(await middleClickText()).toBe('');
  other.kill();
});

/** Copies a token and kills the app; another program, as a clipboard manager does, has the token then. Gives it. */
async function copyAndKill(desk: Desk, owners: ChildProcess[]): Promise<string> {
  await connectPractice(desk);
  await desk.window.getByRole('button', { name: 'Copy token' }).click();
  await expect.poll(clipboardText).toMatch(/^eyJ/);
  const token = await clipboardText();
  owners.push(await startOwner('clipboard', token));
  const process = desk.app.process();
  const ended = once(process, 'exit');
  process.kill('SIGKILL');
  await ended;
  expect(await clipboardText()).toBe(token);
  return token;
}

test('a token that a killed app left on the clipboard is cleared at the next start, and known by its mark alone', async ({
  start,
}) => {
  const owners: ChildProcess[] = [];
  try {
    const desk = await start();
    const mark = join(desk.folder, 'copied.json');
    const token = await copyAndKill(desk, owners);
    expect(Object.keys(JSON.parse(readFileSync(mark, 'utf8')))).toEqual(['key', 'mark']);
    expect(readFileSync(mark, 'utf8')).not.toContain(token.slice(0, 12));
    const again = await start(desk.folder);
    await expect.poll(clipboardText).toBe('Cleared by Token Desk');
    await expect.poll(() => existsSync(mark)).toBe(false);
    // An app that ends by itself leaves no mark either.
    await again.window.getByRole('button', { name: 'Copy token' }).click();
    await expect.poll(() => existsSync(mark)).toBe(true);
    await again.app.close();
    expect(existsSync(mark)).toBe(false);
  } finally {
    for (const owner of owners) owner.kill('SIGKILL');
  }
});

test('what somebody else has copied since the app was killed stays, and who does not answer is not waited for', {
  tag: '@nightly',
}, async ({ start }) => {
  const owners: ChildProcess[] = [];
  try {
    const desk = await start();
    const mark = join(desk.folder, 'copied.json');
    await copyAndKill(desk, owners);
    owners.push(await startOwner('clipboard', 'of somebody else'));
    const again = await start(desk.folder);
    await expect.poll(() => existsSync(mark)).toBe(false);
    expect(await clipboardText()).toBe('of somebody else');
    await again.window.getByRole('button', { name: 'Copy token' }).click();
    // The mark is there first. What a killed app has asked the X server for is done all the same, perhaps after the next owner.
    await expect.poll(clipboardText).toMatch(/^eyJ/);
    expect(existsSync(mark)).toBe(true);
    again.app.process().kill('SIGKILL');
    owners.push(await startStoppedOwner('clipboard'));
    const last = await start(desk.folder);
    await expect.poll(() => existsSync(mark)).toBe(false);
    await expect(last.window.getByRole('button', { name: 'Copy token' })).toBeVisible();
  } finally {
    for (const owner of owners) owner.kill('SIGKILL');
  }
});
