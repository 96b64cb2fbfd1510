import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { clipboardText, middleClickText, newFolder } from '../../tools/drive.mjs';
import { notifications } from '../../tools/tray.mjs';
import { connectPractice, expect, test } from '../app/desk.ts';

const BEFORE = 'an invoice number';
/** As long as the slowest of them takes to look, milliseconds. */
const SLOWEST = 1_000;

interface Manager {
  readonly program: string;
  /** Whether it never takes what is marked as a secret. */
  readonly heedsMark?: boolean;
  /** What tells the last text that it took, for one that does not bring it back when its owner has ended. */
  readonly record?: readonly [string, ...string[]];
}

/** Real clipboard managers at their defaults. */
const managers: readonly Manager[] = [
  { program: 'xfce4-clipman', record: ['cat', 'xfce4/clipman/textsrc'] },
  { program: 'parcellite' },
  { program: 'diodon' },
  { program: 'qlipper' },
  { program: 'klipper', heedsMark: true },
  { program: 'copyq', heedsMark: true, record: ['copyq', 'read', '0'] },
];

/** Starts a manager on a session bus and with a home of its own, and waits until it has taken a text. */
async function startManager({ program, record }: Manager): Promise<ChildProcess> {
  const home = newFolder();
  const own = { HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home };
  const env = { ...process.env, ...own };
  const manager = spawn('dbus-run-session', ['--', program], { env, stdio: 'ignore', detached: true });
  await expect(async () => {
    const owner = spawn('xclip', ['-i', '-quiet', '-selection', 'clipboard'], { stdio: ['pipe', 'ignore', 'ignore'] });
    owner.stdin.end(BEFORE);
    await expect.poll(clipboardText).toBe(BEFORE);
    await observe(SLOWEST);
    const ended = once(owner, 'exit');
    owner.kill();
    await ended;
    const taken = () => (record ? outputOf(record, { env, cwd: home }) : clipboardText());
    await expect.poll(taken, { timeout: 2_000 }).toContain(BEFORE);
  }).toPass();
  return manager;
}

async function outputOf([program, ...words]: readonly [string, ...string[]], options: SpawnOptions): Promise<string> {
  const child = spawn(program, words, { ...options, stdio: ['ignore', 'pipe', 'ignore'] });
  return text(child.stdout ?? []);
}

/** Every text that clipboard and selection have within so many milliseconds. */
async function observe(duration: number): Promise<readonly string[]> {
  const seen = new Set<string>();
  const began = performance.now();
  const look = async () => {
    seen.add(await clipboardText()).add(await middleClickText());
    return performance.now() - began;
  };
  await expect.poll(look, { intervals: [100] }).toBeGreaterThan(duration);
  return [...seen];
}

for (const manager of managers) {
  test(`${manager.program} brings no token back, neither when it was cleared nor after the app has ended`, async ({
    start,
  }) => {
    const running = await startManager(manager);
    try {
      const folder = newFolder();
      const first = await start(folder);
      await connectPractice(first);
      await first.window.getByRole('button', { name: 'Copy token' }).click();
      await expect.poll(clipboardText).toMatch(/^eyJ/);
      const token = await clipboardText();
      const mark = ['xclip', '-o', '-selection', 'clipboard', '-t', 'x-kde-passwordManagerHint'] as const;
      expect(await outputOf([...mark], {})).toBe('secret');
      // By itself, after 30 seconds.
      await expect.poll(clipboardText).not.toBe(token);
      const atOnce = await observe(2_000);
      if (manager.heedsMark) expect(atOnce).not.toContain(token);
      expect(await observe(3_000)).not.toContain(token);
      await expect(first.window.getByText('keeps putting')).toBeHidden();
      await first.app.close();
      expect(await observe(3_000)).not.toContain(token);

      const { app, window } = await start(folder);
      await window.getByRole('button', { name: 'Copy token' }).click();
      await expect.poll(clipboardText).toMatch(/^eyJ/);
      const next = await clipboardText();
      await observe(SLOWEST);
      await app.close();
      expect((await observe(30_000)).filter((seen) => [token, next].includes(seen))).toEqual([]);
      expect((await notifications()).map(({ title }) => title)).not.toContain('Token still on the clipboard');
    } finally {
      if (running.exitCode === null && running.signalCode === null) process.kill(-(running.pid ?? 0), 'SIGKILL');
    }
  });
}
