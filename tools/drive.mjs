import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { _electron } from '@playwright/test';
import { root } from './run.mjs';

/**
 * Starts the built app as a person does and waits for its window's page.
 * @param {{ readonly folder?: string, readonly colorScheme?: 'light' | 'dark', readonly env?: NodeJS.ProcessEnv,
 *   readonly switches?: readonly string[] }} [options]
 *   `folder` keeps what the app remembers, a new one by default; `env` is added to ours; `switches` are Chromium's
 * @returns {Promise<{ readonly app: import('@playwright/test').ElectronApplication, readonly window: import('@playwright/test').Page, readonly folder: string }>}
 */
export async function openDesk({ folder = newFolder(), colorScheme = 'light', env = {}, switches = [] } = {}) {
  const entries = Object.entries({ ...process.env, ...env }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const app = await _electron.launch({
    args: [...launchArguments(folder), ...switches],
    cwd: root,
    colorScheme,
    env: Object.fromEntries(entries),
  });
  const window = await app
    .waitForEvent('window', { predicate: (page) => page.url().startsWith('app://') })
    .catch(() => app.firstWindow());
  await window.getByRole('heading').first().waitFor();
  return { app, window, folder };
}

/** An empty folder for what one run of the app remembers; it goes with the virtual desktop. */
export function newFolder() {
  return mkdtempSync(join(process.env.XDG_RUNTIME_DIR ?? tmpdir(), 'token-desk-'));
}

/**
 * The arguments with which Electron runs the app on that folder; as root Chromium cannot sandbox.
 * @param {string} folder
 */
export function launchArguments(folder) {
  return [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '.', `--user-data-dir=${folder}`];
}

/**
 * Waits for the provider's page in the sign-in window.
 * @param {import('@playwright/test').ElectronApplication} app
 * @param {(url: string) => boolean} [isIt] whether an address is the one awaited; by default any http page
 */
export async function signInPage(app, isIt = (url) => url.startsWith('http')) {
  const open = app.windows().find((page) => isIt(page.url()));
  return (
    open ??
    app.waitForEvent('window', {
      predicate: (page) =>
        page
          .waitForURL((url) => isIt(url.href))
          .then(
            () => true,
            () => false,
          ),
    })
  );
}

/** What any other program would paste now: the clipboard, read from outside the app. */
export function clipboardText() {
  return selectionText('clipboard');
}

/** What a middle click would paste now: X11's primary selection, read from outside the app. */
export function middleClickText() {
  return selectionText('primary');
}

/** @param {'clipboard' | 'primary'} selection */
async function selectionText(selection) {
  try {
    const { stdout } = await promisify(execFile)('xclip', ['-o', '-selection', selection]);
    return stdout;
  } catch {
    // xclip exits with 1 when nobody owns the clipboard: it is empty.
    return '';
  }
}

/**
 * Copies a text as any other program would, so that it can be pasted into the app.
 * @param {string} text
 */
export async function copyOutside(text) {
  // The process that remains behind to answer who pastes must not hold our pipes.
  const xclip = spawn('xclip', ['-i', '-selection', 'clipboard'], { stdio: ['pipe', 'ignore', 'ignore'] });
  xclip.stdin?.end(text);
  const [code] = await once(xclip, 'exit');
  if (code !== 0) throw new Error(`xclip ended with ${code}`);
}
