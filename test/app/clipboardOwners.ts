import { type ChildProcess, spawn } from 'node:child_process';
import { type ElectronApplication, expect } from '@playwright/test';
import { clipboardText, middleClickText } from '../../tools/drive.mjs';

/** A program that offers a text. */
export async function startOwner(selection: 'clipboard' | 'primary', text: string): Promise<ChildProcess> {
  const owner = spawn('xclip', ['-i', '-quiet', '-selection', selection], { stdio: ['pipe', 'ignore', 'ignore'] });
  owner.stdin.end(text);
  await expect.poll(selection === 'clipboard' ? clipboardText : middleClickText).toBe(text);
  return owner;
}

/** A program that offers a text and has stopped: it answers nobody. */
export async function startStoppedOwner(selection: 'clipboard' | 'primary'): Promise<ChildProcess> {
  const owner = await startOwner(selection, 'never given');
  owner.kill('SIGSTOP');
  return owner;
}

/** From now on, gives for how long main's event loop stood still at the most, milliseconds. */
export async function watchStandstill(app: ElectronApplication): Promise<() => Promise<number>> {
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
