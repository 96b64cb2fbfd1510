import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { _electron } from '@playwright/test';
import { namespaces, refusesNamespaces } from './namespaces.mjs';
import { root } from './run.mjs';

/**
 * Starts the built app and waits until its window shows main's first answer.
 * @param {{ readonly folder?: string, readonly colorScheme?: 'light' | 'dark', readonly env?: NodeJS.ProcessEnv,
 *   readonly switches?: readonly string[], readonly confirms?: boolean }} [options]
 *   `folder`: the user-data folder, by default a new one; `env`: added to this process's environment; `switches`:
 *   Chromium's command-line switches; `confirms`: {@link confirmAll}, by default true
 * @returns {Promise<{ readonly app: import('@playwright/test').ElectronApplication,
 *   readonly window: import('@playwright/test').Page, readonly folder: string }>}
 * @throws {Error} when the app does not start or shows no page within Playwright's timeout
 */
export async function openDesk({
  folder = newFolder(),
  colorScheme = 'light',
  env = {},
  switches = [],
  confirms = true,
} = {}) {
  const entries = Object.entries({ ...process.env, ...env }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const app = await _electron.launch({
    chromiumSandbox: hasSandbox,
    args: [...launchArguments(folder), ...switches],
    cwd: root,
    colorScheme,
    env: Object.fromEntries(entries),
  });
  const window = await app
    .waitForEvent('window', { predicate: (page) => page.url().startsWith('app://') })
    .catch(() => app.firstWindow());
  if (confirms) await confirmAll(app);
  await window.locator('main:not([aria-busy])').first().waitFor();
  return { app, window, folder };
}

/**
 * Has main's questions to the person answered with yes, in place of the system's dialog: whether requests may go to a host
 * that is new, and whether something was wanted that nobody pressed. `test/app/consent.spec.ts` answers the dialogs.
 * @param {import('@playwright/test').ElectronApplication} app
 */
export async function confirmAll(app) {
  await app.evaluate(({ dialog }) => {
    const show = dialog.showMessageBox;
    /** @type {(...words: any[]) => Promise<Electron.MessageBoxReturnValue>} */
    const answer = (...words) =>
      words.at(-1).type === 'question'
        ? Promise.resolve({ response: 1, checkboxChecked: false })
        : Reflect.apply(show, dialog, words);
    Object.assign(dialog, { showMessageBox: answer });
  });
}

/** Whether the app can have Chromium's sandbox here, which Playwright would turn off: not for root, and not without user namespaces. */
export const hasSandbox = process.getuid?.() !== 0 && !refusesNamespaces(namespaces.sandbox);

/** Makes an empty user-data folder. On a virtual desktop it is deleted together with the desktop. */
export function newFolder() {
  return mkdtempSync(join(process.env.XDG_RUNTIME_DIR ?? tmpdir(), 'token-desk-'));
}

/**
 * Electron's arguments to run the app, for root with `--no-sandbox`: Chromium refuses its sandbox to root.
 * @param {string} folder the user-data folder
 */
export function launchArguments(folder) {
  const plain = ['-r', join(root, 'tools/plainChromium.cjs')];
  return [...plain, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '.', `--user-data-dir=${folder}`];
}

/**
 * Waits for the provider's page in the sign-in window.
 * @param {import('@playwright/test').ElectronApplication} app
 * @param {(url: string) => boolean} [isIt] whether this is the page's address; by default any http or https address
 * @throws {Error} when no such page opens within Playwright's timeout
 */
export async function signInPage(app, isIt = (url) => url.startsWith('http')) {
  const arrived = (/** @type {import('@playwright/test').Page} */ page) => page.waitForURL((url) => isIt(url.href));
  const isPage = (/** @type {import('@playwright/test').Page} */ page) =>
    arrived(page).then(
      () => true,
      () => false,
    );
  // A window that is there already may still be on its way to the address.
  const there = app.windows().map((page) => arrived(page).then(() => page));
  return Promise.any([...there, app.waitForEvent('window', { predicate: isPage })]);
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
    // xclip exits with 1 when no program owns the selection: it is empty.
    return '';
  }
}

/**
 * Copies a text as any other program would, so that it can be pasted into the app.
 * @param {string} text
 * @throws {Error} when xclip fails
 */
export async function copyOutside(text) {
  // xclip leaves a process behind that hands the text to whoever pastes. That process must not hold our pipes open.
  const xclip = spawn('xclip', ['-i', '-selection', 'clipboard'], { stdio: ['pipe', 'ignore', 'ignore'] });
  xclip.stdin?.end(text);
  const [code] = await once(xclip, 'exit');
  if (code !== 0) throw new Error(`xclip ended with ${code}`);
}
