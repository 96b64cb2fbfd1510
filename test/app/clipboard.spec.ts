import { type ChildProcess, spawn } from 'node:child_process';
import type { ElectronApplication } from '@playwright/test';
import { clipboardText, middleClickText } from '../../tools/drive.mjs';
import { connectPractice, expect, openForm, sharedTest, test } from './desk.ts';

/** A program that offers a text and has stopped: it answers nobody. */
async function startStoppedOwner(selection: 'clipboard' | 'primary'): Promise<ChildProcess> {
  const owner = spawn('xclip', ['-i', '-quiet', '-selection', selection], { stdio: ['pipe', 'ignore', 'ignore'] });
  owner.stdin.end('never given');
  await expect.poll(selection === 'clipboard' ? clipboardText : middleClickText).toBe('never given');
  owner.kill('SIGSTOP');
  return owner;
}

/** From now on, gives for how long main's event loop stood still at the most, milliseconds. */
async function watchStandstill(app: ElectronApplication): Promise<() => Promise<number>> {
  await app.evaluate(() => {
    let last = performance.now();
    Reflect.set(globalThis, 'standstill', 0);
    setInterval(() => {
      const now = performance.now();
      Reflect.set(globalThis, 'standstill', Math.max(Reflect.get(globalThis, 'standstill'), now - last - 10));
      last = now;
    }, 10);
  });
  return () => app.evaluate(() => Reflect.get(globalThis, 'standstill'));
}

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

/** A clipboard manager that keeps the last text (`last`) or the first one (`first`), and offers it when there is none. */
function startManager(keeps: 'last' | 'first'): ChildProcess {
  const script = `while sleep 0.1; do
    now=$(timeout 1 xclip -o -selection clipboard 2>/dev/null)
    case "$now" in
      "$kept") ;;
      ?*) if [ ${keeps} = last ] || [ -z "$kept" ]; then kept=$now; else printf %s "$kept" | xclip -i -quiet -selection clipboard & fi ;;
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
    await expect.poll(clipboardText).toBe(' ');
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
  expect((await clipboardText()).trim()).toBe('');
});
